"""Theme pages: key messages first, then the evidence, disagreements, questions and gaps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.base.dates import UNDATED
from generator.base.model import Article, Point, Theme
from generator.knowledge.link.findings import Disagreement
from generator.site.pages.kinds.backlinks import Backlink, backlinks
from generator.site.pages.kinds.disagreements import DisagreementView, disagreement_view
from generator.site.pages.paging.evidence import SHOWN, in_order
from generator.site.pages.paging.split import Chunk, Part
from generator.site.pages.views.gaps import Gap, gap
from generator.site.pages.views.records import (
    ArticleCard,
    Change,
    Html,
    Marking,
    MessageView,
    Page,
    PointView,
    QuestionView,
    ThemeTag,
)
from generator.site.pages.views.views import Views
from generator.text.markup import Document

DISPUTES = 4
"""Disagreements on a theme's page, real conflicts before others; their own page has them all."""
EXAMPLES = 6
"""Examples on a theme's page; the whole evidence has them all."""
LISTED = 30
"""Articles, or texts with a link to a theme, that its page names."""


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
    """All, or some where they have pages of their own."""
    chunks: tuple[Chunk, ...]
    """Those pages."""
    disputes: tuple[DisagreementView, ...]
    disputed: int
    examples: tuple[PointView, ...]
    example_total: int
    questions: Mapping[str, tuple[QuestionView, ...]]
    gap: Gap
    sources: tuple[ArticleCard, ...]
    numbers: Mapping[str, int]
    """Of the sources, by their addresses."""
    backlinks: tuple[Backlink, ...]
    report: str
    changes: tuple[Change, ...]
    reviewed: str
    previous: ThemeTag | None
    next: ThemeTag | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """Context of ``evidence``: one part of a theme's evidence.

    Attributes:
        tag: the theme.
        part: what the page holds, such as a year.
        evidence: its lines.
        chunks: all the parts.
        articles: how many the theme rests on.
        sources: those of them that the page names.
        numbers: of the sources, by their addresses.
    """

    tag: ThemeTag
    part: str
    evidence: tuple[PointView, ...]
    chunks: tuple[Chunk, ...]
    articles: int
    sources: tuple[ArticleCard, ...]
    numbers: Mapping[str, int]


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
    shown = in_order(views.links, theme)[: SHOWN if parts else None]
    disputes = _disputes(views, theme)
    examples = tuple(_examples(points))
    sources = _newest_sources(views, points)
    cards = tuple(views.card(article) for article in sources[:LISTED])
    context = ThemePage(
        tag=views.tags([theme.id])[0],
        question=theme.question,
        period=_period(views, points),
        points=len(points),
        summary=Html(document.html(heading=3)),
        messages=views.messages(theme),
        evidence=views.points(shown),
        chunks=tuple(part.chunk for part in parts),
        disputes=tuple(disagreement_view(views, d) for d in disputes[:DISPUTES]),
        disputed=len(disputes),
        examples=views.points(examples[:EXAMPLES]),
        example_total=len(examples),
        questions=_by_audience(views, theme),
        gap=gap(views, theme),
        articles=len(sources),
        sources=cards,
        numbers=_numbers(cards),
        backlinks=backlinks(views, theme.uri)[:LISTED],
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
    sources = _newest_sources(views, views.links.evidence.by_theme[theme.id])
    cards = tuple(views.card(article) for article in sources[:LISTED])
    context = EvidencePage(
        tag=views.tags([theme.id])[0],
        part=part.chunk.title,
        evidence=views.points(point.id for point in part.items),
        chunks=tuple(other.chunk for other in parts),
        articles=len(sources),
        sources=cards,
        numbers=_numbers(cards),
    )
    return Page(
        uri=part.chunk.uri,
        title=f"{theme.title}: evidence, {part.chunk.title}",
        template="evidence",
        context=context,
        above=views.theme(theme),
    )


def _numbers(cards: Sequence[ArticleCard]) -> Mapping[str, int]:
    return {card.uri: number for number, card in enumerate(cards, start=1)}


def _period(views: Views, points: Sequence[Point]) -> str:
    """Name the years that the evidence speaks of, from the first to the last."""
    years = sorted({year for point in points if (year := views.year(point.id)) != UNDATED})
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


def _newest_sources(views: Views, points: Sequence[Point]) -> Sequence[Article]:
    ids = sorted({point.article for point in points})
    articles = (views.library.articles[id_] for id_ in ids)
    return sorted(articles, key=lambda article: article.published.sort_key, reverse=True)
