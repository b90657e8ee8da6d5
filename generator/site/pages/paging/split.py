"""No page lists everything: a list that can grow splits by year or letter, and then into parts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from generator.base import labels
from generator.base.names import numbered, slug

T = TypeVar("T")
U = TypeVar("U")
C = TypeVar("C")


class PartLink(Struct, frozen=True, kw_only=True):
    """A link to a part of a long list, with the number of items there."""

    title: str
    uri: str
    count: int


class Part(Struct, Generic[T], frozen=True, kw_only=True):
    """A part of a long list, with a page of its own."""

    link: PartLink
    items: tuple[T, ...]


class ListPage(Struct, Generic[T], frozen=True, kw_only=True):
    """A page of a list: its first page, or one of the parts that hold the whole.

    Attributes:
        uri: where it stands.
        part: what it holds, such as a year; empty for the first page.
        items: those on it.
        part_links: to all the parts, or none where the first page holds everything.
        total: items of the whole list.
    """

    uri: str
    part: str
    items: tuple[T, ...]
    part_links: tuple[PartLink, ...]
    total: int


class Folder(Struct, frozen=True):
    """Where the parts of a list stand.

    Attributes:
        path: the address below which they stand.
        name: says what readers call a key; by default a year, a letter or what has no year.
    """

    path: str
    name: Callable[[str], str] = labels.year_name


def one(_: object) -> int:
    """Weigh every item alike."""
    return 1


def list_pages(
    items: Sequence[T],
    key: Callable[[T], str],
    folder: Folder,
    limit: int,
    weigh: Callable[[T], int] = one,
) -> Iterator[ListPage[T]]:
    """Yield the pages of a list: one, or a first page with the first items and then the parts.

    Args:
        items: in the order wanted.
        key: the year, letter or id that an item belongs to.
        folder: where the parts stand, such as ``voices/people``; the first page is ``voices/``.
        limit: weight of a page.
        weigh: how much an item takes of a page.
    """
    whole = sum(map(weigh, items)) <= limit
    parts = () if whole else split_by_key(items, key, folder, limit, weigh)
    links = tuple(part.link for part in parts)
    shown = tuple(items) if whole else next(split_by_weight(items, limit, weigh))
    uri, total = f"{folder.path.partition('/')[0]}/index.md", len(items)
    yield ListPage(uri=uri, part="", items=shown, part_links=links, total=total)
    for part in parts:
        title, uri = part.link.title, part.link.uri
        yield ListPage(uri=uri, part=title, items=part.items, part_links=links, total=total)


def two_lists(
    one: Iterable[ListPage[T]],
    other: Iterable[ListPage[U]],
    show_one: Callable[[ListPage[T]], C],
    show_other: Callable[[ListPage[U]], C],
    both: Callable[[C, C], C],
) -> Iterator[tuple[str, C]]:
    """Yield the addresses and contexts of two lists that begin on one page, and then split apart.

    Args:
        one: the pages of the first list.
        other: the pages of the second.
        show_one: makes the context of a page of the first.
        show_other: likewise of the second.
        both: makes one context of those of the two first pages.
    """
    first, *parts = one
    second, *more = other
    yield first.uri, both(show_one(first), show_other(second))
    yield from ((part.uri, show_one(part)) for part in parts)
    yield from ((part.uri, show_other(part)) for part in more)


def split_by_key(
    items: Sequence[T],
    key: Callable[[T], str],
    folder: Folder,
    limit: int,
    weigh: Callable[[T], int] = one,
) -> tuple[Part[T], ...]:
    """Split items into parts of at most ``limit``, each within one value of ``key``, in order.

    Args:
        items: in the order wanted.
        key: the year, letter or id that an item belongs to; the part's address is made of it.
        folder: where the parts stand, such as ``themes/finance``.
        limit: weight of a page; an item that is heavier has one of its own.
        weigh: how much an item takes of a page.
    """
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    taken: set[str] = set()
    parts = []
    for value, group in groups.items():
        for number, part in enumerate(split_by_weight(group, limit, weigh), start=1):
            file = numbered(slug(value) or "other", taken)
            taken.add(file)
            title = labels.numbered_part(folder.name(value), number)
            link = PartLink(title=title, uri=f"{folder.path}/{file}.md", count=len(part))
            parts.append(Part(link=link, items=part))
    return tuple(parts)


def split_by_weight(
    items: Iterable[T], limit: int, weigh: Callable[[T], int]
) -> Iterator[tuple[T, ...]]:
    """Yield items in parts of at most ``limit``; one that is heavier is a part of its own."""
    part: list[T] = []
    left = limit
    for item in items:
        weight = weigh(item)
        if part and weight > left:
            yield tuple(part)
            part, left = [], limit
        part.append(item)
        left -= weight
    if part:
        yield tuple(part)
