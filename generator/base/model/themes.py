"""A theme, with its key messages, disagreements and questions."""

from typing import Literal

from msgspec import Struct

from generator.base.addresses import theme_uri
from generator.base.dates import Period
from generator.base.model.notes import Dated
from generator.base.model.texts import Block
from generator.base.problems import At

SupportKind = Literal[
    "contested", "limited", "agreed", "several", "repeated", "single", "retracted"
]
"""What readers are told of a key message."""


class Message(Struct, frozen=True, kw_only=True):
    """A key message of a theme and the points that it rests on."""

    text: str
    points: tuple[str, ...]
    contested_by: tuple[str, ...]
    """Points that dispute the message as a whole."""
    limited_by: tuple[str, ...]
    """Points that limit the message as a whole."""
    section: str
    """Id of the theme's section in which it stands, or empty."""
    at: At


class Question(Struct, frozen=True, kw_only=True):
    """A question to take into a meeting."""

    text: str
    audience: str
    points: tuple[str, ...]
    at: At


class MessageSection(Struct, frozen=True, kw_only=True):
    """A heading under which some key messages of a theme stand."""

    id: str
    title: str


class DisputedQuestion(Struct, frozen=True, kw_only=True):
    """What the points of a disagreement answer differently; at least two of them name it."""

    question: str
    points: tuple[str, ...]
    at: At


class Theme(Struct, frozen=True, kw_only=True):
    """A briefing page's own content."""

    id: str
    title: str
    order: int
    icon: str
    question: str
    language: str
    """By BCP 47; empty where it is the site's."""
    body: str
    blocks: tuple[Block, ...]
    sections: tuple[MessageSection, ...]
    messages: tuple[Message, ...]
    disagreements: tuple[DisputedQuestion, ...]
    questions: tuple[Question, ...]
    reviewed: Period | None
    owner: str
    """Who looks after it, for editors alone; or empty."""
    changes: tuple[Dated, ...]
    former_ids: tuple[str, ...]
    at: At

    @property
    def uri(self) -> str:
        """Return the source address of its page."""
        return theme_uri(self.id)
