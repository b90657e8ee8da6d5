"""JSON of any size, some records at a time: all at once take ten times the memory of their text."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import Raw
from msgspec.json import decode

_AT_ONCE = 256
"""Records: few enough to weigh nothing, and enough for the next reader to begin rarely."""


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


def portions(data: bytes) -> Iterator[Portion]:
    """Yield data, if it is an object some items of its lists at a time; at first without any.

    Raises:
        ValueError: it is no JSON, or not in UTF-8.
        RecursionError: it is too deep to be read.
    """
    try:
        members = decode(data, type=dict[str, Raw])
        lists = {key: decode(each, type=list[Raw]) for key, each in members.items() if _lists(each)}
    except (ValueError, RecursionError):
        yield Portion(_loaded(data))
        return
    rest = {key: [] if key in lists else _loaded(bytes(each)) for key, each in members.items()}
    yield Portion(rest)
    for key, items in lists.items():
        for start in range(0, len(items), _AT_ONCE):
            some = b",".join(items[start : start + _AT_ONCE])
            yield Portion({**rest, key: _loaded(b"[%s]" % some)}, key, start)


def _loaded(data: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read JSON in UTF-8; of bytes, the library would also take halves of characters."""
    return json.loads(data.decode())


def _lists(value: Raw) -> bool:
    return bytes(value).startswith(b"[")
