"""One claim of an article, anchored in a passage."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.base.addresses import article_uri, passage_anchor
from generator.base.dates import Period
from generator.base.model.figures import Figure
from generator.base.model.notes import Status
from generator.base.model.people import Person
from generator.base.model.texts import Choices, Passage
from generator.base.problems import At

PointKind = Literal[
    "figure",
    "statement",
    "finding",
    "recommendation",
    "barrier",
    "example",
    "definition",
    "prediction",
]
Standing = Literal["quoted", "reported", "argued", "measured"]
RelationKind = Literal["agrees", "disputes", "qualifies", "repeats", "updates"]


class Point(Struct, frozen=True, kw_only=True):
    """One claim of an article, anchored in a passage."""

    id: str
    """``article#point``."""
    article: str
    text: str
    kind: PointKind
    themes: tuple[str, ...]
    passage: Passage
    standing: Standing
    speaker: Person | None
    figure: Figure | None
    places: tuple[str, ...]
    as_of: Period | None
    """When it was true, where the front matter says so."""
    due: Period | None
    """By when a prediction should have come true, or a deadline have been met."""
    relations: Mapping[RelationKind, tuple[str, ...]]
    """Relation → ids of points; every relation is present."""
    senses: Choices
    status: Status | None
    """Its own or its article's, whichever is graver."""
    former_ids: tuple[str, ...]
    draft: bool
    at: At
    text_at: At

    @property
    def name(self) -> str:
        """Return the id within the article."""
        return self.id.partition("#")[2]

    @property
    def fragment(self) -> str:
        """Return the id of the passage in the article's page."""
        return passage_anchor(self.name)

    @property
    def uri(self) -> str:
        """Return the source address of the passage."""
        return f"{article_uri(self.article)}#{self.fragment}"
