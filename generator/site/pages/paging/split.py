"""No page lists everything: a list that can grow is cut by year or letter, and then in parts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.base.names import slug

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A part of a long list with a page of its own."""

    title: str
    uri: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """A part of a list with the page that it stands on."""

    chunk: Chunk
    items: tuple[T, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[T]):
    """A page of a list: its first page, or one of the parts that hold the whole.

    Attributes:
        uri: where it stands.
        part: what it holds, such as a year; empty for the first page.
        items: those on it.
        chunks: all the parts, or none where the first page holds everything.
        total: items of the whole list.
    """

    uri: str
    part: str
    items: tuple[T, ...]
    chunks: tuple[Chunk, ...]
    total: int

    def title(self, whole: str) -> str:
        """Name the page after the list that it is a part of."""
        return f"{whole}: {self.part}" if self.part else whole


def one(_: object) -> int:
    """Weigh every item alike."""
    return 1


def leaves(
    items: Sequence[T],
    key: Callable[[T], str],
    folder: str,
    limit: int,
    weigh: Callable[[T], int] = one,
) -> Iterator[Leaf[T]]:
    """Yield the pages of a list: one, or a first page with the first items and then the parts.

    Args:
        items: in the order wanted.
        key: the year, letter or theme that an item belongs to.
        folder: address of the parts, such as ``voices/people``; the first page is ``voices/``.
        limit: weight of a page.
        weigh: how much an item takes of a page.
    """
    whole = sum(map(weigh, items)) <= limit
    parts = () if whole else split(items, key, folder, limit, weigh)
    chunks = tuple(part.chunk for part in parts)
    shown = tuple(items) if whole else next(cut(items, limit, weigh))
    uri, total = f"{folder.partition('/')[0]}/index.md", len(items)
    yield Leaf(uri=uri, part="", items=shown, chunks=chunks, total=total)
    for part in parts:
        title, uri = part.chunk.title, part.chunk.uri
        yield Leaf(uri=uri, part=title, items=part.items, chunks=chunks, total=total)


def split(
    items: Sequence[T],
    key: Callable[[T], str],
    folder: str,
    limit: int,
    weigh: Callable[[T], int] = one,
) -> tuple[Part[T], ...]:
    """Cut items into parts of at most ``limit``, each within one value of ``key``, in their order.

    Args:
        items: in the order wanted.
        key: the year or letter that an item belongs to; it names the part.
        folder: address below which the parts' pages stand, such as ``themes/finance``.
        limit: weight of a page; an item that is heavier has one of its own.
        weigh: how much an item takes of a page.
    """
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return tuple(
        part
        for name, group in groups.items()
        for part in _named(name, folder, cut(group, limit, weigh))
    )


def cut(group: Iterable[T], limit: int, weigh: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Yield items in groups of at most ``limit``; one that is heavier is a group of its own."""
    page: list[T] = []
    left = limit
    for item in group:
        weight = weigh(item)
        if page and weight > left:
            yield tuple(page)
            page, left = [], limit
        page.append(item)
        left -= weight
    if page:
        yield tuple(page)


def _named(name: str, folder: str, pages: Iterable[tuple[T, ...]]) -> Iterator[Part[T]]:
    for number, items in enumerate(pages, start=1):
        title = name if number == 1 else f"{name}, part {number}"
        suffix = "" if number == 1 else f"-{number}"
        uri = f"{folder}/{slug(name) or 'other'}{suffix}.md"
        yield Part(chunk=Chunk(title=title, uri=uri, size=len(items)), items=items)
