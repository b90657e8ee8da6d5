"""Text made comparable, with a way back to where each character stood.

Only the comparison sees the result; what is displayed never changes. Composed and decomposed
letters are alike (NFC, Unicode Standard Annex #15), so are apostrophes, hyphens and spaces; a run
of white space with at most one line break is a space; characters without a glyph vanish. Every
step is linear in the length of the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

BREAK = "\N{PARAGRAPH SEPARATOR}"
"""Stands for two or more line breaks: part of no name."""

_APOSTROPHES = (
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{PRIME}\N{FULLWIDTH APOSTROPHE}"
)
_HYPHENS = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"
_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\N{LINE SEPARATOR}\u202f\u205f\u3000"
)
_ALIKE = (
    *((char, "'") for char in _APOSTROPHES),
    *((char, "-") for char in _HYPHENS),
    *((char, " ") for char in _SPACES),
)
_UNSEEN = (
    "\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\u200b\u200c\u200d\u200e\u200f\N{WORD JOINER}\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_RUN = re.compile(rf"[\s{_UNSEEN}]{{2,}}|[{_UNSEEN}]")
_SPACE_RUN = re.compile("  +")
"""The same where nothing unseen is about and each space is plain: ten times as quick to find."""
# Characters that NFC may change or join to the one before. General punctuation, the most usual
# reason why a text is not plain ASCII, is not among them.
_UNSTABLE = re.compile(
    "[\u0300-\u1fff\u2126-\u212b\u2329-\u232a\u2adc\u302a-\u30ff\ua69e-\U0010ffff]"
)
_LONGEST = 30
"""Marks on one letter that are looked at: the Stream-Safe Text Format of Annex #15 has as many.
Sorting the marks of a longer run would not be linear."""


class Normal(Struct, frozen=True):
    """Comparable text.

    Attributes:
        text: what patterns are compared with.
        places: where stretches begin, in ``text``.
        origins: for each stretch, where it begins in the original and, where it stands for
            something else, how long that is; 0 for a stretch taken over as it was.
    """

    text: str
    places: tuple[int, ...] = ()
    origins: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that a non-empty stretch of ``text`` stands for."""
        if not self.places:
            return start, end
        first = bisect_right(self.places, start) - 1
        last = bisect_right(self.places, end - 1) - 1
        origin, changed = self.origins[first]
        begins = origin if changed else origin + start - self.places[first]
        origin, changed = self.origins[last]
        return begins, origin + (changed or end - self.places[last])


def normalise(text: str) -> Normal:
    """Make a text comparable."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return Normal(text)
    flat = text
    for char, plain in _ALIKE:
        flat = flat.replace(char, plain)
    # Each of these was one character for one; what follows moves places, and is rarely needed.
    unseen = any(char in flat for char in _UNSEEN)
    if unseen or "  " in flat or (not text.isascii() and _UNSTABLE.search(text)):
        runs = _RUN.finditer(text) if unseen else _SPACE_RUN.finditer(flat)
        return _with_replacements(text, flat, [run.span() for run in runs])
    return Normal(flat)


def is_word(char: str) -> bool:
    """Tell whether a character continues a word: a letter, a digit, ``_`` or a mark on a letter."""
    if char.isascii():
        return char.isalnum() or char == "_"
    return char.isalpha() or char.isdecimal() or unicodedata.category(char)[0] == "M"


def lower(text: str) -> str:
    """Return a text in lower case, character for character."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # Some capitals become two characters (U+0130): they stay as they are.
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _with_replacements(text: str, flat: str, runs: Sequence[tuple[int, int]]) -> Normal:
    """Put replacements of another length into a text, and keep where everything was.

    Args:
        text: the original.
        flat: the same with every character replaced that another one stands for.
        runs: where white space and what is not seen are to be joined.
    """
    pieces: list[str] = []
    places: list[int] = []
    origins: list[tuple[int, int]] = []
    length = done = 0

    def add(piece: str, origin: int, changed: int) -> None:
        nonlocal length
        pieces.append(piece)
        places.append(length)
        origins.append((origin, changed))
        length += len(piece)

    for start, end, replacement in sorted([*_joined(text, runs), *_composed(text)]):
        if start > done or not places:
            add(flat[done:start], done, 0)
        add(replacement, start, end - start)
        done = end
    add(flat[done:], done, 0)
    return Normal("".join(pieces), tuple(places), tuple(origins))


def _joined(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of white space and characters that are not seen, with what they count as."""
    for start, end in runs:
        found = text[start:end]
        if found.count("\n") > 1 or found.count("\r") > 1 or BREAK in found:
            yield start, end, BREAK
        else:
            yield start, end, "" if not found.strip(_UNSEEN) else " "


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield letters with their marks that are not in the composed form, with that form."""
    done = 0
    for found in _UNSTABLE.finditer(text):
        start, end = found.start(), found.end()
        if start < done:
            continue
        if start > done and _joins(text[start]) and not _RUN.fullmatch(text[start - 1] * 2):
            start -= 1
        while end < len(text) and end - start < _LONGEST and _joins(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[start:end])
        if composed != text[start:end]:
            yield start, end, composed
        done = end


def _joins(char: str) -> bool:
    """Tell whether a character may join the one before: a mark, or a later part of Hangul."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"
