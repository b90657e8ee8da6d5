"""What each kind of file may hold: one declaration, from which come the checks and their tables.

The names are those of ``base.model``; an ``alias`` is what front matter says where that is another
word. What is optional may also be left empty (``role:``), which says the same as leaving it out.
"""

import json
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.base.kinds import Kind
from generator.schema.fields.article import (
    Article,
    Author,
    Figure,
    FigurePart,
    Passage,
    Person,
    Point,
    Publication,
    Status,
)
from generator.schema.fields.base import Fields, Note, Reference
from generator.schema.fields.term import Affected, Event, Sense, Term, Timeline
from generator.schema.fields.theme import (
    DisputedQuestion,
    Message,
    MessageSection,
    Plain,
    Question,
    Theme,
)

__all__ = [
    "FILES",
    "KINDS",
    "PARTS",
    "PROSE",
    "Affected",
    "Article",
    "Event",
    "FieldRow",
    "Fields",
    "Figure",
    "Note",
    "Person",
    "Plain",
    "Point",
    "Reference",
    "Sense",
    "Status",
    "Term",
    "Theme",
    "Timeline",
    "declared",
    "example",
    "fields",
    "json_schema",
]

FILES: Mapping[Kind, type[Fields]] = {
    "article": Article,
    "theme": Theme,
    "term": Term,
    "timeline": Timeline,
    "page": Plain,
}
"""The declaration of each kind of file."""
_PARTS: Mapping[str, type[Fields]] = {
    **{str(kind): declaration for kind, declaration in FILES.items()},
    "source": Publication,
    "person": Person,
    "author": Author,
    "status": Status,
    "point": Point,
    "passage": Passage,
    "figure": Figure,
    "part": FigurePart,
    "note": Note,
    "section": MessageSection,
    "message": Message,
    "disagreement": DisputedQuestion,
    "question": Question,
    "sense": Sense,
    "reference": Reference,
    "event": Event,
    "bearing": Affected,
}

_NOT_PLAIN = re.compile(
    r"^\W|: |:$| #|[\[\]{}]|^[-+]?\d+(?:\.\d+)?$|^(?:true|false|null)$", re.IGNORECASE
)
"""Text that needs quotes in YAML, or could seem to."""

KINDS = tuple(FILES)
"""Kinds of file with front matter."""
PARTS = tuple(_PARTS)
"""Those, and the groups of keys within them."""
PROSE = frozenset(key for part in _PARTS.values() for key in part.prose)
"""Keys of text for readers, in any of them."""


class FieldRow(Struct, frozen=True):
    """One key, for a table that people read.

    Attributes:
        name: as front matter writes it.
        required: whether it must stand.
        type: what it holds, in words.
        description: one sentence or less.
        example: YAML, the key included.
    """

    name: str
    required: bool
    type: str
    description: str
    example: str


def fields(part: str) -> tuple[FieldRow, ...]:
    """Return the keys of a kind of file or of a part of one, in the order to write them in."""
    model = _PARTS[part]
    schema = _schema(model)
    required = schema.get("required", [])
    return tuple(
        FieldRow(
            name=name,
            required=name in required,
            type=_in_words(each, schema.get("$defs", {})),
            description=each["description"],
            example=example(name, each["examples"][0]),
        )
        for name, each in schema["properties"].items()
    )


def json_schema(kind: Kind) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the front matter of a kind of file, for editors.

    It is a little narrower than the check: it offers no empty value for what is optional.
    """
    return {"$schema": GenerateJsonSchema.schema_dialect, **_schema(FILES[kind])}


def declared(kind: Kind, keys: Sequence[str | int]) -> type[Fields] | None:
    """Return the declaration of the group of keys at a place in front matter, or None."""
    model: type[Fields] | None = FILES[kind]
    for key in keys:
        if model and isinstance(key, str):
            model = model.groups.get(key)
    return model


def example(name: str, value: object) -> str:
    """Write a key and a value as a contributor would, on one line."""
    return f"{name}: {_written(value, nested=False)}"


def _written(value: object, *, nested: bool) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{k}: {_written(v, nested=True)}' for k, v in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(each, nested=True) for each in value)}]"
    if isinstance(value, str) and not (_NOT_PLAIN.search(value) or (nested and "," in value)):
        return value
    return json.dumps(value, ensure_ascii=False)


class _ForReaders(GenerateJsonSchema):
    """Leaves out what pydantic adds for programs: titles made of names, empty defaults, nulls."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Set none: our own titles say what kind of value it is."""
        del schema
        return False

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Keep the order of the declaration, but for parts, which are built when first needed."""
        del parent_key
        definitions = value.get("$defs", {})
        return {**value, "$defs": dict(sorted(definitions.items()))} if definitions else value

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out null: an optional key is left out instead."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Tell only defaults that say something."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default} if isinstance(default, bool) else inner


def _schema(model: type[Fields]) -> JsonSchemaValue:
    return model.model_json_schema(schema_generator=_ForReaders)


def _in_words(schema: JsonSchemaValue, definitions: Mapping[str, JsonSchemaValue]) -> str:
    """Say what a JSON Schema asks for."""
    match schema:
        case {"$ref": name}:
            words = str(definitions[name.rpartition("/")[2]]["title"])
        case {"anyOf": choices}:
            words = " or ".join(_in_words(each, definitions) for each in choices)
        case {"enum": values}:
            words = f"one of {', '.join(values)}"
        case {"title": title}:
            words = str(title)
        case {"items": items}:
            words = f"list of {_in_words(items, definitions)}"
        case {"patternProperties": patterns}:
            words = f"term: {_in_words(next(iter(patterns.values())), definitions)}"
        case _:
            words = {"boolean": "true or false", "integer": "whole number"}[schema["type"]]
    return words
