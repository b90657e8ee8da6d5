"""Articles and events as marks in the timeline's picture.

Positions along the time are percentages of the picture's width, positions down are pixels.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.base import labels
from generator.base.dates import Period
from generator.site.pages.kinds.timeline.scale import Scale

LEVEL = 16
"""Pixels of a level of marks."""
_SINGLE = 40
"""Marks in a lane up to which each is drawn; beyond, each year has one with its number."""
_LEVELS = 6
"""Levels of marks; where more stand close together, each year has one with its number."""
_NARROWEST = 1.2
"""Per cent of the picture that a bar takes at least, to be seen."""
_NEAR = 4.5
"""Per cent between two marks on one level."""


class Mark(Struct, frozen=True, kw_only=True):
    """An article or an event, or the number of them in a year.

    Attributes:
        x: its middle, or where it begins if it has a width.
        width: of the time in which it may lie, if that is more than a point in the picture.
        y: where it stands.
        title: what it is.
        label: the number, or empty.
    """

    x: float
    width: float
    y: int
    title: str
    label: str


def marks_of(scale: Scale, dated: Sequence[tuple[Period, str]], top: int) -> Iterable[Mark]:
    """Place each mark on the first level on which it touches no other; count what has no room."""
    placed = [(*_place(scale, period), period, title) for period, title in dated if _known(period)]
    marks: list[Mark] = []
    levels: list[float] = []
    for x, width, period, title in sorted(placed, key=lambda mark: (mark[0], mark[3])):
        level = next((n for n, end in enumerate(levels) if x - end >= _NEAR), len(levels))
        levels[level : level + 1] = [x + width]
        named = labels.mark(period.label, title)
        marks.append(Mark(x=x, width=width, y=top + LEVEL * level, title=named, label=""))
    if len(marks) > _SINGLE or len(levels) > _LEVELS:
        return _numbers(scale, [period for *_, period, _ in placed], top)
    return marks


def _numbers(scale: Scale, periods: Iterable[Period], top: int) -> Iterator[Mark]:
    years = Counter(
        max(_middle(period), date(scale.start.year - 1, 7, 1)).year for period in periods
    )
    for year, count in sorted(years.items()):
        name = str(year) if year >= scale.start.year else labels.before(scale.start.year)
        x = scale.x(date(year, 7, 1))
        yield Mark(x=x, y=top, width=0, title=labels.mark(name, str(count)), label=str(count))


def _place(scale: Scale, period: Period) -> tuple[float, float]:
    """Return where a date is, and of one that is not certain, how far it may reach."""
    if period.certain:
        return scale.x(_middle(period)), 0
    start = scale.x(period.start or date.min)
    end = scale.x(period.end) if period.end else scale.x(scale.end)
    return start, round(max(end - start, _NARROWEST), 2)


def _known(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _middle(period: Period) -> date:
    """Return the middle of a period, or the end that it has."""
    start, end = period.start or period.end or date.min, period.end or period.start or date.min
    return start + (end - start) / 2
