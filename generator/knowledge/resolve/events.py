"""The timeline's events."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.base.foreign import told_in
from generator.base.model import Affected, Event
from generator.base.problems import At, Problem
from generator.knowledge.resolve.entries import repeated_ids
from generator.knowledge.resolve.inventory import Inventory, on_draft
from generator.knowledge.resolve.references import reference_of
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
        problems += _check_terms(source, ("events", index), event, inventory)
        problems += _check_affected(source, ("events", index, "affects"), event.affects, inventory)
        problems += _check_effect(source, index, event)
        events.append(_event(source, index, event, inventory))
    return tuple(sorted(events, key=lambda e: (e.date.sort_key, e.id))), problems


def _event(source: Source, index: int, event: fields.Event, inventory: Inventory) -> Event:
    say = partial(told_in, inventory.foreign())
    return Event(
        id=event.id,
        date=event.date,
        title=say(event.title),
        text=say(event.text),
        starts=_existing(event.starts, inventory),
        ends=_existing(event.ends, inventory),
        affects=_affected(event.affects, inventory),
        effect=event.effect,
        source=reference_of(event.source, inventory),
        at=source.at("events", index),
    )


def _affected(affects: fields.Affected, inventory: Inventory) -> Affected:
    """Return what there is of what an event affects; organisations by the name displayed."""
    organisations = map(inventory.organisation, affects.organisations)
    return Affected(
        points=tuple(point for point in affects.points if point in inventory.points.kept),
        terms=_existing(affects.terms, inventory),
        themes=tuple(theme for theme in affects.themes if theme in inventory.themes),
        people=tuple(person for person in affects.people if person in inventory.speakers.ids),
        organisations=tuple(dict.fromkeys(filter(None, organisations))),
    )


def _check_terms(
    source: Source,
    keys: tuple[str | int, ...],
    group: fields.Event | fields.Affected,
    inventory: Inventory,
) -> Iterator[Problem]:
    """Check the terms, or senses, that a group of keys names."""
    for key in ("starts", "ends", "terms"):
        for number, name in enumerate(getattr(group, key, ())):
            term, _, sense = name.partition("#")
            at = source.at(*keys, key, number)
            if sense:
                yield from inventory.check_sense(term, sense, at)
            else:
                yield from inventory.check_term(term, at)


def _check_affected(
    source: Source, keys: tuple[str | int, ...], affects: fields.Affected, inventory: Inventory
) -> Iterator[Problem]:
    """Check that all that an event affects is there."""

    def placed(key: str, names: Sequence[str]) -> Iterator[tuple[str, At]]:
        return ((name, source.at(*keys, key, number)) for number, name in enumerate(names))

    for point, at in placed("points", affects.points):
        yield from inventory.check_point(point, at)
        if inventory.is_draft(point):
            yield on_draft(point, at)
    yield from _check_terms(source, keys, affects, inventory)
    for theme, at in placed("themes", affects.themes):
        yield from inventory.check_theme(theme, at)
    for person, at in placed("people", affects.people):
        yield from inventory.check_speaker(person, at)
    for organisation, at in placed("organisations", affects.organisations):
        yield from inventory.check_organisation(organisation, at)


def _check_effect(source: Source, index: int, event: fields.Event) -> Iterator[Problem]:
    """Readers are told of an effect beside claims: it needs a source, and something to bear on."""
    affects = any(getattr(event.affects, key) for key in fields.Affected.names)
    if (event.effect or affects) and not event.source.title:
        key = "effect" if event.effect else "affects"
        message = f"The event “{event.id}” says what it changed but names no source."
        hint = "Add source: … with what it rests on."
        yield Problem(source.at("events", index, key), "effect-without-source", message, hint)
    if event.effect and not (affects or event.starts or event.ends):
        message = f"The event “{event.id}” has an effect but does not say on what."
        hint = "Add affects: … with the points, terms, themes, people or organisations."
        yield Problem(source.at("events", index, "effect"), "effect-on-nothing", message, hint)


def _existing(names: tuple[str, ...], inventory: Inventory) -> tuple[str, ...]:
    return tuple(name for name in names if inventory.terms.has(*name.split("#")))
