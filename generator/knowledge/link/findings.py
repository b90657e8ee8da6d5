"""What linking finds: frozen records, sorted, without input or output."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.base.addresses import disagreement_anchor, message_anchor, question_anchor
from generator.base.dates import Period
from generator.base.model import Choices, Person, Point, RelationKind

Support = Literal["agreed", "single", "contested", "repeated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One use of a term in contributed text.

    Attributes:
        term: its id.
        senses: ids of the senses it may have here; several where the text leaves it open.
        surface: the words as they stand.
        page: address of the page's source, such as ``articles/x.md``.
        fragment: id of the nearest anchor in that page, or empty.
        title: the page's title.
        section: the heading above, or empty.
        sentence: the sentence around it.
        date: of the passage or the page; none for undated text.
    """

    term: str
    senses: tuple[str, ...]
    surface: str
    page: str
    fragment: str
    title: str
    section: str
    sentence: str
    date: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation seen from one of its two points.

    Attributes:
        kind: as the stating point puts it.
        point: id of the other point.
        stated: whether the point itself states it; else the other one does.
    """

    kind: RelationKind
    point: str
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What sets two points apart besides what they claim.

    Attributes:
        kind: another date, another place, or another definition.
        one: the first point's, in words; empty where one of the two points is itself a definition.
        other: the second point's.
        about: id of the term that means another thing in each, or empty.
    """

    kind: Literal["date", "place", "definition"]
    one: str = ""
    other: str = ""
    about: str = ""


ClashKind = Literal["disputes", "qualifies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A point that disputes or qualifies another."""

    kind: ClashKind
    point: str
    other: str
    differences: tuple[Difference, ...]

    @property
    def real(self) -> bool:
        """Tell whether it is a dispute over the same time, place and meaning."""
        return self.kind == "disputes" and not self.differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Points that hang together by disputes and qualifications, newest first."""

    points: tuple[str, ...]
    clashes: tuple[Clash, ...]

    @property
    def anchor(self) -> str:
        """Return its id on the pages that show it."""
        return disagreement_anchor(*self.points[:2])

    @property
    def rank(self) -> int:
        """Return 0 for a real conflict, 1 for disputes over different things, 2 for the rest."""
        if any(clash.real for clash in self.clashes):
            return 0
        return 1 if any(clash.kind == "disputes" for clash in self.clashes) else 2


LineKind = Literal["message", "question"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRef:
    """A key message or a question, by its theme and its number among its kind there, from 0."""

    kind: LineKind
    theme: str
    index: int

    @property
    def anchor(self) -> str:
        """Return its id in its theme's page."""
        return (message_anchor if self.kind == "message" else question_anchor)(self.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Points by theme, newest and best agreed first, and the messages and questions on each."""

    by_theme: Mapping[str, tuple[Point, ...]]
    messages: Mapping[str, tuple[LineRef, ...]]
    questions: Mapping[str, tuple[LineRef, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another article worth reading, and why; the reasons' scores add up to ``score``."""

    article: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role that a person held in one article, and what was said in it."""

    person: Person
    article: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A person with the roles held at the time of each statement, oldest first."""

    id: str
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation and the points made in its name.

    Attributes:
        name: as displayed.
        term: id of its glossary entry, or empty.
        points: ids, newest first.
    """

    name: str
    term: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Everybody who speaks."""

    people: tuple[Voice, ...]
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncited:
    """A paragraph that no point cites."""

    article: str
    section: str
    line: int
    text: str


VoiceKind = Literal["organisation", "person", "author", "unsigned"]
"""Whose words: somebody's for an organisation, a person's, the author's, an unsigned article's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Numbers of points by theme and article, year, and kind of voice; and what nobody cites.

    Attributes:
        by_article: (theme, article) → points.
        by_year: (theme, year) → points.
        by_voice: (theme, kind of voice) → points.
        by_standing: (theme, standing) → points.
        by_organisation: (theme, organisation's name) → points made in its name.
        years: every year from the first to the last that any point belongs to.
        organisations: names, those with the most points first.
        uncited: paragraphs of bodies without a point.
    """

    by_article: Mapping[tuple[str, str], int]
    by_year: Mapping[tuple[str, str], int]
    by_voice: Mapping[tuple[str, str], int]
    by_standing: Mapping[tuple[str, str], int]
    by_organisation: Mapping[tuple[str, str], int]
    years: tuple[str, ...]
    organisations: tuple[str, ...]
    uncited: tuple[Uncited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
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
    voices: Voices
    coverage: Coverage
