"""What a theme lacks: years, articles, a second source, and other ways to put a point."""

from msgspec import Struct

from generator.base import labels
from generator.base.limits import SILENT_ARTICLES
from generator.base.model import Standing, Theme
from generator.knowledge.link.coverage import silent_years, unchosen_standings
from generator.knowledge.link.findings import LineRef
from generator.site.pages.views.page import To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ThemeTag


class Gap(Struct, frozen=True, kw_only=True):
    """What a theme lacks.

    Attributes:
        theme: the theme.
        points: how many it has.
        years: those of which no point speaks, long runs as one.
        silent: the newest articles without a point on it.
        silences: how many such articles there are.
        articles: how many articles there are in all.
        single: key messages that rest on one source.
        messages: how many key messages there are.
        standings: ways to put a point that none of its sources chose.
    """

    theme: ThemeTag
    points: int
    years: tuple[str, ...]
    silent: tuple[To, ...]
    silences: int
    articles: int
    single: int
    messages: int
    standings: tuple[Standing, ...]


def gaps_of_themes(presenter: Presenter) -> tuple[Gap, ...]:
    """Return what each theme lacks."""
    return tuple(gap_of(presenter, theme) for theme in presenter.library.themes.values())


def gap_of(presenter: Presenter, theme: Theme) -> Gap:
    """Return what a theme lacks."""
    library, coverage = presenter.library, presenter.links.coverage
    silent = [a for a in library.articles.values() if not coverage.by_article.get((theme.id, a.id))]
    silent.sort(key=lambda article: article.published.sort_key, reverse=True)
    return Gap(
        theme=presenter.tags([theme.id])[0],
        points=len(presenter.links.evidence.by_theme[theme.id]),
        years=tuple(labels.year_spans(silent_years(coverage, theme.id))),
        silent=tuple(map(presenter.article, silent[:SILENT_ARTICLES])),
        silences=len(silent),
        articles=len(library.articles),
        single=_single(presenter, theme),
        messages=len(theme.messages),
        standings=tuple(unchosen_standings(coverage, theme.id)),
    )


def _single(presenter: Presenter, theme: Theme) -> int:
    bases = (
        presenter.links.support[LineRef(kind="message", theme=theme.id, index=index)].basis
        for index in range(len(theme.messages))
    )
    return sum(basis in {"single", "repeated", "retracted"} for basis in bases)
