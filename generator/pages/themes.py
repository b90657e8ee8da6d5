"""Theme pages: key messages first, then the evidence, disagreements, questions and gaps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.link.records import Disagreement
from generator.markup import Document
from generator.model import Article, Point, Theme
from generator.pages.backlinks import Backlink, backlinks
from generator.pages.coverage import year_spans
from generator.pages.disagreements import DisagreementView, disagreement_view
from generator.pages.evidence import SHOWN
from generator.pages.records import (
    ArticleCard,
    Change,
    Chunk,
    Html,
    Marking,
    MessageView,
    Page,
    PointView,
    QuestionView,
    ThemeTag,
    To,
)
from generator.pages.split import Part
from generator.pages.views import Views

SHOWN_DISPUTES = 10
"""Disagreements on a theme's page; their own page has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """Context of ``theme``."""

    tag: ThemeTag
    question: str
    period: str
    points: int
    articles: int
    summary: Html
    messages: tuple[MessageView, ...]
    evidence: tuple[PointView, ...]
    chunks: tuple[Chunk, ...]
    disputes: tuple[DisagreementView, ...]
    disputed: int
    examples: tuple[PointView, ...]
    questions: Mapping[str, tuple[QuestionView, ...]]
    silent: tuple[To, ...]
    silences: int
    empty_years: tuple[str, ...]
    sources: tuple[ArticleCard, ...]
    numbers: Mapping[str, int]
    """Of the sources, by their addresses."""
    terms: tuple[To, ...]
    backlinks: tuple[Backlink, ...]
    report: str
    changes: tuple[Change, ...]
    reviewed: str
    previous: ThemeTag | None
    next: ThemeTag | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """Context of ``evidence``: one part of a theme's evidence."""

    tag: ThemeTag
    part: Chunk
    evidence: tuple[PointView, ...]
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeList:
    """Context of ``themes``."""

    themes: tuple[tuple[ThemeTag, str], ...]


def theme_pages(views: Views, documents: Mapping[str, Document]) -> Iterator[Page]:
    """Yield the list of themes, each theme's page, and the parts of long evidence."""
    themes = tuple(views.library.themes.values())
    tags = views.tags(views.library.themes)
    listed = tuple((tag, theme.question) for tag, theme in zip(tags, themes, strict=True))
    yield Page(
        uri="themes/index.md", title="Themes", template="themes", context=ThemeList(themes=listed)
    )
    for number, theme in enumerate(themes):
        before = tags[number - 1] if number else None
        after = tags[number + 1] if number + 1 < len(tags) else None
        parts = views.directory.evidence.get(theme.id, ())
        yield _theme_page(views, theme, documents[theme.at.path], parts, (before, after))
        for part in parts:
            yield _evidence_page(views, theme, part, parts)


def _theme_page(
    views: Views,
    theme: Theme,
    document: Document,
    parts: Sequence[Part[Point]],
    beside: tuple[ThemeTag | None, ThemeTag | None],
) -> Page:
    points = views.links.evidence.by_theme[theme.id]
    shown = points[:SHOWN] if parts else points
    disputes = _disputes(views, theme)
    silent = tuple(_silent(views, points))
    sources = _newest_sources(views, points)
    cards = tuple(views.card(article) for article in sources[:SHOWN])
    context = ThemePage(
        tag=views.tags([theme.id])[0],
        question=theme.question,
        period=_period(views, points),
        points=len(points),
        summary=Html(document.html()),
        messages=views.messages(theme),
        evidence=views.points(point.id for point in shown),
        chunks=tuple(part.chunk for part in parts),
        disputes=tuple(disagreement_view(views, d) for d in disputes[:SHOWN_DISPUTES]),
        disputed=len(disputes),
        examples=views.points(islice(_examples(points), SHOWN)),
        questions=_by_audience(views, theme),
        silent=silent[:SHOWN],
        silences=len(silent),
        empty_years=tuple(year_spans(_empty_years(views, theme))),
        articles=len(sources),
        sources=cards,
        numbers={card.uri: number for number, card in enumerate(cards, start=1)},
        terms=views.terms(theme.uri),
        backlinks=backlinks(views, theme.uri)[:SHOWN],
        report=views.report(theme.title, theme.uri),
        changes=tuple(
            Change(date=c.date.label, edtf=c.date.text, text=c.text, page=views.theme(theme))
            for c in theme.changes
        ),
        reviewed=theme.reviewed.label if theme.reviewed else "",
        previous=beside[0],
        next=beside[1],
    )
    return Page(
        uri=theme.uri,
        title=theme.title,
        template="theme",
        context=context,
        kind="theme",
        description=theme.question,
        edit_path=theme.at.path,
        marking=Marking(themes=(theme.id,)),
    )


def _evidence_page(
    views: Views, theme: Theme, part: Part[Point], parts: Sequence[Part[Point]]
) -> Page:
    tag = views.tags([theme.id])[0]
    context = EvidencePage(
        tag=tag,
        part=part.chunk,
        evidence=views.points(point.id for point in part.items),
        chunks=tuple(other.chunk for other in parts),
    )
    title = f"{theme.title}: evidence of {part.chunk.title}"
    return Page(uri=part.chunk.uri, title=title, template="evidence", context=context)


def _period(views: Views, points: Sequence[Point]) -> str:
    """Name the years that the evidence speaks of, from the first to the last."""
    years = sorted({year for point in points if (year := views.year(point.id)) != "undated"})
    if not years:
        return ""
    return years[0] if years[0] == years[-1] else f"{years[0]} to {years[-1]}"


def _examples(points: Sequence[Point]) -> Iterator[str]:
    return (point.id for point in points if point.kind == "example" or point.places)


def _disputes(views: Views, theme: Theme) -> Sequence[Disagreement]:
    """Return the disagreements that a point on the theme takes part in."""
    points = views.library.points
    return [
        each
        for each in views.links.disagreements
        if any(theme.id in points[id_].themes for id_ in each.points)
    ]


def _by_audience(views: Views, theme: Theme) -> Mapping[str, tuple[QuestionView, ...]]:
    """Group the questions by audience, in the order of the settings."""
    questions = views.questions(theme)
    known = views.library.settings.audiences.values()
    audiences = dict.fromkeys((*known, *(question.audience for question in questions)))
    grouped = {name: tuple(q for q in questions if q.audience == name) for name in audiences}
    return {name: asked for name, asked in grouped.items() if asked}


def _silent(views: Views, points: Sequence[Point]) -> Iterator[To]:
    """Yield the articles without a point on the theme, the newest first."""
    speaking = {point.article for point in points}
    articles = views.library.articles.values()
    for article in sorted(articles, key=lambda a: a.published.sort_key, reverse=True):
        if article.id not in speaking:
            yield views.article(article)


def _empty_years(views: Views, theme: Theme) -> Iterator[str]:
    coverage = views.links.coverage
    return (year for year in coverage.years if not coverage.by_year.get((theme.id, year)))


def _newest_sources(views: Views, points: Sequence[Point]) -> Sequence[Article]:
    ids = sorted({point.article for point in points})
    articles = (views.library.articles[id_] for id_ in ids)
    return sorted(articles, key=lambda article: article.published.sort_key, reverse=True)
