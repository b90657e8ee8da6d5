"""Article pages with their marked passages, and the lists of articles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.link.records import Related
from generator.markup import Document, Span
from generator.model import Article, Point, Publication
from generator.pages.records import (
    ArticleCard,
    Change,
    Chunk,
    Html,
    Marking,
    Page,
    PointView,
    SpeakerView,
    ThemeTag,
    To,
    written,
)
from generator.pages.reference import reference, reference_files, title_of
from generator.pages.split import leaves
from generator.pages.views import Views

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
    """Context of ``article``."""

    card: ArticleCard
    publication: Publication
    published_basis: str
    corrections: tuple[Change, ...]
    body: Html
    points: tuple[PointView, ...]
    people: tuple[SpeakerView, ...]
    related: tuple[RelatedView, ...]
    cited_by: tuple[To, ...]
    terms: tuple[To, ...]
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
        yield _article_page(views, article, documents[article.at.path])


def _lists(views: Views) -> Iterator[Page]:
    articles = sorted(
        views.library.articles.values(), key=lambda a: (a.published.sort_key, a.id), reverse=True
    )
    cards = tuple(map(views.card, articles))
    for leaf in leaves(cards, lambda card: card.year, "articles/by-year", WHOLE):
        yield Page(
            uri=leaf.uri,
            title=f"Articles of {leaf.part}" if leaf.part else "Articles",
            template="articles",
            context=ArticleList(
                part=leaf.part, cards=leaf.items, chunks=leaf.chunks, total=leaf.total
            ),
        )


def _article_page(views: Views, article: Article, document: Document) -> Page:
    context = ArticlePage(
        card=views.card(article),
        publication=article.publication,
        published_basis=article.published_basis,
        corrections=_notes(views, article, "corrections"),
        body=Html(document.html(tuple(_spans(views, article)))),
        points=views.points(point.id for point in article.points),
        people=tuple(speaker for p in article.people if (speaker := views.speaker(p))),
        related=tuple(_related(views, r) for r in views.links.related.get(article.id, ())),
        cited_by=tuple(_citing(views, article)),
        terms=views.terms(f"articles/{article.id}.md"),
        reference=reference(article),
        reference_files=reference_files(f"data/references/{article.id}"),
        report=views.report(article.title, f"articles/{article.id}.md"),
        changes=_notes(views, article, "changes"),
        reviewed=article.reviewed.label if article.reviewed else "",
    )
    return Page(
        uri=f"articles/{article.id}.md",
        title=article.title,
        template="article",
        context=context,
        kind="article",
        description=article.summary,
        data=_data(article),
        edit_path=article.at.path,
        marking=Marking(date=article.published.text, senses=article.senses, on=article.glossary),
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


def _spans(views: Views, article: Article) -> Iterator[Span]:
    for number, point in enumerate(article.points, start=1):
        yield Span(
            block=point.passage.block,
            start=point.passage.start,
            end=point.passage.end,
            id=point.fragment,
            attributes=dict(_deciding(point)),
            after=_note(number, views.tags(point.themes)),
        )
        for former in point.former_ids:
            yield Span(
                block=point.passage.block,
                start=point.passage.start,
                end=point.passage.end,
                id=f"p-{former}",
            )


def _note(number: int, themes: tuple[ThemeTag, ...]) -> str:
    """Link a passage to its point in the list below; styles show the number and the colour."""
    names = ", ".join(theme.title for theme in themes)
    colour = f" theme-{themes[0].colour}" if themes else ""
    note = Markup(
        '<a class="passage-note no-gloss{}" href="#point-{}" data-number="{}"'
        ' aria-label="Point {}: {}"></a>'
    )
    return str(note.format(colour, number, number, number, names))


def _deciding(point: Point) -> Iterator[tuple[str, str]]:
    """Yield what decides the senses of terms in a point's passage, for the marking extension."""
    yield "data-themes", " ".join(point.themes)
    if point.as_of:
        yield "data-date", point.as_of.text
    if point.senses:
        yield "data-senses", written(point.senses)


def _notes(views: Views, article: Article, field: str) -> tuple[Change, ...]:
    notes = article.corrections if field == "corrections" else article.changes
    return tuple(
        Change(date=n.date.label, edtf=n.date.text, text=n.text, page=views.article(article))
        for n in notes
    )


def _citing(views: Views, article: Article) -> Iterator[To]:
    """Yield the other articles whose points refer to this one's; each point says how."""
    found = {
        views.library.points[relation.point].article
        for point in article.points
        for relation in views.links.relations.get(point.id, ())
        if not relation.stated
    }
    for id_ in sorted(found - {article.id}):
        yield views.article(views.library.articles[id_])


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
