"""No page lists everything: a list that can grow is cut by year or letter, and then in parts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.pages.records import Chunk

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """A part of a list with the page that it stands on."""

    chunk: Chunk
    items: tuple[T, ...]


def split(
    items: Sequence[T], key: Callable[[T], str], folder: str, limit: int
) -> tuple[Part[T], ...]:
    """Cut items into parts of at most ``limit``, each within one value of ``key``, in their order.

    Args:
        items: in the order wanted.
        key: the year or letter that an item belongs to; it names the part.
        folder: address below which the parts' pages stand, such as ``themes/finance``.
        limit: items a page.
    """
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return tuple(
        part for name, group in groups.items() for part in _cut(name, group, folder, limit)
    )


def _cut(name: str, group: Sequence[T], folder: str, limit: int) -> Iterator[Part[T]]:
    for number, start in enumerate(range(0, len(group), limit), start=1):
        items = tuple(group[start : start + limit])
        title = name if number == 1 else f"{name}, part {number}"
        suffix = "" if number == 1 else f"-{number}"
        uri = f"{folder}/{name.lower()}{suffix}.md"
        yield Part(chunk=Chunk(title=title, uri=uri, size=len(items)), items=items)
