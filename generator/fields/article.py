"""What the front matter of an article may hold."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.fields.base import Fields, Note
from generator.fields.values import (
    Amount,
    Date,
    Id,
    Number,
    OrText,
    PointName,
    SenseIds,
    Text,
    TextOrYear,
    Url,
    wrong_type,
)
from generator.model import ArticleKind, PointKind, Standing


class Publication(Fields, title="source"):
    """Where an article's source appeared. ``publisher`` or ``note`` must stand."""

    publisher: Text = Field(default="", description="Who published it.", examples=["PSE"])
    title: Text = Field(
        default="", description="Its title as published.", examples=["The winter that never ends"]
    )
    url: Url = Field(
        default="",
        description="Its address on the web.",
        examples=["https://www.example.org/winter"],
    )
    note: Text = Field(
        default="",
        description="What is not known of it, or where the title is ours.",
        examples=["Our copy has no headline; the title is ours."],
    )


class Person(Fields, title="person"):
    """A person in the role and organisation that the source gives."""

    id: Id = Field(description="The same in every article.", examples=["jane-example"])
    name: Text = Field(description="Name without Dr or Professor.", examples=["Jane Example"])
    role: Text = Field(default="", description="Role as it then was.", examples=["chief executive"])
    organisation: Text = Field(
        default="",
        description="Organisation as it then was: its name as the source gives it, or a term.",
        examples=["lga"],
    )


class Figure(Fields, title="figure"):
    """A figure that a point states."""

    value: Amount = Field(description="The figure.", examples=[4])
    of: Number | None = Field(default=None, description="Out of how many.", examples=[44])
    unit: Text = Field(default="", description="What is counted or measured.", examples=["STPs"])
    about: Text = Field(
        default="", description="What it says something about.", examples=["leadership"]
    )
    period: TextOrYear = Field(default="", description="Over what time.", examples=["2016/17"])
    caution: Text = Field(
        default="",
        alias="not",
        description="What the figure must not be read as.",
        examples=["A share of all councils."],
    )


class Quote(Fields, title="passage"):
    """Words of the body, with what stands round them where the words alone occur twice."""

    exact: Text = Field(description="The words.", examples=["four of the 44"])
    prefix: Text = Field(default="", description="Words just before them.", examples=["only"])
    suffix: Text = Field(
        default="", description="Words just after them.", examples=["plans were led"]
    )


def _quote(value: object) -> object:
    if isinstance(value, str):
        return {"exact": value}
    if isinstance(value, dict):
        return value
    raise wrong_type("text, or a passage's keys")


class Point(Fields, title="point"):
    """One claim of an article, anchored in a passage."""

    id: Id = Field(
        description="Unique in the article; elsewhere the point is article#point.",
        examples=["four-of-44-council-led"],
    )
    text: Text = Field(
        description="The claim in one sentence of your own.",
        examples=["Only four of the 44 STPs had a leader from local government."],
    )
    kind: PointKind = Field(description="What kind of claim it is.", examples=["figure"])
    themes: tuple[Id, ...] = Field(
        min_length=1, description="Themes that it belongs to.", examples=[["governance"]]
    )
    passage: Annotated[Quote, BeforeValidator(_quote), OrText("text")] = Field(
        description="A few words that occur once in the article's text.",
        examples=["four of the 44"],
    )
    standing: Standing = Field(description="How the source puts it.", examples=["reported"])
    speaker: Id = Field(
        default="",
        description="Who says it, of the article's people; left out, the article itself does.",
        examples=["jane-example"],
    )
    figure: Figure | None = Field(
        default=None,
        description="The figure that it states.",
        examples=[{"value": 4, "of": 44, "unit": "STPs", "about": "leadership"}],
    )
    places: tuple[Text, ...] = Field(
        default=(), description="Places that it is about.", examples=[["Nottinghamshire"]]
    )
    as_of: Date | None = Field(
        default=None, description="When it was true, if not at publication.", examples=[2016]
    )
    agrees: tuple[PointName, ...] = Field(
        default=(),
        description="Points that it agrees with.",
        examples=[["winter-pressures#beds-full"]],
    )
    disputes: tuple[PointName, ...] = Field(
        default=(),
        description="Points that it disputes.",
        examples=[["winter-pressures#beds-full"]],
    )
    qualifies: tuple[PointName, ...] = Field(
        default=(), description="Points that it limits.", examples=[["winter-pressures#beds-full"]]
    )
    repeats: tuple[PointName, ...] = Field(
        default=(), description="Points that it repeats.", examples=[["winter-pressures#beds-full"]]
    )
    updates: tuple[PointName, ...] = Field(
        default=(),
        description="Points that it brings up to date.",
        examples=[["winter-pressures#beds-full"]],
    )
    senses: dict[Id, SenseIds] = Field(
        default_factory=dict,
        description="Chooses what a term means here.",
        examples=[{"icp": "local"}],
    )
    former_ids: tuple[Id, ...] = Field(
        default=(), description="Identifiers that it once had.", examples=[["four-of-44"]]
    )
    draft: bool = Field(
        default=False, description="Leaves it out of the published site.", examples=[True]
    )


class Article(Fields, title="article"):
    """A digest of one source with its points."""

    title: Text = Field(
        description="What the source is called; your own words where it has no title.",
        examples=["Winter is not to blame"],
    )
    source: Publication = Field(
        description="Where it appeared: at least publisher, or a note.",
        examples=[{"publisher": "PSE", "url": "https://www.example.org/winter"}],
    )
    published: Date = Field(
        description="When it appeared: a day, month, year or range.", examples=["2018-09-20"]
    )
    published_basis: Text = Field(
        default="",
        description="What the date rests on; required where it is not an exact day.",
        examples=["It names a report of March 2014 as new."],
    )
    authors: tuple[Text, ...] = Field(
        default=(),
        description="Who wrote it; left out where it is unsigned.",
        examples=[["Jane Example"]],
    )
    kind: ArticleKind = Field(description="What kind of source it is.", examples=["news"])
    summary: Text = Field(
        description="Two or three sentences of your own.",
        examples=["Councils and the NHS disagree about what causes winter pressures."],
    )
    people: tuple[Person, ...] = Field(
        default=(),
        description="People who speak in it.",
        examples=[[{"id": "jane-example", "name": "Jane Example", "role": "chief executive"}]],
    )
    points: tuple[Point, ...] = Field(
        default=(),
        description="What it claims.",
        examples=[[{"id": "beds-full", "text": "Beds were full.", "kind": "statement"}]],
    )
    senses: dict[Id, SenseIds] = Field(
        default_factory=dict,
        description="Chooses what a term means in it.",
        examples=[{"icp": ["local", "statutory"]}],
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
        default=(), description="Names that the file once had.", examples=[["winter-blame"]]
    )
