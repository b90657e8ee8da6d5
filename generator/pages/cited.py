"""Articles with points that relate to those of another: where many refer to one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.link.coverage import year_of
from generator.model import Article
from generator.pages.records import Chunk, Page, To
from generator.pages.split import Part, split
from generator.pages.views import Views

CITED = 30
"""Articles named on the page of the one that they refer to."""
_WHOLE = 300
"""Articles on a page of all that do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPage:
    """Context of ``cited``: some of the articles that refer to one."""

    of: To
    part: str
    articles: tuple[To, ...]
    chunks: tuple[Chunk, ...]


def cited_pages(views: Views, article: Article) -> Iterator[Page]:
    """Yield the pages of all the articles that refer to one, where they are many."""
    parts = cited_parts(article, citing(views, article))
    chunks = tuple(part.chunk for part in parts)
    of = views.article(article)
    for part in parts:
        context = CitedPage(
            of=of,
            part=part.chunk.title,
            articles=tuple(map(views.article, part.items)),
            chunks=chunks,
        )
        title = f"Articles that refer to {article.title}: {part.chunk.title}"
        yield Page(uri=part.chunk.uri, title=title, template="cited", context=context)


def cited_parts(article: Article, cited: Sequence[Article]) -> tuple[Part[Article], ...]:
    """Return the pages of the articles that refer to one, where they are many."""
    if len(cited) <= CITED:
        return ()
    return split(cited, lambda a: year_of(a.published), f"articles/{article.id}/cited", _WHOLE)


def citing(views: Views, article: Article) -> Sequence[Article]:
    """Return the other articles whose points refer to this one's, the newest first."""
    found = {
        views.library.points[relation.point].article
        for point in article.points
        for relation in views.links.relations.get(point.id, ())
        if not relation.stated
    }
    citing = (views.library.articles[id_] for id_ in found - {article.id})
    return sorted(citing, key=lambda a: (a.published.sort_key, a.id), reverse=True)
