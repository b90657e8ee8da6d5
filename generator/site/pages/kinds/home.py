"""The home page: what this is, what to know first, what changed, what is disputed or missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.knowledge.link.news import Note, feed_names, news
from generator.site.pages.kinds.disagreements import DisagreementView, disagreement_view
from generator.site.pages.views.gaps import Gap, gaps
from generator.site.pages.views.records import ArticleCard, MessageView, Page, ThemeTag, To
from generator.site.pages.views.views import Views

LATEST = 5
"""Articles named on the home page."""
FIRST = 1
"""Key messages of each theme on the home page."""
DISPUTES = 2
"""Disagreements on the home page, real conflicts before others."""
_FEEDS = {"articles": "new articles", "changes": "changes and corrections"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCard:
    """A theme on the home page."""

    tag: ThemeTag
    question: str
    messages: tuple[MessageView, ...]
    all_messages: int
    points: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change or a correction."""

    date: str
    text: str
    page: To
    correction: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Context of ``home``."""

    title: str
    description: str
    themes: tuple[ThemeCard, ...]
    latest: tuple[ArticleCard, ...]
    articles: int
    points: int
    terms: int
    changes: tuple[ChangeView, ...]
    feeds: tuple[To, ...]
    disputes: tuple[DisagreementView, ...]
    disputed: int
    gaps: tuple[Gap, ...]
    uncited: int


def home_page(views: Views) -> Page:
    """Show the themes with their first messages, and the latest articles."""
    library = views.library
    latest = sorted(
        library.articles.values(), key=lambda a: (a.published.sort_key, a.id), reverse=True
    )
    context = Home(
        title=library.settings.title,
        description=library.settings.description,
        themes=tuple(_card(views, theme) for theme in library.themes),
        latest=tuple(map(views.card, latest[:LATEST])),
        articles=len(library.articles),
        points=len(library.points),
        terms=len(library.terms),
        changes=tuple(_change(note) for note in news(library)[:LATEST]),
        feeds=tuple(_feeds(views)),
        disputes=tuple(disagreement_view(views, d) for d in views.links.disagreements[:DISPUTES]),
        disputed=len(views.links.disagreements),
        gaps=gaps(views),
        uncited=len(views.links.coverage.uncited),
    )
    return Page(
        uri="index.md",
        title=library.settings.title,
        template="home",
        context=context,
        kind="home",
        description=library.settings.description,
    )


def _card(views: Views, id_: str) -> ThemeCard:
    theme = views.library.themes[id_]
    evidence = views.links.evidence.by_theme[id_]
    return ThemeCard(
        tag=views.tags([id_])[0],
        question=theme.question,
        messages=views.messages(theme)[:FIRST],
        all_messages=len(theme.messages),
        points=len(evidence),
        articles=len({point.article for point in evidence}),
    )


def _change(note: Note) -> ChangeView:
    page = To(title=note.title, uri=note.uri)
    return ChangeView(date=note.date.label, text=note.text, page=page, correction=note.correction)


def _feeds(views: Views) -> Iterator[To]:
    for name in feed_names(views.library):
        yield To(title=f"{_FEEDS[name]} (Atom)", uri=f"feeds/{name}.xml")
        if views.library.settings.url:
            yield To(title=f"{_FEEDS[name]} (JSON Feed)", uri=f"feeds/{name}.json")
