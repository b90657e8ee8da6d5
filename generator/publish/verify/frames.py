"""The header and the footer that many pages share, each read once.

A page's frame is most of its bytes, and the same on every page of a section. It is taken out of
the page before the parser reads that, and what was found in it is added again. For this the page
must be read as if it stood there, so nothing is taken for granted:

- Read alone, the frame is one whole element: all that it opens it also closes.
- In the page, a probe stands in its place, and in the tree it is found as it should be. It holds
  what a parser would read otherwise in a table, a list of options, a drawing, a comment, a text,
  or inside a link that was never closed; and it stands in nothing but plain boxes.

Where any of this is not so, and where anything is wrong with the page, the page is read whole.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from secrets import token_hex

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.publish.verify.tree import Tree, tree_of

_DOCTYPE = b"<!doctype html>"
_NAMES = ("header", "footer")
_NAME = "hgroup"
"""An element that is read as those are, and that hardly a page has."""
_MARK = f"data-{token_hex(8)}"
"""What tells a probe; no page can know it."""
_PROBE = f"<{_NAME} {_MARK}><td>x</{_NAME}>".encode()
_FOUND = f'<{_NAME} {_MARK}="">x</{_NAME}>'
"""The probe where frames are read as they are alone: of a cell outside of a table nothing stays."""
_BOXES = frozenset({"html", "body", "div"})
_APART = (b"<form", b"http-equiv")
"""What would have a bearing on the rest of the page, but for what shows in the tree."""
_BEFORE = "<!DOCTYPE html><html><head></head><body><div>"
_AFTER = "x</div>x</body></html>"


def tree_with_frames(page: bytes) -> Tree | None:
    """Return the tree of a page whose frames are read once, or none if it must be read whole.

    Args:
        page: the page's source.

    Raises:
        UnicodeDecodeError: the page is not written in UTF-8.
    """
    spans = list(_spans(page))
    frames = [frame for start, end in spans if (frame := _frame(page[start:end]))]
    doubtful = not spans or len(frames) < len(spans)
    if doubtful or not page[:99].lstrip().lower().startswith(_DOCTYPE):
        return None
    probed = _probed(page, spans)
    probed.decode()
    parsed = LexborHTMLParser(probed)
    probes = parsed.tags(_NAME)
    if len(probes) != len(frames) or not all(map(_is_sound, probes)):
        return None
    return _joined([tree_of(parsed), *frames])


def _spans(page: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the first header and the last footer stand, if they follow each other."""
    last = 0
    starts = page.find(b"<header"), page.rfind(b"<footer")
    for start, closing in zip(starts, (b"</header>", b"</footer>"), strict=True):
        end = page.find(closing, start)
        if last <= start < end:
            last = end + len(closing)
            yield start, last


def _probed(page: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    """Put a probe in each frame's place."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(page)]
    return _PROBE.join(page[end:start] for end, start in zip(ends, starts, strict=True))


def _is_sound(probe: LexborNode) -> bool:
    box = probe.parent
    while box and box.tag in _BOXES:
        box = box.parent
    return probe.html == _FOUND and box is not None and box.tag == "-document"


@lru_cache(maxsize=256)
def _frame(source: bytes) -> Tree | None:
    """Return the tree of a frame that has no bearing on what follows it."""
    lowered = source.lower()
    if any(each in lowered for each in _APART):
        return None
    parsed = LexborHTMLParser(f"<!doctype html><body><div>{source.decode()}x</div>x")
    written = parsed.html or ""
    frame = parsed.css_first(", ".join(_NAMES))
    whole = frame and written == f"{_BEFORE}{frame.html}{_AFTER}"
    return tree_of(parsed) if whole else None


def _joined(trees: Sequence[Tree]) -> Tree:
    return Tree(
        list(chain.from_iterable(tree.tags for tree in trees)),
        list(chain.from_iterable(tree.dormant for tree in trees)),
        list(chain.from_iterable(tree.scripts for tree in trees)),
        list(chain.from_iterable(tree.styles for tree in trees)),
    )
