"""What linking finds: frozen records, sorted, without input or output."""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from generator.base.addresses import disagreement_anchor, message_anchor, question_anchor
from generator.base.dates import Period
from generator.base.model import (
    Choices,
    Event,
    Person,
    Point,
    RelationKind,
    SpeakerKind,
    SupportKind,
)

TextPart = Literal["summary", "points", "messages", "questions", "meaning"]
"""A part of a page that has a heading of its own, which no content says."""


class Mention(Struct, frozen=True, kw_only=True):
    """One use of a term in contributed text.

    Attributes:
        term: its id.
        senses: ids of the senses it may have here; several where the text leaves it open.
        surface: the words as they stand.
        page: address of the page's source, such as ``articles/x.md``.
        fragment: id of the nearest anchor in that page, or empty.
        title: the page's title; empty for the timeline.
        part: the part of the page in which it stands, or empty.
        section: the heading above in the content, or empty.
        sentence: the sentence around it.
        date: of the passage or the page; none for undated text.
        points: ids of the points in whose own words or passage it stands.
    """

    term: str
    senses: tuple[str, ...]
    surface: str
    page: str
    fragment: str
    title: str
    part: TextPart | Literal[""]
    section: str
    sentence: str
    date: Period | None
    points: tuple[str, ...]


class Relation(Struct, frozen=True, kw_only=True):
    """A relation seen from one of its two points.

    Attributes:
        kind: as the stating point puts it.
        point: id of the other point.
        stated: whether the point itself states it; else the other one does.
    """

    kind: RelationKind
    point: str
    stated: bool


class Difference(Struct, frozen=True, kw_only=True):
    """What sets two points apart besides what they claim.

    Attributes:
        kind: another date, another place, or another definition.
        one: the first point's, as a date or by names; none where one of the two points is itself a
            definition. Of several meanings, any may be the point's; of places, all are.
        other: the second point's.
        about: id of the term that means another thing in each, or empty.
    """

    kind: Literal["date", "place", "definition"]
    one: "Period | tuple[str, ...]" = ()
    other: "Period | tuple[str, ...]" = ()
    about: str = ""


ClashKind = Literal["disputes", "qualifies"]
ClashNature = Literal["conflict", "date", "place", "definition", "limit"]
"""A conflict over the same thing; a dispute over another date, place or definition; a limit."""
_NATURES: tuple[ClashNature, ...] = get_args(ClashNature)


class Clash(Struct, frozen=True, kw_only=True):
    """A point that disputes or qualifies another."""

    kind: ClashKind
    point: str
    other: str
    differences: tuple[Difference, ...]

    @property
    def real(self) -> bool:
        """Tell whether it is a dispute over the same time, place and meaning."""
        return self.nature == "conflict"

    @property
    def nature(self) -> ClashNature:
        """Return what it is: of several differences, the first says it."""
        if self.kind == "qualifies":
            return "limit"
        return self.differences[0].kind if self.differences else "conflict"


class Disagreement(Struct, frozen=True, kw_only=True):
    """Points that hang together by disputes and qualifications, newest first.

    Attributes:
        points: their ids.
        clashes: which of them dispute or qualify which.
        question: what they answer differently, as a theme puts it, or empty.
        theme: id of that theme, or empty.
        lines: key messages, then questions, that rest on one of them or are contested or limited
            by one.
    """

    points: tuple[str, ...]
    clashes: tuple[Clash, ...]
    question: str
    theme: str
    lines: "tuple[LineRef, ...]"

    @property
    def anchor(self) -> str:
        """Return its id on the pages that show it."""
        return disagreement_anchor(*self.points[:2])

    @property
    def nature(self) -> ClashNature:
        """Return that of the gravest of its clashes."""
        return min((clash.nature for clash in self.clashes), key=_NATURES.index)

    @property
    def rank(self) -> int:
        """Return 0 for a real conflict, 1 for disputes over different things, 2 for the rest."""
        if any(clash.real for clash in self.clashes):
            return 0
        return 1 if any(clash.kind == "disputes" for clash in self.clashes) else 2


LineKind = Literal["message", "question"]


class LineRef(Struct, frozen=True, kw_only=True):
    """A key message or a question, by its theme and its number among its kind there, from 0."""

    kind: LineKind
    theme: str
    index: int

    @property
    def anchor(self) -> str:
        """Return its id in its theme's page."""
        return (message_anchor if self.kind == "message" else question_anchor)(self.index)


class Bearing(Struct, frozen=True, kw_only=True):
    """An event that bears on something that was said before it.

    Attributes:
        event: what happened.
        by: how: it names what it bears on; or the speaker, or the organisation spoken for; or a
            term that is used there.
        term: that term, or the organisation's; empty where there is none.
    """

    event: Event
    by: Literal["named", "speaker", "term"]
    term: str = ""


Bearings = tuple[Bearing, ...]
"""Those on one thing, by the shortest title first."""


class Since(Struct, frozen=True, kw_only=True):
    """What has happened since: events that bear on what was said, or named, before them.

    Attributes:
        points: by id.
        lines: key messages and questions.
        articles: by id; what bears on a point of it bears on it.
        themes: by id; what bears on a point or line of it bears on it.
        terms: by id; also what happened before anybody used it.
        people: by id of a speaker of any kind.
        organisations: by name as displayed.
    """

    points: Mapping[str, Bearings]
    lines: "Mapping[LineRef, Bearings]"
    articles: Mapping[str, Bearings]
    themes: Mapping[str, Bearings]
    terms: Mapping[str, Bearings]
    people: Mapping[str, Bearings]
    organisations: Mapping[str, Bearings]


