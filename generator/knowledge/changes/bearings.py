"""What has become stale: events that newly bear on something, or no longer do."""

from collections.abc import Iterable, Iterator

from generator.base.addresses import event_anchor
from generator.knowledge.changes.change import Change, Subject
from generator.knowledge.changes.pairs import Pairs
from generator.knowledge.changes.state import Bearing

_TIMELINE = "timeline/"


def bearing_changes(
    pairs: Pairs, subject: Subject, was: Iterable[Bearing], now: Iterable[Bearing]
) -> Iterator[Change]:
    """Yield the events that bear on a thing now, or no longer."""
    before, after = {each.event for each in was}, {each.event for each in now}
    for event in sorted(after - before):
        yield subject.changed("became-stale", after=pairs.events[event], part=event)
    for event in sorted(before - after):
        yield subject.changed("no-longer-stale", pairs.events[event], part=event)


def event_subject(id_: str, title: str) -> Subject:
    """Return an event as a difference names it."""
    return Subject(id_, title, f"{_TIMELINE}#{event_anchor(id_)}")
