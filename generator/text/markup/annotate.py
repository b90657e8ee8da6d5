"""Text with mark-up, and passages marked in it: the visible words never change.

Mark-up and text are kept apart, so that a passage which crosses emphasis, links or code is marked
piece by piece inside them, and what comes out is well-formed however passages overlap.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape, unescape
from itertools import pairwise

from msgspec import Struct, field

from generator.base.foreign import attribute

_LOWEST_HEADING = 6
_LINK, _LINK_END = "<a ", "</a>"
_TAG = re.compile(r'<a href="([^"<]*)"[^<>]*>|</a>')


class Span(Struct, frozen=True, kw_only=True):
    """Words of one block to be marked in the page.

    Attributes:
        block: index of the block.
        start: where the words begin in the block's text.
        end: where they end; after ``start``.
        id: unique in the page; stands on an element that begins with the first word.
        attributes: further attributes of that element, such as ``data-label``.
        language: by BCP 47 where it is another than that of the text, or empty.
        after: XHTML of ours without visible text, put right behind the last word.
    """

    block: int
    start: int
    end: int
    id: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    after: str = ""


class Heading(Struct, frozen=True):
    """A heading's opening tag, or its closing tag where there is no id."""

    depth: int
    id: str = ""


class Words(Struct, frozen=True):
    """Inline content: visible text (true) and mark-up (false) in turn."""

    block: int | None
    pieces: tuple[tuple[bool, str], ...]


Part = str | Heading | Words


def addressed(words: Words) -> Iterator[tuple[int, str]]:
    """Yield the links in inline content: place in its text, and address."""
    place = 0
    for is_text, piece in words.pieces:
        if is_text:
            place += len(piece)
        else:
            yield from ((place, unescape(tag[1])) for tag in _TAG.finditer(piece) if tag[1])


def unlinked(parts: Sequence[Part], targets: Collection[str]) -> Iterator[Part]:
    """Yield the parts with the words of some links in place of the links."""
    for part in parts:
        if isinstance(part, Words):
            yield Words(part.block, tuple(_without(part.pieces, targets)))
        else:
            yield part


def _without(
    pieces: Sequence[tuple[bool, str]], targets: Collection[str]
) -> Iterator[tuple[bool, str]]:
    dropped = False

    def kept(tag: re.Match[str]) -> str:
        nonlocal dropped
        if tag[1] is not None:
            dropped = unescape(tag[1]) in targets
            return "" if dropped else tag[0]
        closed, dropped = dropped, False
        return "" if closed else tag[0]

    for is_text, piece in pieces:
        yield is_text, piece if is_text else _TAG.sub(kept, piece)


def elements(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Yield the parts of each element that stands in no other; a heading goes with what follows."""
    depth, held = 0, list[Part]()
    for part in parts:
        held.append(part)
        depth += _nesting(part)
        headed = isinstance(part, Heading) and not part.id
        if depth == 0 and part and not headed and not isinstance(part, Words):
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def _nesting(part: Part) -> int:
    """Return 1 for what opens an element, -1 for what closes one, and 0 for what does neither."""
    if isinstance(part, Heading):
        return 1 if part.id else -1
    if isinstance(part, Words) or not part.startswith("<"):
        return 0
    if part.startswith("</"):
        return -1
    return 0 if part.startswith(("<pre", "<hr")) else 1


def annotated(parts: Sequence[Part], spans: Sequence[Span], heading: int) -> str:
    """Put the parts of a text together with its passages marked.

    Args:
        parts: ready XHTML, headings, and inline content.
        spans: passages; they may touch, overlap and coincide. What stands behind several that end
            at one place keeps their order.
        heading: the level of the uppermost headings; the others follow without a gap.
    """
    marked = defaultdict(list)
    for span in spans:
        marked[span.block].append(span)
    out: list[str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Heading):
            level = min(heading + part.depth - 1, _LOWEST_HEADING)
            out.append(f'<h{level} id="{part.id}">' if part.id else f"</h{level}>\n")
        elif part.block is not None and part.block in marked:
            out.extend(_marked(part.pieces, marked[part.block]))
        else:
            out.extend(escape(piece, quote=False) if text else piece for text, piece in part.pieces)
    return "".join(out)


def _marked(pieces: Sequence[tuple[bool, str]], spans: Sequence[Span]) -> Iterator[str]:
    """Yield the pieces with each stretch of text inside a span wrapped; mark-up is not touched.

    What stands behind a passage may be a link: where the passage ends within a link, it waits for
    the end of that, for no link stands in another.
    """
    position = 0
    linked, waiting = False, list[str]()
    for is_text, piece in pieces:
        if is_text:
            for stretch, after in _stretches(piece, position, spans):
                yield stretch
                waiting += after
                yield from () if linked else _emptied(waiting)
            position += len(piece)
        else:
            before, closing, rest = piece.partition(_LINK_END)
            yield before + closing
            yield from _emptied(waiting) if closing else ()
            yield rest
            linked = piece.rfind(_LINK) > piece.rfind(_LINK_END) or (linked and not closing)


def _emptied(waiting: list[str]) -> Iterator[str]:
    yield from waiting
    waiting.clear()


def _stretches(
    text: str, position: int, spans: Sequence[Span]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the stretches of a text between the edges of spans, and what stands behind each."""
    end = position + len(text)
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    cuts = [position, *(edge for edge in edges if position < edge < end), end]
    for start, stop in pairwise(cuts):
        inside = [span for span in spans if span.start <= start and stop <= span.end]
        covering = sorted(inside, key=lambda span: (span.start, span.end, span.id))
        stretch = _segment(text[start - position : stop - position], start, covering)
        yield stretch, [span.after for span in inside if span.end == stop]


def _segment(text: str, start: int, inside: Sequence[Span]) -> str:
    """Wrap text in one marked element; each span that begins here has an element with its id."""
    if not inside:
        return escape(text, quote=False)
    ids = [
        "".join(f' {name}="{escape(value)}"' for name, value in _identity(span).items())
        for span in inside
        if span.start == start
    ]
    covering = escape(" ".join(span.id for span in inside))
    first, *others = ids or [""]
    languages = [span.language for span in inside if span.language]
    spoken = attribute(languages[-1]) if languages else ""
    opening = f'<span class="passage" data-points="{covering}"{spoken}{first}>'
    nested = "".join(f"<span{other}>" for other in others)
    return f"{opening}{nested}{escape(text, quote=False)}{'</span>' * (1 + len(others))}"


def _identity(span: Span) -> Mapping[str, str]:
    return {"id": span.id, **dict(sorted(span.attributes.items()))}
