"""Disagreements, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.knowledge.changes.causes import reason
from generator.knowledge.changes.change import Change, Dispute, Reason, Subject
from generator.knowledge.changes.pairs import Pairs, by_id
from generator.knowledge.changes.state import Disagreement, Point

_DISAGREEMENTS = "disagreements/"
_MOST = 6
"""Earlier disagreements of which one is told to have come."""


def dispute_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield the disagreements that are new, gone, or of another kind."""
    before = {frozenset(map(pairs.point, each.points)): each for each in pairs.before.disagreements}
    after = {frozenset(each.points): each for each in pairs.after.disagreements}
    by_point: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for sides in before.keys() - after.keys():
        for point in sides:
            by_point[point].append(sides)
    continued = {*after}
    for points, new in after.items():
        if points in before:
            yield from _kept(before[points], new)
        else:
            earlier = _earlier(points, by_point)
            continued.update(earlier)
            yield _disputed(pairs, [before[sides] for sides in earlier], new)
    yield from _closed(pairs, (old for points, old in before.items() if points not in continued))


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


def _kept(old: Disagreement, new: Disagreement) -> Iterator[Change]:
    if (old.kind, old.question) != (new.kind, new.question):
        yield _subject(new).changed("dispute-changed", _dispute(old), _dispute(new))


def _earlier(
    points: Iterable[str], by_point: Mapping[str, list[frozenset[str]]]
) -> list[frozenset[str]]:
    """Return the first disagreements with one of some points: a point may be in thousands."""
    found = {sides: None for point in sorted(points) for sides in by_point.get(point, ())[:_MOST]}
    return sorted(found, key=sorted)[:_MOST]


def _disputed(pairs: Pairs, earlier: Sequence[Disagreement], new: Disagreement) -> Change:
    now = _sides(new, pairs.points_after)
    if was := "\n".join(_sides(each, pairs.points_before) for each in earlier):
        because = _lost(pairs, earlier)
        return _subject(new).changed("dispute-changed", was, now, part=new.kind, because=because)
    return _subject(new).changed("dispute-opened", after=now, part=new.kind)


def _closed(pairs: Pairs, gone: Iterable[Disagreement]) -> Iterator[Change]:
    for old in gone:
        sides = _sides(old, pairs.points_before)
        yield _subject(old).changed("dispute-closed", sides, because=_lost(pairs, [old]))


def _lost(pairs: Pairs, disagreements: Iterable[Disagreement]) -> tuple[Reason, ...]:
    """Return which points of some disagreements are gone, or retracted."""
    points = [point for each in disagreements for point in each.points]
    gone = (reason(pairs, "gone", point) for point in points if point not in pairs.points)
    now = (pairs.points[point] for point in points if point in pairs.points)
    retracted = pairs.retracted_after - pairs.retracted_before
    turned = (reason(pairs, "retracted", point) for point in now if point in retracted)
    return tuple(dict.fromkeys((*gone, *turned)))


def _subject(disagreement: Disagreement) -> Subject:
    return Subject(disagreement.points[0], disagreement.question or "", _DISAGREEMENTS)


def _dispute(disagreement: Disagreement) -> Dispute:
    return Dispute(disagreement.kind, disagreement.question or "")


def _sides(disagreement: Disagreement, points: Mapping[str, Point]) -> str:
    return "\n".join(points[id_].text for id_ in disagreement.points)
