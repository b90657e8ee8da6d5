"""The home page: what this is, what to know first, what changed, what is disputed or missing."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.base import labels
from generator.base.language import spoken
from generator.base.limits import (
    ARTICLES_ON_HOME,
    CHANGES_ON_HOME,
    DISAGREEMENTS_ON_HOME,
    MESSAGES_ON_HOME,
    THEMES_TOLD_ON_HOME,
)
from generator.base.model import Settings
from generator.knowledge.link.findings import Bearings, SupportBasis
from generator.knowledge.link.news import Note, feed_names, news
from generator.site.pages.views.ages import AgeView, age_view
from generator.site.pages.views.disagreement import DisagreementView, disagreement_view
from generator.site.pages.views.gaps import Gap, gaps_of_themes
from generator.site.pages.views.newest import newest_articles
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.papers import PaperLink, paper_links
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.usual import usual_basis
from generator.site.pages.views.view_types import ArticleCard, MessageView, QuestionView, ThemeTag


class ThemeCard(Struct, frozen=True, kw_only=True):
    """A theme on the home page."""

    tag: ThemeTag
    question: str
    messages: tuple[MessageView, ...]
    all_messages: int
    points: int
    articles: int


class ChangeView(Struct, frozen=True, kw_only=True):
    """A change or a correction."""

    date: str
    text: str
    page: To
    correction: bool


class Home(Struct, frozen=True, kw_only=True):
    """Context of ``home``."""

    title: str
    description: str
    age: AgeView
    usual: SupportBasis | None
    question: QuestionView | None
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
    papers: tuple[PaperLink, ...]
    uncited: int


def home_page(presenter: Presenter) -> Iterator[Page]:
    """Yield the page with the themes, their first messages, and the latest articles."""
    settings = presenter.library.settings
    yield Page(
        uri="index.md",
        title=settings.title,
        template="home",
        context=_home(presenter),
        kind="home",
        description=settings.description,
        data=_data(settings),
    )


def _data(settings: Settings) -> Mapping[str, object]:
    """Describe the site (schema.org/WebSite)."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.title,
        "inLanguage": spoken().tag,
        **({"description": settings.description} if settings.description else {}),
        **({"url": settings.url} if settings.url else {}),
    }


def _home(presenter: Presenter) -> Home:
    library, disagreements = presenter.library, presenter.links.disagreements
    latest = newest_articles(library)[:ARTICLES_ON_HOME]
    disputes = disagreements[:DISAGREEMENTS_ON_HOME]
    themes = library.themes.values()
    messages = [message for theme in themes for message in presenter.messages(theme)]
    questions = (question for theme in themes for question in presenter.questions(theme))
    return Home(
        title=library.settings.title,
        description=library.settings.description,
        age=age_view(presenter, presenter.links.ages.site, _bearings(presenter)),
        usual=usual_basis(messages),
        question=next(questions, None),
        themes=tuple(
            _theme_card(presenter, theme, MESSAGES_ON_HOME if n < THEMES_TOLD_ON_HOME else 0)
            for n, theme in enumerate(library.themes)
        ),
        latest=tuple(map(presenter.card, latest)),
        articles=len(library.articles),
        points=len(library.points),
        terms=len(library.terms),
        changes=tuple(_change(note) for note in news(library)[:CHANGES_ON_HOME]),
        feeds=tuple(_feeds(presenter)),
        disputes=tuple(disagreement_view(presenter, each) for each in disputes),
        disputed=len(disagreements),
        gaps=gaps_of_themes(presenter),
        papers=paper_links(library),
        uncited=len(presenter.links.coverage.uncited),
    )


def _bearings(presenter: Presenter) -> Bearings:
    """Return what bears on any theme."""
    return tuple(bearing for its in presenter.links.since.themes.values() for bearing in its)


def _theme_card(presenter: Presenter, id_: str, shown: int) -> ThemeCard:
    theme = presenter.library.themes[id_]
    evidence = presenter.links.evidence.by_theme[id_]
    return ThemeCard(
        tag=presenter.tags([id_])[0],
        question=theme.question,
        messages=presenter.messages(theme)[:shown],
        all_messages=len(theme.messages),
        points=len(evidence),
        articles=len({point.article for point in evidence}),
    )


def _change(note: Note) -> ChangeView:
    page = To(title=note.title, uri=note.uri)
    text = labels.news(note.text, note.status, note.claim)
    return ChangeView(date=note.date.label, text=text, page=page, correction=note.correction)


def _feeds(presenter: Presenter) -> Iterator[To]:
    for name in feed_names(presenter.library):
        yield To(title=labels.feed_in_a_row(name, "Atom"), uri=f"feeds/{name}.xml")
        if presenter.library.settings.url:
            yield To(title=labels.feed_in_a_row(name, "JSON Feed"), uri=f"feeds/{name}.json")
