"""Identifiers: the one rule for them, and an identifier for any text."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import count

LONGEST_ID = 80
"""Characters of the longest identifier."""

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Safe as a file's name on Linux, macOS and Windows, in addresses and as an HTML id."""

_ID = re.compile(ID_PATTERN)
_OTHER = re.compile(r"[^a-z0-9]+")


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


def ids_of(names: Iterable[str], taken: Collection[str] = ()) -> Mapping[str, str]:
    """Return name → an identifier made of it: no two alike, and none that is taken."""
    ids: dict[str, str] = {}
    used = {*taken}
    for name in names:
        ids[name] = numbered(slug(name) or "other", used)
        used.add(ids[name])
    return ids


def article_of(point: str) -> str:
    """Return the article in which a point stands, by its id, ``article#point``."""
    return point.partition("#")[0]
