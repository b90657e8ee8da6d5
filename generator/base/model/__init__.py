"""The checked content: frozen records and the library that holds them. No input or output.

Every record keeps the place it came from, so that the last stage can still point at a line.
Identifiers: an article, theme or term is named by its file; a point by ``article#point``.
"""

from generator.base.model.articles import Article, ArticleKind, Publication, TextKind
from generator.base.model.events import ENDING, Affected, Effect, Event
from generator.base.model.figures import Figure, FigurePart
from generator.base.model.library import Library
from generator.base.model.notes import Dated, Past, Reference, Status, StatusKind
from generator.base.model.pages import PlainPage
from generator.base.model.people import Author, Inferable, Person, SpeakerKind
from generator.base.model.points import Point, PointKind, RelationKind, Standing
from generator.base.model.settings import Settings
from generator.base.model.terms import Case, Sense, Term, TermKind
from generator.base.model.texts import Block, Choices, Passage
from generator.base.model.themes import (
    DisputedQuestion,
    Message,
    MessageSection,
    Question,
    SupportKind,
    Theme,
)
from generator.base.model.translations import Translated

__all__ = [
    "ENDING",
    "Affected",
    "Article",
    "ArticleKind",
    "Author",
    "Block",
    "Case",
    "Choices",
    "Dated",
    "DisputedQuestion",
    "Effect",
    "Event",
    "Figure",
    "FigurePart",
    "Inferable",
    "Library",
    "Message",
    "MessageSection",
    "Passage",
    "Past",
    "Person",
    "PlainPage",
    "Point",
    "PointKind",
    "Publication",
    "Question",
    "Reference",
    "RelationKind",
    "Sense",
    "Settings",
    "SpeakerKind",
    "Standing",
    "Status",
    "StatusKind",
    "SupportKind",
    "Term",
    "TermKind",
    "TextKind",
    "Theme",
    "Translated",
]
