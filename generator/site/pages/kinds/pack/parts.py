"""What the papers have in common: lines, disagreements and figures, each with its references."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from msgspec import Struct

from generator.base.model import Library, Theme
from generator.base.names import article_of
from generator.knowledge.link.findings import ClashNature, Disagreement, SupportBasis
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.reference import reference
from generator.site.pages.views.view_types import (
    MessageView,
    ObjectionView,
    PointView,
    QuestionView,
    SinceView,
    StatusView,
    Told,
)

T = TypeVar("T")


class Cited(Struct, frozen=True, kw_only=True):
    """A point and the number of its reference."""

    point: PointView
    number: int


class CitedObjection(Struct, frozen=True, kw_only=True):
    """Who disputes or limits a key message: ``contested`` or ``limited``."""

    kind: str
    by: Cited


class PackLine(Struct, frozen=True, kw_only=True):
    """A key message or a question with the points that it rests on.

    Attributes:
        told: its words, with present names of terms that have ended.
        text: its words.
        years: of when its points are; empty for questions.
        basis: what it rests on; none for questions.
        audience: whom a question is for; empty for messages.
        objections: who disputes or limits it, as far as there is room.
        objected: how many do.
        statuses: what has become of its points.
        since: what has happened since.
        cited: its points.
    """

    told: tuple[Told, ...]
    text: str
    years: str
    basis: SupportBasis | None
    audience: str
    objections: tuple[CitedObjection, ...]
    objected: int
    statuses: tuple[StatusView, ...]
    since: SinceView
    cited: tuple[Cited, ...]


class PackDispute(Struct, frozen=True, kw_only=True):
    """Points that disagree: what on, in which way, and all sides of it."""

    question: str
    nature: ClashNature
    sides: tuple[Cited, ...]


class PackReference(Struct, frozen=True, kw_only=True):
    """An article that a paper rests on."""

    text: str
    url: str


class References:
    """Numbers articles in the order in which a paper cites them.

    Args:
        library: all checked content.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[str, int] = {}

    def cite(self, point: PointView) -> Cited:
        """Return a point with the number of its article."""
        article = article_of(point.id)
        return Cited(point=point, number=self._numbers.setdefault(article, len(self._numbers) + 1))

    def cite_all(self, points: Iterable[PointView]) -> tuple[Cited, ...]:
        """Return points with the numbers of their articles."""
        return tuple(map(self.cite, points))

    @property
    def articles(self) -> Sequence[str]:
        """Return the ids of what has been cited so far."""
        return tuple(self._numbers)

    def listed(self) -> tuple[PackReference, ...]:
        """Return what has been cited so far, by number."""
        articles = map(self._library.articles.__getitem__, self._numbers)
        return tuple(PackReference(text=reference(a), url=a.publication.url) for a in articles)


def message_line(
    message: MessageView, references: References, objections: int | None = None
) -> PackLine:
    """Return a key message, with so many of those who object to it, or with all."""
    shown = message.objections[:objections]
    return PackLine(
        text=message.text,
        told=message.told,
        years=message.years,
        basis=message.basis,
        audience="",
        cited=references.cite_all(message.points),
        objections=tuple(_objection(each, references) for each in shown),
        objected=len(message.objections),
        statuses=message.statuses,
        since=message.since,
    )


def question_line(question: QuestionView, references: References) -> PackLine:
    """Return a question."""
    return PackLine(
        text=question.text,
        told=question.told,
        years="",
        basis=None,
        audience=question.audience,
        cited=references.cite_all(question.points),
        objections=(),
        objected=0,
        statuses=question.statuses,
        since=question.since,
    )


def _objection(objection: ObjectionView, references: References) -> CitedObjection:
    return CitedObjection(kind=objection.kind, by=references.cite(objection.point))


def dispute(presenter: Presenter, found: Disagreement, references: References) -> PackDispute:
    """Return a disagreement with all its sides."""
    sides = references.cite_all(presenter.points(found.points))
    return PackDispute(question=found.question, nature=found.nature, sides=sides)


def disputes_on(presenter: Presenter, themes: Sequence[Theme]) -> Sequence[Disagreement]:
    """Return the disagreements in which a point on one of some themes takes part."""
    wanted, points = {theme.id for theme in themes}, presenter.library.points
    return [
        each
        for each in presenter.links.disagreements
        if any(wanted.intersection(points[id_].themes) for id_ in each.points)
    ]


def asked(presenter: Presenter, theme: Theme, audience: str) -> Iterator[QuestionView]:
    """Yield a theme's questions for an audience and for all; each of them without an audience."""
    for question in presenter.questions(theme):
        if not audience or question.audience_id in {audience, "all"}:
            yield question


def figures_of(
    messages: Iterable[MessageView], questions: Iterable[QuestionView]
) -> tuple[PointView, ...]:
    """Return the figures on which messages and questions rest, each once: chosen ones first."""
    lines: tuple[MessageView | QuestionView, ...] = (*messages, *questions)
    points = {p.id: p for line in lines for p in line.points if p.figure}
    return tuple(sorted(points.values(), key=lambda p: not (p.figure and p.figure.key)))


def in_turn(rows: Iterable[Iterable[T]]) -> Iterator[T]:
    """Yield the first of each row, then the second of each, to the end of all."""
    return (item for turn in zip_longest(*rows) for item in turn if item is not None)
