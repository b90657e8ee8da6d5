"""An article's own page, with its marked passages."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.base import labels
from generator.base.language import spoken
from generator.base.language.cldr import number
from generator.base.limits import CITING_NAMED, EVENTS_OF_A_PAGE, SHARED_TERMS
from generator.base.model import Article, Dated, Publication
from generator.knowledge.link.findings import Reason, Related
from generator.site.pages.kinds.articles.citing import split_citing
from generator.site.pages.kinds.articles.digest import (
    Origin,
    article_marking,
    digest_html,
    origin_of,
)
from generator.site.pages.kinds.articles.parts import moved_anchors
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.backlinks import Backlink, backlinks
from generator.site.pages.views.page import Html, Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.reference import reference, reference_files, title_of
from generator.site.pages.views.report_address import report_address
from generator.site.pages.views.since import newest_since
from generator.site.pages.views.view_types import (
    ArticleCard,
    Change,
    MovedAnchor,
    PointView,
    SinceView,
    SpeakerView,
    change_of,
)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ReasonView(Struct, frozen=True, kw_only=True):
    """Why an article is related: a part's name, what is shared, how much more is, and its score."""

    kind: str
    items: tuple[To, ...]
    more: int
    score: str


class RelatedView(Struct, frozen=True, kw_only=True):
    """Another article and the reasons to read it."""

    card: ArticleCard
    score: str
    reasons: tuple[ReasonView, ...]


class ArticlePage(Struct, frozen=True, kw_only=True):
    """Context of ``article``.

    Attributes:
        dated: when it was published, with all that is known of it.
        interests: those of its authors.
        heading: what stands above its text, by whose words that is.
        text: whose words the text is.
        in_full: why it is published in its source's words, where it is.
        since: what has happened since, the newest first.
        digest_part_links: the pages of the digest, where it has several; the first is this one.
        moved_anchors: places in the digest's other pages, to which the page leads on.
        points: all of them, or none where they have pages of their own.
        point_part_links: those pages.
        score_parts: the parts of scores that count for at least one related article.
        backlinks: the newest of what refers to this article.
        cited_part_links: the pages of all of it, where it is much.
    """

    card: ArticleCard
    publication: Publication
    published_basis: str
    dated: str
    interests: tuple[str, ...]
    heading: str
    text: str
    rights: str
    in_full: str
    since: SinceView
    corrections: tuple[Change, ...]
    origin: Origin
    body: Html
    digest_part_links: tuple[PartLink, ...]
    moved_anchors: tuple[MovedAnchor, ...]
    points: tuple[PointView, ...]
    point_part_links: tuple[PartLink, ...]
    people: tuple[SpeakerView, ...]
    related: tuple[RelatedView, ...]
    score_parts: frozenset[str]
    backlinks: tuple[Backlink, ...]
    cited_part_links: tuple[PartLink, ...]
    reference: str
    reference_files: tuple[To, ...]
    report: str
    changes: tuple[Change, ...]
    reviewed: str


def article_page(presenter: Presenter, article: Article) -> Page:
    """Return an article's own page."""
    return Page(
        uri=article.uri,
        title=article.title,
        template="article",
        context=_context(presenter, article),
        kind="article",
        description=article.summary,
        data=_data(article),
        edit_path=article.at.path,
        marking=article_marking(article),
    )


def _context(presenter: Presenter, article: Article) -> ArticlePage:
    parts = presenter.article_parts.get(article.id)
    digest_parts = parts.digest if parts else ()
    shown = digest_parts[0].items if parts else (presenter.documents[article.at.path],)
    citing = backlinks(presenter, article.uri, article)
    since = presenter.links.since.articles.get(article.id, ())
    related = presenter.links.related.get(article.id, ())
    return ArticlePage(
        card=presenter.card(article),
        publication=article.publication,
        published_basis=article.published_basis,
        dated=article.published.label,
        interests=article.author_interests,
        heading=labels.TEXT_HEADINGS[article.text],
        text=article.text,
        rights=article.rights,
        in_full=labels.in_full(article.rights) if article.text == "full" else "",
        since=newest_since(presenter, since, EVENTS_OF_A_PAGE),
        corrections=tuple(_changes(presenter, article, article.corrections)),
        origin=origin_of(presenter, article),
        body=digest_html(presenter, article, article.uri, shown),
        digest_part_links=tuple(part.link for part in digest_parts),
        moved_anchors=tuple(moved_anchors(article, digest_parts)),
        points=() if parts else presenter.points(point.id for point in article.points),
        point_part_links=tuple(part.link for part in parts.points) if parts else (),
        people=tuple(who for p in article.people if (who := presenter.speaker(p))),
        related=tuple(_related(presenter, other) for other in related),
        score_parts=frozenset(reason.kind for other in related for reason in other.reasons),
        backlinks=citing[:CITING_NAMED],
        cited_part_links=tuple(part.link for part in split_citing(article, citing)),
        reference=reference(article),
        reference_files=reference_files(f"data/references/{article.id}"),
        report=report_address(presenter.library.settings, article.title, article.uri),
        changes=tuple(_changes(presenter, article, article.changes)),
        reviewed=article.reviewed.label if article.reviewed else "",
    )


def _data(article: Article) -> Mapping[str, object]:
    """Describe the page (schema.org/Article): as a work of ours, or as its source's in full."""
    page = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "description": article.summary,
        "inLanguage": article.language or spoken().tag,
    }
    if article.text == "full":
        return {**page, "isBasedOn": _source(article), "copyrightNotice": article.rights}
    return {**page, "citation": _source(article)}


def _source(article: Article) -> Mapping[str, object]:
    day = article.published.text
    source = {
        "@type": "CreativeWork",
        "name": title_of(article),
        "author": [{"@type": "Person", "name": name} for name in article.author_names],
        "publisher": article.publication.publisher,
        "url": article.publication.url,
        # What is no exact day is no date to schema.org.
        "datePublished": day if _DAY.fullmatch(day) else "",
        "inLanguage": article.publication.language or spoken().tag,
    }
    return {key: value for key, value in source.items() if value}


def _changes(presenter: Presenter, article: Article, notes: Iterable[Dated]) -> Iterator[Change]:
    page = presenter.article(article)
    return (change_of(note, page) for note in notes)


def _related(presenter: Presenter, related: Related) -> RelatedView:
    return RelatedView(
        card=presenter.card(presenter.library.articles[related.article]),
        score=number(related.score),
        reasons=tuple(_reason(presenter, reason) for reason in related.reasons),
    )


def _reason(presenter: Presenter, reason: Reason) -> ReasonView:
    items = tuple(_shared(presenter, reason.kind, reason.items))
    named = items[:SHARED_TERMS] if reason.kind == "terms" else items
    return ReasonView(
        kind=reason.kind, items=named, more=len(items) - len(named), score=number(reason.score)
    )


def _shared(presenter: Presenter, kind: str, items: tuple[str, ...]) -> Iterator[To]:
    """Turn the ids of a reason into words and links."""
    library = presenter.library
    for item in items:
        if kind == "terms":
            yield presenter.term(item)
        elif kind == "themes":
            yield presenter.theme(library.themes[item])
        elif kind == "people":
            yield presenter.person(item)
        elif kind == "places":
            yield presenter.place(item)
