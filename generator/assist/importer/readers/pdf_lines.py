"""The lines of a page in the order in which they are read: column by column."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

_LEAST = 4
"""Lines that a column has."""
_WORDY = 18
"""Characters of a usual line of a column: cells of tables have fewer."""
_BULLETS = frozenset("•◦▪●·‣–-\uf0b7")
"""Signs before the items of a list."""
_COLUMNS = 4
"""Columns of a page."""


RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures that stand above the line, as numbers of notes do."""


class Line(Struct, frozen=True, kw_only=True, eq=False):
    """A line of text on a page; measures are in points, from the page's lower left corner.

    Attributes:
        text: its words.
        left: where it begins.
        right: where it ends.
        bottom: its lower edge.
        top: its upper edge.
        size: the size of most of its letters.
        bold: whether most of its letters are bold.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


def usual_size(lines: Sequence[Line]) -> float:
    """Return the size of most letters, which is that of the text."""
    sizes: Counter[float] = Counter()
    for each in lines:
        sizes[each.size] += len(each.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def with_bullets(lines: Sequence[Line]) -> list[Line]:
    """Return lines, each bullet that stands apart put before the words to its right."""
    bullets = [each for each in lines if each.text in _BULLETS]
    others = [each for each in lines if each.text not in _BULLETS]
    for bullet in bullets:
        middle = (bullet.bottom + bullet.top) / 2
        beside = [x for x in others if x.bottom < middle < x.top and x.left >= bullet.left]
        if beside:
            first = min(beside, key=lambda each: each.left)
            joined = replace(first, text=f"{bullet.text} {first.text}", left=bullet.left)
            others[others.index(first)] = joined
    return others


def in_order(lines: Sequence[Line], columns: int = _COLUMNS) -> list[Line]:
    """Return lines in the order in which they are read.

    Args:
        lines: those of a page, or of a part of it.
        columns: how many there may be.
    """
    downwards = sorted(lines, key=lambda each: (-each.top, each.left))
    gap = _gap(downwards) if columns > 1 else None
    if gap is None:
        return downwards
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for each in downwards:
        if each.right <= gap:
            left.append(each)
        elif each.left >= gap:
            right.append(each)
        else:
            ordered += [*in_order(left, columns - 1), *in_order(right, columns - 1), each]
            left, right = [], []
    return [*ordered, *in_order(left, columns - 1), *in_order(right, columns - 1)]


def _gap(lines: Sequence[Line]) -> float | None:
    """Return where a page is divided into columns: fewest lines cross it; None if it is not."""
    best: tuple[int, float] | None = None
    for place in sorted({round(each.left, 0) for each in lines}):
        left = [each for each in lines if each.right <= place]
        right = [each for each in lines if each.left >= place - 1]
        crossing = len(lines) - len(left) - len(right)
        if _is_column(left) and _is_column(right) and 2 * crossing < len(lines):
            best = min(best or (crossing, place - 1), (crossing, place - 1))
    return best[1] if best else None


def _is_column(lines: Sequence[Line]) -> bool:
    return len(lines) >= _LEAST and median(len(each.text) for each in lines) >= _WORDY
