"""What the front matter of an article may hold."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.base.model import (
    ArticleKind,
    Inferable,
    PointKind,
    SpeakerKind,
    Standing,
    StatusKind,
    TextKind,
)
from generator.schema.fields.base import Fields, Note, ReferenceOrText
from generator.schema.fields.values import (
    Amount,
    Date,
    Id,
    Language,
    Number,
    Organisation,
    OrText,
    PersonId,
    PointName,
    Remark,
    SenseIds,
    SuccessorName,
    TermId,
    Text,
    TextOrYear,
    ThemeId,
    Url,
    wrong_type,
)


class Publication(Fields, title="source"):
    """Where an article's source appeared. ``publisher`` or ``note`` must stand."""

    publisher: Text = Field(default="", description="Who published it.", examples=["Harbour Post"])
    title: Text = Field(
        default="", description="Its title as published.", examples=["The tram that never comes"]
    )
    url: Url = Field(
        default="",
        description="Its address on the web.",
        examples=["https://www.example.org/trams"],
    )
    note: Text = Field(
        default="",
        description="What is not known about it, or that the title is ours.",
        examples=["Our copy has no headline; the title is ours."],
    )
    language: Language = Field(
        default="",
        description=(
            "The language that it was published in, if not the article’s: its title is in it, be "
            "that here or, where none is, above."
        ),
        examples=["cy"],
    )


class Person(Fields, title="person"):
    """A person in the role and organisation that the source gives, a body, or a group."""

    id: PersonId = Field(description="The same in every article.", examples=["jane-example"])
    name: Text = Field(
        description="Name without Dr or Professor; of a group, what the source says of it.",
        examples=["Jane Example"],
    )
    kind: SpeakerKind = Field(
        default="person",
        description=(
            "Whether it is a person; a body, such as a council; or a group that the source does "
            "not name. Left out, a person."
        ),
        examples=["body"],
    )
    role: Text = Field(default="", description="Role as it then was.", examples=["chief executive"])
    organisation: Organisation = Field(
        default="",
        description=(
            "Organisation as it then was: its name as the source gives it, or a term; of a body, "
            "its own entry in the glossary."
        ),
        examples=["Harbour Trams"],
    )
    interest: Remark = Field(
        default="",
        description="An interest in the matter that readers should know of, in a few words.",
        examples=["adviser to the company that sells the trams"],
    )
    inferred: tuple[Inferable, ...] = Field(
        default=(),
        description="What of this the source does not say, and you inferred.",
        examples=[["organisation"]],
    )
    language: Language = Field(
        default="",
        description="The language of name, role and organisation, if they are to be read in one.",
        examples=["cy"],
    )


class Status(Fields, title="status"):
    """What has become of a source or a claim since it was published."""

    kind: StatusKind = Field(
        description="What became of it; what is retracted supports nothing.",
        examples=["retracted"],
    )
    date: Date = Field(description="When it was said.", examples=["2026-02-18"])
    reason: Text = Field(
        description="Why, in one sentence.",
        examples=["The company had counted the same trams twice."],
    )
    superseded_by: tuple[SuccessorName, ...] = Field(
        default=(),
        description="Articles or points of this site that took its place.",
        examples=[["late-trams-again", "late-trams-again#doors-mended"]],
    )
    source: ReferenceOrText | None = Field(
        default=None,
        description="Where it was said; of what is superseded, what took its place elsewhere.",
        examples=["Correction of 18 February 2026 (Harbour Post)"],
    )


class Author(Fields, title="author"):
    """Who wrote it, and the interest that readers should know of."""

    name: Text = Field(description="Name without Dr or Professor.", examples=["Jane Example"])
    interest: Remark = Field(
        default="",
        description="An interest in the matter that readers should know of, in a few words.",
        examples=["adviser to the company that sells the trams"],
    )


def _author(value: object) -> object:
    if isinstance(value, str):
        return {"name": value}
    if isinstance(value, dict):
        return value
    raise wrong_type("text, or the keys name and interest")


AuthorOrText = Annotated[Author, BeforeValidator(_author), OrText("text")]


