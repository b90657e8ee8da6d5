"""What is still called by a name that it no longer has: former ids tell the present one."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from generator.assist.rename.records import Record, groups, records
from generator.assist.rename.renames import Renames
from generator.base.kinds import CONTENTS
from generator.source.read import Source


def former_names(sources: Collection[Source]) -> Renames:
    """Return former ids with those of now.

    One that two things once had, or that something has now, says nothing.
    """
    live = records(sources)
    pairs = [pair for source in sources for pair in _pairs(source)]
    claimed = Counter(old for old, _ in {*pairs})
    of: dict[str, dict[str, str]] = {}
    for old, now in pairs:
        if claimed[old] == 1 and old not in live:
            of.setdefault(old.kind, {})[old.id] = now
    return Renames(of)


def _pairs(source: Source) -> Iterator[tuple[Record, str]]:
    """Yield what a file, or a point in it, once was, with its id of now."""
    olds = _ids(source.meta) if CONTENTS[source.kind].lasting else ()
    yield from ((Record(source.kind, old), source.id) for old in olds)
    for point in groups(source, "points") if source.kind == "article" else ():
        now = f"{source.id}#{point['id']}"
        for article in (source.id, *olds):
            names = (f"{article}#{name}" for name in (point["id"], *_ids(point)))
            yield from ((Record("point", name), now) for name in names if name != now)


def _ids(meta: Mapping[str, object]) -> tuple[str, ...]:
    former = meta.get("former_ids")
    return tuple(map(str, former)) if isinstance(former, tuple) else ()
