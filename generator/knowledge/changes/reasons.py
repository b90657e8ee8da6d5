"""Why a message or a question stands otherwise than it did: what came to its points, or between."""

from collections.abc import Iterable, Iterator, Mapping

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
            yield Reason(cause="gone" if gone else "left", subject=former)
    for point in now:
        if point not in was:
            yield Reason(cause="new" if point in pairs.new_points else "joined", subject=point)


def _objections(pairs: Pairs, old: Message, new: Message) -> Iterator[Reason]:
    for relation, was, now in (
        ("disputes", old.contested_by, new.contested_by),
        ("qualifies", old.limited_by, new.limited_by),
    ):
        before = {_mapped(pairs, objection): objection for objection in was}
        after = dict.fromkeys((each.point, each.against or "") for each in now)
        for key, objection in before.items():
            if key not in after and not _told(pairs, objection, new):
                gone = objection.point not in pairs.points
                subject, other = objection.point, objection.against or ""
                cause = Reason(cause="gone", subject=subject)
                ended = Reason(
                    cause="objects-no-more", subject=subject, relation=relation, other=other
                )
                yield cause if gone else ended
        for point, against in after:
            if (point, against) not in before:
                yield Reason(cause="objects", subject=point, relation=relation, other=against)


def _mapped(pairs: Pairs, objection: Objection) -> tuple[str, str]:
    return pairs.point(objection.point), pairs.point(objection.against or "")


def _told(pairs: Pairs, objection: Objection, new: Message) -> bool:
    """Tell whether it ended because the point that it was against is no longer there."""
    return bool(objection.against) and pairs.point(objection.against or "") not in new.points


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
            yield Reason(cause="relates-no-more", subject=one, relation=relation, other=other)
    for one, relation, other in sorted(now - was):
        if {one, other} <= kept:
            yield Reason(cause="relates", subject=one, relation=relation, other=other)


def _within(points: Mapping[str, Point], ids: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for id_ in ids:
        for relation, other in points[id_].relations() if id_ in points else ():
            if relation in _JOINING and other in ids:
                yield id_, relation, other
