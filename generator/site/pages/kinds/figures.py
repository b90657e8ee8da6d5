"""The register of figures: what each measures, of whom, when, and what it must not be read as."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.knowledge.link.evidence import newest_first
from generator.site.pages.paging.size import LINES, weigher
from generator.site.pages.paging.split import PartLink, leaves
from generator.site.pages.views.records import Page, PointView
from generator.site.pages.views.views import Views

WHOLE = 150
"""Figures on a page, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """Context of ``figures``."""

    part: str
    points: tuple[PointView, ...]
    part_links: tuple[PartLink, ...]
    total: int


def figure_pages(views: Views) -> Iterator[Page]:
    """Yield the register, newest first, and its parts by year."""
    measured = [p for p in views.library.points.values() if p.figure or p.kind == "figure"]
    points = newest_first(views.library, measured)
    weigh = weigher(views.library, WHOLE)
    for leaf in leaves(points, lambda point: views.year(point.id), "figures", LINES, weigh):
        context = FiguresPage(
            part=leaf.part,
            points=views.points(point.id for point in leaf.items),
            part_links=leaf.part_links,
            total=leaf.total,
        )
        title = leaf.title("Figures")
        yield Page(uri=leaf.uri, title=title, template="figures", context=context)
