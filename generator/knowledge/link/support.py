"""How well a key message is supported, computed from its points and never written by hand.

From first to last, the first that holds is its kind:

- *contested*: a point of another source disputes one of its points, or is disputed by it; or the
  front matter names a point that disputes the message as a whole. Two accusations within one
  article are one source's report of a quarrel.
- *limited*: a point qualifies one of its points, or the message as a whole.
- *agreed*: each article that it rests on has a point in it that agrees with, or updates, one of an
  article independent of it.
- *several*: its points come from articles independent of each other, and nothing connects all.
- *repeated*: all of them go back to one source.
- *single*: they come from one article.
- *retracted*: all of them are retracted.

What is retracted is left out before: it supports nothing, and contests and limits nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from generator.base.model import Library, Message
from generator.base.names import article_of
from generator.knowledge.link.findings import (
    LineRef,
    Objection,
    Relation,
    Support,
    SupportBasis,
)
from generator.knowledge.link.lines import lines_of

Relations = Mapping[str, tuple[Relation, ...]]
Told = Mapping[str, frozenset[str]]
"""Point → the articles that stand behind it: its own, and all that it repeats."""


def rate_support(library: Library, relations: Relations) -> Mapping[LineRef, Support]:
    """Return the support of every key message."""
    return {
        ref: _support(library, line, relations)
        for ref, line in lines_of(library)
        if isinstance(line, Message)
    }


def witnesses(points: Collection[str], repeats: Mapping[str, tuple[str, ...]]) -> Told:
    """Return what stands behind each point; a repetition is no second witness."""
    return {point: frozenset(map(article_of, _behind(point, repeats))) for point in points}


def independent(told: Told) -> bool:
    """Tell whether any two points have no article in common behind them."""
    return any(one.isdisjoint(other) for one, other in combinations({*told.values()}, 2))


def _support(library: Library, message: Message, relations: Relations) -> Support:
    standing = [point for point in message.points if library.stands(point)]
    told = witnesses(standing, library.repeats)
    connected = tuple(_connected(told, relations))
    return Support(
        basis=_basis(told, connected),
        articles=tuple(dict.fromkeys(map(article_of, standing))),
        connected=connected,
        contested_by=_standing(library, _contested_by(message, relations)),
        limited_by=_standing(library, _limited_by(message, relations)),
    )


def _standing(library: Library, objections: Iterable[Objection]) -> tuple[Objection, ...]:
    """Return objections, each once, that stand, and are against what stands."""
    return tuple(
        each
        for each in dict.fromkeys(objections)
        if library.stands(each.point) and (not each.against or library.stands(each.against))
    )


def _basis(told: Told, connected: Collection[tuple[str, str]]) -> SupportBasis:
    if not told:
        return "retracted"
    if len({article_of(point) for point in told}) == 1:
        return "single"
    if not independent(told):
        return "repeated"
    joined = {article_of(point) for pair in connected for point in pair}
    # What only repeats a connected article need not say so once more.
    reached = {article_of(point) for point, behind in told.items() if behind & joined}
    return "agreed" if reached.issuperset(map(article_of, told)) else "several"


def _connected(told: Told, relations: Relations) -> Iterator[tuple[str, str]]:
    """Yield the pairs of points that agree, each from the point that says so."""
    for point, behind in told.items():
        for relation in relations.get(point, ()):
            agrees = relation.stated and relation.kind in {"agrees", "updates"}
            if agrees and relation.point in told and behind.isdisjoint(told[relation.point]):
                yield point, relation.point


def _contested_by(message: Message, relations: Relations) -> Iterator[Objection]:
    """Yield who disputes a message: a dispute has two sides, whichever states it."""
    yield from (Objection(point=point, against="") for point in message.contested_by)
    for point in message.points:
        for relation in relations.get(point, ()):
            if relation.kind == "disputes" and article_of(relation.point) != article_of(point):
                yield Objection(point=relation.point, against=point)


def _limited_by(message: Message, relations: Relations) -> Iterator[Objection]:
    """Yield who limits a message: the point that qualifies another is not limited itself."""
    yield from (Objection(point=point, against="") for point in message.limited_by)
    for point in message.points:
        for relation in relations.get(point, ()):
            if relation.kind == "qualifies" and not relation.stated:
                yield Objection(point=relation.point, against=point)


def _behind(point: str, repeats: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a point and all that it repeats, however far back; a circle ends where it closes."""
    seen, ahead = {point}, [point]
    while ahead:
        yield (last := ahead.pop())
        new = [other for other in repeats.get(last, ()) if other not in seen]
        seen.update(new)
        ahead += new
