"""Article pages with their marked passages, and the lists of articles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.base.model import Article, Publication
from generator.knowledge.link.findings import Related
from generator.site.pages.kinds.article_parts import body, elsewhere, marking_of, sheet_pages
from generator.site.pages.kinds.backlinks import (
    SHOWN,
    Backlink,
    backlinks,
    cited_pages,
    cited_parts,
)
from generator.site.pages.kinds.redirects import Place
from generator.site.pages.paging import size
from generator.site.pages.paging.divide import Division
from generator.site.pages.paging.split import Chunk, leaves
from generator.site.pages.views.records import (
    ArticleCard,
    Change,
    Html,
    Page,
    PointView,
    SpeakerView,
    To,
)
from generator.site.pages.views.reference import reference, reference_files, title_of
from generator.site.pages.views.views import Views
from generator.text.markup import Document

WHOLE = 60
"""Articles up to which the list stands on one page."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """Why an article is related: a part's name, what is shared, and its score."""

    kind: str
    items: tuple[To, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """Another article and the reasons to read it."""

    card: ArticleCard
    score: float
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Context of ``article``.

    Attributes:
        sheets: the pages of the digest, where it has several; the first is this one.
        elsewhere: places in the digest's other pages, from whose addresses here the page leads on.
        points: all of them, or none where they have pages of their own.
        point_chunks: those pages.
        backlinks: the newest of what refers to this article.
        cited_chunks: the pages of all of it, where it is much.
    """

    card: ArticleCard
    publication: Publication
    published_basis: str
    corrections: tuple[Change, ...]
    body: Html
    sheets: tuple[Chunk, ...]
    elsewhere: tuple[Place, ...]
    points: tuple[PointView, ...]
    point_chunks: tuple[Chunk, ...]
    people: tuple[SpeakerView, ...]
    related: tuple[RelatedView, ...]
    backlinks: tuple[Backlink, ...]
    cited_chunks: tuple[Chunk, ...]
    reference: str
    reference_files: tuple[To, ...]
    report: str
    changes: tuple[Change, ...]
    reviewed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleList:
    """Context of ``articles``: all of them, or the newest and the parts that hold the rest."""

    part: str
    cards: tuple[ArticleCard, ...]
    chunks: tuple[Chunk, ...]
    total: int


def article_pages(views: Views, documents: Mapping[str, Document]) -> Iterator[Page]:
    """Yield the lists of articles and a page for each article."""
    yield from _lists(views)
    for article in views.library.articles.values():
        yield from _pages(views, article, documents[article.at.path])


def _lists(views: Views) -> Iterator[Page]:
    articles = sorted(
        views.library.articles.values(), key=lambda a: (a.published.sort_key, a.id), reverse=True
    )
    cards = tuple(map(views.card, articles))
    sizes = {article.id: size.card(views.library, article) for article in articles}
    parts = leaves(
        cards,
        lambda card: card.year,
        "articles/by-year",
        size.PAGE,
        lambda card: max(sizes[card.id], size.PAGE // WHOLE),
    )
    for leaf in parts:
        yield Page(
            uri=leaf.uri,
            title=f"Articles, {leaf.part}" if leaf.part else "Articles",
            template="articles",
            context=ArticleList(
                part=leaf.part, cards=leaf.items, chunks=leaf.chunks, total=leaf.total
            ),
        )


def _pages(views: Views, article: Article, document: Document) -> Iterator[Page]:
    """Yield an article's own page, and those of its parts where it is long."""
    division = views.divisions.get(article.id)
    yield _article_page(views, article, document, division)
    if division:
        yield from sheet_pages(views, article, division)
    yield from cited_pages(views, article)


def _article_page(
    views: Views, article: Article, document: Document, division: Division | None
) -> Page:
    sheets = division.digest if division else ()
    shown = sheets[0].items if sheets else (document,)
    cited = backlinks(views, article.uri, article)
    context = ArticlePage(
        card=views.card(article),
        publication=article.publication,
        published_basis=article.published_basis,
        corrections=_notes(views, article, "corrections"),
        body=body(views, article, article.uri, shown),
        sheets=tuple(sheet.chunk for sheet in sheets),
        elsewhere=tuple(elsewhere(article, sheets[1:])),
        points=() if division else views.points(point.id for point in article.points),
        point_chunks=tuple(part.chunk for part in division.points) if division else (),
        people=tuple(speaker for p in article.people if (speaker := views.speaker(p))),
        related=tuple(_related(views, r) for r in views.links.related.get(article.id, ())),
        backlinks=cited[:SHOWN],
        cited_chunks=tuple(part.chunk for part in cited_parts(article, cited)),
        reference=reference(article),
        reference_files=reference_files(f"data/references/{article.id}"),
        report=views.report(article.title, article.uri),
        changes=_notes(views, article, "changes"),
        reviewed=article.reviewed.label if article.reviewed else "",
    )
    return Page(
        uri=article.uri,
        title=article.title,
        template="article",
        context=context,
        kind="article",
        description=article.summary,
        data=_data(article),
        edit_path=article.at.path,
        marking=marking_of(article),
    )


def _data(article: Article) -> Mapping[str, object]:
    """Describe the page as an article of ours that cites its source (schema.org/Article)."""
    day = article.published.text
    source = {
        "@type": "CreativeWork",
        "name": title_of(article),
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": article.publication.publisher,
        "url": article.publication.url,
        # What is no exact day is no date to schema.org.
        "datePublished": day if _DAY.fullmatch(day) else "",
    }
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "description": article.summary,
        "citation": {key: value for key, value in source.items() if value},
    }


def _notes(views: Views, article: Article, field: str) -> tuple[Change, ...]:
    notes = article.corrections if field == "corrections" else article.changes
    return tuple(
        Change(date=n.date.label, edtf=n.date.text, text=n.text, page=views.article(article))
        for n in notes
    )


def _related(views: Views, related: Related) -> RelatedView:
    return RelatedView(
        card=views.card(views.library.articles[related.article]),
        score=related.score,
        reasons=tuple(
            ReasonView(kind=r.kind, items=tuple(_named(views, r.kind, r.items)), score=r.score)
            for r in related.reasons
        ),
    )


def _named(views: Views, kind: str, items: tuple[str, ...]) -> Iterator[To]:
    """Turn the ids of a reason into words and links."""
    library = views.library
    for item in items:
        if kind == "terms":
            yield views.term(item)
        elif kind == "themes":
            yield views.theme(library.themes[item])
        elif kind == "people":
            yield views.person(item)
        elif kind == "places":
            yield views.place(item)
