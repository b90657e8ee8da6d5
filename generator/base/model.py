"""The checked content: frozen records and the library that holds them. No input or output.

Every record keeps the place it came from, so that the last stage can still point at a line.
Identifiers: an article, theme or term is named by its file; a point by ``article#point``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.base.addresses import (
    article_uri,
    event_anchor,
    passage_anchor,
    sense_anchor,
    term_uri,
    theme_uri,
)
from generator.base.bounds import Bounds
from generator.base.dates import Period
from generator.base.problems import At

TextKind = Literal["digest", "full"]
"""Whose words an article's text is: ours, or those of its source."""
ArticleKind = Literal["news", "opinion", "feature", "research", "guidance", "speech"]
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
SpeakerKind = Literal["person", "body", "group"]
"""A person; a body, such as a council; a group that the source describes and does not name."""
Inferable = Literal["role", "organisation"]
"""What may be inferred of a speaker where the source does not say it."""
Effect = Literal[
    "ended", "renamed", "replaced", "merged", "law", "uncounted", "happened", "did-not-happen"
]
"""What an event did to what it affects; ``uncounted``: it is no longer counted."""
ENDING: frozenset[Effect] = frozenset({"ended", "replaced", "merged", "uncounted"})
"""Effects after which what was, is no more."""
StatusKind = Literal["retracted", "superseded", "corrected"]
"""What has become of a source or a claim since it was published, the gravest first."""
TermKind = Literal["acronym", "name", "phrase", "organisation"]
Case = Literal["exact", "any"]

