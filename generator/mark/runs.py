"""The words of a page as one text, and the way back from it to the tree.

Sibling inline text is joined, so that emphasis inside a name or a line break does not split it.
Blocks, images and the like stand in the text as one character that no name reaches across.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from generator.glossary import Context
from generator.mark.page import read_context

APART = "\x00"
"""Stands for what has no words, and between blocks; part of no name."""

_INLINE = frozenset(
    (
        *("b", "bdi", "bdo", "big", "cite", "data", "del", "em", "font", "i", "ins", "mark", "q"),
        *("s", "small", "span", "strike", "strong", "time", "tt", "u", "var"),
    )
)
_CLOSED = frozenset(("a", "abbr", "button", "code", "dfn", "kbd", "label", "samp"))
"""Inline elements whose words are seen, and never marked."""
_WORDLESS = frozenset(
    (
        *("audio", "canvas", "embed", "iframe", "img", "input", "math", "noscript", "object"),
        *("picture", "ruby", "script", "select", "style", "sub", "sup", "svg", "template"),
        *("textarea", "video"),
    )
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_SHUT = _HEADINGS | {"dialog", "legend", "nav", "pre", "summary", "title"}
"""Blocks in which nothing is marked."""
_QUOTATIONS = frozenset(("blockquote", "q"))
_SHUT_CLASS = "no-gloss"

# What Python-Markdown's tree holds in place of raw HTML and entities, of "&", and of escaped
# characters; all of it between STX and ETX, which it removes from every source.
_STASHED = re.compile("(\x02(?:wzxhzdk:[0-9]+|amp|[0-9]+)\x03)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)", re.IGNORECASE)


class Leaf(NamedTuple):
    """A piece of the page's text. A tuple: there are many, and they are made for each page.

    Attributes:
        text: the words as a reader sees them.
        path: the block and the inline elements around the words, the outermost first.
        context: what decides the senses here.
        section: number of the heading above.
        owner: the element whose ``text`` or ``tail`` holds the words, or that stands for them.
        tail: whether they are in the owner's ``tail``.
        at: where they begin in it.
        raw: how many characters they take there, where not as many as they have; else 0.
        closed: whether they are never marked.
    """

    text: str
    path: tuple[Element, ...]
    context: Context
    section: int
    owner: Element
    tail: bool = False
    at: int = 0
    raw: int = 0
    closed: bool = False


class Reader:
    """Reads the words of one page.

    Args:
        stash: the raw HTML that placeholders in the tree stand for.
        quotations: whether terms are marked in quotations.

    Attributes:
        leaves: what was read, in the order of the page.
    """

    def __init__(self, stash: Sequence[object] = (), *, quotations: bool = False) -> None:
        self.leaves: list[Leaf] = []
        self._stash = stash
        self._shut = _SHUT if quotations else _SHUT | _QUOTATIONS
        self._section = 0
        self._until = ""
        """The raw tag that ends words which are never marked."""

    def read(self, block: Element, around: Context) -> None:
        """Read a block and the blocks in it."""
        self._until = ""
        if self._is_shut(block):
            self._section += block.tag in _HEADINGS or block.get("role") == "heading"
        else:
            self._content(block, (block,), read_context(block, around))
        self._apart(block, (block,), around)

    def _content(self, element: Element, path: tuple[Element, ...], context: Context) -> None:
        if element.text:
            self._words(element.text, path, context, element)
        for child in element:
            self._element(child, path, context)
            if child.tail:
                self._words(child.tail, path, context, child, tail=True)

    def _element(self, element: Element, path: tuple[Element, ...], context: Context) -> None:
        tag: object = element.tag
        if tag in _INLINE and not self._is_shut(element):
            self._content(element, (*path, element), read_context(element, context))
        elif tag in _CLOSED or tag in _INLINE:
            text = self._seen(element) or APART
            self.leaves.append(Leaf(text, path, context, self._section, element, closed=True))
        elif tag == "br":
            # With the line break that follows it in the source it is one.
            if not (element.tail or "").startswith("\n"):
                self.leaves.append(Leaf("\n", path, context, self._section, element))
        elif tag in _WORDLESS:
            self._apart(element, path, context)
        elif isinstance(tag, str) and tag != "wbr":  # a comment has a function for a tag
            self._apart(element, path, context)
            self.read(element, context)

    def _apart(self, element: Element, path: tuple[Element, ...], context: Context) -> None:
        self.leaves.append(Leaf(APART, path, context, self._section, element))

    def _is_shut(self, element: Element) -> bool:
        """Tell whether nothing is marked in an element."""
        return element.tag in self._shut or bool(
            element.attrib
            and (
                element.get("role") == "heading" or _SHUT_CLASS in element.get("class", "").split()
            )
        )

    def _words(
        self,
        text: str,
        path: tuple[Element, ...],
        context: Context,
        owner: Element,
        *,
        tail: bool = False,
    ) -> None:
        if "\x02" in text:
            self._pieces(text, Leaf(text, path, context, self._section, owner, tail))
            return
        # White space is as a reader sees it; no mark ever begins or ends there.
        shown = " " if text.isspace() else text
        leaf = Leaf(shown, path, context, self._section, owner, tail)
        self.leaves.append(leaf._replace(closed=True) if self._until else leaf)

    def _pieces(self, text: str, whole: Leaf) -> None:
        """Read a text with placeholders: each is a leaf of its own."""
        at = 0
        for piece in filter(None, _STASHED.split(text)):
            held = piece.startswith("\x02")
            shown = self._meaning(piece[1:-1]) if held else piece
            raw, closed = len(piece) if held else 0, bool(self._until)
            self.leaves.append(whole._replace(text=shown, at=at, raw=raw, closed=closed))
            at += len(piece)

    def _meaning(self, key: str) -> str:
        """Return what a placeholder shows; raw tags open and close what is never marked."""
        if key == "amp":
            return "&"
        if key.isdecimal():
            return chr(int(key))
        index = int(key.partition(":")[2])
        raw = self._stash[index] if index < len(self._stash) else None
        if not isinstance(raw, str):
            return APART
        if raw.startswith("&"):
            return unescape(raw)
        self._pass(raw)
        return APART

    def _pass(self, raw: str) -> None:
        """Note a raw tag."""
        tag = _TAG.match(raw)
        if not tag:
            return
        name = tag[2].lower()
        if tag[1]:
            self._until = "" if name == self._until else self._until
        elif not self._until and (name in _CLOSED | self._shut or _SHUT_CLASS in tag[3]):
            self._until = name

    def _seen(self, element: Element) -> str:
        text = "".join(element.itertext())
        return _STASHED.sub(APART, text) if "\x02" in text else text
