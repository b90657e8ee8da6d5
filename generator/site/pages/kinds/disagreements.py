"""Where sources disagree: points side by side, real conflicts apart from differences of subject."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.knowledge.link.findings import Clash, Difference, Disagreement
from generator.site.pages.paging.size import LINES, weigher
from generator.site.pages.paging.split import Chunk, Leaf, leaves
from generator.site.pages.views.records import Page, PointView, To
from generator.site.pages.views.views import Views

WHOLE = 60
"""Points on a page, at most."""
_CLASH = 300
"""Bytes of what is said of two of them."""
_SECTIONS = ("conflict", "apart", "qualified")
"""By the rank of a disagreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """What sets two points apart besides what they claim; ``about`` is the term, if any."""

    kind: str
    one: str
    other: str
    about: To | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashView:
    """Which point disputes or qualifies which, by their numbers in the group, from 1."""

    kind: str
    one: int
    other: int
    differences: tuple[DifferenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementView:
    """Points side by side, newest first, and what stands between them."""

    section: str
    anchor: str
    points: tuple[PointView, ...]
    clashes: tuple[ClashView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementsPage:
    """Context of ``disagreements``: groups by section, and how many each section has in all."""

    part: str
    groups: tuple[DisagreementView, ...]
    counts: tuple[tuple[str, int], ...]
    chunks: tuple[Chunk, ...]
    total: int


def disagreement_pages(views: Views) -> Iterator[Page]:
    """Yield the page of disagreements, and its parts by the year of the latest point."""
    found = views.links.disagreements
    ranks = [disagreement.rank for disagreement in found]
    counts = tuple((name, ranks.count(rank)) for rank, name in enumerate(_SECTIONS))
    weigh = weigher(views.library, WHOLE)

    def weigh_all(disagreement: Disagreement) -> int:
        points = (views.library.points[id_] for id_ in disagreement.points)
        return sum(map(weigh, points)) + _CLASH * len(disagreement.clashes)

    year = partial(_year, views)
    for leaf in leaves(found, year, "disagreements", LINES, weigh_all):
        yield _page(views, leaf, counts)


def disagreement_view(views: Views, disagreement: Disagreement) -> DisagreementView:
    """Show one group."""
    number = {point: place for place, point in enumerate(disagreement.points, start=1)}
    return DisagreementView(
        section=_SECTIONS[disagreement.rank],
        anchor="d-" + disagreement.points[0].replace("#", "--"),
        points=views.points(disagreement.points),
        clashes=tuple(
            ClashView(
                kind=clash.kind,
                one=number[clash.point],
                other=number[clash.other],
                differences=tuple(differences(views, clash)),
            )
            for clash in disagreement.clashes
        ),
    )


def differences(views: Views, clash: Clash) -> Iterator[DifferenceView]:
    """Show what sets the two points of a clash apart."""
    for difference in clash.differences:
        yield DifferenceView(
            kind=_kind(difference),
            one=difference.one,
            other=difference.other,
            about=views.term(difference.about) if difference.about else None,
        )


def _kind(difference: Difference) -> str:
    """Tell a meaning, a measure and a definition apart."""
    if difference.kind != "definition":
        return difference.kind
    if difference.about:
        return "meaning"
    return "measure" if difference.one or difference.other else "definition"


def _page(views: Views, leaf: Leaf[Disagreement], counts: tuple[tuple[str, int], ...]) -> Page:
    context = DisagreementsPage(
        part=leaf.part,
        groups=tuple(disagreement_view(views, disagreement) for disagreement in leaf.items),
        counts=counts,
        chunks=leaf.chunks,
        total=leaf.total,
    )
    title = leaf.title("Where sources disagree")
    return Page(uri=leaf.uri, title=title, template="disagreements", context=context)


def _year(views: Views, disagreement: Disagreement) -> str:
    return views.year(disagreement.points[0])
