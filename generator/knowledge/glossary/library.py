"""The glossary as one JSON text, for marking pages where the project itself is not at hand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.base.dates import half_open
from generator.base.model import Reference, Sense, Term
from generator.base.problems import At

First = Literal["page", "section"]

VERSION = 1
_NOWHERE = At("")
"""The file holds no positions: nothing is reported from it."""


class LibraryError(ValueError):
    """Data that ``dump`` did not write; its message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A glossary before it is compiled.

    Attributes:
        terms: without what marking does not need: bodies, sources and positions.
        protected: longer names in which no term is looked for.
        first: where the first mention is marked.
    """

    terms: tuple[Term, ...]
    protected: tuple[str, ...]
    first: First


def dump(stored: Stored) -> str:
    """Write what marking needs: compact, and the same bytes for the same glossary."""
    data = {
        "version": VERSION,
        "first": stored.first,
        "protected": stored.protected,
        "terms": [_written(term) for term in stored.terms],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def load(library: str | Mapping[str, object]) -> Stored:
    """Read what ``dump`` wrote, as text or already decoded.

    Raises:
        LibraryError: it is something else, or was written by another version.
    """
    try:
        return _stored(json.loads(library) if isinstance(library, str) else library)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise LibraryError(f"This is no glossary for marking pages ({reason}).") from error


def _stored(data: Any) -> Stored:  # noqa: ANN401 - decoded JSON has no type
    if data["version"] != VERSION:
        raise ValueError(f"it has version {data['version']}, and version {VERSION} is read")
    if data["first"] not in {"page", "section"}:
        raise ValueError("“first” is neither “page” nor “section”")
    return Stored(tuple(map(_term, data["terms"])), tuple(data["protected"]), data["first"])


def _written(term: Term) -> dict[str, object]:
    """Return a term's record; what is empty or false is left out."""
    record: dict[str, object] = {
        "id": term.id,
        "label": term.label,
        "kind": term.kind,
        "case": term.case,
        "aliases": term.aliases,
        "forms": term.forms,
        "manual": not term.auto,
        "well_known": term.well_known,
        "senses": [_written_sense(sense) for sense in term.senses],
    }
    return {key: value for key, value in record.items() if value}


def _written_sense(sense: Sense) -> dict[str, object]:
    record = {
        "id": sense.id,
        "from": sense.start,
        "to": sense.end,
        "expansion": sense.expansion,
        "definition": sense.definition,
        "forms": sense.forms,
        "themes": sense.themes,
        "successor": sense.successor,
    }
    return {key: value for key, value in record.items() if value}


def _term(record: Any) -> Term:  # noqa: ANN401 - decoded JSON has no type
    return Term(
        id=record["id"],
        label=record["label"],
        kind=record["kind"],
        case=record["case"],
        aliases=tuple(record.get("aliases", ())),
        forms=tuple(record.get("forms", ())),
        auto=not record.get("manual", False),
        well_known=record.get("well_known", False),
        senses=tuple(map(_sense, record["senses"])),
        body="",
        blocks=(),
        former_ids=(),
        at=_NOWHERE,
    )


def _sense(record: Any) -> Sense:  # noqa: ANN401 - decoded JSON has no type
    start, end = record.get("from", ""), record.get("to", "")
    return Sense(
        id=record["id"],
        period=half_open(start, end),
        start=start,
        end=end,
        expansion=record.get("expansion", ""),
        definition=record["definition"],
        source=Reference(title=""),
        forms=tuple(record.get("forms", ())),
        themes=tuple(record.get("themes", ())),
        successor=record.get("successor", ""),
        at=_NOWHERE,
    )
