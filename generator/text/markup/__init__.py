"""Stage 3: contributed Markdown becomes blocks of words, and XHTML that does nothing.

Only the elements named in this package are ever written, with the attributes named here; all else
that a body holds is text.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, pairwise
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from generator.base import labels
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
from generator.text.markup.notes import Notes, below, referred
from generator.text.markup.parser import ORIGINAL, parse_tokens
from generator.text.markup.targets import link_problem, shown
from generator.text.markup.typed import typed

__all__ = ["Document", "Link", "Span", "parse", "together"]

_LARGEST_CHARACTER, _LARGEST_PART, _LARGEST_REFERENCE = 12, 60, 300
"""Bytes of HTML that one character, in an address twice encoded, one element, or one reference to a
note with the way back takes at most."""
_SNIPPET = re.compile(r"[ \t]*-+8<-+")
_LANGUAGE = re.compile(r"[a-z0-9-]+")
_CONTAINERS = frozenset({"blockquote", "ul", "ol", "dl"})
_LINKING = frozenset({"link_open", "image", "footnote_ref"})
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
    "dl_open": "<dl>\n",
    "dl_close": "</dl>\n",
    "dt_open": "<dt>",
    "dt_close": "</dt>\n",
    "dd_open": "<dd>",
    "dd_close": "</dd>\n",
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


class Document(Struct, frozen=True, kw_only=True):
    """A body that has been read.

    Attributes:
        blocks: its paragraphs, list items, table cells and headings that hold words.
        links: its links and images, in order.
        complete: false where the body was refused before its end, so that words may be lacking.
        parts: what ``html`` puts together.
        notes: the notes to it, by their numbers.
        pieces: of how many the parser took it to consist, which tells what it cost.
        texts: where a translation was asked for, the line in the file and the words, on one line,
            of each text that may have one.
    """

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    complete: bool
    parts: tuple[Part, ...]
    notes: Notes = field(default_factory=dict)
    pieces: int = 0
    texts: tuple[tuple[int, str], ...] = ()

    def html(self, spans: Sequence[Span] = (), *, heading: int = 2) -> str:
        """Return well-formed XHTML with the spans marked, its uppermost headings of this level."""
        listed = below(self.notes, referred(self.parts, self.notes))
        return annotated((*self.parts, *listed), spans, heading)

    def places(self) -> Iterator[tuple[Block, int, str]]:
        """Yield the links in its blocks: block, place in its text, and address."""
        for part in chain(self.parts, *self.notes.values()):
            if isinstance(part, Words) and part.block is not None:
                for place, target in addressed(part):
                    yield self.blocks[part.block], place, target

    def without(self, targets: Collection[str]) -> "Document":
        """Return the document with the words of some links in place of the links."""
        notes = {number: tuple(unlinked(note, targets)) for number, note in self.notes.items()}
        return replace(self, parts=tuple(unlinked(self.parts, targets)), notes=notes)

    def headings(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the words of each heading."""
        for part, words in pairwise(self.parts):
            if isinstance(part, Heading) and part.id and isinstance(words, Words):
                yield part.id, "".join(piece for text, piece in words.pieces if text)

    def elements(self) -> Iterator["Document"]:
        """Yield its uppermost elements one by one; a heading goes with what follows it.

        Each has the notes to which it refers.
        """
        for parts in elements(self.parts):
            notes = {number: self.notes[number] for number in referred(parts, self.notes)}
            words = (p for p in chain(parts, *notes.values()) if isinstance(p, Words))
            blocks = tuple(self.blocks[p.block] for p in words if p.block is not None)
            yield replace(self, blocks=blocks, links=(), parts=parts, notes=notes)


def together(elements: Iterable[Document]) -> Document:
    """Return elements of one document as a document, with the notes to all of them below it."""
    shown = tuple(elements)
    return Document(
        blocks=tuple({block.index: block for each in shown for block in each.blocks}.values()),
        links=(),
        complete=all(each.complete for each in shown),
        parts=tuple(chain.from_iterable(each.parts for each in shown)),
        notes={number: note for each in shown for number, note in each.notes.items()},
    )


def parse(
    body: str,
    at: At,
    bounds: Bounds,
    image_hosts: Collection[str] = (),
    translation: Mapping[str, str] | None = None,
) -> tuple[Document, list[Problem]]:
    """Read contributed Markdown.

    Args:
        body: the text below the front matter.
        at: where it begins.
        bounds: how many headings and links it may have, and how large it may become.
        image_hosts: the hosts from which images may come.
        translation: what to show in the place of its texts, each on one line; None where nothing
            of it is translated.
    """
    lines = re.sub("\r\n?", "\n", unicodedata.normalize("NFC", body)).replace("\0", "\ufffd")
    writer = _Writer(
        lines=lines.split("\n"),
        origin=at,
        bounds=bounds,
        hosts=image_hosts,
        translation=translation,
    )
    writer.read(lines)
    document = Document(
        blocks=tuple(writer.blocks),
        links=tuple(writer.links),
        complete=writer.complete,
        parts=tuple(writer.written.pop(0)),
        notes={number: tuple(parts) for number, parts in writer.written.items()},
        pieces=writer.pieces,
        texts=tuple((at.line + line, text) for line, text in writer.texts),
    )
    return document, sorted([*writer.problems, *_excess(document, body, at, bounds)])


