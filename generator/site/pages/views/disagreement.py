"""Points that disagree, side by side, and what sets them apart."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from msgspec import Struct

from generator.base.dates import Period
from generator.base.language.rows import row
from generator.knowledge.link.findings import Clash, ClashNature, Difference, Disagreement
from generator.site.pages.views.page import To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import PointView, RestingLine

NatureCount = tuple[ClashNature, int]
"""A nature and how many disagreements are of it."""


class DifferenceView(Struct, frozen=True, kw_only=True):
    """What sets two points apart besides what they claim; ``about`` is the term, if any."""

    kind: str
    one: str
    other: str
    about: To | None


class ClashView(Struct, frozen=True, kw_only=True):
    """Which point disputes or qualifies which, by their numbers in the group, from 1."""

    nature: ClashNature
    kind: str
    one: int
    other: int
    differences: tuple[DifferenceView, ...]


class DisagreementView(Struct, frozen=True, kw_only=True):
    """Points side by side, newest first, and what stands between them.

    Attributes:
        nature: that of the gravest clash.
        anchor: its id on pages.
        question: what the points answer differently, as a theme puts it, or empty.
        points: the sides.
        clashes: which stands against which, and how.
        lines: the key messages and questions that it concerns.
    """

    nature: ClashNature
    anchor: str
    question: str
    points: tuple[PointView, ...]
    clashes: tuple[ClashView, ...]
    lines: tuple[RestingLine, ...]


def disagreement_view(presenter: Presenter, disagreement: Disagreement) -> DisagreementView:
    """Show one group."""
    number = {point: place for place, point in enumerate(disagreement.points, start=1)}
    return DisagreementView(
        nature=disagreement.nature,
        anchor=disagreement.anchor,
        question=disagreement.question,
        points=presenter.points(disagreement.points),
        clashes=tuple(
            ClashView(
                nature=clash.nature,
                kind=clash.kind,
                one=number[clash.point],
                other=number[clash.other],
                differences=tuple(_differences(presenter, clash)),
            )
            for clash in disagreement.clashes
        ),
        lines=tuple(map(presenter.resting_line, disagreement.lines)),
    )


def nature_counts(disagreements: Iterable[Disagreement]) -> tuple[NatureCount, ...]:
    """Return how many disagreements there are of each nature, the gravest first.

    That there is no conflict is worth telling; of other natures, those that there are.
    """
    natures: tuple[ClashNature, ...] = get_args(ClashNature)
    counted = Counter(each.nature for each in disagreements)
    return tuple((each, counted[each]) for each in natures if counted[each] or each == "conflict")


def _differences(presenter: Presenter, clash: Clash) -> Iterator[DifferenceView]:
    """Show what sets the two points of a clash apart."""
    for difference in clash.differences:
        yield DifferenceView(
            kind=_difference_kind(difference),
            one=_told(difference, difference.one),
            other=_told(difference, difference.other),
            about=presenter.term(difference.about) if difference.about else None,
        )


def _told(difference: Difference, of: Period | tuple[str, ...]) -> str:
    """Say what holds of one of two points."""
    if isinstance(of, Period):
        return of.plain_label
    return row(of, "list" if difference.kind == "place" else "or")


def _difference_kind(difference: Difference) -> str:
    """Tell a meaning, a measure and a definition apart."""
    if difference.kind != "definition":
        return difference.kind
    if difference.about:
        return "meaning"
    return "measure" if difference.one or difference.other else "definition"
