"""Tags put round a stretch of words, whatever inline elements begin or end inside it.

An inline element that begins or ends on the way is split in two, of which the first part keeps the
``id``.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.site.marking.reading import Place
from generator.site.marking.tags import tag_of

_ID = re.compile(r"""\sid=(?:"[^"]*"|'[^']*')""")


class Written(NamedTuple):
    """Something to be written into a page, and where."""

    place: Place
    text: str


def surround(parts: Sequence[str], start: Place, end: Place, mark: str) -> tuple[Written, Written]:
    """Return what puts a link round the words between two places in one block.

    Args:
        parts: words and tags, in turn.
        start: where the words begin.
        end: where they end.
        mark: the first tag of the link.
    """
    if start[0] == end[0]:
        return Written(start, mark), Written(end, "</a>")
    ended, begun = _crossed(parts, start[0], end[0])
    start, ended = _outwards(parts, start, ended)
    end, begun = _onwards(parts, end, begun)
    before, anew = _ends(parts, ended), _anew(parts, ended)
    after, further = _ends(parts, begun), _anew(parts, begun)
    return Written(start, f"{before}{mark}{anew}"), Written(end, f"{after}</a>{further}")


def _crossed(parts: Sequence[str], first: int, last: int) -> tuple[list[int], list[int]]:
    """Return the tags that begin what ends between two parts, and what begins there and goes on.

    Both the innermost first.
    """
    begun: list[int] = []
    ended = 0
    for at in range(first + 1, last, 2):
        way = _way(parts[at])
        if way > 0:
            begun.append(at)
        elif way and begun:
            begun.pop()
        else:
            ended -= way
    return _beginnings(parts, first, ended), begun[::-1]


def _beginnings(parts: Sequence[str], first: int, number: int) -> list[int]:
    """Return the tags that begin so many elements around a part, the innermost first."""
    found: list[int] = []
    depth, at = 0, first - 1
    while len(found) < number:
        depth -= _way(parts[at])
        if depth < 0:
            found.append(at)
            depth = 0
        at -= 2
    return found


def _outwards(parts: Sequence[str], start: Place, ended: list[int]) -> tuple[Place, list[int]]:
    """Move a beginning before the elements that begin with it; return what is left to be split."""
    while ended and start[1] == 0 and ended[0] == start[0] - 1:
        before = start[0] - 2
        start, ended = (before, len(parts[before])), ended[1:]
    return start, ended


def _onwards(parts: Sequence[str], end: Place, begun: list[int]) -> tuple[Place, list[int]]:
    """Move an end behind the elements that end with it; return what is left to be split."""
    while begun and end[1] == len(parts[end[0]]) and _way(parts[end[0] + 1]) < 0:
        end, begun = (end[0] + 2, 0), begun[1:]
    return end, begun


def _way(tag: str) -> int:
    """Return how many more elements are open behind a tag than before it."""
    return -1 if tag[1] == "/" else int(tag_of(tag).begins)


def _ends(parts: Sequence[str], tags: Sequence[int]) -> str:
    return "".join(tag_of(parts[at]).end for at in tags)


def _anew(parts: Sequence[str], tags: Sequence[int]) -> str:
    """Return the tags that go on with elements, without their ids."""
    return "".join(_ID.sub("", parts[at]) for at in reversed(tags))


def write(parts: list[str], changes: Sequence[Written]) -> None:
    """Write into a page's words what is to be written, in its order."""
    for (part, place), text in reversed(changes):
        words = parts[part]
        parts[part] = f"{words[:place]}{text}{words[place:]}"
