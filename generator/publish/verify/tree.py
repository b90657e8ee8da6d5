"""A page as a browser would build it, in the few pieces that verification asks about.

The parser is the judge of what a page holds. Its tree is not walked, which would make an object of
every element: it is written out again. As the parser writes, every tag begins and ends in one way,
so that one expression finds all tags, and those that are equal byte for byte are understood once.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.publish.verify.tags import HIDING, Tag, read_tag

_UNESCAPED = "script, style, xmp, iframe, noembed, noframes, plaintext"
"""Elements whose text is written as it is, so that it could look like tags or comments."""
_DATA = frozenset({"application/json", "application/ld+json"})
"""Types of ``script`` elements that hold data; others are taken to run."""
_BARE = "|".join(sorted({"body", "script", *HIDING}))
"""Elements that matter even without attributes."""
_TAG = re.compile(rf"<(?:([^ />!]++ [^>]*+>|(?:{_BARE})>)|!--.*?-->)", re.DOTALL)
"""A start tag that may matter; or a comment."""


class Tree(Struct, frozen=True):
    """What matters in the tree of a page, or of a part of one.

    Attributes:
        tags: its start tags, in order.
        dormant: those in templates, which do nothing until a script brings them to life.
        scripts: the programs in the page itself.
        styles: the style sheets in the page itself.
    """

    tags: Sequence[Tag]
    dormant: Sequence[Tag]
    scripts: Sequence[str]
    styles: Sequence[str]


def tree_of(page: LexborHTMLParser) -> Tree:
    """Return what matters in a parsed page, which has no programs or templates afterwards."""
    nodes = page.tags("script")
    scripts = [text for node in nodes if _runs(node) and (text := node.text())]
    styles = [node.text() for node in page.tags("style")]
    _empty(nodes)
    tags, dormant = _tags(page.html or ""), list[Tag]()
    if any(tag.name in HIDING for tag in tags):
        tags, dormant = _told_apart(page)
    return Tree(tags, dormant, scripts, styles)


def _told_apart(page: LexborHTMLParser) -> tuple[list[Tag], list[Tag]]:
    """Return what matters of the tags, and of those in templates, where others look like tags."""
    _empty(page.css(_UNESCAPED))
    dormant = _taken(page, page.tags("template"))
    return _tags(page.html or ""), _tags(dormant)


def _tags(written: str) -> list[Tag]:
    """Return what matters of the start tags in what the parser wrote."""
    return list(filter(None, map(read_tag, _TAG.findall(written))))


def _runs(script: LexborNode) -> bool:
    """Tell a program in a page from a file and from data."""
    attributes = script.attributes
    data = (attributes.get("type") or "").strip().lower() in _DATA
    return not data and "src" not in attributes


def _empty(nodes: Sequence[LexborNode]) -> None:
    """Take out the texts that are written as they are."""
    for node in nodes:
        for text in [child for child in node.iter(include_text=True) if child.is_text_node]:
            text.decompose()


def _taken(page: LexborHTMLParser, templates: Sequence[LexborNode]) -> str:
    """Take templates out of a page, and return how they are written."""
    if not templates:
        return ""
    fragments = page.template_fragments()
    while fragments:
        fragment = fragments.pop()
        _empty(fragment.css(_UNESCAPED))
        fragments += fragment.template_fragments()
    written = "".join(template.html or "" for template in templates)
    for template in templates:
        template.decompose()
    return written
