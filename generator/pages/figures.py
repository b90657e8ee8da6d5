"""The register of figures: what each measures, of whom, when, and what it must not be read as."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.link.evidence import newest_first
from generator.pages.records import Chunk, Page, PointView
from generator.pages.split import leaves
from generator.pages.views import Views

WHOLE = 150
"""Figures on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """Context of ``figures``."""

    part: str
    points: tuple[PointView, ...]
    chunks: tuple[Chunk, ...]
    total: int


def figure_pages(views: Views) -> Iterator[Page]:
    """Yield the register, newest first, and its parts by year."""
    measured = [p for p in views.library.points.values() if p.figure or p.kind == "figure"]
    ids = [point.id for point in newest_first(views.library, measured)]
    for leaf in leaves(ids, views.year, "figures", WHOLE):
        context = FiguresPage(
            part=leaf.part, points=views.points(leaf.items), chunks=leaf.chunks, total=leaf.total
        )
        title = leaf.title("Figures")
        yield Page(uri=leaf.uri, title=title, template="figures", context=context)
