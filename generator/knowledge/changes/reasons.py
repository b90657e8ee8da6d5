"""Why a message or a question stands otherwise than it did: what came to its points, or between."""

from collections.abc import Iterable, Iterator, Mapping

from generator.knowledge.changes.causes import reason
from generator.knowledge.changes.change import Reason
from generator.knowledge.changes.pairs import Pairs
from generator.knowledge.changes.state import Message, Objection, Point, Question

_JOINING = frozenset({"agrees", "updates", "repeats"})
"""Relations between its own points that make a message's support."""


def reasons(pairs: Pairs, old: Message | Question, new: Message | Question) -> tuple[Reason, ...]:
    """Return what differs in the points that a line rests on, who objects, and who agrees."""
    found = [*_points(pairs, old.points, new.points)]
    if isinstance(old, Message) and isinstance(new, Message):
        found += [*_objections(pairs, old, new), *_relations(pairs, old, new)]
    return tuple(dict.fromkeys(found))


def _points(pairs: Pairs, old: Iterable[str], new: Iterable[str]) -> Iterator[Reason]:
    was, now = {pairs.point(point): point for point in old}, dict.fromkeys(new)
    for point, former in was.items():
        if point not in now:
            gone = former not in pairs.points
            yield reason(pairs, "gone" if gone else "left", former)
    for point in now:
        if point in was:
            yield from _standing(pairs, was[point], point)
        else:
            yield reason(pairs, "new" if point in pairs.new_points else "joined", point)


def _standing(pairs: Pairs, old: str, new: str) -> Iterator[Reason]:
    """Yield that a point was retracted, itself or with its article, or stands again."""
    was, now = old in pairs.retracted_before, new in pairs.retracted_after
    if was != now:
        yield reason(pairs, "retracted" if now else "stands", new)


def _objections(pairs: Pairs, old: Message, new: Message) -> Iterator[Reason]:
    for relation, was, now in (
        ("disputes", old.contested_by, new.contested_by),
        ("qualifies", old.limited_by, new.limited_by),
    ):
        before = {_mapped(pairs, objection): objection for objection in was}
        after = dict.fromkeys((each.point, each.against or "") for each in now)
        for key, objection in before.items():
            if key not in after and not _told(pairs, objection, new):
                yield _ended(pairs, objection, relation)
        for point, against in after:
            if (point, against) not in before:
                stated = _stated(pairs.points_after, point, relation, against)
                yield reason(pairs, "objects", stated[0], relation, stated[1])


def _ended(pairs: Pairs, objection: Objection, relation: str) -> Reason:
    """Return why a point is no longer against another."""
    point, _ = _mapped(pairs, objection)
    if objection.point not in pairs.points:
        return reason(pairs, "gone", objection.point)
    if point in pairs.retracted_after:
        return reason(pairs, "retracted", point)
    stated = _stated(pairs.points_before, objection.point, relation, objection.against or "")
    return reason(
        pairs, "objects-no-more", pairs.point(stated[0]), relation, pairs.point(stated[1])
    )


def _stated(points: Mapping[str, Point], one: str, relation: str, other: str) -> tuple[str, str]:
    """Return two points in the order in which one of them states that it is against the other."""
    said = points[other].relations() if other in points else ()
    return (other, one) if (relation, one) in said else (one, other)


def _mapped(pairs: Pairs, objection: Objection) -> tuple[str, str]:
    return pairs.point(objection.point), pairs.point(objection.against or "")


def _told(pairs: Pairs, objection: Objection, new: Message) -> bool:
    """Tell whether it ended because the point that it was against is gone or retracted."""
    _, against = _mapped(pairs, objection)
    return bool(against) and (against not in new.points or against in pairs.retracted_after)


def _relations(pairs: Pairs, old: Message, new: Message) -> Iterator[Reason]:
    """Yield the agreements and repetitions between points that both have, which differ."""
    kept = {pairs.point(point) for point in old.points} & {*new.points}
    was = {
        (pairs.point(one), relation, pairs.point(other))
        for one, relation, other in _within(pairs.points_before, old.points)
    }
    now = {*_within(pairs.points_after, new.points)}
    for one, relation, other in sorted(was - now):
        if {one, other} <= kept:
            yield reason(pairs, "relates-no-more", one, relation, other)
    for one, relation, other in sorted(now - was):
        if {one, other} <= kept:
            yield reason(pairs, "relates", one, relation, other)


def _within(points: Mapping[str, Point], ids: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for id_ in ids:
        for relation, other in points[id_].relations() if id_ in points else ():
            if relation in _JOINING and other in ids:
                yield id_, relation, other
