"""The words of a page as one text, and the way back from it to the tree.

Sibling inline text is joined, so that emphasis inside a name or a line break does not split it.
Blocks, images and the like stand in the text as one character that no name reaches across.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction

from generator.knowledge.glossary import Context
from generator.publish.marking.page import read_context
from generator.publish.marking.raw import read_tag

APART = "\x00"
"""Stands for what has no words, and between blocks; part of no name."""

_INLINE, _CLOSED, _WORDLESS, _BREAK, _NOTHING, _BLOCK = (
    *("inline", "closed", "wordless", "break", "nothing", "block"),
)
"""What an element is to the words around it. ``closed``: its words are seen, and never marked."""
_TAGS = {
    _INLINE: (
        *("b", "bdi", "bdo", "big", "cite", "data", "del", "em", "font", "i", "ins", "mark", "q"),
        *("s", "small", "span", "strike", "strong", "time", "tt", "u", "var"),
    ),
    _CLOSED: ("a", "abbr", "button", "code", "dfn", "kbd", "label", "samp"),
    _WORDLESS: (
        *("audio", "canvas", "embed", "iframe", "img", "input", "math", "noscript", "object"),
        *("picture", "ruby", "script", "select", "style", "sub", "sup", "svg", "template"),
        *("textarea", "video"),
    ),
    _BREAK: ("br",),
    # In Python-Markdown's tree comments and instructions have functions for tags.
    _NOTHING: ("wbr", Comment, ProcessingInstruction),
}
_KINDS: dict[object, str] = {tag: kind for kind, tags in _TAGS.items() for tag in tags}
READ_ON: frozenset[object] = frozenset((*_TAGS[_INLINE], *_TAGS[_BREAK], "wbr"))
"""Elements in whose middle a name may begin or end."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_SHUT = _HEADINGS | {"dialog", "legend", "nav", "pre", "summary", "title"}
"""Blocks in which nothing is marked."""
_QUOTATIONS = frozenset(("blockquote", "q"))
_SHUT_CLASS = "no-gloss"

# What Python-Markdown's tree holds in place of raw HTML and entities, of "&", and of escaped
# characters; all of it between STX and ETX, which it removes from every source.
_STASHED = re.compile("(\x02(?:wzxhzdk:[0-9]+|amp|[0-9]+)\x03)")


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


def _shut_by_hand(element: Element) -> bool:
    """Tell whether an element's attributes say that nothing is marked in it."""
    return element.get("role") == "heading" or _SHUT_CLASS in (element.get("class") or "").split()


_BETWEEN = Leaf(APART, (), Context(), 0, Element("none"))
"""Holds nothing that could be marked."""


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
        self._depth = 0
        """How many of that tag are open."""

    def read(self, block: Element, around: Context) -> None:
        """Read a block and the blocks in it."""
        self._until, self._depth = "", 0
        self._apart()
        # Most elements have no attributes, which is quickest to ask first.
        named = bool(block.keys())
        if block.tag in self._shut or (named and _shut_by_hand(block)):
            self._section += block.tag in _HEADINGS or block.get("role") == "heading"
        else:
            self._content(block, (block,), read_context(block, around) if named else around)
            self._apart()

    def _content(self, element: Element, path: tuple[Element, ...], context: Context) -> None:
        if text := element.text:
            self._words(text, path, context, element)
        for child in element:
            kind = _KINDS.get(child.tag, _BLOCK)
            if kind == _INLINE:
                self._inline(child, path, context)
            elif kind == _BLOCK:
                self.read(child, context)
            else:
                self._whole(child, kind, path, context)
            if text := child.tail:
                self._words(text, path, context, child, tail=True)

    def _inline(self, element: Element, path: tuple[Element, ...], context: Context) -> None:
        named = bool(element.keys())
        if element.tag in self._shut or (named and _shut_by_hand(element)):
            self._whole(element, _CLOSED, path, context)
        else:
            inner = read_context(element, context) if named else context
            self._content(element, (*path, element), inner)

    def _whole(
        self, element: Element, kind: str, path: tuple[Element, ...], context: Context
    ) -> None:
        """Read an element in which nothing is marked."""
        if kind == _CLOSED:
            text = self._seen(element) or APART
            self.leaves.append(Leaf(text, path, context, self._section, element, closed=True))
        elif kind == _WORDLESS:
            self._apart()
        elif kind == _BREAK and not (element.tail or "").startswith("\n"):
            # With the line break that follows it in the source it is one.
            self.leaves.append(Leaf("\n", path, context, self._section, element))

    def _apart(self) -> None:
        """Keep what was read apart from what follows."""
        if not self.leaves or self.leaves[-1] is not _BETWEEN:
            self.leaves.append(_BETWEEN)

    def _words(
        self,
        text: str,
        path: tuple[Element, ...],
        context: Context,
        owner: Element,
        *,
        tail: bool = False,
    ) -> None:
        if text.isspace():
            # As a reader sees it, and at the beginning of a block not at all.
            if self.leaves[-1] is _BETWEEN:
                return
            text = " "
        leaf = Leaf(text, path, context, self._section, owner, tail)
        if "\x02" in text:
            self._pieces(text, leaf)
        else:
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
        tag = read_tag(raw)
        if not tag or tag.opens == tag.closes:
            return
        element = tag.element
        if not self._until and tag.opens:
            kind = _KINDS.get(element.tag)
            shut = element.tag in self._shut or _shut_by_hand(element)
            self._until = element.tag if shut or kind in {_CLOSED, _WORDLESS} else ""
        if element.tag == self._until:
            self._depth += 1 if tag.opens else -1
            self._until = self._until if self._depth else ""

    def _seen(self, element: Element) -> str:
        text = "".join(element.itertext())
        return _STASHED.sub(APART, text) if "\x02" in text else text
