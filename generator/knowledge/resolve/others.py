"""Terms, events and plain pages."""

from collections.abc import Iterator

from generator.base.dates import half_open
from generator.base.model import Case, Event, PlainPage, Reference, Sense, Term, TermKind
from generator.base.problems import Problem
from generator.knowledge.resolve.known import Known, Parsed, repeated
from generator.schema.check import Entry


def resolve_term(entry: Entry, parsed: Parsed, known: Known) -> tuple[Term, list[Problem]]:
    """Return the term; what is wrong between terms is told by the glossary."""
    matter, source = entry.matter, entry.source
    term = Term(
        id=source.id,
        label=matter.term,
        kind=matter.kind,
        aliases=tuple(matter.aliases),
        forms=tuple(matter.forms),
        case=matter.case or _usual_case(matter.kind),
        auto=matter.auto,
        well_known=matter.well_known,
        senses=tuple(_sense(entry, index, known) for index in range(len(matter.senses))),
        body=source.body,
        blocks=parsed.blocks,
        former_ids=tuple(matter.former_ids),
        at=source.at("term"),
    )
    return term, [*_check_senses(entry, known)]


def resolve_events(entry: Entry, known: Known) -> tuple[tuple[Event, ...], list[Problem]]:
    """Return the timeline's events in order of date, and what is wrong in them."""
    events: list[Event] = []
    problems = [*repeated(entry, "events", "event")]
    for index, event in enumerate(entry.matter.events):
        problems += _check_event(entry, index, known)
        events.append(
            Event(
                id=event.id,
                date=event.date,
                title=event.title,
                text=event.text,
                starts=_existing(event.starts, known),
                ends=_existing(event.ends, known),
                source=Reference(**event.source.model_dump()),
                at=entry.source.at("events", index),
            )
        )
    return tuple(sorted(events, key=lambda e: (e.date.sort_key, e.id))), problems


def resolve_page(entry: Entry, parsed: Parsed) -> PlainPage:
    """Return a plain page; where its front matter has no title, its first heading is one."""
    matter, source = entry.matter, entry.source
    heading = next((block.text for block in parsed.blocks if block.heading), "")
    return PlainPage(
        id=source.id,
        title=matter.title or heading or source.id.replace("-", " ").capitalize(),
        description=matter.description,
        glossary=matter.glossary,
        body=source.body,
        blocks=parsed.blocks,
        at=source.at(),
    )


def _usual_case(kind: TermKind) -> Case:
    return "any" if kind == "phrase" else "exact"


def _sense(entry: Entry, index: int, known: Known) -> Sense:
    sense = entry.matter.senses[index]
    start = sense.start.text if sense.start else ""
    end = sense.end.text if sense.end else ""
    return Sense(
        id=sense.id or str(index + 1),
        period=half_open(start, end),
        start=start,
        end=end,
        expansion=sense.expansion,
        definition=sense.definition,
        source=Reference(**sense.source.model_dump()),
        forms=tuple(sense.forms),
        themes=tuple(sense.themes),
        successor=sense.successor if sense.successor in known.terms else "",
        at=entry.source.at("senses", index),
    )


def _check_senses(entry: Entry, known: Known) -> Iterator[Problem]:
    yield from repeated(entry, "senses", "sense")
    for index, sense in enumerate(entry.matter.senses):
        if sense.successor:
            yield from known.successor(
                sense.successor, entry.source.at("senses", index, "successor")
            )
        for number, theme in enumerate(sense.themes):
            yield from known.theme(theme, entry.source.at("senses", index, "themes", number))


def _check_event(entry: Entry, index: int, known: Known) -> Iterator[Problem]:
    event = entry.matter.events[index]
    for field in ("starts", "ends"):
        for number, name in enumerate(getattr(event, field)):
            term, _, sense = name.partition("#")
            at = entry.source.at("events", index, field, number)
            yield from known.sense(term, sense, at) if sense else known.term(term, at)


def _existing(names: tuple[str, ...], known: Known) -> tuple[str, ...]:
    return tuple(name for name in names if _exists(*name.split("#"), known=known))


def _exists(term: str, sense: str = "", *, known: Known) -> bool:
    return term in known.terms and (not sense or sense in known.terms[term])
