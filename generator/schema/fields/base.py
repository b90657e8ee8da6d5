"""What the keys of every kind of file have in common."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from generator.schema.fields.values import (
    Date,
    Language,
    Named,
    Names,
    OrText,
    Prose,
    Text,
    Url,
    wrong_type,
)
from generator.source.characters import is_blank


class Fields(BaseModel):
    """Keys that stand together. A key that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
    names: ClassVar[tuple[str, ...]] = ()
    """The keys, as front matter writes them."""
    optional: ClassVar[frozenset[str]] = frozenset()
    """Keys that may be left empty; true and false may not, as nobody could tell which is meant."""
    needed: ClassVar[tuple[str, ...]] = ()
    """Keys that must stand."""
    groups: ClassVar[dict[str, "type[Fields]"]] = {}
    """Keys that hold groups of keys, or lists of them."""
    prose: ClassVar[frozenset[str]] = frozenset()
    """Keys that hold text for readers, or may, or lists of it."""
    named: ClassVar[dict[str, Named]] = {}
    """Keys that name something, in a value, in those of a list or in the keys of a mapping."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Collect what there is to know of the keys."""
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        cls.names = tuple(fields)
        cls.needed = tuple(name for name, field in fields.items() if field.is_required())
        cls.optional = frozenset(
            name
            for name, field in fields.items()
            if not field.is_required() and field.annotation is not bool
        )
        found = {name: _group(field.annotation) for name, field in fields.items()}
        cls.groups = {name: group for name, group in found.items() if group}
        cls.prose = frozenset(
            name
            for name, field in fields.items()
            if any(map(_is_prose, (*field.metadata, field.annotation)))
        )
        named = {n: _named((*field.metadata, field.annotation)) for n, field in fields.items()}
        cls.named = {name: kind for name, kind in named.items() if kind}

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: object) -> object:
        """Leave out what is empty and may be, and white space at the ends of what is chosen."""
        if not isinstance(data, dict):
            return data
        given = {k: v.strip() if isinstance(v, str) else v for k, v in data.items()}
        return {k: v for k, v in given.items() if k not in cls.optional or not _is_blank(v)}


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_blank(value))


def _group(annotation: object) -> type[Fields] | None:
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    return next(filter(None, map(_group, get_args(annotation))), None)


def _is_prose(declared: object) -> bool:
    """Tell whether a part of a key's declaration makes it text for readers."""
    return isinstance(declared, Prose) or any(map(_is_prose, get_args(declared)))


def _named(declared: Iterable[object]) -> Named | None:
    """Return what the parts of a key's declaration say that it names; groups say it themselves."""
    for part in declared:
        if isinstance(part, Names):
            return part.kind
        if not _group(part) and (kind := _named((*get_args(part), *getattr(part, "metadata", ())))):
            return kind
    return None


class Note(Fields, title="dated note"):
    """A change or a correction."""

    date: Date = Field(description="When it was made.", examples=["2026-02-18"])
    text: Text = Field(
        description="What was changed, in one sentence.",
        examples=["Corrected the number of drivers."],
    )
    before: Text = Field(
        default="", description="What was told before.", examples=["There are 42 drivers."]
    )
    after: Text = Field(
        default="", description="What is told since.", examples=["There are 44 drivers."]
    )


class Reference(Fields, title="reference"):
    """What a definition or an event rests on."""

    title: Text = Field(
        description="Title, and who published it.", examples=["Fares and tickets (Harbour Trams)"]
    )
    url: Url = Field(
        default="", description="Its address on the web.", examples=["https://www.example.org/"]
    )
    language: Language = Field(
        default="",
        description="The language of its title, if not that of what it stands under.",
        examples=["de"],
    )


def _reference(value: object) -> object:
    if isinstance(value, str):
        return {"title": value}
    if isinstance(value, dict):
        return value
    raise wrong_type("text, or the keys title and url")


ReferenceOrText = Annotated[Reference, BeforeValidator(_reference), OrText("text")]
