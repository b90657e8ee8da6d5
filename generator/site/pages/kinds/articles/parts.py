"""The further pages of a long article: of its digest, and of its points."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from generator.base import labels
from generator.base.addresses import passage_anchor
from generator.base.foreign import told_in
from generator.base.limits import PASSAGE_CHARACTERS
from generator.base.model import Article, Point
from generator.site.pages.kinds.articles.digest import (
    Origin,
    article_marking,
    digest_html,
    origin_of,
)
from generator.site.pages.paging.article_parts import ArticleParts
from generator.site.pages.paging.split import Part, PartLink
from generator.site.pages.views.page import Html, Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import MovedAnchor, PointView
from generator.text.markup import Document


class DigestPage(Struct, frozen=True, kw_only=True):
    """Context of ``digest``: a further page of an article's digest."""

    of: To
    text: str
    part: str
    digest_part_links: tuple[PartLink, ...]
    origin: Origin
    body: Html


class EntriesPage(Struct, frozen=True, kw_only=True):
    """Context of ``entries``: some of an article's points; ``first`` is the number of the first."""

    of: To
    date: str
    part: str
    first: int
    points: tuple[PointView, ...]
    part_links: tuple[PartLink, ...]


def part_pages(presenter: Presenter, article: Article, parts: ArticleParts) -> Iterator[Page]:
    """Yield the pages of a long article but its own."""
    for part in parts.digest[1:]:
        yield _digest_page(presenter, article, part, parts.digest)
    yield from _entries_pages(presenter, article, parts.points)


def _digest_page(
    presenter: Presenter, article: Article, part: Part[Document], parts: Sequence[Part[Document]]
) -> Page:
    context = DigestPage(
        of=presenter.article(article),
        text=article.text,
        part=part.link.title,
        digest_part_links=tuple(each.link for each in parts),
        origin=origin_of(presenter, article),
        body=digest_html(presenter, article, part.link.uri, part.items),
    )
    return Page(
        uri=part.link.uri,
        title=labels.digest_page(article.title, part.link.title),
        template="digest",
        context=context,
        description=article.summary,
        edit_path=article.at.path,
        marking=article_marking(article),
        above=presenter.article(article),
    )


def _entries_pages(
    presenter: Presenter, article: Article, parts: Sequence[Part[Point]]
) -> Iterator[Page]:
    part_links = tuple(part.link for part in parts)
    first = 1
    for part in parts:
        context = EntriesPage(
            of=presenter.article(article),
            date=article.published.plain_label,
            part=part.link.title,
            first=first,
            points=presenter.points(point.id for point in part.items),
            part_links=part_links,
        )
        first += len(part.items)
        yield Page(
            uri=part.link.uri,
            title=labels.points_page(article.title, part.link.title),
            template="entries",
            context=context,
            edit_path=article.at.path,
            marking=article_marking(article),
            above=presenter.article(article),
        )


def moved_anchors(article: Article, parts: Sequence[Part[Document]]) -> Iterator[MovedAnchor]:
    """Yield the headings and the passages of a digest's pages that its first one does not have.

    A note with a passage may stand on several pages: the first of them is led to.
    """
    passages: defaultdict[int, list[Point]] = defaultdict(list)
    for point in article.points:
        passages[point.passage.block].append(point)
    for number, part in enumerate(parts):
        for element in part.items:
            points = [p for block in element.blocks for p in passages.pop(block.index, ())]
            if number:
                yield from _moved_from(part, element, points, article.language)


def _moved_from(
    part: Part[Document], element: Document, points: Iterable[Point], language: str
) -> Iterator[MovedAnchor]:
    for anchor, words in element.headings():
        yield _moved(part, anchor, anchor, told_in(language, words))
    for point in points:
        for name in (point.fragment, *map(passage_anchor, point.former_ids)):
            yield _moved(part, name, point.fragment, point.passage.exact)


def _moved(part: Part[Document], anchor: str, target: str, words: str) -> MovedAnchor:
    title = labels.shortened(words, PASSAGE_CHARACTERS)
    return MovedAnchor(anchor=anchor, target=To(title=title, uri=f"{part.link.uri}#{target}"))
