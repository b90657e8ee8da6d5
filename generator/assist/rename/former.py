"""What is still called by a name that it no longer has: former ids tell the present one.

An article whose file was given another name by hand is known by its points.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from generator.assist.rename.records import Record, groups, records
from generator.assist.rename.renames import Renames
from generator.base.kinds import CONTENTS
from generator.base.nearest import nearest
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
    articles = of.setdefault("article", {})
    articles |= {old: now for old, now in _moved(sources) if old not in articles}
    return Renames(of)


def _moved(sources: Collection[Source]) -> Iterator[tuple[str, str]]:
    """Yield names of articles that are not there, each with the one article that was meant.

    It has all points that are looked for under that name, and nobody knows it by its own; where
    there is but one such point, the names must be alike too.
    """
    own = {
        source.id: {str(point["id"]) for point in groups(source, "points")}
        for source in sources
        if source.kind == "article"
    }
    there = {source.id for source in sources}
    named = _named(sources)
    for old in named.keys() - there:
        fits = [new for new, points in own.items() if named[old] <= points and new not in named]
        if len(fits) == 1 and (len(named[old]) > 1 or nearest(old, fits)):
            yield old, fits[0]


def _named(sources: Collection[Source]) -> Mapping[str, set[str]]:
    """Return the points that are named of each article, besides those that it names of itself."""
    named = defaultdict[str, set[str]](set)
    for source in sources:
        for text in _texts(source.meta):
            found = _POINT.fullmatch(text)
            if found and found[1] != source.id:
                named[found[1]].add(found[2])
    return named


_POINT = re.compile(r"([a-z0-9-]{1,80})#([a-z0-9-]{1,80})")


def _texts(value: object) -> Iterator[str]:
    """Yield the texts within a value of front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)


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
