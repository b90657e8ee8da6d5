"""What the front matter of a theme, or of a plain page, may hold."""

from pydantic import Field

from generator.base.icons import USUAL_ICON
from generator.schema.fields.base import Fields, Note
from generator.schema.fields.values import Date, Icon, Id, Language, PointName, Text


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
    contested_by: tuple[PointName, ...] = Field(
        default=(),
        description="Points that dispute the message as a whole.",
        examples=[["why-trams-wait#enough-drivers"]],
    )
    limited_by: tuple[PointName, ...] = Field(
        default=(),
        description="Points that limit the message as a whole.",
        examples=[["why-trams-wait#only-in-winter"]],
    )
    section: Id = Field(
        default="",
        description="The section of the theme in which it stands.",
        examples=["at-night"],
    )


class MessageSection(Fields, title="section"):
    """A heading under which key messages stand."""

    id: Id = Field(description="Unique in the theme.", examples=["at-night"])
    title: Text = Field(description="The heading.", examples=["Trams at night"])


class DisputedQuestion(Fields, title="disagreement"):
    """The question that points which disagree answer differently."""

    question: Text = Field(description="The question.", examples=["Are there enough drivers?"])
    points: tuple[PointName, ...] = Field(
        min_length=1,
        description="At least two of the points that disagree; the others come with them.",
        examples=[["late-trams#few-drivers", "why-trams-wait#enough-drivers"]],
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
        default=USUAL_ICON,
        description="An icon that comes with Material for MkDocs.",
        examples=["material/bank"],
    )
    question: Text = Field(
        default="",
        description="The question that the page answers.",
        examples=["Who decides, and who answers for it?"],
    )
    language: Language = Field(
        default="",
        description="The language of what is written here; by default the site’s.",
        examples=["cy"],
    )
    sections: tuple[MessageSection, ...] = Field(
        default=(),
        description="Headings for its key messages, in their order.",
        examples=[[{"id": "at-night", "title": "Trams at night"}]],
    )
    messages: tuple[Message, ...] = Field(
        default=(),
        description="Key messages, the most important first.",
        examples=[[{"text": "Few drivers work at night.", "points": ["late-trams#doors-break"]}]],
    )
    disagreements: tuple[DisputedQuestion, ...] = Field(
        default=(),
        description="Questions on which sources disagree.",
        examples=[
            [
                {
                    "question": "Are there enough drivers?",
                    "points": ["late-trams#few-drivers", "why-trams-wait#enough-drivers"],
                }
            ]
        ],
    )
    questions: tuple[Question, ...] = Field(
        default=(),
        description="Questions to ask in a meeting.",
        examples=[[{"text": "Who decides?", "for": "all", "points": ["late-trams#doors-break"]}]],
    )
    reviewed: Date | None = Field(
        default=None, description="When the page was last reviewed.", examples=["2026-02-18"]
    )
    owner: Text = Field(
        default="",
        description="Who looks after it; editors see it, readers do not.",
        examples=["Jane Example"],
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
        description="Its title; by default its first heading.",
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
    language: Language = Field(
        default="",
        description="The language of what is written here; by default the site’s.",
        examples=["cy"],
    )
