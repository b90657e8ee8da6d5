"""Articles and events as marks in the timeline's picture.

Positions along the time are percentages of the picture's width, positions down are pixels.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.base.dates import Period
from generator.site import labels
from generator.site.pages.kinds.timeline.scale import Scale

LEVEL = 16
"""Pixels of a level of marks."""
_SINGLE = 40
"""Marks in a lane up to which each is drawn; beyond, each year has one with its number."""
_LEVELS = 6
"""Levels of marks; where more stand close together, each year has one with its number."""
_NEAR = 4.5
"""Per cent between two marks on one level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An article or an event, or the number of them in a year."""

    x: float
    y: int
    title: str
    label: str


def marks_of(scale: Scale, dated: Sequence[tuple[Period, str]], top: int) -> Iterable[Mark]:
    """Place each mark on the first level on which it touches no other; count what has no room."""
    placed = [
        (scale.x(_middle(period)), period, title) for period, title in dated if _known(period)
    ]
    marks: list[Mark] = []
    levels: list[float] = []
    for x, period, title in sorted(placed, key=lambda mark: (mark[0], mark[2])):
        level = next((n for n, end in enumerate(levels) if x - end >= _NEAR), len(levels))
        levels[level : level + 1] = [x]
        named = labels.mark(period.label, title)
        marks.append(Mark(x=x, y=top + LEVEL * level, title=named, label=""))
    if len(marks) > _SINGLE or len(levels) > _LEVELS:
        return _numbers(scale, [period for _, period, _ in placed], top)
    return marks


def _numbers(scale: Scale, periods: Iterable[Period], top: int) -> Iterator[Mark]:
    years = Counter(
        max(_middle(period), date(scale.start.year - 1, 7, 1)).year for period in periods
    )
    for year, count in sorted(years.items()):
        name = str(year) if year >= scale.start.year else labels.before(scale.start.year)
        x = scale.x(date(year, 7, 1))
        yield Mark(x=x, y=top, title=labels.mark(name, str(count)), label=str(count))


def _known(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _middle(period: Period) -> date:
    """Return the middle of a period, or the end that it has."""
    start, end = period.start or period.end or date.min, period.end or period.start or date.min
    return start + (end - start) / 2
