"""JSON of any size, some records at a time: all at once take ten times the memory of their text."""

import json
import re
from collections.abc import Generator, Iterator
from itertools import groupby, islice
from typing import NamedTuple

_AT_ONCE = 256
"""Records: few enough to weigh nothing, and enough for the next reader to begin rarely."""
_ALONE = -1
_SPACE = re.compile(r"[ \t\n\r]*")
_decode = json.JSONDecoder().raw_decode


class Portion(NamedTuple):
    """Some of a file's data.

    Attributes:
        data: an object with some items of one of its lists, and its other lists empty; or all.
        key: of that list, or empty.
        start: the number of the first of these items in it.
    """

    data: object
    key: str = ""
    start: int = 0


class _Member(NamedTuple):
    """A member of an object, without its items where it is a list; or one of these."""

    key: str
    number: int
    value: object


def portions(text: str) -> Iterator[Portion]:
    """Yield data, if it is an object some items of its lists at a time; at first without any.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is too deep to be read.
    """
    try:
        rest = {each.key: each.value for each in _members(text) if each.number == _ALONE}
    except ValueError:
        yield Portion(json.loads(text))
        return
    yield Portion(rest)
    items = (each for each in _members(text) if each.number != _ALONE)
    for key, members in groupby(items, lambda each: each.key):
        while some := [*islice(members, _AT_ONCE)]:
            yield Portion({**rest, key: [each.value for each in some]}, key, some[0].number)


def _members(text: str) -> Iterator[_Member]:
    """Yield the members of an object, and behind each that is a list its items.

    Raises:
        ValueError: the text is no object, or no JSON.
    """
    at = _past("{", text, _next(text, 0))
    more = not text.startswith("}", at)
    while more:
        key, at = _decode(text, at)
        at = _past(":", text, _next(text, at))
        if not isinstance(key, str):
            raise ValueError  # noqa: TRY004 - the text is wrong, not the program
        if text.startswith("[", at):
            at = yield from _items(key, text, at)
        else:
            value, at = _decode(text, at)
            yield _Member(key, _ALONE, value)
        at = _next(text, at)
        more = text.startswith(",", at)
        at = _past(",", text, at) if more else at
    if _past("}", text, at) != len(text):
        raise ValueError


def _items(key: str, text: str, at: int) -> Generator[_Member, None, int]:
    """Yield a list and its items; return where it ends."""
    yield _Member(key, _ALONE, [])
    at = _past("[", text, at)
    number, more = 0, not text.startswith("]", at)
    while more:
        value, at = _decode(text, at)
        yield _Member(key, number, value)
        at = _next(text, at)
        number, more = number + 1, text.startswith(",", at)
        at = _past(",", text, at) if more else at
    return _past("]", text, at)


def _past(sign: str, text: str, at: int) -> int:
    """Return where something follows a sign."""
    if not text.startswith(sign, at):
        raise ValueError
    return _next(text, at + 1)


def _next(text: str, at: int) -> int:
    """Return where something other than white space follows."""
    space = _SPACE.match(text, at)
    return space.end() if space else at
