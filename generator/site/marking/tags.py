"""Tags of a page's HTML, and what each is to the words around it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

INLINE, CLOSED, WORDLESS, BREAK, NOTHING, SHUT, BLOCK = range(7)
"""What an element is to the words around it. Those of a closed one are seen, and never marked; a
wordless or shut one is passed over."""

_SPLIT = re.compile(
    r"""(<(?:/?[A-Za-z][^<>"']*+(?:"[^"]*"[^<>"']*+|'[^']*'[^<>"']*+)*+|!--.*?--)>)""", re.DOTALL
)
"""What parts words from tags and comments."""
_BRACKETS = re.compile("(<[/A-Za-z][^>]*>)")
"""The same where no word, value or comment holds a bracket, in half the time."""
_NAME = re.compile("<([A-Za-z][A-Za-z0-9]*+)")
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
_LANGUAGE = re.compile(r"""\slang=(?:"([^"]*)"|'([^']*)')""")
_DECIDING = re.compile(r"""\sdata-(date|themes|senses)=(?:"([^"]*)"|'([^']*)')""")
_CACHED = 65_536


class Tag(Struct, frozen=True):
    """A tag, or a comment.

    Attributes:
        name: of its element, empty for a comment.
        kind: what its element is to the words around it.
        begins: whether more than the tag belongs to its element.
        section: whether it begins a section.
        heading: its level, or 0.
        said: what it says of the senses in its element, names and values; ``lang`` among them.
        complete: whether it is written as one that needs no end.
        light: whether the words around go on as if it were not there.
        boxed: whether it does no more than part what is in its element from the words around.
        mute: whether nothing is to be noted of its element where words are passed over.
        end: the tag that ends its element.
    """

    name: str
    kind: int = NOTHING
    begins: bool = False
    section: bool = False
    heading: int = 0
    said: tuple[tuple[str, str], ...] = ()
    complete: bool = False
    light: bool = False
    boxed: bool = False
    mute: bool = False
    end: str = ""


_COMMENT = Tag("")
_LINK = Tag("a", CLOSED, begins=True, mute=True, end="</a>")
"""A link of which nothing else is to be said."""
_known: dict[str, Tag] = {}
known = _known.get
"""Returns what a tag is that was met before, or None."""


def split(html: str) -> list[str]:
    """Return words and tags in turn, beginning and ending with words, perhaps none."""
    parts = _BRACKETS.split(html)
    number = len(parts) // 2
    bare = html.count("<") == html.count(">") == number
    return parts if bare else _SPLIT.split(html)


def tag_of(text: str) -> Tag:
    """Return what a tag is."""
    # There are many links, no two alike, and but for these nothing is to be said of them.
    if text.startswith("<a ") and "data-" not in text and text[-2] != "/":
        return _LINK
    if len(_known) > _CACHED:
        _known.clear()
    _known[text] = tag = _parsed(text)
    return tag


def without_senses(text: str) -> str:
    """Return a tag without what it says of the senses in its element."""
    return _DECIDING.sub("", text)


def _parsed(text: str) -> Tag:
    found = _NAME.match(text)
    if not found:
        return _COMMENT
    by_hand = _BY_HAND.search(text) if "no-gloss" in text or "role=" in text else None
    said = (*_deciding(text), *_languages(text))
    return _tag(found[1], text[-2] == "/", by_hand[0] if by_hand else "", said)


def _deciding(text: str) -> Iterator[tuple[str, str]]:
    if "data-" in text:
        yield from ((name, one or other) for name, one, other in _DECIDING.findall(text))


def _languages(text: str) -> Iterator[tuple[str, str]]:
    if "lang=" in text:
        yield from (("lang", one or other) for one, other in _LANGUAGE.findall(text))


@lru_cache(maxsize=_CACHED)
def _tag(name: str, complete: bool, by_hand: str, said: tuple[tuple[str, str], ...]) -> Tag:  # noqa: FBT001 - to be remembered by
    """Return what a tag is; of those that differ in other attributes, the same."""
    kind = _KINDS.get(name, BLOCK)
    heading = int(name[1]) if name in _HEADINGS else 0
    begins = not complete and name not in _VOID
    plain = begins and not by_hand and not said
    return Tag(
        name=name,
        kind=_by_hand(kind) if by_hand else kind,
        begins=begins,
        section=bool(heading or "role=" in by_hand),
        heading=heading,
        said=said,
        complete=complete and name not in _VOID,
        light=kind == INLINE and plain,
        boxed=kind == BLOCK and plain,
        mute=begins and not said and not heading and "role=" not in by_hand,
        end=f"</{name}>",
    )


def _by_hand(kind: int) -> int:
    """Return what an element is whose attributes say that nothing is marked in it."""
    return {INLINE: CLOSED, BLOCK: SHUT}.get(kind, kind)
