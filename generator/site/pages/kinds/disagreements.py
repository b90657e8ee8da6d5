"""Where sources disagree: points side by side, real conflicts apart from differences of subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.base.limits import DISPUTED_POINTS_ON_A_PAGE, EVIDENCE_BYTES
from generator.knowledge.link.findings import Disagreement
from generator.site import labels
from generator.site.pages.paging.split import Folder, PartLink, list_pages
from generator.site.pages.paging.weights import line_weigher
from generator.site.pages.views.disagreement import SECTIONS, DisagreementView, disagreement_view
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter

_CLASH = 300
"""Bytes of what is said of two points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementsPage:
    """Context of ``disagreements``: groups by section, and how many each section has in all."""

    part: str
    groups: tuple[DisagreementView, ...]
    counts: tuple[tuple[str, int], ...]
    part_links: tuple[PartLink, ...]
    total: int


def disagreement_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the page of disagreements, and its parts by the year of the latest point."""
    disagreements = presenter.links.disagreements
    ranks = [disagreement.rank for disagreement in disagreements]
    counts = tuple((name, ranks.count(rank)) for rank, name in enumerate(SECTIONS))
    weigh = line_weigher(presenter.library, DISPUTED_POINTS_ON_A_PAGE)

    def weigh_all(disagreement: Disagreement) -> int:
        points = (presenter.library.points[id_] for id_ in disagreement.points)
        return sum(map(weigh, points)) + _CLASH * len(disagreement.clashes)

    def year(disagreement: Disagreement) -> str:
        return presenter.year(disagreement.points[0])

    for page in list_pages(disagreements, year, Folder("disagreements"), EVIDENCE_BYTES, weigh_all):
        context = DisagreementsPage(
            part=page.part,
            groups=tuple(disagreement_view(presenter, each) for each in page.items),
            counts=counts,
            part_links=page.part_links,
            total=page.total,
        )
        title = labels.titled(labels.DISAGREEMENTS, page.part)
        yield Page(uri=page.uri, title=title, template="disagreements", context=context)
