"""The records that front matter makes, told apart by kind, and the bodies that belong to them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Self, TypeGuard, TypeVar

from msgspec import Struct

from generator.base.model import Block, Passage
from generator.base.problems import Problem
from generator.schema import fields
from generator.schema.check import AnyEntry, Entry
from generator.source.read import Source
from generator.text.markup import Link

_Matter = TypeVar("_Matter", bound=fields.Fields)


class Parsed(Struct, frozen=True, kw_only=True):
    """A body as the earlier stages left it: its blocks, its links, and passages by point name."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    passages: Mapping[str, Passage]


class Entries(Struct, frozen=True, kw_only=True):
    """All records, each kind in the order of their paths."""

    articles: tuple[Entry[fields.Article], ...]
    themes: tuple[Entry[fields.Theme], ...]
    terms: tuple[Entry[fields.Term], ...]
    timelines: tuple[Entry[fields.Timeline], ...]
    """One, or none."""
    pages: tuple[Entry[fields.Plain], ...]

    @classmethod
    def by_kind(cls, entries: Iterable[AnyEntry]) -> Self:
        """Tell records of all kinds apart."""
        listed = tuple(entries)
        return cls(
            articles=_holding(listed, fields.Article),
            themes=_holding(listed, fields.Theme),
            terms=_holding(listed, fields.Term),
            timelines=_holding(listed, fields.Timeline),
            pages=_holding(listed, fields.Plain),
        )

    @property
    def lasting(self) -> tuple[Entry[fields.Article | fields.Theme | fields.Term], ...]:
        """Return those that may have had other names."""
        return (*self.articles, *self.themes, *self.terms)


def _holding(entries: Iterable[AnyEntry], kind: type[_Matter]) -> tuple[Entry[_Matter], ...]:
    def holds(entry: AnyEntry) -> TypeGuard[Entry[_Matter]]:
        return isinstance(entry.matter, kind)

    return tuple(filter(holds, entries))


def repeated_ids(
    source: Source, key: str, ids: Iterable[str], word: str, drafts: Collection[int] = ()
) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice in a list.

    Args:
        source: the file.
        key: of the list in its front matter.
        ids: those of the list's items, in order.
        word: what an item is called in messages and in the problem's code.
        drafts: numbers of items that are drafts: of two with one id, the draft is wrong.
    """
    first: dict[str, int] = {}
    for index, id_ in sorted(enumerate(ids), key=lambda pair: (pair[0] in drafts, pair[0])):
        if first.setdefault(id_, index) != index:
            line = source.at(key, first[id_], "id").line
            which = "other" if index in drafts else "first"
            message = f"The {word} “{id_}” appears twice; the {which} is on line {line}."
            at = source.at(key, index, "id")
            yield Problem(at, f"duplicate-{word}", message, "Give each an id of its own.")
