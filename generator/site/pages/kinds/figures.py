"""The register of figures: what each measures, of whom, when, and what it must not be read as."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.base import labels
from generator.base.limits import EVIDENCE_BYTES, FIGURES_DRAWN, FIGURES_ON_A_PAGE
from generator.base.model import Point
from generator.knowledge.link.evidence import newest_first
from generator.site.pages.paging.split import Folder, PartLink, list_pages
from generator.site.pages.paging.weights import line_weigher
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import PointView


class FiguresPage(Struct, frozen=True, kw_only=True):
    """Context of ``figures``."""

    part: str
    drawings: tuple[PointView, ...]
    """The newest of those that content chose and that can be drawn, on the first page."""
    points: tuple[PointView, ...]
    part_links: tuple[PartLink, ...]
    total: int


def figure_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the register, newest first, and its parts by year."""
    library = presenter.library
    measured = [p for p in library.points.values() if p.figure or p.kind == "figure"]
    drawings = _drawings(presenter, measured)
    for page in list_pages(
        newest_first(library, measured),
        lambda point: presenter.year(point.id),
        Folder("figures"),
        EVIDENCE_BYTES,
        line_weigher(library, presenter.links, FIGURES_ON_A_PAGE),
    ):
        context = FiguresPage(
            part=page.part,
            drawings=() if page.part else drawings,
            points=presenter.points(point.id for point in page.items),
            part_links=page.part_links,
            total=page.total,
        )
        title = labels.titled(labels.section("figures"), page.part)
        yield Page(uri=page.uri, title=title, template="figures", context=context)


def _drawings(presenter: Presenter, measured: Sequence[Point]) -> tuple[PointView, ...]:
    newest = newest_first(presenter.library, [p for p in measured if p.figure and p.figure.key])
    shown = presenter.points(point.id for point in newest)
    return tuple(point for point in shown if point.drawing and point.leads)[:FIGURES_DRAWN]
