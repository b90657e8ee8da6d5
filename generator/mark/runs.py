"""The words of a block as one run, whatever inline mark-up stands between them.

A block's content becomes a flat list of leaves: stretches of text, and elements that are kept
whole, each with the inline elements around it. Marks are set on the leaves, and `rebuild` makes
the content anew from them; so a mark may cross mark-up, and the tree stays well-formed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from xml.etree.ElementTree import Element

from generator.glossary import Context
from generator.mark.page import read_context

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what has no words here, an image or another block: no name reaches across it."""

_INLINE = frozenset(
    "b bdi bdo big cite data del em font i ins mark q s small span strike strong time tt u var".split()
)
_CLOSED = frozenset(["a", "abbr", "button", "code", "dfn", "kbd", "label", "samp"])
"""Inline elements whose words are seen, and never marked."""
_WORDLESS = frozenset(
    "audio canvas embed iframe img input math noscript object picture ruby script select style sub "
    "sup svg template textarea video".split()
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_SHUT = _HEADINGS | {"dialog", "legend", "nav", "pre", "summary", "title"}
"""Blocks in which nothing is marked."""
_QUOTATIONS = frozenset({"blockquote", "q"})
_SHUT_CLASSES = frozenset({"no-gloss", "glossary-definitions"})

# What Python-Markdown's tree holds in place of raw HTML and entities, of "&", and of escaped
# characters; all of it between STX and ETX, which it removes from every source.
_STASHED = re.compile("(\x02(?:wzxhzdk:[0-9]+|amp|[0-9]+)\x03)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of a block's content.

    Attributes:
        path: the inline elements around it, the outermost first.
        text: its words as a reader sees them.
        context: what decides the senses here.
        node: the element, where it is kept whole.
        raw: the words as the tree holds them, where that is different.
        closed: whether its words are never marked.
        block: whether it is a block of its own.
        tag: ``code`` or ``/code``, where it is raw HTML that opens or closes what is not marked.
    """

    path: tuple[Element, ...]
    text: str
    context: Context
    node: Element | None = None
    raw: str = ""
    closed: bool = False
    block: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads blocks.

    Attributes:
        stash: the raw HTML that placeholders in the tree stand for.
        quotations: whether terms are marked in quotations.
    """

    stash: Sequence[object] = ()
    quotations: bool = False

    def is_heading(self, element: Element) -> bool:
        """Tell whether an element begins a section."""
        return element.tag in _HEADINGS or element.get("role") == "heading"

    def is_shut(self, element: Element) -> bool:
        """Tell whether nothing is marked in an element."""
        if not isinstance(element.tag, str) or element.tag in _SHUT:
            return True
        if element.tag in _QUOTATIONS and not self.quotations:
            return True
        return bool(element.attrib) and (
            element.get("role") == "heading"
            or not _SHUT_CLASSES.isdisjoint(element.get("class", "").split())
        )

    def leaves(self, block: Element, context: Context) -> list[Leaf]:
        """Return a block's content, flat and in order."""
        found = list(self._content(block, (), context))
        return _fenced(found) if any(leaf.tag for leaf in found) else found

    def _content(
        self, element: Element, path: tuple[Element, ...], context: Context
    ) -> Iterator[Leaf]:
        if element.text:
            yield from self._words(element.text, path, context)
        for child in element:
            yield from self._element(child, path, context)
            if child.tail:
                yield from self._words(child.tail, path, context)

    def _element(
        self, element: Element, path: tuple[Element, ...], context: Context
    ) -> Iterator[Leaf]:
        tag = element.tag
        if not isinstance(tag, str) or tag == "wbr":
            yield Leaf(path, "", context, element)
        elif tag == "br":
            # A line break, with the one that follows it in the source.
            text = "" if (element.tail or "").startswith("\n") else "\n"
            yield Leaf(path, text, context, element)
        elif tag in _WORDLESS:
            yield Leaf(path, OBJECT, context, element)
        elif tag in _CLOSED or (tag in _INLINE and self.is_shut(element)):
            yield Leaf(path, self._seen(element) or OBJECT, context, element, closed=True)
        elif tag in _INLINE:
            inside = list(self._content(element, (*path, element), read_context(element, context)))
            yield from inside or [Leaf(path, "", context, element)]
        else:
            yield Leaf(path, OBJECT, context, element, block=True)

    def _words(self, text: str, path: tuple[Element, ...], context: Context) -> Iterator[Leaf]:
        if "\x02" not in text:
            yield Leaf(path, text, context)
            return
        for piece in filter(None, _STASHED.split(text)):
            if piece.startswith("\x02"):
                shown, tag = self._meaning(piece[1:-1])
                yield Leaf(path, shown, context, raw=piece, tag=tag)
            else:
                yield Leaf(path, piece, context)

    def _meaning(self, key: str) -> tuple[str, str]:
        """Return what a placeholder shows, and the tag it is if that closes words to marks."""
        if key == "amp":
            return "&", ""
        if key.isdecimal():
            return chr(int(key)), ""
        index = int(key.partition(":")[2])
        raw = self.stash[index] if index < len(self.stash) else ""
        if not isinstance(raw, str):
            return OBJECT, ""
        if raw.startswith("&"):
            return unescape(raw), ""
        return OBJECT, self._shutting(raw)

    def _shutting(self, raw: str) -> str:
        tag = _TAG.match(raw)
        if not tag:
            return ""
        name = tag[2].lower()
        shut = name in _CLOSED | _SHUT or (name in _QUOTATIONS and not self.quotations)
        return f"{tag[1]}{name}" if shut or tag[1] or "no-gloss" in tag[3] else ""

    def _seen(self, element: Element) -> str:
        text = "".join(element.itertext())
        return _STASHED.sub(lambda found: self._meaning(found[0][1:-1])[0], text)


def _fenced(leaves: list[Leaf]) -> list[Leaf]:
    """Close the leaves between raw tags that are never marked in."""
    fenced: list[Leaf] = []
    until = ""
    for leaf in leaves:
        if until and leaf.tag == until:
            until = ""
        elif not until and leaf.tag and not leaf.tag.startswith("/"):
            until = f"/{leaf.tag}"
        fenced.append(replace(leaf, closed=True) if until else leaf)
    return fenced