class Age(Struct, frozen=True, kw_only=True):
    """How old some evidence is.

    Attributes:
        oldest: the date of it that begins first; none where nothing has a beginning.
        newest: the date of it that begins last, of those that end: no other is known to be later.
        open: dates that have no end: what is said of them may be later than all others.
    """

    oldest: Period | None
    newest: Period | None
    open: tuple[Period, ...]


class Ages(Struct, frozen=True, kw_only=True):
    """How old the evidence is: of all, of each theme, and of each key message and question."""

    site: Age
    themes: Mapping[str, Age]
    lines: "Mapping[LineRef, Age]"


SupportBasis = Literal["agreed", "several", "repeated", "single", "retracted"]


class Objection(Struct, frozen=True, kw_only=True):
    """A point that disputes or limits a message.

    Attributes:
        point: its id.
        against: id of the message's point that it disputes or qualifies; empty where the front
            matter says that it is against the message as a whole.
    """

    point: str
    against: str


class Support(Struct, frozen=True, kw_only=True):
    """How well a key message is supported, and why.

    Attributes:
        basis: what its own points make of it, whatever others say.
        articles: ids of those that it rests on, without what is retracted.
        connected: pairs of its points, from articles independent of each other, that agree.
        contested_by: who disputes it.
        limited_by: who limits it.
    """

    basis: SupportBasis
    articles: tuple[str, ...]
    connected: tuple[tuple[str, str], ...]
    contested_by: tuple[Objection, ...]
    limited_by: tuple[Objection, ...]

    @property
    def kind(self) -> SupportKind:
        """Return what readers are told first: that it is contested, then limited, then the rest."""
        if self.contested_by:
            return "contested"
        return "limited" if self.limited_by else self.basis


class Evidence(Struct, frozen=True, kw_only=True):
    """Points by theme, newest and best agreed first, and the messages and questions on each."""

    by_theme: Mapping[str, tuple[Point, ...]]
    messages: Mapping[str, tuple[LineRef, ...]]
    questions: Mapping[str, tuple[LineRef, ...]]


class Reason(Struct, frozen=True, kw_only=True):
    """One part of the score of related reading.

    Attributes:
        kind: the part's name: themes, terms, people, places, time or relations.
        items: ids or names that both share.
        weights: what each of them adds.
        score: what it adds.
    """

    kind: str
    items: tuple[str, ...]
    weights: tuple[float, ...]
    score: float


class Related(Struct, frozen=True, kw_only=True):
    """Another article worth reading, and why; the reasons' scores add up to ``score``."""

    article: str
    score: float
    reasons: tuple[Reason, ...]


class Role(Struct, frozen=True, kw_only=True):
    """A role that a person held in one article, and what was said in it."""

    person: Person
    article: str
    points: tuple[str, ...]


class Voice(Struct, frozen=True, kw_only=True):
    """A person with the roles held at the time of each statement, oldest first; or a group."""

    id: str
    name: str
    kind: SpeakerKind
    roles: tuple[Role, ...]


class Organisation(Struct, frozen=True, kw_only=True):
    """An organisation and the points made in its name, by itself or by its people.

    Attributes:
        id: that of its glossary entry, else made of its name; no two organisations have the same.
        name: as displayed.
        term: id of its glossary entry, or empty.
        bodies: ids under which articles have it as a speaker of its own.
        points: ids, newest first.
        own: those of them that it says itself, as a body.
    """

    id: str
    name: str
    term: str
    bodies: tuple[str, ...]
    points: tuple[str, ...]
    own: tuple[str, ...]


class Voices(Struct, frozen=True, kw_only=True):
    """Everybody who speaks."""

    people: tuple[Voice, ...]
    groups: tuple[Voice, ...]
    """Described and not named, in order of the description."""
    organisations: tuple[Organisation, ...]


class Uncited(Struct, frozen=True, kw_only=True):
    """A paragraph that no point cites."""

    article: str
    section: str
    line: int
    text: str


VoiceKind = Literal["organisation", "person", "group", "author", "unsigned"]
"""Whose words: an organisation's or somebody's for one, a person's, a group's, the author's, an
unsigned article's."""


class Coverage(Struct, frozen=True, kw_only=True):
    """Numbers of points by theme and article, year, and kind of voice; and what nobody cites.

    Attributes:
        by_article: (theme, article) → points.
        by_year: (theme, year) → points that are surely of that year.
        by_possible_year: (theme, year) → points that may be of that year or of another.
        by_voice: (theme, kind of voice) → points.
        by_standing: (theme, standing) → points.
        by_organisation: (theme, organisation) → points made in its name.
        years: every year from the first that any point surely belongs to, to the last or to today.
        organisations: id → name, those with the most points first.
        uncited: paragraphs of bodies without a point.
    """

    by_article: Mapping[tuple[str, str], int]
    by_year: Mapping[tuple[str, str], int]
    by_possible_year: Mapping[tuple[str, str], int]
    by_voice: Mapping[tuple[str, str], int]
    by_standing: Mapping[tuple[str, str], int]
    by_organisation: Mapping[tuple[str, str], int]
    years: tuple[str, ...]
    organisations: Mapping[str, str]
    uncited: tuple[Uncited, ...]


class Links(Struct, frozen=True, kw_only=True):
    """Everything that linking finds."""

    mentions: Mapping[str, tuple[Mention, ...]]
    """Term id → its mentions, newest first."""
    senses: Mapping[LineRef, Choices]
    """Senses of the terms in a key message or question: those of its points."""
    relations: Mapping[str, tuple[Relation, ...]]
    """Point id → relations in both directions."""
    evidence: Evidence
    support: Mapping[LineRef, Support]
    related: Mapping[str, tuple[Related, ...]]
    """Article id → other articles, best first."""
    disagreements: tuple[Disagreement, ...]
    """Real conflicts first."""
    since: Since
    ages: Ages
    voices: Voices
    coverage: Coverage
