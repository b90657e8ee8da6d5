"""Identifiers: the one rule for them, an identifier for any text, and the nearest known word."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from itertools import count

LONGEST_ID = 80
"""Characters of the longest identifier."""

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Safe as a file's name on Linux, macOS and Windows, in addresses and as an HTML id."""

_ID = re.compile(ID_PATTERN)
_OTHER = re.compile(r"[^a-z0-9]+")
_NEAR = 0.7
"""Similarity from which two words may be a slip of one another (``SequenceMatcher.ratio``)."""
_CLEAR = 0.08
"""Lead in similarity that the nearest word needs over the next."""


def is_id(text: str) -> bool:
    """Tell whether a text is an identifier: a to z, digits and single hyphens, not too long."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """Return the identifier nearest to a text, or nothing where the text has no letter of it."""
    plain = unicodedata.normalize("NFKD", text[: 4 * LONGEST_ID].lower().replace("&", " and "))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _OTHER.sub("-", letters.replace("’", "").replace("'", "")).strip("-")
    return words[:LONGEST_ID].rstrip("-")


def numbered(name: str, taken: Collection[str]) -> str:
    """Return a name, with the first number from 2 on behind it that makes it one not yet taken."""
    if name not in taken:
        return name
    return next(each for n in count(2) if (each := f"{name}-{n}") not in taken)


def article_of(point: str) -> str:
    """Return the article in which a point stands, by its id, ``article#point``."""
    return point.partition("#")[0]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that a word is clearly a slip of, or nothing.

    A wrong hint is worse than none: where two known words are about as near, there is none.
    """
    if len(word) > LONGEST_ID:
        return ""
    matcher = SequenceMatcher(a="", b=word.lower(), autojunk=False)
    scored = sorted(((_ratio(matcher, each), each) for each in {*known}), reverse=True)[:2]
    if not scored or scored[0][0] < _NEAR:
        return ""
    lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 1.0
    return scored[0][1] if lead >= _CLEAR else ""


def _ratio(matcher: "SequenceMatcher[str]", word: str) -> float:
    matcher.set_seq1(word.lower())
    if matcher.quick_ratio() < _NEAR - _CLEAR:
        return 0.0
    return matcher.ratio()
