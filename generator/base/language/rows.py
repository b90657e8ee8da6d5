"""Rows of names, as a language joins them: ``a, b and c``. The patterns are CLDR's."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from generator.base.language import spoken
from generator.base.language.bidi import set_apart

Style = Literal["list", "and", "or"]
"""How a row ends: as it goes on, with all of them, or with one of them."""
_PATTERNS = {"list": "standard", "and": "standard", "or": "or"}


def joints(number: int, style: Style = "list") -> tuple[str, ...]:
    """Return what stands behind each of so many names in a row; nothing behind the last."""
    return _joints(number, style, spoken().locale)


def row(names: Sequence[str], style: Style = "list") -> str:
    """Return names in a row."""
    if spoken().right_to_left:
        names = [set_apart(name, right_to_left=True) for name in names]
    return "".join(
        name + joint for name, joint in zip(names, joints(len(names), style), strict=True)
    )


@lru_cache(maxsize=1024)
def _joints(number: int, style: Style, locale: str) -> tuple[str, ...]:
    from babel import Locale  # noqa: PLC0415 - what needs no row does without

    patterns = Locale.parse(locale).list_patterns[_PATTERNS[style]]
    if number < 2:  # noqa: PLR2004 - a row
        return ("",) * number
    if style == "list":
        return (*(_between(patterns["middle"]),) * (number - 1), "")
    if number == 2:  # noqa: PLR2004 - a pair
        return (_between(patterns["2"]), "")
    middle = (_between(patterns["middle"]),) * (number - 3)
    return (_between(patterns["start"]), *middle, _between(patterns["end"]), "")


def _between(pattern: str) -> str:
    return pattern.removeprefix("{0}").removesuffix("{1}")
