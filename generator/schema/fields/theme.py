"""What the front matter of a theme, or of a plain page, may hold."""

from pydantic import Field

from generator.schema.fields.base import Fields, Note
from generator.schema.fields.values import Date, Icon, Id, PointName, Text


class Message(Fields, title="message"):
    """A key message of a theme."""

    text: Text = Field(
        description="One sentence, no stronger than the points it rests on.",
        examples=["Few drivers work at night."],
    )
    points: tuple[PointName, ...] = Field(
        min_length=1,
        description="The points that it rests on.",
        examples=[["late-trams#doors-break"]],
    )


class Question(Fields, title="question"):
    """A question that a reader can take into a meeting."""

    text: Text = Field(
        description="The question.", examples=["Who decides when a tram is repaired?"]
    )
    audience: Id = Field(
        alias="for",
        description="An audience named in mkdocs.yml, or all.",
        examples=["board-members"],
    )
    points: tuple[PointName, ...] = Field(
        default=(),
        description="The points that raise it.",
        examples=[["late-trams#doors-break"]],
    )


class Theme(Fields, title="theme"):
    """A briefing page: its introduction is the file's text."""

    title: Text = Field(description="Its title.", examples=["Timetable"])
    order: int = Field(
        default=1000,
        description="Its place among the themes; the smallest comes first.",
        examples=[1],
    )
    icon: Icon = Field(
        default="material/file-document-outline",
        description="An icon that comes with Material for MkDocs.",
        examples=["material/bank"],
    )
    question: Text = Field(
        default="",
        description="The question that the page answers.",
        examples=["Who decides, and who answers for it?"],
    )
    messages: tuple[Message, ...] = Field(
        default=(),
        description="Key messages, the most important first.",
        examples=[[{"text": "Few drivers work at night.", "points": ["late-trams#doors-break"]}]],
    )
    questions: tuple[Question, ...] = Field(
        default=(),
        description="Questions to ask in a meeting.",
        examples=[[{"text": "Who decides?", "for": "all", "points": ["late-trams#doors-break"]}]],
    )
    reviewed: Date | None = Field(
        default=None, description="When the page was last reviewed.", examples=["2026-02-18"]
    )
    changes: tuple[Note, ...] = Field(
        default=(),
        description="What was changed here, and when.",
        examples=[[{"date": "2026-02-18", "text": "Added a message."}]],
    )
    former_ids: tuple[Id, ...] = Field(
        default=(), description="Names that the file once had.", examples=[["punctuality"]]
    )


class Plain(Fields, title="page"):
    """A page of text, such as ``about``."""

    title: Text = Field(
        default="",
        description="Its title; left out, its first heading.",
        examples=["About this site"],
    )
    description: Text = Field(
        default="",
        description="One sentence for search engines.",
        examples=["Who makes this site, and how."],
    )
    glossary: bool = Field(
        default=True, description="Whether glossary terms are marked in it.", examples=[False]
    )
