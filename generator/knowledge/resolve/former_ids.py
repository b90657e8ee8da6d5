"""Former ids: an old address leads to one place, and to nothing that is there now.

Of a draft and what is no draft, the draft is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.kinds import LASTING, kept_names
from generator.base.problems import Problem
from generator.knowledge.resolve.entries import Entries
from generator.schema import fields
from generator.schema.check import Entry
from generator.source.read import Source

_HINT = "Remove the former id, or change the other id: old links must not mislead."


class _Holder(Struct, frozen=True, kw_only=True):
    """What has an id, and may have had others.

    Attributes:
        kind: what messages call it.
        source: its file.
        keys: the way to it in the file.
        own: the way to its id.
        id: its id.
        former: those that it had.
        draft: whether it is one.
    """

    kind: str
    source: Source
    keys: tuple[str | int, ...] = ()
    own: tuple[str | int, ...] = ()
    id: str
    former: Sequence[str]
    draft: bool


def check_former_ids(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each former id that is taken, by one of its kind or of its article."""
    for kind in (content.kind for content in LASTING):
        of_kind = [entry for entry in entries.lasting if entry.source.kind == kind]
        kept = dict.fromkeys(kept_names(kind), "a page that the site makes itself")
        yield from _check([*map(_file, of_kind)], kept)
    for article in entries.articles:
        yield from _check([*_points(article)], {})


def _file(entry: Entry[fields.Article | fields.Theme | fields.Term]) -> _Holder:
    source, matter = entry.source, entry.matter
    return _Holder(
        kind=source.kind,
        source=source,
        id=source.id,
        former=matter.former_ids,
        draft=isinstance(matter, fields.Article) and matter.draft,
    )


def _points(entry: Entry[fields.Article]) -> Iterator[_Holder]:
    for number, point in enumerate(entry.matter.points):
        keys = ("points", number)
        yield _Holder(
            kind="point",
            source=entry.source,
            keys=keys,
            own=(*keys, "id"),
            id=point.id,
            former=point.former_ids,
            draft=point.draft,
        )


def _check(holders: Sequence[_Holder], kept: Mapping[str, str]) -> Iterator[Problem]:
    taken, former = {**kept}, dict[str, str]()
    for now in ([h for h in holders if not h.draft], [h for h in holders if h.draft]):
        for holder in now:
            at = holder.source.at(*holder.own)
            if holder.id in former:
                message = f"“{holder.id}” is taken by {former[holder.id]}."
                yield Problem(at, "former-id-collision", message, _HINT)
            taken[holder.id] = f"the {holder.kind} at {at}"
        yield from _claims(now, taken, former)


def _claims(
    holders: Iterable[_Holder], taken: Mapping[str, str], former: dict[str, str]
) -> Iterator[Problem]:
    """Take former ids, and tell of those that are taken."""
    for holder in holders:
        for number, id_ in enumerate(holder.former):
            at = holder.source.at(*holder.keys, "former_ids", number)
            if other := taken.get(id_) or former.get(id_):
                message = f"The former id “{id_}” is taken by {other}."
                yield Problem(at, "former-id-collision", message, _HINT)
            former.setdefault(id_, f"the former id at {at}")
