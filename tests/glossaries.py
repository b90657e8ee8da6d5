"""Glossaries written as YAML in golden cases."""

from typing import Any

import yaml

from generator.base.dates import half_open
from generator.base.model import Reference, Sense, Term
from generator.base.problems import At
from generator.knowledge.glossary import Glossary


def terms(text: str) -> tuple[Term, ...]:
    """Return the entries of a case: a map of id → front matter, definitions left out at will."""
    entries: dict[str, Any] = yaml.safe_load(text)
    return tuple(_term(id_, entry) for id_, entry in entries.items() if not id_.startswith("_"))


def glossary(text: str) -> Glossary:
    """Return the compiled glossary of a case; ``_protected`` and ``_first`` are its settings."""
    entries: dict[str, Any] = yaml.safe_load(text)
    return Glossary(terms(text), entries.get("_protected", ()), entries.get("_first", "page"))


def _term(id_: str, entry: dict[str, Any]) -> Term:
    senses = entry.get("senses", [{}])
    return Term(
        id=id_,
        label=str(entry["term"]),
        kind=entry["kind"],
        aliases=tuple(map(str, entry.get("aliases", ()))),
        forms=tuple(entry.get("forms", ())),
        case=entry.get("case", "any" if entry["kind"] == "phrase" else "exact"),
        auto=entry.get("auto", True),
        well_known=entry.get("well_known", False),
        language=entry.get("language", ""),
        senses=tuple(
            _sense(id_, number, sense, entry.get("language", ""))
            for number, sense in enumerate(senses, start=1)
        ),
        body="",
        blocks=(),
        owner="",
        former_ids=(),
        at=At(f"content/glossary/{id_}.md"),
    )


def _sense(term: str, number: int, entry: dict[str, Any], language: str) -> Sense:
    start, end = str(entry.get("from", "")), str(entry.get("to", ""))
    return Sense(
        id=str(entry.get("id", number)),
        period=half_open(start, end),
        start=start,
        end=end,
        expansion=entry.get("expansion", ""),
        definition=entry.get("definition", "What it means."),
        source=Reference(title="Harbour Post"),
        forms=tuple(entry.get("forms", ())),
        themes=tuple(entry.get("themes", ())),
        successor=entry.get("successor", ""),
        language=entry.get("language", language),
        at=At(f"content/glossary/{term}.md", 4 + number),
    )
