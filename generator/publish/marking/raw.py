"""Raw inline tags of ordinary Markdown as elements of the tree, so that words read on across them.

Python-Markdown keeps each tag by itself in a store and leaves a placeholder in the text.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree.ElementTree import Element

_HELD = re.compile("(\x02wzxhzdk:[0-9]+\x03)")
_VOID = frozenset(("br", "embed", "img", "input", "wbr"))


class Tag(NamedTuple):
    """A raw tag: an element without content, and whether the tag opens it, closes it, or both."""

    element: Element
    opens: bool
    closes: bool


class _Parser(HTMLParser):
    found: Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.found = Tag(Element(tag, attributes), opens=True, closes=tag in _VOID)

    def handle_endtag(self, tag: str) -> None:
        self.found = Tag(Element(tag), opens=bool(self.found), closes=True)


def read_tag(raw: str) -> Tag | None:
    """Return what a piece of raw HTML is if it begins with a tag."""
    parser = _Parser()
    parser.feed(raw)
    return parser.found


def lift(root: Element, stash: Sequence[object], tags: Collection[object]) -> list[Element]:
    """Put elements in the place of raw tags that belong together, and return them.

    Tags without their other half stay as they are.

    Args:
        root: the page's tree.
        stash: what placeholders in it stand for.
        tags: names of the elements to be made.
    """
    made: list[Element] = []
    for element in list(root.iter()):
        if any("\x02wzxhzdk:" in (text or "") for text in _texts(element)):
            made += _lifted(element, stash, tags)
    return made


def _texts(element: Element) -> Iterator[str | None]:
    yield element.text
    for child in element:
        yield child.tail


def _lifted(
    parent: Element, stash: Sequence[object], tags: Collection[object]
) -> Iterator[Element]:
    """Build the content of an element anew, and yield the elements made."""
    pieces = list(_pieces(parent))
    parent.text, parent[:] = None, []
    path = [(parent, "")]
    for piece in pieces:
        tag = _tag(piece, stash) if isinstance(piece, str) else None
        if tag is None or tag.element.tag not in tags:
            _add(path[-1][0], piece)
        elif tag.opens and tag.closes:
            _add(path[-1][0], tag.element)
            yield tag.element
        elif tag.opens:
            path.append((tag.element, str(piece)))
        elif any(element.tag == tag.element.tag for element, _ in path[1:]):
            while path[-1][0].tag != tag.element.tag:
                _give_up(path)
            done, _ = path.pop()
            _add(path[-1][0], done)
            yield done
        else:
            _add(path[-1][0], piece)
    while len(path) > 1:
        _give_up(path)


def _pieces(parent: Element) -> Iterator[str | Element]:
    yield from filter(None, _HELD.split(parent.text or ""))
    for child in parent:
        tail, child.tail = child.tail or "", None
        yield child
        yield from filter(None, _HELD.split(tail))


def _tag(piece: str, stash: Sequence[object]) -> Tag | None:
    if not _HELD.fullmatch(piece):
        return None
    index = int(piece[:-1].partition(":")[2])
    raw = stash[index] if index < len(stash) else None
    return read_tag(raw) if isinstance(raw, str) and raw.startswith("<") else None


def _add(element: Element, piece: str | Element) -> None:
    if isinstance(piece, Element):
        element.append(piece)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + piece
    else:
        element.text = (element.text or "") + piece


def _give_up(path: list[tuple[Element, str]]) -> None:
    """Put a tag that nothing closes back as it was, before what follows it."""
    element, placeholder = path.pop()
    for piece in (placeholder, *_pieces(element)):
        _add(path[-1][0], piece)