class FigurePart(Fields, title="part"):
    """A part of a figure, itself a number."""

    value: Number = Field(description="How many or how much.", examples=[3])
    about: Text = Field(description="What this part is.", examples=["on the island"])


class Figure(Fields, title="figure"):
    """A figure that a point states."""

    value: Amount = Field(description="The figure.", examples=[4])
    of: Number | None = Field(default=None, description="Out of how many.", examples=[44])
    before: Number | None = Field(
        default=None, description="What it was at the start of the period.", examples=[6]
    )
    parts: tuple[FigurePart, ...] = Field(
        default=(),
        description="What it is made up of.",
        examples=[[{"value": 3, "about": "on the island"}, {"value": 1, "about": "elsewhere"}]],
    )
    unit: Text = Field(default="", description="What is counted or measured.", examples=["drivers"])
    about: Text = Field(default="", description="What it is about.", examples=["night shifts"])
    period: TextOrYear = Field(default="", description="Over what time.", examples=["2016/17"])
    caution: Text = Field(
        default="",
        alias="not",
        description="What the figure must not be read as.",
        examples=["A share of all shifts."],
    )
    key: bool = Field(
        default=False,
        description=(
            "Whether it comes first on its themes: drawn, where it is a share, has parts, or says "
            "what it was before."
        ),
        examples=[True],
    )


class Passage(Fields, title="passage"):
    """Words of the body, with what stands round them where the words alone occur twice."""

    exact: Text = Field(description="The words.", examples=["four of the 44"])
    prefix: Text = Field(default="", description="Words just before them.", examples=["only"])
    suffix: Text = Field(
        default="", description="Words just after them.", examples=["drivers work at night"]
    )
    language: Language = Field(
        default="",
        description="The language of the words, if not the article’s: of a quotation, for one.",
        examples=["cy"],
    )


def _passage(value: object) -> object:
    if isinstance(value, str):
        return {"exact": value}
    if isinstance(value, dict):
        return value
    raise wrong_type("text, or a passage's keys")


class Point(Fields, title="point"):
    """One claim of an article, anchored in a passage."""

    id: Id = Field(
        description="Unique in the article; elsewhere the point is article#point.",
        examples=["four-of-44-at-night"],
    )
    text: Text = Field(
        description="The claim in one sentence of your own.",
        examples=["Only four of the 44 drivers work at night."],
    )
    kind: PointKind = Field(description="What kind of claim it is.", examples=["figure"])
    themes: tuple[ThemeId, ...] = Field(
        min_length=1, description="Themes that it belongs to.", examples=[["timetable"]]
    )
    passage: Annotated[Passage, BeforeValidator(_passage), OrText("text")] = Field(
        description="A few words that occur once in the article's text.",
        examples=["four of the 44"],
    )
    standing: Standing = Field(description="How the source puts it.", examples=["reported"])
    speaker: PersonId = Field(
        default="",
        description="Who says it, one of those under people; by default the article itself.",
        examples=["jane-example"],
    )
    figure: Figure | None = Field(
        default=None,
        description="The figure that it states.",
        examples=[{"value": 4, "of": 44, "unit": "drivers", "about": "night shifts"}],
    )
    places: tuple[Text, ...] = Field(
        default=(), description="Places that it is about.", examples=[["Elm Island"]]
    )
    as_of: Date | None = Field(
        default=None, description="When it was true, if not at publication.", examples=[2016]
    )
    due: Date | None = Field(
        default=None,
        description="By when it should have come true or have been done; an event answers it.",
        examples=["2020"],
    )
    agrees: tuple[PointName, ...] = Field(
        default=(),
        description="Points that it agrees with.",
        examples=[["late-trams#doors-break"]],
    )
    disputes: tuple[PointName, ...] = Field(
        default=(),
        description="Points that it disputes.",
        examples=[["late-trams#doors-break"]],
    )
    qualifies: tuple[PointName, ...] = Field(
        default=(), description="Points that it limits.", examples=[["late-trams#doors-break"]]
    )
    repeats: tuple[PointName, ...] = Field(
        default=(), description="Points that it repeats.", examples=[["late-trams#doors-break"]]
    )
    updates: tuple[PointName, ...] = Field(
        default=(),
        description="Points that it brings up to date.",
        examples=[["late-trams#doors-break"]],
    )
    senses: dict[TermId, SenseIds] = Field(
        default_factory=dict,
        description="Chooses what a term means here.",
        examples=[{"day-pass": "island"}],
    )
    status: Status | None = Field(
        default=None,
        description="That it was retracted, superseded or corrected.",
        examples=[
            {
                "kind": "superseded",
                "date": "2026-02",
                "reason": "A later count is lower.",
                "superseded_by": ["late-trams-again#doors-mended"],
            }
        ],
    )
    former_ids: tuple[Id, ...] = Field(
        default=(), description="Identifiers that it once had.", examples=[["four-of-44"]]
    )
    draft: bool = Field(
        default=False, description="Leaves it out of the published site.", examples=[True]
    )


