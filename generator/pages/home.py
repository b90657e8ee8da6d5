"""The home page: what this is, what to know first, what changed, what is disputed or missing."""

from dataclasses import dataclass

from generator.pages.records import ArticleCard, MessageView, Page, ThemeTag
from generator.pages.views import Views

LATEST = 5
"""Articles named on the home page."""
FIRST = 1
"""Key messages of each theme on the home page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCard:
    """A theme on the home page."""

    tag: ThemeTag
    question: str
    messages: tuple[MessageView, ...]
    points: int
    articles: int


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
    disputed: int
    uncited: int


def home_page(views: Views) -> Page:
    """Show the themes with their first messages, and the latest articles."""
    library = views.library
    latest = sorted(
        library.articles.values(), key=lambda a: (a.published.sort_key, a.id), reverse=True
    )
    disputes = {
        frozenset((point, relation.point))
        for point, relations in views.links.relations.items()
        for relation in relations
        if relation.kind == "disputes"
    }
    context = Home(
        title=library.settings.title,
        description=library.settings.description,
        themes=tuple(_card(views, theme) for theme in library.themes),
        latest=tuple(map(views.card, latest[:LATEST])),
        articles=len(library.articles),
        points=len(library.points),
        terms=len(library.terms),
        disputed=len(disputes),
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
        points=len(evidence),
        articles=len({point.article for point in evidence}),
    )
