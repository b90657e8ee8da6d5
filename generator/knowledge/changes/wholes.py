"""Disagreements, what has become stale, and what is missing."""

from collections.abc import Iterable, Iterator, Mapping

from generator.knowledge.changes.change import Change, Dispute, Reason, Subject
from generator.knowledge.changes.lines import message_pairs
from generator.knowledge.changes.pairs import Pairs, by_id
from generator.knowledge.changes.points import subject_of
from generator.knowledge.changes.state import Bearing, Disagreement, Point

_DISAGREEMENTS = "disagreements/"


def dispute_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield the disagreements that are new, gone, or of another kind."""
    before = {frozenset(map(pairs.point, each.points)): each for each in pairs.before.disagreements}
    after = {frozenset(each.points): each for each in pairs.after.disagreements}
    continued = {*after}
    by_point: dict[str, list[frozenset[str]]] = {}
    for sides in before:
        for point in sides:
            by_point.setdefault(point, []).append(sides)
    for points, new in after.items():
        earlier = [*dict.fromkeys(s for p in sorted(points) for s in by_point.get(p, ()))]
        continued.update(earlier)
        yield from _disputed(pairs, [before[each] for each in earlier], new, same=points in before)
    for points, old in before.items():
        if points not in continued:
            gone = [point for point in old.points if point not in pairs.points]
            yield _subject(old).changed(
                "dispute-closed",
                _sides(old, pairs.points_before),
                because=tuple(Reason(cause="gone", subject=point) for point in gone),
            )


def staleness(pairs: Pairs) -> Iterator[Change]:
    """Yield the messages and points on which an event newly bears, or no longer."""
    titles = {event.id: event.title for event in (*pairs.before.events, *pairs.after.events)}
    for subject, old, new in message_pairs(pairs):
        yield from _stale(titles, subject, old.since, new.since)
    for point in pairs.before.points:
        if point.id in pairs.points:
            now = pairs.points_after[pairs.points[point.id]]
            yield from _stale(titles, subject_of(now), point.since, now.since)


def gap_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what themes lack now, or lack no longer."""
    themes = by_id(pairs.before.themes)
    for new in pairs.after.themes:
        if old := themes.get(new.id):
            subject = Subject(new.id, new.title, new.url)
            parts = {
                "years": (old.gaps.years, new.gaps.years),
                "standings": (old.gaps.standings, new.gaps.standings),
            }
            for part, (was, now) in parts.items():
                if opened := [each for each in now if each not in was]:
                    yield subject.changed("gap-opened", after=tuple(opened), part=part)
                if closed := [each for each in was if each not in now]:
                    yield subject.changed("gap-closed", tuple(closed), part=part)


def _disputed(
    pairs: Pairs, earlier: list[Disagreement], new: Disagreement, *, same: bool
) -> Iterator[Change]:
    now = _sides(new, pairs.points_after)
    if not earlier:
        yield _subject(new).changed("dispute-opened", after=now, part=new.kind)
    elif not same:
        was = "\n".join(_sides(each, pairs.points_before) for each in earlier)
        yield _subject(new).changed("dispute-changed", was, now, part=new.kind)
    elif (earlier[0].kind, earlier[0].question) != (new.kind, new.question):
        yield _subject(new).changed("dispute-changed", _dispute(earlier[0]), _dispute(new))


def _subject(disagreement: Disagreement) -> Subject:
    return Subject(disagreement.points[0], disagreement.question or "", _DISAGREEMENTS)


def _dispute(disagreement: Disagreement) -> Dispute:
    return Dispute(disagreement.kind, disagreement.question or "")


def _sides(disagreement: Disagreement, points: Mapping[str, Point]) -> str:
    return "\n".join(points[id_].text for id_ in disagreement.points)


def _stale(
    titles: Mapping[str, str], subject: Subject, was: Iterable[Bearing], now: Iterable[Bearing]
) -> Iterator[Change]:
    before, after = {each.event for each in was}, {each.event for each in now}
    for event in sorted(after - before):
        yield subject.changed("became-stale", after=titles[event], part=event)
    for event in sorted(before - after):
        yield subject.changed("no-longer-stale", titles[event], part=event)
