"""The lists of articles."""

from collections.abc import Iterator

from msgspec import Struct

from generator.base import labels
from generator.base.limits import ARTICLES_ON_A_PAGE, OWN_BYTES
from generator.site.pages.paging.split import Folder, PartLink, list_pages
from generator.site.pages.paging.weights import card_weight
from generator.site.pages.views.newest import newest_articles
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ArticleCard


class ArticleList(Struct, frozen=True, kw_only=True):
    """Context of ``articles``: all of them, or the newest and the parts that hold the rest."""

    part: str
    cards: tuple[ArticleCard, ...]
    part_links: tuple[PartLink, ...]
    total: int


def article_lists(presenter: Presenter) -> Iterator[Page]:
    """Yield the list of articles, and its parts by year."""
    articles = newest_articles(presenter.library)
    weights = {article.id: card_weight(presenter.library, article) for article in articles}
    for page in list_pages(
        tuple(map(presenter.card, articles)),
        lambda card: card.year,
        Folder("articles/by-year"),
        OWN_BYTES,
        lambda card: max(weights[card.id], OWN_BYTES // ARTICLES_ON_A_PAGE),
    ):
        context = ArticleList(
            part=page.part, cards=page.items, part_links=page.part_links, total=page.total
        )
        title = labels.articles_of(page.part)
        yield Page(uri=page.uri, title=title, template="articles", context=context)
