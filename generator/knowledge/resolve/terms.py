"""Terms of the glossary."""

from collections.abc import Iterator

from generator.base.dates import half_open
from generator.base.model import Case, Reference, Sense, Term, TermKind
from generator.base.problems import At, Problem
from generator.knowledge.resolve.entries import Parsed, repeated_ids
from generator.knowledge.resolve.inventory import Inventory, sense_ids
from generator.schema import fields
from generator.schema.check import Entry


def resolve_term(
    entry: Entry[fields.Term], body: Parsed, inventory: Inventory
) -> tuple[Term, list[Problem]]:
    """Return the term; what is wrong between terms is told by the glossary."""
    matter, source = entry.matter, entry.source
    term = Term(
        id=source.id,
        label=matter.term,
        kind=matter.kind,
        aliases=matter.aliases,
        forms=matter.forms,
        case=matter.case or _usual_case(matter.kind),
        auto=matter.auto,
        well_known=matter.well_known,
        senses=tuple(
            _sense(sense, id_, source.at("senses", index), inventory)
            for index, (sense, id_) in enumerate(zip(matter.senses, sense_ids(matter), strict=True))
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


def _sense(sense: fields.Sense, id_: str, at: At, inventory: Inventory) -> Sense:
    start = sense.start.text if sense.start else ""
    end = sense.end.text if sense.end else ""
    return Sense(
        id=id_,
        period=half_open(start, end),
        start=start,
        end=end,
        expansion=sense.expansion,
        definition=sense.definition,
        source=Reference(**sense.source.model_dump()),
        forms=sense.forms,
        themes=sense.themes,
        successor=sense.successor if inventory.terms.has(sense.successor) else "",
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
