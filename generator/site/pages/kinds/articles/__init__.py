"""The lists of articles, and the pages of each."""

from collections.abc import Iterator

from generator.site.pages.kinds.articles.citing import citing_pages
from generator.site.pages.kinds.articles.lists import article_lists
from generator.site.pages.kinds.articles.page import article_page
from generator.site.pages.kinds.articles.parts import part_pages
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter


def article_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the lists of articles, each article's own page, and its further ones."""
    yield from article_lists(presenter)
    for article in presenter.library.articles.values():
        yield article_page(presenter, article)
        if parts := presenter.article_parts.get(article.id):
            yield from part_pages(presenter, article, parts)
        yield from citing_pages(presenter, article)
