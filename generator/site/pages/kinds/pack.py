"""The board paper: chosen themes for one audience, with all that they rest on."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.base import labels
from generator.base.dates import Period, span_label
from generator.base.limits import EVENTS_OF_A_PAGE
from generator.base.model import Article, Library, Sense, Term, Theme
from generator.base.names import article_of
from generator.knowledge.glossary.succession import called_now
from generator.knowledge.link import Links
from generator.knowledge.link.findings import SupportBasis
from generator.knowledge.link.news import newest
from generator.site.pages.views.ages import AgeView, age_view
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.reference import reference
from generator.site.pages.views.since import newest_since
from generator.site.pages.views.usual import usual_basis
from generator.site.pages.views.view_types import (
    MessageView,
    ObjectionView,
    PointView,
    QuestionView,
    SinceView,
    Told,
)

_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage and the number of its reference."""

    words: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """A key message or a question with the passages that it rests on."""

    text: str
    told: tuple[Told, ...]
    years: str
    basis: SupportBasis | None
    objections: tuple[ObjectionView, ...]
    since: SinceView
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTheme:
    """A theme of the paper."""

    id: str
    title: str
    question: str
    age: AgeView
    usual: SupportBasis | None
    since: SinceView
    messages: tuple[PackLine, ...]
    questions: tuple[PackLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTerm:
    """A term as the paper uses it: what it meant then, and what it is called now."""

    label: str
    expansion: str
    period: str
    definition: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReference:
    """An article that the paper rests on."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Context of ``pack``."""

    site: str
    title: str
    audience: str
    date: str
    version: str
    themes: tuple[PackTheme, ...]
    terms: tuple[PackTerm, ...]
    references: tuple[PackReference, ...]


def pack_of(
    library: Library, links: Links, themes: Sequence[Theme], audience: str, date: Period | None
) -> Pack:
    """Gather a board paper.

    Args:
        library: all checked content.
        links: what follows from it.
        themes: those to show, in order.
        audience: id of the audience whose questions are shown beside those for all; all if empty.
        date: the date of the paper; the newest date of its content otherwise.
    """
    presenter = Presenter.of(library, links)
    messages = {theme.id: presenter.messages(theme) for theme in themes}
    questions = {theme.id: tuple(_asked(presenter, theme, audience)) for theme in themes}
    lines_of: Mapping[str, Sequence[MessageView | QuestionView]] = {
        theme.id: (*messages[theme.id], *questions[theme.id]) for theme in themes
    }
    lines = [line for theme in themes for line in lines_of[theme.id]]
    articles = tuple(dict.fromkeys(article_of(point.id) for line in lines for point in line.points))
    numbers = {article: number for number, article in enumerate(articles, start=1)}
    shown = tuple(
        _pack_theme(presenter, theme, messages[theme.id], questions[theme.id], numbers)
        for theme in themes
    )
    places = {(theme.uri, line.anchor) for theme in themes for line in lines_of[theme.id]}
    used = tuple(_pack_terms(library, links, places))
    references = tuple(_pack_reference(library.articles[article]) for article in articles)
    day = date or newest(library, articles, [theme.id for theme in themes])
    parts = (audience, shown, used, references)
    return Pack(
        site=library.settings.title,
        title=", ".join(theme.title for theme in themes),
        audience=library.settings.audiences.get(audience, labels.EVERYONE),
        date=day.label if day else "",
        version=hashlib.sha256(repr(parts).encode()).hexdigest()[:_DIGITS],
        themes=shown,
        terms=used,
        references=references,
    )


def _asked(presenter: Presenter, theme: Theme, audience: str) -> Iterator[QuestionView]:
    for question, shown in zip(theme.questions, presenter.questions(theme), strict=True):
        if not audience or question.audience in {audience, "all"}:
            yield shown


def _pack_theme(
    presenter: Presenter,
    theme: Theme,
    messages: Sequence[MessageView],
    questions: Iterable[QuestionView],
    numbers: Mapping[str, int],
) -> PackTheme:
    since = presenter.links.since.themes.get(theme.id, ())
    return PackTheme(
        id=theme.id,
        title=theme.title,
        question=theme.question,
        age=age_view(presenter, presenter.links.ages.themes[theme.id], since),
        usual=usual_basis(messages),
        since=newest_since(presenter, since, EVENTS_OF_A_PAGE),
        messages=tuple(_pack_message(message, numbers) for message in messages),
        questions=tuple(_pack_question(question, numbers) for question in questions),
    )


def _pack_message(message: MessageView, numbers: Mapping[str, int]) -> PackLine:
    return PackLine(
        text=message.text,
        told=message.told,
        years=message.years,
        basis=message.basis,
        objections=message.objections,
        since=message.since,
        cited=_cited(message.points, numbers),
    )


def _pack_question(question: QuestionView, numbers: Mapping[str, int]) -> PackLine:
    return PackLine(
        text=question.text,
        told=question.told,
        years="",
        basis=None,
        objections=(),
        since=question.since,
        cited=_cited(question.points, numbers),
    )


def _cited(points: Iterable[PointView], numbers: Mapping[str, int]) -> tuple[Cited, ...]:
    return tuple(Cited(words=p.passage, number=numbers[article_of(p.id)]) for p in points)


def _pack_terms(
    library: Library, links: Links, places: Collection[tuple[str, str]]
) -> Iterator[PackTerm]:
    """Yield each meaning that a term has at the places, by the terms' names."""
    for term in sorted(library.terms.values(), key=lambda t: (t.label.casefold(), t.id)):
        uses = links.mentions.get(term.id, ())
        senses = {s for use in uses if (use.page, use.fragment) in places for s in use.senses}
        yield from (_pack_term(library, term, sense) for sense in term.senses if sense.id in senses)


def _pack_term(library: Library, term: Term, sense: Sense) -> PackTerm:
    return PackTerm(
        label=term.label,
        expansion=sense.expansion,
        period=span_label(sense.start, sense.end) if sense.start or sense.end else "",
        definition=sense.definition,
        now=called_now(library.terms, term, sense),
    )


def _pack_reference(article: Article) -> PackReference:
    return PackReference(text=reference(article), url=article.publication.url)
