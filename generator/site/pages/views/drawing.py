"""Figures that content chooses, as bars from nought on one scale."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.base import labels
from generator.base.foreign import like
from generator.base.model import Figure

BarRole = Literal["before", "after", "share", "all", "part"]


class Bar(Struct, frozen=True, kw_only=True):
    """One number of a drawn figure.

    Attributes:
        role: what it is to the figure: what it was, what it is since, a share of the whole, all of
            its parts, or one of them.
        name: what a part is; else empty.
        amount: the number, in words.
        length: percent of the picture's width.
    """

    role: BarRole
    name: str
    amount: str
    length: float


class Drawing(Struct, frozen=True, kw_only=True):
    """A figure as bars; ``whole`` says what the full width is, or is empty."""

    bars: tuple[Bar, ...]
    whole: str


def drawing_of(figure: Figure | None) -> Drawing | None:
    """Return the picture of a figure, if content chose it and its numbers can be drawn."""
    if not (figure and figure.key and figure.can_be_drawn):
        return None
    whole = "" if figure.whole is None else _with_unit(figure, figure.whole)
    return Drawing(bars=tuple(_bars(figure)), whole=whole)


def amount_of(figure: Figure) -> str:
    """Write a figure as prose does: ``£3.8 billion``, ``40% of trusts``, ``4 of 44 STPs``."""
    amount = _with_unit(figure, figure.value, figure.of)
    was = "" if figure.before is None else labels.signed(figure.before, figure.unit)
    return labels.with_before(amount, was)


def _bars(figure: Figure) -> Iterator[Bar]:
    value, *_ = figure.numbers
    own: BarRole = "all" if figure.parts else "share"
    if figure.before is not None:
        yield _bar(figure, "before", figure.before)
        own = "after"
    yield _bar(figure, own, value)
    for part in figure.parts:
        yield _bar(figure, "part", part.value, part.about)


def _bar(figure: Figure, role: BarRole, value: float, name: str = "") -> Bar:
    length = round(100 * value / max(figure.numbers), 2)
    amount = labels.signed(value, figure.unit) if role == "part" else _with_unit(figure, value)
    return Bar(role=role, name=name, amount=amount, length=length)


def _with_unit(figure: Figure, value: float | str, of: float | None = None) -> str:
    return like(figure.unit, labels.counted(value, figure.unit, of))
