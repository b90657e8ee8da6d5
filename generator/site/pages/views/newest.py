"""Articles in the order in which lists show them."""

from generator.base.model import Article, Library


def newest_articles(library: Library) -> list[Article]:
    """Return all articles, the newest first."""
    articles = library.articles.values()
    return sorted(articles, key=lambda a: (a.published.sort_key, a.id), reverse=True)
