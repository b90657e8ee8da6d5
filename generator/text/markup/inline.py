"""Inline content: its words, its mark-up and its addresses, from a closed list of elements."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from html import escape
from itertools import groupby
from operator import itemgetter

from markdown_it.token import Token
from msgspec import Struct, field

from generator.base.bounds import MARKUP_LEVELS
from generator.base.problems import At, Problem
from generator.text.markup.notes import reference
from generator.text.markup.targets import image_problem, link_problem, plainest, shown

_FORBIDDEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
"""What XML 1.0 (section 2.2) or HTML (section 13.1.7) does not allow in a text."""
_COMMENT = "<!--"


def clean(text: str) -> str:
    """Return text in NFC in which every character may stand in XML."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", text.replace("\r", " ")))


class Link(Struct, frozen=True):
    """A link or an image of a body whose address is safe.

    Attributes:
        target: the address, percent-encoded; a relative one counts from the file.
        at: where it stands.
        image: whether it is an image.
    """

    target: str
    at: At
    image: bool


class Locator(Struct, frozen=True):
    """Turns a position in inline content into a place in the file.

    Attributes:
        path: the file.
        lines: its lines that hold the content.
        content: the content, whose first line begins at ``column`` of the first line.
        line: number of the first line in the file, from 1.
        column: from 0.
    """

    path: str
    lines: Sequence[str]
    content: str
    line: int
    column: int

    def at(self, start: int) -> At:
        """Return the place of a position."""
        row = self.content.count("\n", 0, start)
        begin = self.content.rfind("\n", 0, start) + 1
        column = self.column
        if row:
            written = self.content[begin:].partition("\n")[0]
            column = max(self.lines[row].find(written), 0)
        return At(self.path, self.line + row, column + start - begin + 1)


class Inline(Struct, kw_only=True):
    """Goes once through the tokens of one inline content.

    Attributes:
        locator: where the content stands.
        hosts: the hosts from which images may come.
        reported: addresses that have been told of already.
        pieces: visible text (true) and mark-up (false) in turn.
        code: where code stands in the visible text.
        too_deep: whether mark-up was left out because it stands too deep.
    """

    locator: Locator
    hosts: Collection[str]
    reported: Collection[str]
    pieces: list[tuple[bool, str]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    too_deep: bool = False
    _told: bool = False
    _length: int = 0
    _open: list[str] = field(default_factory=list)
    """Closing tags of the elements that are open; empty for one that was not written."""

    def read(self, tokens: Sequence[Token]) -> None:
        """Read the tokens; a kind that is not known here is text."""
        for token in tokens:
            match token.type:
                case "softbreak":
                    self._text(" ")
                case "hardbreak":
                    self.pieces.append((False, "<br />"))
                    self._text("\n")
                case "code_inline":
                    self._code(token.content)
                case "em_open" | "strong_open" | "s_open":
                    self._begin(f"<{token.tag}>", f"</{token.tag}>")
                case "link_open":
                    self._link(token)
                case "em_close" | "strong_close" | "s_close" | "link_close":
                    self.pieces.append((False, self._open.pop()))
                case "image":
                    self._image(token)
                case "footnote_ref":
                    number, place = token.meta["id"] + 1, token.meta["subId"] + 1
                    self.pieces.append((False, reference(number, place)))
                case _:
                    self._raw(token)
                    self._text(clean(token.content).replace("\n", " "))

    def joined(self) -> tuple[tuple[bool, str], ...]:
        """Return the pieces, neighbours of one kind made one."""
        return tuple(
            (is_text, "".join(piece for _, piece in run))
            for is_text, run in groupby(self.pieces, key=itemgetter(0))
        )

    def _text(self, text: str) -> None:
        self.pieces.append((True, text))
        self._length += len(text)

    def _code(self, text: str) -> None:
        start = self._length
        self.pieces.append((False, "<code>"))
        self._text(clean(text))
        self.pieces.append((False, "</code>"))
        self.code.append((start, self._length))

    def _begin(self, opening: str, closing: str) -> None:
        if len(self._open) >= MARKUP_LEVELS:
            self.too_deep = True
            opening = closing = ""
        self.pieces.append((False, opening))
        self._open.append(closing)

    def _link(self, token: Token) -> None:
        target = str(token.attrs["href"])
        at = self.locator.at(token.meta["start"])
        if problem := link_problem(target, at):
            if target not in self.reported:
                self.problems.append(problem)
            self._begin("", "")
            return
        self.links.append(Link(target, at, image=False))
        if "</a>" in self._open:
            self._begin("", "")
        else:
            self._begin(f'<a href="{escape(clean(plainest(target)))}"{_title(token)}>', "</a>")

    def _image(self, token: Token) -> None:
        target = str(token.attrs["src"])
        at = self.locator.at(token.meta["start"])
        if problem := image_problem(target, at, self.hosts):
            self.problems.append(problem)
            return
        self.links.append(Link(target, at, image=True))
        words = " ".join("".join(map(_alternative, token.children or ())).split())
        if not words:
            self.problems.append(
                Problem(
                    at,
                    "image-without-words",
                    f"The image “{target}” has no description for readers who cannot see it.",
                    f"Say between the square brackets what it shows: ![what it shows]({target}).",
                )
            )
        source = f'src="{escape(clean(target))}" alt="{escape(clean(words))}"'
        self.pieces.append((False, f"<img {source}{_title(token)} />"))

    def _raw(self, token: Token) -> None:
        """Tell of the first tag: a text full of them has one cause."""
        if self._told:
            return
        if token.type == "html_inline":
            start, tag = token.meta["start"], clean(token.content)
        elif _COMMENT in token.content:
            start, tag = max(self.locator.content.find(_COMMENT), 0), _COMMENT
        else:
            return
        self._told = True
        message = f"“{shown(tag)}” is shown as typed: HTML has no effect here."
        hint = "Use Markdown, or write &lt; for the sign itself."
        self.problems.append(Problem(self.locator.at(start), "raw-html", message, hint))


def _title(token: Token) -> str:
    title = token.attrs.get("title")
    return f' title="{escape(clean(str(title)))}"' if title else ""


def _alternative(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content