Choices = Mapping[str, tuple[str, ...]]
"""Senses chosen in front matter: term → senses; several say that the text leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A dated note: a change or a correction."""

    date: Period
    text: str
    before: str = ""
    """What was told before, or empty."""
    after: str = ""
    """What is told since, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a definition, an event or a status rests on."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """That a source, or a claim of it, was retracted, superseded or corrected."""

    kind: StatusKind
    date: Period
    reason: str
    superseded_by: tuple[str, ...]
    """Ids of articles and of points that took its place."""
    source: Reference | None
    """Where it was said, or what took its place elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where an article's source appeared, as far as it is known."""

    publisher: str = ""
    title: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who speaks in an article: a person in the role that it gives, a body, or a group."""

    id: str
    name: str
    """A group's describes it: ``trusts, as the article says``."""
    kind: SpeakerKind = "person"
    role: str = ""
    organisation: str = ""
    """The displayed name of the organisation that a person or a group speaks for; a body's is its
    own name, and stands in ``name`` alone."""
    organisation_term: str = ""
    """Id of the term that the organisation, or the body itself, matches, or empty."""
    interest: str = ""
    """What readers should know of the speaker's interest in the matter, or empty."""
    inferred: tuple[Inferable, ...] = ()
    """What of it the source does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote an article's source, with the interest that readers should know of, or none."""

    name: str
    interest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """A part of a figure, in its unit, and what it is."""

    value: int | float
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure: ``value`` (of ``of``) ``unit`` about ``about``, over ``period``."""

    value: int | float | str
    of: int | float | None = None
    before: int | float | None = None
    """What it was at the start of the period."""
    parts: tuple[FigurePart, ...] = ()
    unit: str = ""
    about: str = ""
    period: str = ""
    caution: str = ""
    """What it must not be read as (``not`` in front matter)."""
    key: bool = False
    """Whether it comes first on its themes, drawn where it can be."""

    @property
    def whole(self) -> int | float | None:
        """Return what it is a share of; of a percentage, 100."""
        return 100 if self.of is None and self.unit.startswith("%") else self.of

    @property
    def has_others(self) -> bool:
        """Tell whether it is set beside another number: a whole, what it was, or its parts."""
        return self.whole is not None or self.before is not None or bool(self.parts)

    @property
    def numbers(self) -> tuple[int | float, ...]:
        """Return it and the numbers that it is set beside; nothing where it is no number."""
        if isinstance(self.value, str):
            return ()
        beside = (self.whole, self.before, *(part.value for part in self.parts))
        return (self.value, *(number for number in beside if number is not None))

    @property
    def fits(self) -> bool:
        """Tell whether nothing is larger than what it is a part of."""
        if isinstance(self.value, str):
            return True
        shares = (self.value, self.before or 0)
        within = self.whole is None or max(shares) <= self.whole
        parts = sum(part.value for part in self.parts)
        return within and not (self.parts and parts > self.value)

    @property
    def can_be_drawn(self) -> bool:
        """Tell whether its numbers make bars from nought on one scale."""
        numbers = self.numbers if self.has_others else ()
        return self.fits and min(numbers, default=-1) >= 0 and max(numbers) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item, table cell or heading of a body.

    Attributes:
        index: its place among the body's blocks, from 0.
        heading: whether it is a heading.
        text: its words without mark-up.
        line: the line in the file on which it begins.
        section: the text of the heading above it, or empty.
        code: where code begins and ends in the text, in order.
        note: whether it belongs to a note, which stands below the body.
    """

    index: int
    heading: bool
    text: str
    line: int
    section: str = ""
    code: tuple[tuple[int, int], ...] = ()
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of one block: ``blocks[block].text[start:end] == exact``."""

    exact: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to take into a meeting."""

    text: str
    audience: str
    points: tuple[str, ...]
    at: At


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSection:
    """A heading under which some key messages of a theme stand."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedQuestion:
    """What the points of a disagreement answer differently; at least two of them name it."""

    question: str
    points: tuple[str, ...]
    at: At


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A briefing page's own content."""

    id: str
    title: str
    order: int
    icon: str
    question: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a term means in a period."""

    id: str
    """Unique in the term; its number from 1 where the front matter names none."""
    period: Period
    """Half-open; unbounded on a side where the front matter gives no bound."""
    start: str
    """``from`` as written (EDTF), or empty."""
    end: str
    """``to`` as written (EDTF), or empty."""
    expansion: str
    definition: str
    source: Reference
    forms: tuple[str, ...]
    themes: tuple[str, ...]
    successor: str
    """Id of another term, or empty."""
    at: At

    @property
    def anchor(self) -> str:
        """Return its id in its term's page."""
        return sense_anchor(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of the glossary."""

    id: str
    label: str
    kind: TermKind
    aliases: tuple[str, ...]
    forms: tuple[str, ...]
    case: Case
    auto: bool
    well_known: bool
    senses: tuple[Sense, ...]
    body: str
    blocks: tuple[Block, ...]
    owner: str
    """Who looks after it, for editors alone; or empty."""
    former_ids: tuple[str, ...]
    at: At

    @property
    def uri(self) -> str:
        """Return the source address of its page."""
        return term_uri(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """What an event bears on, by ids; a sense as ``term#sense``."""

    points: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Ids of speakers of any kind."""
    organisations: tuple[str, ...] = ()
    """Names as displayed, by which voices know them."""

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return any((self.points, self.terms, self.themes, self.people, self.organisations))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated event, the terms that it starts or ends, and what it bears on."""

    id: str
    date: Period
    title: str
    text: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    affects: Affected
    effect: Effect | None
    """As written."""
    source: Reference
    at: At

    @property
    def anchor(self) -> str:
        """Return its id in the timeline's pages."""
        return event_anchor(self.id)

    @property
    def outcome(self) -> Effect | None:
        """Return its effect; what ends a term, ended it, where nothing else is said."""
        return self.effect or ("ended" if self.ends else None)

    @property
    def affected_terms(self) -> tuple[str, ...]:
        """Return the terms, or senses, that it affects: those that it names, and those it ends."""
        return tuple(dict.fromkeys((*self.affects.terms, *self.ends)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage:
    """A contributed page without annotations, such as ``about``."""

    id: str
    title: str
    description: str
    glossary: bool
    body: str
    blocks: tuple[Block, ...]
    at: At

    @property
    def uri(self) -> str:
        """Return the source address of its page."""
        return f"{self.id}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``mkdocs.yml`` says of the site."""

    title: str
    description: str = ""
    url: str = ""
    audiences: Mapping[str, str]
    """Audience id → label; empty of one that has none of its own."""
    contact: str = ""
    """``mailto:`` or ``https:`` address for corrections, or empty."""
    image_hosts: tuple[str, ...] = ()
    first_mention: Literal["page", "section"] = "page"
    protected: tuple[str, ...] = ()
    """Longer names in which no term is looked for."""
    bounds: Bounds = field(default_factory=Bounds)
    """How large content may be."""
    admin: bool = False
    """Whether the site has a form for editing its content."""
    first_rank: tuple[str, ...] = ()
    """Hosts of sources on which definitions should rest; none where any with an address will do."""
    review: bool = False
    """Whether the site has the page of what editors should look at."""
    as_of: Period | None = None
    """The day, month or year that pages call today, or nothing."""
    edit_address: str = ""
    """Address at which a file is edited on its code host, with ``{path}`` in it, or empty."""
    language: str = "en"
    """The language that readers are addressed in, by BCP 47."""
    language_at: At = field(default_factory=lambda: At("mkdocs.yml"))
    """Where ``mkdocs.yml`` says so."""
    papers: bool = False
    """Whether papers are made for boards: where a site is built, and what makes them is there."""
    navigation: Mapping[str, At] = field(default_factory=dict)
    """Addresses that the navigation names, each with its place in ``mkdocs.yml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What readers are told of a difference between two published states.

    Attributes:
        id: its own for ever.
        date: when it came about, as content says.
        kind: what differs.
        url: address of the page in the site that it concerns; the page may be gone.
        sentence: what differs, and why.
        before: what was told, or empty.
        after: what is told since, or empty.
    """

    id: str
    date: Period
    kind: str
    url: str
    sentence: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All content, checked: ids are unique, references exist, dates agree. Sorted by id."""

    settings: Settings
    articles: Mapping[str, Article]
    points: Mapping[str, Point]
    themes: Mapping[str, Theme]
    """In their ``order``."""
    terms: Mapping[str, Term]
    events: tuple[Event, ...]
    """In order of date."""
    pages: Mapping[str, PlainPage]
    as_of: Period | None
    """What counts as today: ``as_of`` in ``mkdocs.yml``, else the newest date that can lie in no
    future; none where the content has no such date."""
    repeats: Mapping[str, tuple[str, ...]]
    """Point → what it repeats, also where either is a draft: two that repeat one draft are no two
    witnesses."""
    history: tuple[Past, ...] = ()
    """What differs from the states that were published before, the newest first."""

    def is_planned(self, event: Event) -> bool:
        """Tell whether an event lies after what counts as today."""
        return self.as_of is not None and self.as_of.before(event.date)

    def stands(self, point: str) -> bool:
        """Tell whether a point may support anything: it is not retracted."""
        status = self.points[point].status
        return status is None or status.kind != "retracted"

    def date_of(self, point: str) -> Period:
        """Return when a point was true."""
        found = self.points[point]
        return self.articles[found.article].date_of(found)
