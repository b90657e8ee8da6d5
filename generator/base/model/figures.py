"""A figure that a point gives, and the numbers that it is set beside."""

from msgspec import Struct


class FigurePart(Struct, frozen=True, kw_only=True):
    """A part of a figure, in its unit, and what it is."""

    value: int | float
    about: str


class Figure(Struct, frozen=True, kw_only=True):
    """A figure: ``value`` (of ``of``) ``unit`` about ``about``, over ``period``."""

    value: int | float | str
    of: int | float | None = None
    before: int | float | None = None
    """What it was at the start of the period."""
    parts: tuple[FigurePart, ...] = ()
    unit: str = ""
    about: str = ""
    period: str = ""
    caution: str = ""
    """What it must not be read as (``not`` in front matter)."""
    key: bool = False
    """Whether it comes first on its themes, drawn where it can be."""

    @property
    def whole(self) -> int | float | None:
        """Return what it is a share of; of a percentage, 100."""
        return 100 if self.of is None and self.unit.startswith("%") else self.of

    @property
    def has_others(self) -> bool:
        """Tell whether it is set beside another number: a whole, what it was, or its parts."""
        return self.whole is not None or self.before is not None or bool(self.parts)

    @property
    def numbers(self) -> tuple[int | float, ...]:
        """Return it and the numbers that it is set beside; nothing where it is no number."""
        if isinstance(self.value, str):
            return ()
        beside = (self.whole, self.before, *(part.value for part in self.parts))
        return (self.value, *(number for number in beside if number is not None))

    @property
    def fits(self) -> bool:
        """Tell whether nothing is larger than what it is a part of."""
        if isinstance(self.value, str):
            return True
        shares = (self.value, self.before or 0)
        within = self.whole is None or max(shares) <= self.whole
        parts = sum(part.value for part in self.parts)
        return within and not (self.parts and parts > self.value)

    @property
    def can_be_drawn(self) -> bool:
        """Tell whether its numbers make bars from nought on one scale."""
        numbers = self.numbers if self.has_others else ()
        return self.fits and min(numbers, default=-1) >= 0 and max(numbers) > 0
