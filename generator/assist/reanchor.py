"""Passages whose words were edited in the text: anchored anew where one place is clearly meant."""

import textwrap
from collections.abc import Iterator, Sequence

from msgspec import Struct
from yaml import MappingNode, Node, ScalarNode

from generator.assist.edit.matter import Matter, find, items, text_of, written
from generator.assist.edit.parts import taken_apart
from generator.base.bounds import Bounds
from generator.base.model import Block
from generator.base.problems import At
from generator.source.walk import File
from generator.text.convert import convert
from generator.text.passages import Quote, clearly_meant

_NARROWEST = 60
"""Columns of text over several lines, where it had none that were longer."""


class Anew(Struct, frozen=True):
    """A passage that is anchored anew.

    Attributes:
        at: where it stands in the front matter.
        point: the id of its point.
        before: the words as they were.
        after: the words that the text has now.
    """

    at: At
    point: str
    before: str
    after: str


def reanchored(text: str, file: File, bounds: Bounds) -> tuple[str, list[Anew]]:
    """Return an article whose passages say what its text says now, where that is clear.

    Args:
        text: the file, its lines ended by line feeds.
        file: where it lies.
        bounds: of its size.
    """
    parts = taken_apart(text, file, bounds) if file.kind == "article" else None
    if parts is None:
        return text, []
    document, _ = convert(parts.body, At(file.path, parts.body_line), bounds)
    if not document.complete:
        return text, []
    made = list(_anew(parts.matter, document.blocks))
    return parts.text if made else text, made


def _anew(matter: Matter, blocks: Sequence[Block]) -> Iterator[Anew]:
    for point in items(matter.root, "points"):
        pair = find(point, "passage")
        quote = _quote(matter, pair[1]) if pair else None
        if pair and quote and (words := clearly_meant(blocks, quote)):
            matter.put(pair[1], _like(matter, pair[1], words))
            yield Anew(quote.at, text_of(point, "id"), quote.exact, words)


def _quote(matter: Matter, node: Node) -> Quote | None:
    at = At(matter.path, matter.line + node.start_mark.line, node.start_mark.column + 1)
    if isinstance(node, ScalarNode):
        return Quote(exact=" ".join(str(node.value).split()), at=at)
    if isinstance(node, MappingNode):
        exact, prefix, suffix = (text_of(node, key) for key in ("exact", "prefix", "suffix"))
        return Quote(exact=exact, prefix=prefix, suffix=suffix, at=at)
    return None


def _like(matter: Matter, node: Node, words: str) -> str:
    """Write words as those that they replace: over several lines if these were."""
    raw = matter.raw(node)
    if not isinstance(node, ScalarNode) or node.style != ">" or "\n" not in raw:
        return written(words)
    head, *lines = raw.split("\n")
    margin = " " * (len(lines[0]) - len(lines[0].lstrip()))
    width = max(_NARROWEST, *map(len, lines))
    filled = textwrap.fill(
        words, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
    )
    return f"{head}\n{filled}"
