"""Figures in prose, in digits or in words, compared by value: £3.8bn is £3.8 billion."""

import re
import unicodedata
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {"a": 1}
)
_PARTS = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_DENOMINATORS = {part: value for value, part in enumerate(_PARTS, 2)} | {"halve": 2}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_SUFFIXES = {"k": 10**3, "m": 10**6, "bn": 10**9}
_PERCENT = Fraction(1, 100)
_LONGEST = 18
"""Characters of a number beyond which it is compared as it is written."""

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES)}|a)"
_SCALE = rf"(?:[- ](?:{'|'.join(_SCALES)})\b)"
_FIGURE = re.compile(
    rf"""
    (?<![a-z0-9]) (?<![a-z]-) (?<![0-9][.,])      # not in a name such as G7 or COVID-19
    (?:
      (?P<year>[12][0-9]{{3}}) [-/] (?P<next>[0-9]{{2}}) (?![0-9])
    | (?P<digits>[0-9]+ (?:,[0-9]{{3}})* (?:\.[0-9]+)?)
      (?: (?P<suffix>k|m|bn)\b | (?P<scale>{_SCALE}+) )?
    | (?P<sign>[¼-¾⅐-⅞])
    | (?P<top>{_SMALL}) [- ] (?P<part>{"|".join(_PARTS)}|halve) s? \b
      (?! [ ](?:party|parties|sector|person|time|year|meeting)\b)
    | (?P<half>half) \b
    | (?<!no[ ]) (?P<small>{_SMALL}) \b (?!'s|[ ]another\b)
      (?: (?P<scales>{_SCALE}+) (?: [ ]and[ ] (?P<rest>{_SMALL}) \b (?P<more>{_SCALE}*) )? )?
    )
    (?P<percent> [ ]?% | [ ]per[ ]?cent\b )?
    """,
    re.VERBOSE,
)
_SAME = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"’": "'"})
_RANGE = re.compile(r" ?(?:to|and|or|-) ?£?")


class _Figure(Struct, frozen=True):
    """A figure in a text.

    Attributes:
        written: as it stands there.
        values: what it may be read as; a text for a number too long to reckon with.
        unit: what its scale and percentage multiply it by, or None where it has neither.
        start: where it stands.
        end: where it ends.
    """

    written: str
    values: frozenset[Fraction | str]
    unit: Fraction | None
    start: int
    end: int


def missing_figures(text: str, block_text: str) -> tuple[str, ...]:
    """Return the figures of a text, as written, whose value does not occur in another.

    It knows digits, number words, fractions and percentages. "One" in "no one" and "one another"
    is no figure, nor is an ordinal.
    """
    asked = _figures(text)
    # Most texts have none; the other, a paragraph, is long.
    known = {v for figure in _figures(block_text) for v in figure.values} if asked else set()
    return tuple(figure.written for figure in asked if not figure.values & known)


def figures(text: str) -> tuple[str, ...]:
    """Return the figures of a text as they are written, in order."""
    return tuple(figure.written for figure in _figures(text))


def _figures(text: str) -> list[_Figure]:
    """Return a text's figures; the first of "30 to 40%" may be a percentage too."""
    plain = " ".join(text.translate(_SAME).split())
    lower = plain.lower()
    if len(lower) != len(plain):
        plain = lower
    found = [figure for match in _FIGURE.finditer(lower) if (figure := _figure(match, plain))]
    pairs = pairwise([*found, None])
    return [
        _widened(figure, other, lower) if other else figure for figure, other in pairs if figure
    ]


def _figure(match: re.Match[str], plain: str) -> _Figure | None:
    unit = _unit(match)
    values = _values(match)
    if not values:
        return None
    scaled = frozenset(v if isinstance(v, str) else v * (unit or 1) for v in values)
    return _Figure(plain[match.start() : match.end()], scaled, unit, match.start(), match.end())


def _widened(figure: _Figure, other: _Figure, text: str) -> _Figure:
    """Let a figure without a unit take that of the next, where the two are a range."""
    between = text[figure.end : other.start]
    if figure.unit is not None or other.unit is None or not _RANGE.fullmatch(between):
        return figure
    more = {v * other.unit for v in figure.values if isinstance(v, Fraction)}
    return _Figure(figure.written, figure.values | more, other.unit, figure.start, figure.end)


def _unit(match: re.Match[str]) -> Fraction | None:
    """Return what scale and percentage after digits, or a percentage after words, make of it."""
    unit = Fraction(_SUFFIXES.get(match["suffix"] or "", 1)) * _scaled(match["scale"] or "")
    if match["percent"]:
        unit *= _PERCENT
    return unit if match["suffix"] or match["scale"] or match["percent"] else None


def _values(match: re.Match[str]) -> set[Fraction | str]:
    """Return the number before its unit; nothing where the words are no number."""
    values: set[Fraction | str] = set()
    if match["year"]:
        year = int(match["year"])
        values = {Fraction(year), Fraction(year - year % 100 + int(match["next"]))}
    elif match["digits"]:
        digits = match["digits"].replace(",", "")
        values = {digits if len(digits) > _LONGEST else Fraction(digits)}
    elif match["sign"]:
        values = {Fraction(unicodedata.numeric(match["sign"])).limit_denominator(10)}
    elif match["half"]:
        values = {Fraction(1, 2)}
    elif match["part"]:
        values = {Fraction(_small(match["top"]), _DENOMINATORS[match["part"]])}
    elif match["small"] != "a" or match["scales"]:
        whole = _small(match["small"]) * _scaled(match["scales"] or "")
        rest = _small(match["rest"] or "")
        values = {Fraction((whole + rest) * _scaled(match["more"] or ""))}
    return values


def _small(words: str) -> int:
    return sum(_WORDS[word] for word in words.replace("-", " ").split())


def _scaled(words: str) -> int:
    scale = 1
    for word in words.replace("-", " ").split():
        scale *= _SCALES[word]
    return scale
