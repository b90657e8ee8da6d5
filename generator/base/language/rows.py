"""Rows of names, as a language joins them: ``a, b and c``. The patterns are CLDR's.

Three languages have another “and” or “or” before some words, which patterns cannot tell: Spanish
and Hebrew as ICU has them, Welsh as its grammars do.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.base.language import spoken, together
from generator.base.language.bidi import set_apart

Style = Literal["list", "and", "or"]
"""How a row ends: as it goes on, with all of them, or with one of them."""
_PATTERNS = {"list": "standard", "and": "standard", "or": "or"}


class _Fitting(NamedTuple):
    """A word between names that has two forms.

    Attributes:
        given: as CLDR has it.
        before: what the next name begins with where it has its first form.
        then: that form.
        otherwise: the other.
    """

    given: str
    before: re.Pattern[str]
    then: str
    otherwise: str


_MARKS = re.compile(r"\A[\W_]+")
# “ac” before a vowel: “w” is one, but not before another, l, n or r, as in Wrecsam; “y” is, but not
# before another, as in York. Figures as they are spoken: un, wyth, un deg un to un deg naw.
_WELSH_AND = re.compile(
    r"[aeiouâêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ]|w(?![aeiouâêîôûlnr])|y(?![aeiouâêîôû])"
    r"|8|1[1-9]?(?!\d)",
    re.IGNORECASE,
)
_SPANISH_AND = re.compile(r"h?[ií](?![aáeé])", re.IGNORECASE)
_SPANISH_OR = re.compile(r"h?[oó]|8|11(?!\d)", re.IGNORECASE)
# Joined to what is written in other letters by a hyphen.
_HEBREW_AND = re.compile(r"\d|(?![\u0590-\u05ff])\w")
_FITTINGS: Mapping[str, tuple[_Fitting, ...]] = {
    "cy": (_Fitting("a(c)", _WELSH_AND, "ac", "a"),),
    "es": (_Fitting(" y ", _SPANISH_AND, " e ", " y "), _Fitting(" o ", _SPANISH_OR, " u ", " o ")),
    "he": (_Fitting(" \u05d5", _HEBREW_AND, " \u05d5-", " \u05d5"),),
}
"""Language → its words between names that have two forms."""


def joints(names: Sequence[str], style: Style = "list") -> tuple[str, ...]:
    """Return what stands behind each of names in a row; nothing behind the last."""
    given = _joints(len(names), style, spoken().locale)
    fittings = _FITTINGS.get(spoken().primary)
    if not (fittings and given):
        return given
    *between, last = given
    pairs = zip(between, names[1:], strict=True)
    return (*(_fitted(joint, name, fittings) for joint, name in pairs), last)


def _fitted(joint: str, name: str, fittings: Sequence[_Fitting]) -> str:
    """Return what stands between names as it is before the next of them."""
    word = _MARKS.sub("", name)
    for each in fittings:
        fits = each.before.match(word)
        joint = joint.replace(each.given, each.then if fits else each.otherwise)
    return joint


def row(names: Sequence[str], style: Style = "list") -> str:
    """Return names in a row, each in its language."""
    shown = names
    if spoken().right_to_left:
        shown = [set_apart(name, right_to_left=True) for name in names]
    pairs = zip(shown, joints(names, style), strict=True)
    return together(part for pair in pairs for part in pair)


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
