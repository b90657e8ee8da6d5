"""An article's digest with its passages marked, and the further pages of a long article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from markupsafe import escape

from generator.base.addresses import passage_anchor, relative
from generator.base.model import Article, Point
from generator.site.pages.kinds.redirects import MovedAnchor
from generator.site.pages.paging.divide import Division
from generator.site.pages.paging.split import Part, PartLink
from generator.site.pages.views.records import Html, Marking, Page, PointView, ThemeTag, To, written
from generator.site.pages.views.views import Views
from generator.text.markup import Document, Span

_INSIDE = '<a href="#'
_WORDS = 80
"""Characters shown of a passage that stands elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """Context of ``digest``: a further page of an article's digest."""

    of: To
    part: str
    digest_part_links: tuple[PartLink, ...]
    body: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPage:
    """Context of ``entries``: some of an article's points; ``first`` is the number of the first."""

    of: To
    date: str
    part: str
    first: int
    points: tuple[PointView, ...]
    part_links: tuple[PartLink, ...]


def sheet_pages(views: Views, article: Article, division: Division) -> Iterator[Page]:
    """Yield the pages of a long article but its own: of its digest, and of its points."""
    for sheet in division.digest[1:]:
        yield _digest_page(views, article, sheet, division.digest)
    yield from _entries_pages(views, article, division.points)


def marking_of(article: Article) -> Marking:
    """Return what decides the senses of terms on an article's pages."""
    return Marking(date=article.published.text, senses=article.senses, on=article.glossary)


def _digest_page(
    views: Views, article: Article, sheet: Part[Document], sheets: Sequence[Part[Document]]
) -> Page:
    context = DigestPage(
        of=views.article(article),
        part=sheet.link.title,
        digest_part_links=tuple(each.link for each in sheets),
        body=body(views, article, sheet.link.uri, sheet.items),
    )
    return Page(
        uri=sheet.link.uri,
        title=f"{article.title}, {sheet.link.title}",
        template="digest",
        context=context,
        description=article.summary,
        edit_path=article.at.path,
        marking=marking_of(article),
        above=views.article(article),
    )


def _entries_pages(views: Views, article: Article, parts: Sequence[Part[Point]]) -> Iterator[Page]:
    part_links = tuple(part.link for part in parts)
    first = 1
    for part in parts:
        context = EntriesPage(
            of=views.article(article),
            date=article.published.label,
            part=part.link.title,
            first=first,
            points=views.points(point.id for point in part.items),
            part_links=part_links,
        )
        first += len(part.items)
        yield Page(
            uri=part.link.uri,
            title=f"{article.title}: points {part.link.title}",
            template="entries",
            context=context,
            edit_path=article.at.path,
            marking=marking_of(article),
            above=views.article(article),
        )


def body(views: Views, article: Article, uri: str, shown: Sequence[Document]) -> Html:
    """Return the part of a digest that a page shows; its links to its headings lead home.

    On the article's own page it stands below a heading, with others beside it.
    """
    blocks = {block.index for element in shown for block in element.blocks}
    spans = tuple(s for s in _spans(views, article, uri) if s.block in blocks)
    own = uri == article.uri
    html = "".join(element.html(spans, heading=3 if own else 2) for element in shown)
    if not own:
        html = html.replace(_INSIDE, f'<a href="{relative(uri, article.uri)}#')
    return Html(html)


def elsewhere(article: Article, sheets: Iterable[Part[Document]]) -> Iterator[MovedAnchor]:
    """Yield the headings and the passages of a digest's other pages."""
    passages: defaultdict[int, list[Point]] = defaultdict(list)
    for point in article.points:
        passages[point.passage.block].append(point)
    for sheet in sheets:
        for element in sheet.items:
            for anchor, words in element.headings():
                yield _place(sheet, anchor, anchor, words)
            for point in (p for block in element.blocks for p in passages[block.index]):
                for name in (point.fragment, *map(passage_anchor, point.former_ids)):
                    yield _place(sheet, name, point.fragment, point.passage.exact)


def _place(sheet: Part[Document], anchor: str, target: str, words: str) -> MovedAnchor:
    shown = words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"
    return MovedAnchor(anchor=anchor, target=To(title=shown, uri=f"{sheet.link.uri}#{target}"))


def _spans(views: Views, article: Article, uri: str) -> Iterator[Span]:
    division = views.divisions.get(article.id)
    pages = (part for part in division.points for _ in part.items) if division else repeat(None)
    for number, (point, part) in enumerate(zip(article.points, pages, strict=False), start=1):
        listed = relative(uri, part.link.uri) if part else ""
        yield Span(
            block=point.passage.block,
            start=point.passage.start,
            end=point.passage.end,
            id=point.fragment,
            attributes=dict(_deciding(point)),
            after=_note(number, views.tags(point.themes), listed),
        )
        for former in point.former_ids:
            yield Span(
                block=point.passage.block,
                start=point.passage.start,
                end=point.passage.end,
                id=passage_anchor(former),
            )


def _note(number: int, themes: tuple[ThemeTag, ...], listed: str) -> str:
    """Link a passage to its point, here or on another page; styles show number and colour."""
    names = escape(", ".join(theme.title for theme in themes))
    colour = f" theme-{themes[0].colour}" if themes else ""
    return (
        f'<a class="passage-note no-gloss{colour}" href="{escape(listed)}#point-{number}"'
        f' data-number="{number}" aria-label="Point {number}: {names}"></a>'
    )


def _deciding(point: Point) -> Iterator[tuple[str, str]]:
    """Yield what decides the senses of terms in a point's passage, for the marking extension."""
    yield "data-themes", " ".join(point.themes)
    if point.as_of:
        yield "data-date", point.as_of.text
    if point.senses:
        yield "data-senses", written(point.senses)
