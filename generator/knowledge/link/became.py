"""What became what: a term's end, and the terms that took its place."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from generator.base.model import Effect, Library

_PASSING: frozenset[Effect] = frozenset({"renamed", "replaced", "merged"})
"""Effects by which what an event ends goes over into what it starts."""


class Passing(Struct, frozen=True, kw_only=True):
    """One term that went over into another, by their ids, and when."""

    before: str
    after: str
    day: date


def passings(library: Library) -> tuple[Passing, ...]:
    """Return what became what, the earliest first: each pair of terms once.

    A sense may name its successor; an event that renames, replaces or merges says it of all that it
    ends or affects, and all that it starts. A term of which the event starts another sense goes on:
    what else begins that day did not take its place.
    """
    found: dict[tuple[str, str], date] = {}
    for before, after, day in sorted([*_of_senses(library), *_of_events(library)]):
        if before != after:
            found[before, after] = min(day, found.get((before, after), day))
    ordered = sorted(found.items(), key=lambda each: (each[1], each[0]))
    return tuple(Passing(before=b, after=a, day=day) for (b, a), day in ordered)


def _of_senses(library: Library) -> Iterator[tuple[str, str, date]]:
    for term in library.terms.values():
        for sense in term.senses:
            if sense.successor in library.terms and sense.period.end:
                yield term.id, sense.successor, sense.period.end


def _of_events(library: Library) -> Iterator[tuple[str, str, date]]:
    for event in library.events:
        if event.outcome in _PASSING and event.date.start:
            started = {after.partition("#")[0] for after in event.starts}
            for before in {each.partition("#")[0] for each in event.affected_terms} - started:
                yield from ((before, after, event.date.start) for after in started)