class _Writer(Struct, kw_only=True):
    """Goes once through a body's tokens and gathers what a document is made of."""

    lines: list[str]
    origin: At
    bounds: Bounds
    hosts: Collection[str]
    translation: Mapping[str, str] | None
    texts: Sequence[tuple[int, str]] = ()
    written: dict[int, list[Part]] = field(default_factory=lambda: {0: []})
    """The text itself, and the notes to it by their numbers."""
    note: int = 0
    """The number of the note that is being read, or 0."""
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unsafe: set[str] = field(default_factory=set)
    """Addresses of definitions already told of."""
    noted: dict[str, int] = field(default_factory=dict)
    """Label of a note → its number."""
    told: set[str] = field(default_factory=set)
    """What is shown as typed and has been told of."""
    slugs: set[str] = field(default_factory=set)
    outline: list[int] = field(default_factory=list)
    """Levels of the headings that the current place stands under."""
    complete: bool = False
    pieces: int = 0
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
            tokens, references, defined, self.texts = parse_tokens(
                body, self.bounds.html_bytes, self.translation
            )
        except RecursionError:
            self._too_deep(self.origin)
            return
        self.pieces = sum(1 + len(token.children or ()) for token in tokens)
        if self._too_much(tokens):
            return
        self._definitions(references)
        for token in tokens:
            self._block(token)
        self._unread(defined)
        self.complete = not self.too_deep

    @property
    def parts(self) -> list[Part]:
        """Return what is written of the text itself, or of the note that is being read."""
        return self.written[self.note]

    def _at(self, line: int, column: int = 0) -> At:
        return At(self.origin.path, self.origin.line + line, column + 1)

    def _too_much(self, tokens: Sequence[Token]) -> bool:
        """Tell whether there are more links or headings than there may be, and note it."""
        inline = chain.from_iterable(token.children or () for token in tokens)
        links = sum(token.type in _LINKING for token in inline)
        headings = sum(token.type == "heading_open" for token in tokens)
        if links > self.bounds.links:
            self._too_many("links", links, "links, images and notes", self.bounds.links)
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

    def _unread(self, defined: Sequence[tuple[str, int]]) -> None:
        """Tell of notes that say nothing: of two with one label the parser drops one."""
        places = referred(self.written[0], self.written)
        seen = set[str]()
        for label, line in defined:
            name = f"“[^{shown(label)}]”"
            number = self.noted.get(label)
            message = hint = ""
            if label in seen:
                message, hint = f"There are two notes {name}.", "Give one of them another label."
            elif number is None or number not in places:
                message = f"The note {name} is not shown: the text does not refer to it."
                hint = f"Write [^{shown(label)}] where it belongs, or delete the note."
            elif not self.written[number]:
                message = f"The note {name} has no words."
                hint = "Write what it says, or delete it and what refers to it."
            seen.add(label)
            if message:
                self.problems.append(Problem(self._at(line), "broken-note", message, hint))

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
            case "footnote_open":
                self._begin_note(token)
            case "heading_open" | "heading_close":
                self._heading(token)
            case "ordered_list_open":
                start = token.attrs.get("start")
                self.parts.append("<ol>\n" if start is None else f'<ol start="{start}">\n')
            case "th_open" | "td_open":
                self.parts.append(_cell(token))
            case "fence" | "code_block":
                self.parts.append(_code(token))
            case kind if kind in _PLAIN:
                self.parts.append(_PLAIN[kind])

    def _begin_note(self, token: Token) -> None:
        """Write into a note from now on: the parser has put notes behind the text."""
        self.note = token.meta["id"] + 1
        self.noted[token.meta["label"]] = self.note
        self.written[self.note] = []

    def _heading(self, token: Token) -> None:
        """Write where a heading begins or ends; in a note it is a paragraph, and begins nothing."""
        if self.note:
            self.parts.append("<p>" if token.nesting > 0 else "</p>\n")
        elif token.nesting > 0:
            self._enter(int(token.tag[1:]))
        else:
            self.in_heading = False
            self.parts.append(Heading(len(self.outline)))

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
        self._typed(token.children or (), inline.locator)
        if inline.too_deep:
            self._too_deep(inline.locator.at(0))
        text = "".join(piece for is_text, piece in inline.pieces if is_text).replace("\n", " ")
        if self.in_heading:
            self.section = text.strip()
            words = token.meta.get(ORIGINAL, text)
            self.parts.append(Heading(len(self.outline), self._slug(words)))
        self.parts.append(Words(self._number(text, inline), inline.joined()))

    def _typed(self, tokens: Sequence[Token], locator: Locator) -> None:
        """Tell once of each thing that is shown as typed."""
        item = self.parts[-1:] == ["<li>"] or self.parts[-2:] in (["<li>", "<p>"], ["<li>", ""])
        for what, problem in typed(tokens, locator, item=item):
            if what not in self.told:
                self.problems.append(problem)
            self.told.add(what)

    def _number(self, text: str, inline: Inline) -> int | None:
        """Note the text as a block and return its index, or None where it contains no words."""
        if not text.strip():
            return None
        index, heading = len(self.blocks), self.in_heading
        section = labels.notes() if self.note else "" if heading else self.section
        self.blocks.append(
            Block(
                index=index,
                heading=heading,
                text=text,
                line=inline.locator.line,
                section=section,
                code=tuple(inline.code),
                note=self.note > 0,
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


def _excess(document: Document, body: str, at: At, bounds: Bounds) -> Iterator[Problem]:
    """Report a text that is too large as HTML; one that cannot be is not measured."""
    limit = bounds.html_bytes
    count = len(document.parts) + sum(map(len, document.notes.values()))
    largest = _LARGEST_CHARACTER * len(body) + _LARGEST_PART * count
    if largest + _LARGEST_REFERENCE * body.count("[^") <= limit:
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
