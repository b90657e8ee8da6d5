"""What leads to a page from the contributed texts, each with its sentence.

To an article lead the points of other articles that relate to one of its own, and links in texts;
to a theme or a term lead links in texts, besides the points and mentions that their pages list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.base.model import Article
from generator.knowledge.link.coverage import year_of
from generator.site.pages.paging.split import Chunk, Part, split
from generator.site.pages.views.named import Line, Source, source_of
from generator.site.pages.views.records import Page, To
from generator.site.pages.views.views import Views

SHOWN = 30
"""Pages named that lead to one."""
_LINES = 5
"""Sentences quoted of one page."""
_WHOLE = 200
"""Articles on a page of all that refer to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlink:
    """A page that leads to another, and its sentences that do."""

    page: To
    date: str
    year: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPage:
    """Context of ``cited``: some of what leads to an article."""

    of: To
    part: str
    backlinks: tuple[Backlink, ...]
    chunks: tuple[Chunk, ...]


def backlinks(views: Views, uri: str, article: Article | None = None) -> tuple[Backlink, ...]:
    """Return what leads to a page, the newest first and what has no date last."""
    lines: dict[Source, list[Line]] = {
        source: list(given) for source, given in views.named.get(uri, {}).items()
    }
    for other, line in _relating(views, article) if article else ():
        lines.setdefault(other, []).append(line)
    newest = sorted(lines, key=lambda s: (s.date is not None, s.date and s.date.sort_key, s.path))
    return tuple(_backlink(source, lines[source]) for source in reversed(newest))


def _relating(views: Views, article: Article) -> Iterator[tuple[Source, Line]]:
    """Yield the points of other articles that relate to one of an article's."""
    source = cache(lambda id_: source_of(views.library.articles[id_]))
    for point in article.points:
        for relation in views.links.relations.get(point.id, ()):
            other = views.library.points[relation.point]
            if not relation.stated and other.article != article.id:
                line = Line(kind=relation.kind, text=other.text, uri=views.passage(other))
                yield source(other.article), line


def _backlink(source: Source, lines: Sequence[Line]) -> Backlink:
    return Backlink(
        page=source.page,
        date=source.date.label if source.date else "",
        year=year_of(source.date) if source.date else "undated",
        lines=tuple(dict.fromkeys(lines))[:_LINES],
    )


def cited_parts(article: Article, found: Sequence[Backlink]) -> tuple[Part[Backlink], ...]:
    """Return the pages of all that leads to an article, where it is much."""
    if len(found) <= SHOWN:
        return ()
    return split(found, lambda each: each.year, f"articles/{article.id}/cited", _WHOLE)


def cited_pages(views: Views, article: Article) -> Iterator[Page]:
    """Yield those pages."""
    parts = cited_parts(article, backlinks(views, article.uri, article))
    for part in parts:
        context = CitedPage(
            of=views.article(article),
            part=part.chunk.title,
            backlinks=part.items,
            chunks=tuple(each.chunk for each in parts),
        )
        title = f"What refers to {article.title}: {part.chunk.title}"
        yield Page(
            uri=part.chunk.uri,
            title=title,
            template="cited",
            context=context,
            above=views.article(article),
        )
