"""Tags of a page's HTML, and what each is to the words around it."""

import re
from functools import lru_cache
from typing import NamedTuple

INLINE, CLOSED, WORDLESS, BREAK, NOTHING, SHUT, BLOCK = range(7)
"""What an element is to the words around it. Those of a closed one are seen, and never marked; a
wordless or shut one is passed over."""

SPLIT = re.compile(
    r"""(<(?:/?[A-Za-z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*|!--.*?--)>)""", re.DOTALL
)
"""What parts words from tags and comments."""

_PARTS = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(.*?)(/?)>", re.DOTALL)
_KINDS: dict[str, int] = {
    name: kind
    for kind, names in {
        INLINE: (
            "b bdi bdo big cite data del em font i ins mark s small span strike strong time tt u "
            "var"
        ),
        CLOSED: "a abbr button code dfn kbd label q samp",
        WORDLESS: (
            "audio canvas embed iframe img input math noscript object picture ruby script select "
            "style sub sup svg template textarea video"
        ),
        BREAK: "br",
        NOTHING: "wbr",
        SHUT: "h1 h2 h3 h4 h5 h6 blockquote dialog legend nav pre summary title",
    }.items()
    for name in names.split()
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
"""Elements without an end."""
_BY_HAND = re.compile(r"""\s(?:role="heading"|class="(?:[^"]*\s)?no-gloss(?:\s[^"]*)?")""")
_DECIDING = re.compile(r"""\sdata-(date|themes|senses)=(?:"([^"]*)"|'([^']*)')""")
_CACHED = 65_536


class Tag(NamedTuple):
    """A tag, or a comment.

    Attributes:
        name: of its element, empty for a comment.
        kind: what its element is to the words around it.
        way: 1 where it begins an element, -1 where it ends one, 0 where it is all there is of it.
        section: whether it begins a section.
        heading: its level, or 0.
        linked: whether it may hold a link between sources.
        said: what it says of the senses in its element, names and values.
        plain: the tag without that.
        complete: whether it is written as one that needs no end.
    """

    name: str
    kind: int = NOTHING
    way: int = 0
    section: bool = False
    heading: int = 0
    linked: bool = False
    said: tuple[tuple[str, str], ...] = ()
    plain: str = ""
    complete: bool = False


_COMMENT = Tag("")
_LINK = Tag("a", CLOSED, way=1, linked=True)


def tag_of(text: str) -> Tag:
    """Return what a tag is."""
    # There are many links, no two alike, and but for these nothing is to be said of them.
    if text.startswith("<a ") and "data-" not in text and text[-2] != "/":
        return _LINK
    return _tag_of(text)


@lru_cache(maxsize=_CACHED)
def _tag_of(text: str) -> Tag:
    found = _PARTS.fullmatch(text)
    if not found:
        return _COMMENT
    end, name, rest, complete = found.groups()
    heading = int(name[1]) if name in _HEADINGS else 0
    by_hand = _BY_HAND.search(rest)
    way = -1 if end else 0 if name in _VOID or complete else 1
    said = tuple((name, one or other) for name, one, other in _DECIDING.findall(rest))
    return Tag(
        name=name,
        kind=_by_hand(_KINDS.get(name, BLOCK)) if by_hand else _KINDS.get(name, BLOCK),
        way=way,
        section=bool(heading or (by_hand and "role=" in by_hand[0])),
        heading=heading,
        linked=name in {"a", "img"},
        said=said,
        plain=_DECIDING.sub("", text) if said else text,
        complete=bool(complete) and name not in _VOID,
    )


def _by_hand(kind: int) -> int:
    """Return what an element is whose attributes say that nothing is marked in it."""
    return {INLINE: CLOSED, BLOCK: SHUT}.get(kind, kind)
