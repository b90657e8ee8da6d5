"""Articles that are too long for one page: what stands where.

The article's own page keeps the address of every passage. It holds the digest, and the points as
long as there is room; else these stand on pages of their own. A digest that takes more room than
a page has goes on elsewhere, and the article's page leads on from the addresses of its passages.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.base.model import Article, Library, Point
from generator.knowledge.link import Links
from generator.site.pages.paging.size import PAGE, entry, size
from generator.site.pages.paging.split import Part, PartLink, cut
from generator.text.markup import Document

_SPAN = 330
"""Bytes of a passage's mark-up."""
_LED_ON = 300
"""Bytes of a passage's address on a page that leads on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Where the parts of a long article stand.

    Attributes:
        digest: the digest's parts; the first on the article's own page.
        points: the points' parts.
        page: id of a point → the page of its passage.
    """

    digest: tuple[Part[Document], ...]
    points: tuple[Part[Point], ...]
    page: Mapping[str, str]


def divide(
    library: Library, links: Links, documents: Mapping[str, Document]
) -> Mapping[str, Division]:
    """Return the articles that one page has no room for."""
    found = {}
    for article in library.articles.values():
        digest = size(article.body) + _SPAN * len(article.points)
        if digest + sum(_entries(library, links, article)) > PAGE:
            found[article.id] = _divided(library, links, article, documents[article.at.path])
    return found


def _entries(library: Library, links: Links, article: Article) -> Iterator[int]:
    for point in article.points:
        yield _entry(library, links, point)


def _entry(library: Library, links: Links, point: Point) -> int:
    evidence = links.evidence
    uses = len(evidence.messages.get(point.id, ())) + len(evidence.questions.get(point.id, ()))
    return entry(library, point, links.relations.get(point.id, ()), uses)


def _divided(library: Library, links: Links, article: Article, document: Document) -> Division:
    digest = tuple(_digest(article, document))
    held = {
        block.index: part.link.uri
        for part in digest
        for element in part.items
        for block in element.blocks
    }
    return Division(
        digest=digest,
        points=tuple(_points(library, links, article)),
        page={point.id: held[point.passage.block] for point in article.points},
    )


def _digest(article: Article, document: Document) -> Iterator[Part[Document]]:
    """Cut the digest between its uppermost elements.

    Its pages stand in one folder, so that the links in it lead where they led. The first has less
    room: it leads on from the addresses of the passages on the others.
    """
    spans = {block.index: 0 for block in article.blocks}
    for point in article.points:
        spans[point.passage.block] += _SPAN

    def weigh(element: Document) -> int:
        return size(element.html()) + sum(spans[block.index] for block in element.blocks)

    elements = tuple(document.divided())
    for number, group in enumerate(_groups(article, elements, weigh), start=1):
        uri = f"articles/{article.id}{f'--{number}' if number > 1 else ''}.md"
        blocks = {block.index for element in group for block in element.blocks}
        points = sum(point.passage.block in blocks for point in article.points)
        yield Part(link=PartLink(title=f"part {number}", uri=uri, count=points), items=group)


def _groups(
    article: Article, elements: tuple[Document, ...], weigh: Callable[[Document], int]
) -> Iterator[tuple[Document, ...]]:
    if sum(map(weigh, elements)) <= PAGE:
        yield elements
        return
    first = next(cut(elements, PAGE - _LED_ON * len(article.points), weigh))
    yield first
    yield from cut(elements[len(first) :], PAGE, weigh)


def _points(library: Library, links: Links, article: Article) -> Iterator[Part[Point]]:
    first = 1
    groups = cut(article.points, PAGE, lambda point: _entry(library, links, point))
    for number, group in enumerate(groups, start=1):
        title = f"{first} to {first + len(group) - 1}"
        first += len(group)
        uri = f"articles/{article.id}/points-{number}.md"
        yield Part(link=PartLink(title=title, uri=uri, count=len(group)), items=group)
