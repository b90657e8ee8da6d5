"""The headings of a page: each gets an id, and their words are listed."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from generator.base.foreign import attribute
from generator.site.marking.reading import Reading
from generator.site.marking.tags import tag_of

_ID = re.compile(r'\sid="([^"]*)"')
_TITLE = "title"
"""The id of a page's own heading, whatever it is called."""
_UNSPOKEN = re.compile(r"[^\w\s-]")
_BETWEEN = re.compile(r"[-\s]+")
_NOTED = 'class="noted"'
_NUMBERED = re.compile(r"(.*)_([0-9]+)")


class Heading(NamedTuple):
    """A heading of a page.

    Attributes:
        level: from 1.
        id: its id in the page.
        words: as HTML without tags, but for one that says their language.
    """

    level: int
    id: str
    words: str


def headings(reading: Reading, html: str) -> tuple[Heading, ...]:
    """Return the headings of a page in their order, and give an id to each that has none.

    Args:
        reading: the page, which is changed.
        html: the page as its template wrote it.
    """
    parts, taken, found = reading.parts, set[str](), []
    for level, first, last, language in sorted(reading.headings, key=lambda each: each[1]):
        words = " ".join("".join(_spoken(parts[first:last])).split())
        given = _ID.search(parts[first])
        if given:
            name = given[1]
        else:
            meant = _TITLE if level == 1 else _anchor(unescape(words))
            name = _free(meant, html, taken)
            taken.add(name)
            parts[first] = f'{parts[first][:-1]} id="{name}">'
        spoken = language or _language_within(parts[first:last], words)
        found.append(Heading(level, name, _told(words, spoken)))
    return tuple(found)


def _spoken(parts: Sequence[str]) -> Iterator[str]:
    """Yield the words of a heading, without the numbers of notes, from its first tag on."""
    for tag, words in zip(parts[::2], parts[1::2], strict=False):
        if _NOTED not in tag:
            yield words


def _language_within(parts: Sequence[str], words: str) -> str:
    """Return the language of an element in a heading that holds all its words, or nothing."""
    for at, tag in enumerate(parts[2::2], start=1):
        said = dict(tag_of(tag).said).get("lang", "") if "lang=" in tag else ""
        if said and " ".join(parts[2 * at + 1].split()) == words:
            return said
    return ""


def _told(words: str, language: str) -> str:
    return f"<span{attribute(language)}>{words}</span>" if language else words


def _anchor(words: str) -> str:
    """Return the id of a heading by its words, as Markdown has always made it."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _BETWEEN.sub("-", _UNSPOKEN.sub("", plain).strip().lower())


def _free(name: str, html: str, taken: set[str]) -> str:
    """Return an id that the page does not have, with a number behind it where it must be."""
    while not name or name in taken or f' id="{name}"' in html:
        before = _NUMBERED.fullmatch(name)
        name = f"{before[1]}_{int(before[2]) + 1}" if before else f"{name}_1"
    return name