class Article(Fields, title="article"):
    """A digest of one source, or its full text, with its points."""

    title: Text = Field(
        description="What the source is called; your own words where it has no title.",
        examples=["Why the trams run late"],
    )
    source: Publication = Field(
        description="Where it appeared: at least publisher, or a note.",
        examples=[{"publisher": "Harbour Post", "url": "https://www.example.org/trams"}],
    )
    published: Date = Field(
        description="When it appeared: a day, month, year or range.", examples=["2018-09-20"]
    )
    published_basis: Text = Field(
        default="",
        description="How the date is known; required if it is not an exact day.",
        examples=["It names a report of March 2014 as new."],
    )
    authors: tuple[AuthorOrText, ...] = Field(
        default=(),
        description="Who wrote it; left out if it is unsigned.",
        examples=[["Jane Example"]],
    )
    kind: ArticleKind = Field(description="What kind of source it is.", examples=["news"])
    summary: Text = Field(
        description="Two or three sentences of your own.",
        examples=["The tram company and its drivers disagree about what makes trams late."],
    )
    text: TextKind = Field(
        default="digest",
        description="Whose words the text below is: a digest, your own; full, the source’s.",
        examples=["digest"],
    )
    rights: Text = Field(
        default="",
        description="Why the full text may be published here; required with text: full.",
        examples=["Open Government Licence v3.0"],
    )
    language: Language = Field(
        default="",
        description="The language of what is written here; by default the site’s.",
        examples=["en-GB"],
    )
    people: tuple[Person, ...] = Field(
        default=(),
        description="Who speaks in it: people, bodies and groups.",
        examples=[[{"id": "jane-example", "name": "Jane Example", "role": "chief executive"}]],
    )
    points: tuple[Point, ...] = Field(
        default=(),
        description="What it claims.",
        examples=[[{"id": "doors-break", "text": "Doors break often.", "kind": "statement"}]],
    )
    senses: dict[TermId, SenseIds] = Field(
        default_factory=dict,
        description="Chooses what a term means in it.",
        examples=[{"day-pass": ["island", "harbour"]}],
    )
    status: Status | None = Field(
        default=None,
        description="That the source was retracted, superseded or corrected, with all points.",
        examples=[
            {
                "kind": "retracted",
                "date": "2026-02-18",
                "reason": "The survey was withdrawn.",
                "source": "Notice of 18 February 2026 (Harbour Post)",
            }
        ],
    )
    glossary: bool = Field(
        default=True, description="Whether glossary terms are marked in it.", examples=[False]
    )
    draft: bool = Field(
        default=False, description="Leaves it out of the published site.", examples=[True]
    )
    reviewed: Date | None = Field(
        default=None,
        description="When it was last compared with its source.",
        examples=["2026-02-18"],
    )
    owner: Text = Field(
        default="",
        description="Who looks after it; editors see it, readers do not.",
        examples=["Jane Example"],
    )
    changes: tuple[Note, ...] = Field(
        default=(),
        description="What was changed here, and when.",
        examples=[[{"date": "2026-02-18", "text": "Added two points."}]],
    )
    corrections: tuple[Note, ...] = Field(
        default=(),
        description="Corrections that readers should see.",
        examples=[[{"date": "2026-02-18", "text": "The date was wrong."}]],
    )
    former_ids: tuple[Id, ...] = Field(
        default=(), description="Names that the file once had.", examples=[["trams-again"]]
    )
