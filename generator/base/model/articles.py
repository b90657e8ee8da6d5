"""A source: a digest of it, or its full text, with its points."""

from typing import Literal

from msgspec import Struct

from generator.base.addresses import article_uri
from generator.base.dates import Period
from generator.base.model.notes import Dated, Status
from generator.base.model.people import Author, Person
from generator.base.model.points import Point
from generator.base.model.texts import Block, Choices
from generator.base.problems import At

TextKind = Literal["digest", "full"]
"""Whose words an article's text is: ours, or those of its source."""
ArticleKind = Literal["news", "opinion", "feature", "research", "guidance", "speech"]


class Publication(Struct, frozen=True, kw_only=True):
    """Where an article's source appeared, as far as it is known."""

    publisher: str = ""
    title: str = ""
    url: str = ""
    note: str = ""
    language: str = ""
    """In which it was published, by BCP 47, or empty where it is the site's."""


class Article(Struct, frozen=True, kw_only=True):
    """A digest of one source, or its full text, with its points."""

    id: str
    title: str
    publication: Publication
    published: Period
    published_basis: str
    authors: tuple[Author, ...]
    kind: ArticleKind
    summary: str
    text: TextKind
    rights: str
    """Why the source's own words may be published, where they are."""
    language: str
    """Of all that is ours in it, by BCP 47; empty where it is the site's."""
    people: tuple[Person, ...]
    points: tuple[Point, ...]
    body: str
    """Markdown as contributed."""
    blocks: tuple[Block, ...]
    senses: Choices
    status: Status | None
    glossary: bool
    draft: bool
    reviewed: Period | None
    owner: str
    """Who looks after it, for editors alone; or empty."""
    changes: tuple[Dated, ...]
    corrections: tuple[Dated, ...]
    former_ids: tuple[str, ...]
    at: At
    summary_at: At

    @property
    def uri(self) -> str:
        """Return the source address of its page."""
        return article_uri(self.id)

    @property
    def author_names(self) -> tuple[str, ...]:
        """Return who wrote it, without interests."""
        return tuple(author.name for author in self.authors)

    @property
    def author_interests(self) -> tuple[str, ...]:
        """Return the interests of its authors that readers should know of."""
        return tuple(author.interest for author in self.authors if author.interest)

    def date_of(self, point: Point) -> Period:
        """Return when a point was true: its own date, else the article's."""
        return point.as_of or self.published
