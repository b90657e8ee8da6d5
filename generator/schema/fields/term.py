"""What the front matter of a term, and the timeline, may hold."""

from pydantic import Field, ValidationInfo, field_validator

from generator.base.dates import DateError, Period, half_open
from generator.base.model import Case, Effect, TermKind
from generator.schema.fields.base import Fields, Reference, ReferenceOrText
from generator.schema.fields.values import (
    Bound,
    Date,
    EventId,
    Id,
    NameLanguage,
    Organisation,
    PersonId,
    PointName,
    TermId,
    TermName,
    Text,
    ThemeId,
    refusal,
)

_UNTIL = "“to” is the first day, month or year that the meaning no longer covers."


class Sense(Fields, title="sense"):
    """What a term means in a period."""

    id: Id = Field(
        default="", description="Unique in the term; by default its number.", examples=["island"]
    )
    expansion: Text = Field(
        default="",
        description="What an acronym stands for.",
        examples=["harbour day pass"],
    )
    start: Bound = Field(
        default=None,
        alias="from",
        description="First day, month or year of the meaning.",
        examples=["2018-02"],
    )
    end: Bound = Field(
        default=None,
        alias="to",
        description="First day, month or year that it no longer covers.",
        examples=["2022-07-01"],
    )

    definition: Text = Field(
        description="What it means, in one or two sentences.",
        examples=["A ticket for one day on all trams."],
    )
    source: ReferenceOrText = Field(
        description="What the definition rests on.", examples=["Fares and tickets (Harbour Trams)"]
    )
    forms: tuple[Text, ...] = Field(
        default=(),
        description="Spellings that have only this meaning.",
        examples=[["island passes"]],
    )
    language: NameLanguage = Field(
        default="",
        description=(
            "The language of expansion, forms and definition, if not the term’s. Or mul: several."
        ),
        examples=["cy"],
    )
    themes: tuple[ThemeId, ...] = Field(
        default=(), description="Themes in which it is the usual meaning.", examples=[["fares"]]
    )
    successor: TermId = Field(
        default="",
        description="The term that took its place, if another one did.",
        examples=["island-pass"],
    )

    @field_validator("end")
    @classmethod
    def _after_its_start(cls, end: Period | None, info: ValidationInfo) -> Period | None:
        start = info.data.get("start")
        try:
            half_open(start.text if start else "", end.text if end else "")
        except DateError as error:
            raise refusal("bad-date", str(error), _UNTIL) from None
        return end


class Term(Fields, title="term"):
    """An entry of the glossary."""

    term: Text = Field(description="The term as it is shown.", examples=["HDP"])
    kind: TermKind = Field(description="What kind of word it is.", examples=["acronym"])
    aliases: tuple[Text, ...] = Field(
        default=(), description="Other names.", examples=[["day pass"]]
    )
    forms: tuple[Text, ...] = Field(
        default=(), description="Inflected spellings.", examples=[["harbour day passes"]]
    )
    case: Case | None = Field(
        default=None,
        description="Whether capitals matter when it is looked for.",
        examples=["exact"],
    )
    auto: bool = Field(
        default=True, description="Whether it is marked wherever it is found.", examples=[False]
    )
    well_known: bool = Field(
        default=False, description="Turns off reports about its use.", examples=[True]
    )
    language: NameLanguage = Field(
        default="",
        description="The language of what is written here; by default the site’s. Or mul: several.",
        examples=["cy"],
    )
    senses: tuple[Sense, ...] = Field(
        min_length=1,
        description="Its meanings, one for each period.",
        examples=[
            [{"definition": "A ticket for one day.", "source": "Fares and tickets (Harbour Trams)"}]
        ],
    )
    owner: Text = Field(
        default="",
        description="Who looks after it; editors see it, readers do not.",
        examples=["Jane Example"],
    )
    former_ids: tuple[Id, ...] = Field(
        default=(), description="Names that the file once had.", examples=[["day-ticket"]]
    )


class Affected(Fields, title="bearing"):
    """What an event bears on, as far as that was said before it."""

    points: tuple[PointName, ...] = Field(
        default=(), description="Points.", examples=[["late-trams#doors-break"]]
    )
    terms: tuple[TermName, ...] = Field(
        default=(),
        description="Terms, or senses as term#sense, and with them all that names them.",
        examples=[["island-pass", "day-pass#island"]],
    )
    themes: tuple[ThemeId, ...] = Field(default=(), description="Themes.", examples=[["timetable"]])
    people: tuple[PersonId, ...] = Field(
        default=(),
        description="Ids under people in articles, and with them what they say.",
        examples=[["jane-example"]],
    )
    organisations: tuple[Organisation, ...] = Field(
        default=(),
        description="Organisations, by a name or a term, and with them what is said for them.",
        examples=[["Harbour Trams"]],
    )


class Event(Fields, title="event"):
    """A dated event."""

    id: EventId = Field(description="Unique in the timeline.", examples=["first-line"])
    date: Date = Field(description="When it happened.", examples=["2016-10"])
    title: Text = Field(
        description="What happened, in a few words.", examples=["The first line opens"]
    )
    text: Text = Field(default="", description="More about it.", examples=["It had four stops."])
    starts: tuple[TermName, ...] = Field(
        default=(),
        description="Terms, or senses as term#sense, that it begins.",
        examples=[["island-pass", "day-pass#island"]],
    )
    ends: tuple[TermName, ...] = Field(
        default=(),
        description="Terms, or senses as term#sense, that it ends.",
        examples=[["day-pass"]],
    )
    affects: Affected = Field(
        default=Affected.model_construct(),
        description="What it bears on: readers are told of it there.",
        examples=[{"terms": ["day-pass"], "points": ["late-trams#doors-break"]}],
    )
    effect: Effect | None = Field(
        default=None,
        description=(
            "What it did to that. Left out, it ended what it ends. Uncounted means that a thing "
            "is no longer counted; the last two answer a prediction or a deadline."
        ),
        examples=["replaced"],
    )
    source: ReferenceOrText = Field(
        default=Reference.model_construct(title="", url=""),
        description="What it rests on; required with affects or effect.",
        examples=["Fares and tickets (Harbour Trams)"],
    )


class Timeline(Fields, title="timeline"):
    """All dated events."""

    events: tuple[Event, ...] = Field(
        description="Events in any order.",
        examples=[[{"id": "first-line", "date": "2016-10", "title": "The first line opens"}]],
    )
