"""Articles that are too long for one page: what stands where.

The article's own page keeps the address of every passage. It holds the digest, and the points as
long as there is room; else these stand on pages of their own. A digest that takes more room than
a page has goes on elsewhere, and the article's page leads on from the addresses of its passages.
"""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator.base import labels
from generator.base.limits import OWN_BYTES
from generator.base.model import Article, Library, Point
from generator.knowledge.link import Links
from generator.site.pages.paging.split import Part, PartLink, split_by_weight
from generator.site.pages.paging.weights import byte_count, own_point_weight
from generator.text.markup import Document

_SPAN = 440
"""Bytes of a passage's mark-up."""
_LED_ON = 300
"""Bytes of a passage's address on a page that leads on."""


class ArticleParts(Struct, frozen=True, kw_only=True):
    """Where the parts of a long article stand.

    Attributes:
        digest: the digest's parts; the first on the article's own page.
        points: the points' parts.
        passage_pages: id of a point → the page of its passage.
    """

    digest: tuple[Part[Document], ...]
    points: tuple[Part[Point], ...]
    passage_pages: Mapping[str, str]


def split_articles(
    library: Library, links: Links, documents: Mapping[str, Document]
) -> Mapping[str, ArticleParts]:
    """Return the parts of the articles that one page has no room for, by their ids."""
    found = {}
    for article in library.articles.values():
        digest = byte_count(article.body) + _SPAN * len(article.points)
        points = sum(own_point_weight(library, links, point) for point in article.points)
        if digest + points > OWN_BYTES:
            found[article.id] = _split(library, links, article, documents[article.at.path])
    return found


def _split(library: Library, links: Links, article: Article, document: Document) -> ArticleParts:
    digest = tuple(_digest_parts(article, document))
    page_of = {
        block.index: part.link.uri
        for part in reversed(digest)  # a note stands wherever a text refers to it
        for element in part.items
        for block in element.blocks
    }
    return ArticleParts(
        digest=digest,
        points=tuple(_point_parts(library, links, article)),
        passage_pages={point.id: page_of[point.passage.block] for point in article.points},
    )


def _digest_parts(article: Article, document: Document) -> Iterator[Part[Document]]:
    """Split the digest between its uppermost elements.

    Its pages stand in one folder, so that the links in it lead where they led. The first has less
    room: it leads on from the addresses of the passages on the others.
    """
    spans = {block.index: 0 for block in article.blocks}
    for point in article.points:
        spans[point.passage.block] += _SPAN

    def weigh(element: Document) -> int:
        return byte_count(element.html()) + sum(spans[block.index] for block in element.blocks)

    elements = tuple(document.elements())
    for number, part in enumerate(_split_digest(article, elements, weigh), start=1):
        uri = f"articles/{article.id}{f'--{number}' if number > 1 else ''}.md"
        blocks = {block.index for element in part for block in element.blocks}
        points = sum(point.passage.block in blocks for point in article.points)
        link = PartLink(title=labels.digest_part(number), uri=uri, count=points)
        yield Part(link=link, items=part)


def _split_digest(
    article: Article, elements: tuple[Document, ...], weigh: Callable[[Document], int]
) -> Iterator[tuple[Document, ...]]:
    if sum(map(weigh, elements)) <= OWN_BYTES:
        yield elements
        return
    room = OWN_BYTES - _LED_ON * len(article.points)
    first = next(split_by_weight(elements, room, weigh))
    yield first
    yield from split_by_weight(elements[len(first) :], OWN_BYTES, weigh)


def _point_parts(library: Library, links: Links, article: Article) -> Iterator[Part[Point]]:
    first = 1
    parts = split_by_weight(
        article.points, OWN_BYTES, lambda point: own_point_weight(library, links, point)
    )
    for number, part in enumerate(parts, start=1):
        title = labels.span(first, first + len(part) - 1)
        first += len(part)
        uri = f"articles/{article.id}/points-{number}.md"
        yield Part(link=PartLink(title=title, uri=uri, count=len(part)), items=part)
