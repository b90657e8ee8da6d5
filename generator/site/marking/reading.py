"""A page's HTML as tags and words, taken apart once, and its words as one text.

Sibling inline text is joined, so that emphasis inside a name or a line break does not split it.
Blocks, images and the like stand in the text as one character that no name reaches across.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct, field

from generator.site.marking.tags import (
    BLOCK,
    BREAK,
    CLOSED,
    SHUT,
    WORDLESS,
    Tag,
    known,
    split,
    tag_of,
    without_senses,
)

APART = "\x00"
"""Stands for what has no words, and between blocks; part of no name."""

_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_DRAWN = frozenset({"svg", "math"})
"""Elements in which any other may be written as complete."""
_UNHEARD = frozenset({SHUT, WORDLESS})
_BOXES = _UNHEARD | {BLOCK}
_END = "</>"
_PAGE = Tag("", end=_END)
"""What is open around all elements of a page."""

Place = tuple[int, int]
"""A part of a page, and a place in it."""


class MarkError(ValueError):
    """A page whose HTML cannot be read; the message says where: the build must stop."""


class Around(NamedTuple):
    """What the elements around some words say of the senses in them.

    Attributes:
        outer: what is said further out, or None.
        said: names and values as they stand in the innermost tag that says anything.
    """

    outer: "Around | None"
    said: tuple[tuple[str, str], ...]

    @property
    def language(self) -> str:
        """Return the nearest language that is said, or nothing."""
        said = dict(self.said).get("lang", "")
        return said or (self.outer.language if self.outer else "")


class Reading(Struct):
    """A page taken apart.

    Attributes:
        parts: its words and its tags, in turn.
        text: the words in which names are looked for.
        starts: where its pieces begin, in the text.
        places: for each piece, the part that it comes from.
        closed: stretches of the text that are never marked.
        turns: where in the text other senses begin to be meant.
        around: what is said of senses from each of these places on.
        sections: where in the text sections begin.
        mixed: whether any of it says that it is in another language.
        headings: level, the parts that are the first and the last tag, and the language, of each
            heading.
    """

    parts: list[str]
    text: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
    around: list[Around | None] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    mixed: bool = False
    headings: list[tuple[int, int, int, str]] = field(default_factory=list)

    def around_at(self, place: int) -> Around | None:
        """Return what is said of the senses at a place in the text."""
        turn = bisect_right(self.turns, place)
        return self.around[turn - 1] if turn else None

    def language_at(self, place: int) -> str:
        """Return the language of the words at a place in the text, or nothing for the page's."""
        around = self.around_at(place)
        return around.language if around else ""

    def languages(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Return the languages that the text has, each with the stretches that are in another."""
        ends = [*self.turns[1:], len(self.text)]
        stretches = [
            (start, end, around.language if around else "")
            for start, end, around in zip(self.turns, ends, self.around, strict=True)
        ]
        found = dict.fromkeys(["", *(language for *_, language in stretches)])
        first = self.turns[0] if self.turns else 0
        whole = [(0, first, ""), *stretches]
        return {
            own: [(start, end) for start, end, language in whole if language != own and start < end]
            for own in found
        }

    def section_at(self, place: int) -> int:
        """Return the number of the section that holds a place in the text."""
        return bisect_right(self.sections, place)

    def start(self, at: int) -> Place:
        """Return where in the parts the words begin that begin at a place in the text."""
        return self._place(at, at)

    def end(self, at: int) -> Place:
        """Return where in the parts the words end that end at a place in the text."""
        return self._place(at - 1, at)

    def _place(self, within: int, at: int) -> Place:
        piece = bisect_right(self.starts, within) - 1
        part = self.places[piece]
        return part, _written(self.parts[part], at - self.starts[piece])


def read(html: str) -> Reading:
    """Take a page apart.

    Args:
        html: the page.

    Raises:
        MarkError: the HTML is not well-formed.
    """
    reader = _Reader(html)
    reader.read()
    return reader.reading


def _written(words: str, place: int) -> int:
    """Return where a character stands in words in which some are written as entities."""
    if "&" not in words:
        return place
    for entity in _ENTITY.finditer(words):
        if entity.start() >= place:
            break
        place += len(entity[0]) - len(unescape(entity[0]))
    return place


class _Reader:
    """Goes once through a page."""

    def __init__(self, html: str) -> None:
        parts = split(html)
        self.reading = Reading(parts)
        self._tags = zip(range(1, len(parts) + 1, 2), parts[::2], [*parts[1::2], _END], strict=True)
        """Each with the part that it is and the words before it, and what ends the page."""
        self._pieces: list[str] = []
        """The words. Places in them are numbers of pieces until the length of each is known."""
        self._open = [_PAGE]
        """The tags of the open elements."""
        self._headings: list[int] = []
        """Which parts the tags of the open headings are."""
        self._around: Around | None = None
        self._quiet = 0
        """How many elements are open with the one that is passed over, or 0."""
        self._closed = 0
        """Likewise with the one that is never marked."""
        self._since = 0
        """Where the words of that one begin."""

    def read(self) -> None:
        """Read all of it. A large site has millions of tags: each does no more than it must."""
        self._add(APART, 0)
        while self._hear() and self._pass_over():
            continue
        self._measure()

    def _hear(self) -> bool:
        """Read on to what is passed over; tell whether there is such."""
        opened, pieces = self._open, self._pieces
        for at, words, text in self._tags:
            if words and (words != "\n" or pieces[-1] != APART):
                self._words(words, at - 1)
            if text[1] == "/":
                begun = opened.pop()
                if begun.end != text:
                    raise self._unmatched(begun, at)
                if not begun.light:
                    self._end(begun, at)
                continue
            tag = known(text) or tag_of(text)
            if tag.light:
                opened.append(tag)
            elif tag.boxed:
                opened.append(tag)
                if pieces[-1] != APART and not self._closed:
                    self._apart()
            else:
                self._start(tag, at)
                if self._quiet:
                    return True
        return False

    def _pass_over(self) -> bool:
        """Read on to the end of what is passed over; tell whether it has one."""
        opened, outside = self._open, self._quiet - 1
        for at, _, text in self._tags:
            if text[1] == "/":
                begun = opened.pop()
                if begun.end != text:
                    raise self._unmatched(begun, at)
                if not begun.mute:
                    self._leave(begun, at)
                if len(opened) == outside:
                    self._quiet = 0
                    return True
            else:
                tag = known(text) or tag_of(text)
                if tag.mute:
                    opened.append(tag)
                else:
                    self._start(tag, at)
        return False

    def _measure(self) -> None:
        """Put the words together, and places in them in the place of numbers of pieces."""
        reading, pieces = self.reading, self._pieces
        reading.text = "".join(pieces)
        reading.starts = starts = [0, *accumulate(map(len, pieces))]
        reading.closed = [(starts[since], starts[until]) for since, until in reading.closed]
        reading.turns = [starts[piece] for piece in reading.turns]
        reading.sections = [starts[piece] for piece in reading.sections]

    def _start(self, tag: Tag, at: int) -> None:
        heard = not self._quiet and not self._closed
        if heard:
            self._enter(tag.kind, at)
        if tag.section:
            self.reading.sections.append(len(self._pieces))
        if tag.said:
            self._heed(tag.said, at)
        if tag.begins:
            self._open.append(tag)
            if tag.heading:
                self._headings.append(at)
            if heard:
                self._pass(tag.kind)
        elif tag.complete and not any(each.name in _DRAWN for each in self._open):
            raise self._broken(at, f"<{tag.name}> needs an end of its own")

    def _heed(self, said: tuple[tuple[str, str], ...], at: int) -> None:
        """Note what a tag says of the senses in its element; readers are not told of it."""
        self.reading.parts[at] = without_senses(self.reading.parts[at])
        self._turn(Around(self._around, said))
        self.reading.mixed |= said[-1][0] == "lang"

    def _enter(self, kind: int, at: int) -> None:
        """Write what an element's beginning is to the words around it."""
        if kind in _BOXES:
            self._apart()
        elif kind == BREAK and not self.reading.parts[at + 1].startswith("\n"):
            # With the line break that follows it in the source it is one.
            self._add("\n", at)

    def _pass(self, kind: int) -> None:
        """Note that an element has begun whose words are not for marking."""
        if kind in _UNHEARD:
            self._quiet = len(self._open)
        elif kind == CLOSED:
            self._closed, self._since = len(self._open), len(self._pieces)

    def _end(self, begun: Tag, at: int) -> None:
        """End an element whose words are heard."""
        if not begun.mute:
            self._leave(begun, at)
        if self._closed:
            if len(self._open) < self._closed:
                self._closed = 0
                self._close(self._since)
        elif begun.kind == BLOCK:
            self._apart()

    def _leave(self, begun: Tag, at: int) -> None:
        """End an element that is more than a stretch of words."""
        if begun.heading:
            language = self._around.language if self._around else ""
            self.reading.headings.append((begun.heading, self._headings.pop(), at, language))
        if begun.said and self._around:
            self._turn(self._around.outer)

    def _close(self, since: int) -> None:
        """Leave an element whose words are seen and never marked."""
        if len(self._pieces) > since:
            self.reading.closed.append((since, len(self._pieces)))
        else:
            self._apart()

    def _turn(self, around: Around | None) -> None:
        self._around = around
        self.reading.turns.append(len(self._pieces))
        self.reading.around.append(around)

    def _words(self, text: str, part: int) -> None:
        if text.isspace():
            # As a reader sees it, and at the beginning of a block not at all.
            if self._pieces[-1] == APART:
                return
            text = " "
        self._pieces.append(unescape(text) if "&" in text else text)
        self.reading.places.append(part)

    def _apart(self) -> None:
        """Keep what was read apart from what follows."""
        if self._pieces[-1] != APART:
            self._add(APART, 0)

    def _add(self, text: str, part: int) -> None:
        self._pieces.append(text)
        self.reading.places.append(part)

    def _unmatched(self, begun: Tag, at: int) -> MarkError:
        """Say which end an element has instead of its own, or that it has none."""
        parts = self.reading.parts
        if at < len(parts):
            return self._broken(at, f"{parts[at]} ends what is not open")
        return self._broken(at, f"<{begun.name}> has no end")

    def _broken(self, at: int, what: str) -> MarkError:
        before = "".join(self.reading.parts[:at])
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return MarkError(f"line {line}, column {column}: {what}")
