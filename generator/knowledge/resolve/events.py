"""The timeline's events."""

from collections.abc import Iterator

from generator.base.model import Event, Reference
from generator.base.problems import Problem
from generator.knowledge.resolve.entries import repeated_ids
from generator.knowledge.resolve.inventory import Inventory
from generator.schema import fields
from generator.schema.check import Entry
from generator.source.read import Source


def resolve_events(
    entry: Entry[fields.Timeline], inventory: Inventory
) -> tuple[tuple[Event, ...], list[Problem]]:
    """Return the timeline's events in order of date, and what is wrong in them."""
    source, listed = entry.source, entry.matter.events
    problems = [*repeated_ids(source, "events", (event.id for event in listed), "event")]
    events: list[Event] = []
    for index, event in enumerate(listed):
        problems += _check_terms(source, index, event, inventory)
        events.append(_event(source, index, event, inventory))
    return tuple(sorted(events, key=lambda e: (e.date.sort_key, e.id))), problems


def _event(source: Source, index: int, event: fields.Event, inventory: Inventory) -> Event:
    return Event(
        id=event.id,
        date=event.date,
        title=event.title,
        text=event.text,
        starts=_existing(event.starts, inventory),
        ends=_existing(event.ends, inventory),
        source=Reference(**event.source.model_dump()),
        at=source.at("events", index),
    )


def _check_terms(
    source: Source, index: int, event: fields.Event, inventory: Inventory
) -> Iterator[Problem]:
    for key, names in (("starts", event.starts), ("ends", event.ends)):
        for number, name in enumerate(names):
            term, _, sense = name.partition("#")
            at = source.at("events", index, key, number)
            if sense:
                yield from inventory.check_sense(term, sense, at)
            else:
                yield from inventory.check_term(term, at)


def _existing(names: tuple[str, ...], inventory: Inventory) -> tuple[str, ...]:
    return tuple(name for name in names if inventory.terms.has(*name.split("#")))
