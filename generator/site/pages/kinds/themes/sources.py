"""The articles that a theme rests on, as its pages number them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.base.limits import ARTICLES_OF_A_THEME
from generator.base.model import Article, Theme
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ArticleCard


class Sources(Struct, frozen=True, kw_only=True):
    """The articles that a theme rests on.

    Attributes:
        total: how many there are.
        cards: the newest.
        numbers: of those, by their addresses.
    """

    total: int
    cards: tuple[ArticleCard, ...]
    numbers: Mapping[str, int]


def sources_of(presenter: Presenter, theme: Theme) -> Sources:
    """Return the articles that a theme rests on."""
    articles = _newest(presenter, theme)
    cards = tuple(presenter.card(article) for article in articles[:ARTICLES_OF_A_THEME])
    numbers = {card.uri: number for number, card in enumerate(cards, start=1)}
    return Sources(total=len(articles), cards=cards, numbers=numbers)


def _newest(presenter: Presenter, theme: Theme) -> Sequence[Article]:
    points = presenter.links.evidence.by_theme[theme.id]
    articles = (presenter.library.articles[id_] for id_ in sorted({p.article for p in points}))
    return sorted(articles, key=lambda article: article.published.sort_key, reverse=True)
