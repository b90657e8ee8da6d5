"""Terms of the glossary."""

from collections.abc import Iterator
from functools import partial

from generator.base.dates import half_open
from generator.base.foreign import told_in
from generator.base.model import Case, Sense, Term, TermKind
from generator.base.problems import At, Problem
from generator.knowledge.resolve.entries import Parsed, repeated_ids
from generator.knowledge.resolve.inventory import Inventory, sense_ids
from generator.knowledge.resolve.references import reference_of
from generator.schema import fields
from generator.schema.check import Entry


def resolve_term(
    entry: Entry[fields.Term], body: Parsed, inventory: Inventory
) -> tuple[Term, list[Problem]]:
    """Return the term; what is wrong between terms is told by the glossary."""
    matter, source = entry.matter, entry.source
    language = inventory.foreign(matter.language)
    say = partial(told_in, language)
    term = Term(
        id=source.id,
        label=say(matter.term),
        kind=matter.kind,
        aliases=tuple(map(say, matter.aliases)),
        forms=tuple(map(say, matter.forms)),
        case=matter.case or _usual_case(matter.kind),
        auto=matter.auto,
        well_known=matter.well_known,
        language=language,
        senses=tuple(
            _sense(matter, index, id_, source.at("senses", index), inventory)
            for index, id_ in enumerate(sense_ids(matter))
        ),
        body=source.body,
        blocks=body.blocks,
        owner=matter.owner,
        former_ids=matter.former_ids,
        at=source.at("term"),
    )
    return term, [*_check_senses(entry, inventory)]


def _usual_case(kind: TermKind) -> Case:
    return "any" if kind == "phrase" else "exact"


def _sense(term: fields.Term, index: int, id_: str, at: At, inventory: Inventory) -> Sense:
    sense = term.senses[index]
    language = inventory.foreign(sense.language, term.language)
    say = partial(told_in, language)
    start = sense.start.text if sense.start else ""
    end = sense.end.text if sense.end else ""
    return Sense(
        id=id_,
        period=half_open(start, end),
        start=start,
        end=end,
        expansion=say(sense.expansion),
        definition=say(sense.definition),
        source=reference_of(sense.source, inventory, sense.language, term.language),
        forms=tuple(map(say, sense.forms)),
        themes=sense.themes,
        successor=sense.successor if inventory.terms.has(sense.successor) else "",
        language=language,
        at=at,
    )


def _check_senses(entry: Entry[fields.Term], inventory: Inventory) -> Iterator[Problem]:
    source = entry.source
    yield from repeated_ids(source, "senses", sense_ids(entry.matter), "sense")
    for index, sense in enumerate(entry.matter.senses):
        if sense.successor:
            at = source.at("senses", index, "successor")
            yield from inventory.check_successor(sense.successor, at)
        for number, theme in enumerate(sense.themes):
            at = source.at("senses", index, "themes", number)
            yield from inventory.check_theme(theme, at)
