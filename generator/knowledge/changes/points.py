"""Points and what they say: added, deleted, moved, reworded, said by others, or in other words."""

from collections.abc import Iterable, Iterator

from generator.knowledge.changes.bearings import bearing_changes
from generator.knowledge.changes.causes import reason
from generator.knowledge.changes.change import Change, Claim, Subject
from generator.knowledge.changes.pairs import Pairs
from generator.knowledge.changes.state import Article, Point, Speaker

_BETWEEN = "\n\n"
"""What stands between two paragraphs of a text."""


def point_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what differs in points; those of an article that is gone are told with it."""
    for old in pairs.before.points:
        if old.id in pairs.points:
            new = pairs.points_after[pairs.points[old.id]]
            pair = pairs.articles_before[old.article], pairs.articles_after[new.article]
            yield from _differences(pairs, old, new, *pair)
            yield from bearing_changes(pairs, subject_of(new), old.since, new.since)
        else:
            yield subject_of(old).changed("point-deleted", old.text)
    for id_ in sorted(pairs.new_points):
        new = pairs.points_after[id_]
        yield subject_of(new).changed("point-added", after=new.text)


def relation_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield the relations that points state now, or no longer."""
    for old in pairs.before.points:
        if old.id in pairs.points:
            new = pairs.points_after[pairs.points[old.id]]
            yield from _relations(pairs, old, new)
    for id_ in sorted(pairs.new_points):
        for relation, other in pairs.points_after[id_].relations():
            subject = subject_of(pairs.points_after[id_])
            yield subject.changed("relation-added", after=_claim(pairs, other), part=relation)


def _claim(pairs: Pairs, id_: str) -> Claim:
    return Claim(id_, pairs.words(id_))


def _relations(pairs: Pairs, old: Point, new: Point) -> Iterator[Change]:
    """Yield what a point no longer says of others, and what it says now."""
    subject = subject_of(new)
    was = {(relation, pairs.point(other)): other for relation, other in old.relations()}
    now = dict.fromkeys(new.relations())
    for (relation, other), former in was.items():
        if (relation, other) not in now:
            gone = (reason(pairs, "gone", former),) if former not in pairs.points else ()
            claim = _claim(pairs, other)
            yield subject.changed("relation-dropped", claim, part=relation, because=gone)
    for relation, other in now:
        if (relation, other) not in was:
            yield subject.changed("relation-added", after=_claim(pairs, other), part=relation)


def cited(article: Article, points: Iterable[Point]) -> frozenset[str]:
    """Return the paragraphs of an article in which its points have their passages."""
    return frozenset(_paragraph(article.text, point) for point in points)


def _differences(
    pairs: Pairs, old: Point, new: Point, was: Article, now: Article
) -> Iterator[Change]:
    subject = subject_of(new)
    if pairs.articles.get(old.article, old.article) != new.article:
        yield subject.changed("point-moved", old.id, new.id)
    if old.status != new.status and (old.status, new.status) != (was.status, now.status):
        yield subject.changed("status-changed", old.status or "", new.status or "")
    if old.text != new.text:
        yield subject.changed("point-reworded", old.text, new.text)
    if old.figure != new.figure:
        yield subject.changed("figure-changed", old.figure or "", new.figure or "")
    if (passage := _paragraph(was.text, old)) != (other := _paragraph(now.text, new)):
        yield subject.changed("passage-changed", passage, other)
    elif _plain(old.passage) != _plain(new.passage):
        yield subject.changed("passage-changed", old.passage, new.passage)
    if _who(old.speaker) != _who(new.speaker):
        yield subject.changed("speaker-changed", _named(old.speaker), _named(new.speaker))
    yield from _filed(pairs, old, new)


def _filed(pairs: Pairs, old: Point, new: Point) -> Iterator[Change]:
    """Tell under which theme, kind, place and standing a point is shown."""
    themes = {pairs.themes.get(theme, theme) for theme in old.themes}
    parts = {
        "kind": (old.kind, new.kind),
        "standing": (old.standing, new.standing),
        "themes": (_titles(pairs, themes), _titles(pairs, new.themes)),
        "places": (", ".join(sorted(old.places)), ", ".join(sorted(new.places))),
        "due": (old.due or "", new.due or ""),
    }
    for part, (was, now) in parts.items():
        if was != now:
            yield subject_of(new).changed("record-changed", was, now, part=part)


def _titles(pairs: Pairs, themes: Iterable[str]) -> str:
    return ", ".join(pairs.titles.get(theme, theme) for theme in sorted(themes))


def subject_of(point: Point) -> Subject:
    """Return what a difference of a point concerns."""
    return Subject(point.id, point.text, point.url)


def _paragraph(text: str, point: Point) -> str:
    """Return the paragraph of an article's text in which a point has its passage."""
    start = text.rfind(_BETWEEN, 0, point.place) + 1
    end = text.find(_BETWEEN, point.place + len(point.passage))
    return _plain(text[start : end if end >= 0 else len(text)])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _who(speaker: Speaker | None) -> tuple[str, str] | None:
    return (speaker.id, speaker.name) if speaker else None


def _named(speaker: Speaker | None) -> str:
    return speaker.name if speaker else ""
