"""Stage 3: contributed Markdown becomes blocks of words, and XHTML that does nothing.

Only the elements named in this package are ever written, with the attributes named here; all else
that a body holds is text.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import chain, pairwise
from typing import Any

from markdown_it.token import Token

from generator.base.bounds import LINK_BRACKETS, MARKUP_LEVELS, Bounds
from generator.base.model import Block
from generator.base.names import numbered
from generator.base.problems import At, Problem
from generator.text.markup.annotate import (
    Heading,
    Part,
    Span,
    Words,
    addressed,
    annotated,
    elements,
    unlinked,
)
from generator.text.markup.inline import Inline, Link, Locator, clean
from generator.text.markup.parser import parse_tokens
from generator.text.markup.targets import link_problem

__all__ = ["Document", "Link", "Span", "parse"]

_LARGEST_CHARACTER, _LARGEST_PART = 12, 60
"""Bytes of HTML that one character, in an address twice encoded, or one element takes at most."""
_SNIPPET = re.compile(r"[ \t]*-+8<-+")
_LANGUAGE = re.compile(r"[a-z0-9-]+")
_CONTAINERS = frozenset({"blockquote", "ul", "ol"})
_PLAIN = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "hr": "<hr />\n",
    "table_open": "<table>\n",
    "table_close": "</table>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>",
    "tr_close": "</tr>\n",
    "th_close": "</th>",
    "td_close": "</td>",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A body that has been read.

    Attributes:
        blocks: its paragraphs, list items, table cells and headings that hold words.
        links: its links and images, in order.
        complete: false where the body was refused before its end, so that words may be lacking.
        parts: what ``html`` puts together.
    """

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    complete: bool
    parts: tuple[Part, ...]

    def html(self, spans: Sequence[Span] = (), *, heading: int = 2) -> str:
        """Return well-formed XHTML with the spans marked, its uppermost headings of this level."""
        return annotated(self.parts, spans, heading)

    def places(self) -> Iterator[tuple[Block, int, str]]:
        """Yield the links in its blocks: block, place in its text, and address."""
        for part in self.parts:
            if isinstance(part, Words) and part.block is not None:
                for place, target in addressed(part):
                    yield self.blocks[part.block], place, target

    def without(self, targets: Collection[str]) -> "Document":
        """Return the document with the words of some links in place of the links."""
        return replace(self, parts=tuple(unlinked(self.parts, targets)))

    def headings(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the words of each heading."""
        for part, words in pairwise(self.parts):
            if isinstance(part, Heading) and part.id and isinstance(words, Words):
                yield part.id, "".join(piece for text, piece in words.pieces if text)

    def elements(self) -> Iterator["Document"]:
        """Yield its uppermost elements one by one; a heading goes with what follows it."""
        for parts in elements(self.parts):
            numbers = [p.block for p in parts if isinstance(p, Words) and p.block is not None]
            blocks = tuple(self.blocks[number] for number in numbers)
            yield replace(self, blocks=blocks, links=(), parts=parts)


def parse(
    body: str, at: At, bounds: Bounds, image_hosts: Collection[str] = ()
) -> tuple[Document, list[Problem]]:
    """Read contributed Markdown.

    Args:
        body: the text below the front matter.
        at: where it begins.
        bounds: how many headings and links it may have, and how large it may become.
        image_hosts: the hosts from which images may come.
    """
    lines = re.sub("\r\n?", "\n", unicodedata.normalize("NFC", body)).replace("\0", "\ufffd")
    writer = _Writer(lines=lines.split("\n"), origin=at, bounds=bounds, hosts=image_hosts)
    writer.read(lines)
    document = Document(
        blocks=tuple(writer.blocks),
        links=tuple(writer.links),
        complete=writer.complete,
        parts=tuple(writer.parts),
    )
    return document, sorted([*writer.problems, *_excess(document, len(body), at, bounds)])


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Goes once through a body's tokens and gathers what a document is made of."""

    lines: list[str]
    origin: At
    bounds: Bounds
    hosts: Collection[str]
    parts: list[Part] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unsafe: set[str] = field(default_factory=set)
    """Addresses of definitions already told of."""
    slugs: set[str] = field(default_factory=set)
    outline: list[int] = field(default_factory=list)
    """Levels of the headings that the current place stands under."""
    complete: bool = False
    too_deep: bool = False
    section: str = ""
    in_heading: bool = False
    depth: int = 0
    reached: tuple[int, int] = (0, 0)
    """Line and column that the last inline content reached: cells of a row follow one another."""

    def read(self, body: str) -> None:
        """Read the body as far as it can be read."""
        self._snippets()
        if (found := body.count("[")) > (limit := LINK_BRACKETS * self.bounds.links):
            self._too_many("links", found, "opening square brackets", limit)
            return
        try:
            tokens, references = parse_tokens(body)
        except RecursionError:
            self._too_deep(self.origin)
            return
        if self._too_much(tokens):
            return
        self._definitions(references)
        for token in tokens:
            self._block(token)
        self.complete = not self.too_deep

    def _at(self, line: int, column: int = 0) -> At:
        return At(self.origin.path, self.origin.line + line, column + 1)

    def _too_much(self, tokens: Sequence[Token]) -> bool:
        """Tell whether there are more links or headings than there may be, and note it."""
        inline = chain.from_iterable(token.children or () for token in tokens)
        links = sum(token.type in {"link_open", "image"} for token in inline)
        headings = sum(token.type == "heading_open" for token in tokens)
        if links > self.bounds.links:
            self._too_many("links", links, "links and images", self.bounds.links)
        if headings > self.bounds.headings:
            self._too_many("headings", headings, "headings", self.bounds.headings)
        return links > self.bounds.links or headings > self.bounds.headings

    def _too_many(self, code: str, found: int, what: str, limit: int) -> None:
        message = f"The text has {found:,} {what}; the limit is {limit:,}."
        hint = "Split the text into several files."
        self.problems.append(Problem(self.origin, f"too-many-{code}", message, hint))

    def _too_deep(self, at: At) -> None:
        """Note once that levels are too many: what lies below may have been left out."""
        if not self.too_deep:
            self.too_deep = True
            message = (
                f"Lists, quotations or emphasis are nested more than {MARKUP_LEVELS} levels deep "
                "here."
            )
            hint = "Two or three levels are plenty."
            self.problems.append(Problem(at, "markup-too-deep", message, hint))

    def _snippets(self) -> None:
        for line in (line for line, text in enumerate(self.lines) if _SNIPPET.match(text)):
            message = "This line asks for another file to be included, which is not possible here."
            hint = "Write the words out instead."
            self.problems.append(Problem(self._at(line), "snippet-include", message, hint))

    def _definitions(self, references: Mapping[str, Mapping[str, Any]]) -> None:
        """Judge the addresses of link definitions, used or not."""
        for reference in references.values():
            if problem := link_problem(reference["href"], self._at(reference["map"][0])):
                self.unsafe.add(reference["href"])
                self.problems.append(problem)

    def _block(self, token: Token) -> None:
        """Write one token of the block level; a kind that is not known here writes nothing."""
        self.depth += token.nesting * (token.tag in _CONTAINERS)
        if self.depth == MARKUP_LEVELS + 1 and token.nesting > 0:
            self._too_deep(self._at(_line(token)))
        match token.type:
            case "inline":
                self._words(token)
            case "paragraph_open" | "paragraph_close" if token.hidden:
                self.parts.append("\n" if token.nesting < 0 else "")
            case "heading_open":
                self._enter(int(token.tag[1:]))
            case "heading_close":
                self.in_heading = False
                self.parts.append(Heading(len(self.outline)))
            case "ordered_list_open":
                start = token.attrs.get("start")
                self.parts.append("<ol>\n" if start is None else f'<ol start="{start}">\n')
            case "th_open" | "td_open":
                self.parts.append(_cell(token))
            case "fence" | "code_block":
                self.parts.append(_code(token))
            case _:
                self.parts.append(_PLAIN.get(token.type, ""))

    def _enter(self, level: int) -> None:
        """Enter a section: the outline keeps the order of levels and leaves none out."""
        while self.outline and self.outline[-1] >= level:
            self.outline.pop()
        self.outline.append(level)
        self.in_heading = True

    def _words(self, token: Token) -> None:
        """Write inline content, and make a block of it where it holds words."""
        inline = Inline(locator=self._locator(token), hosts=self.hosts, reported=self.unsafe)
        inline.read(token.children or ())
        self.links += inline.links
        self.problems += inline.problems
        if inline.too_deep:
            self._too_deep(inline.locator.at(0))
        text = "".join(piece for is_text, piece in inline.pieces if is_text).replace("\n", " ")
        if self.in_heading:
            self.section = text.strip()
            self.parts.append(Heading(len(self.outline), self._slug(text)))
        self.parts.append(Words(self._number(text, inline), inline.joined()))

    def _number(self, text: str, inline: Inline) -> int | None:
        """Note the text as a block and return its index, or None where it contains no words."""
        if not text.strip():
            return None
        index, heading = len(self.blocks), self.in_heading
        section = "" if heading else self.section
        self.blocks.append(
            Block(
                index=index,
                heading=heading,
                text=text,
                line=inline.locator.line,
                section=section,
                code=tuple(inline.code),
            )
        )
        return index

    def _locator(self, token: Token) -> Locator:
        first = token.content.partition("\n")[0]
        line = self._line_of(first, token)
        since = self.reached[1] if self.reached[0] == line else 0
        column = max(self.lines[line].find(first, since), since)
        self.reached = (line, column + len(first))
        rows = self.lines[line : line + token.content.count("\n") + 1]
        return Locator(self.origin.path, rows, token.content, self.origin.line + line, column)

    def _line_of(self, first: str, token: Token) -> int:
        """Return the line that content begins on: the parser drops lines of odd blanks above it."""
        start, end = token.map or (0, 0)
        return next((line for line in range(start, end) if first in self.lines[line]), start)

    def _slug(self, text: str) -> str:
        """Return an id for a heading that no other heading of the body has, and no template."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        words = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
        slug = numbered(f"text-{words or len(self.slugs) + 1}", self.slugs)
        self.slugs.add(slug)
        return slug


def _excess(document: Document, characters: int, at: At, bounds: Bounds) -> Iterator[Problem]:
    """Report a text that is too large as HTML; one that cannot be is not measured."""
    limit = bounds.html_bytes
    if _LARGEST_CHARACTER * characters + _LARGEST_PART * len(document.parts) <= limit:
        return
    if (size := len(document.html().encode())) > limit:
        message = f"The text has {size:,} bytes as HTML; the limit is {limit:,} bytes."
        yield Problem(at, "too-large", message, "Split it into several files.")


def _line(token: Token) -> int:
    """Return the line of the body on which a token begins, from 0."""
    return token.map[0] if token.map else 0


def _cell(token: Token) -> str:
    scope = ' scope="col"' if token.tag == "th" else ""
    alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
    style = f' class="align-{alignment}"' if alignment else ""
    return f"<{token.tag}{scope}{style}>"


def _code(token: Token) -> str:
    language = token.info.strip().lower().partition(" ")[0]
    name = f' class="language-{language}"' if _LANGUAGE.fullmatch(language) else ""
    return f"<pre><code{name}>{escape(clean(token.content), quote=False)}</code></pre>\n"
