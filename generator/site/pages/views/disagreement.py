"""Points that disagree, side by side, and what sets them apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.knowledge.link.findings import Clash, Difference, Disagreement
from generator.site.pages.views.page import To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import PointView

SECTIONS = ("conflict", "apart", "qualified")
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


def disagreement_view(presenter: Presenter, disagreement: Disagreement) -> DisagreementView:
    """Show one group."""
    number = {point: place for place, point in enumerate(disagreement.points, start=1)}
    return DisagreementView(
        section=SECTIONS[disagreement.rank],
        anchor=disagreement.anchor,
        points=presenter.points(disagreement.points),
        clashes=tuple(
            ClashView(
                kind=clash.kind,
                one=number[clash.point],
                other=number[clash.other],
                differences=tuple(_differences(presenter, clash)),
            )
            for clash in disagreement.clashes
        ),
    )


def _differences(presenter: Presenter, clash: Clash) -> Iterator[DifferenceView]:
    """Show what sets the two points of a clash apart."""
    for difference in clash.differences:
        yield DifferenceView(
            kind=_difference_kind(difference),
            one=difference.one,
            other=difference.other,
            about=presenter.term(difference.about) if difference.about else None,
        )


def _difference_kind(difference: Difference) -> str:
    """Tell a meaning, a measure and a definition apart."""
    if difference.kind != "definition":
        return difference.kind
    if difference.about:
        return "meaning"
    return "measure" if difference.one or difference.other else "definition"
