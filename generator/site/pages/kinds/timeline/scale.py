"""The years of the timeline's picture, drawn to scale.

Positions along the time are percentages of the picture's width.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

_STRIP, _LEFT, _RIGHT = 4.0, 10.0, 98.0
"""Per cent: the middle of the strip for what came before, and the years drawn to scale."""
_TICKS = 6
"""Years named on the axis, at most."""


class Tick(Struct, frozen=True, kw_only=True):
    """A year on the axis."""

    x: float
    label: str


class Scale(Struct, frozen=True, kw_only=True):
    """The years drawn to scale, from the first day of one to the first day after another."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """Return a day's place."""
        if day < self.start:
            return _STRIP
        part = (day - self.start).days / (self.end - self.start).days
        return round(_LEFT + (_RIGHT - _LEFT) * min(part, 1.0), 2)


def ticks(scale: Scale) -> Iterator[Tick]:
    """Yield the years on the axis."""
    years = scale.end.year - scale.start.year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if years / step <= _TICKS)
    for year in range(-(-scale.start.year // step) * step, scale.end.year, step):
        yield Tick(x=scale.x(date(year, 1, 1)), label=str(year))
