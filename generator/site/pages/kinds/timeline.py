"""Articles, events and lifespans of terms over time: one picture, and the same as tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.base.addresses import sense_anchor
from generator.base.dates import span_label
from generator.base.model import Article, Event, Reference
from generator.knowledge.link.timeline import WHOLE, event_pages
from generator.site.pages.kinds.picture import Picture, dated_terms, draw
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.records import Page, To
from generator.site.pages.views.views import Views

SPANS = 120
"""Lifespans in the table; the glossary has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event, or the publication of an article."""

    anchor: str
    date: str
    edtf: str
    title: str
    text: str
    article: To | None
    starts: tuple[To, ...]
    ends: tuple[To, ...]
    source: Reference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The lifespan of one sense of a term."""

    term: To
    meaning: str
    period: str
    successor: To | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Context of ``timeline``."""

    part: str
    picture: Picture | None
    moments: tuple[Moment, ...]
    part_links: tuple[PartLink, ...]
    spans: tuple[Span, ...]
    span_total: int


def timeline_pages(views: Views) -> Iterator[Page]:
    """Yield the timeline, and where the events are many, a page for each year."""
    library = views.library
    uris = event_pages(library)
    by_page: defaultdict[str, list[Event]] = defaultdict(list)
    for event in library.events:
        by_page[uris[event.id]].append(event)
    whole = by_page.pop("timeline/index.md", [])
    part_links = tuple(_chunk(uri, events) for uri, events in by_page.items())
    spans = tuple(_spans(views))
    context = TimelinePage(
        part="",
        picture=draw(views),
        moments=_moments(views, whole),
        part_links=part_links,
        spans=spans[:SPANS],
        span_total=len(spans),
    )
    yield _page(views, "timeline/index.md", "Timeline", context)
    yield from _parts(views, by_page, part_links)


def _chunk(uri: str, events: Sequence[Event]) -> PartLink:
    year, _, part = uri.removeprefix("timeline/").removesuffix(".md").partition("-")
    return PartLink(title=f"{year}, part {part}" if part else year, uri=uri, count=len(events))


def _parts(
    views: Views, by_page: Mapping[str, Sequence[Event]], part_links: tuple[PartLink, ...]
) -> Iterator[Page]:
    for link in part_links:
        context = TimelinePage(
            part=link.title,
            picture=None,
            moments=tuple(_event(views, event) for event in by_page[link.uri]),
            part_links=part_links,
            spans=(),
            span_total=0,
        )
        yield _page(views, link.uri, f"Timeline: {link.title}", context)


def _page(views: Views, uri: str, title: str, context: TimelinePage) -> Page:
    events = views.library.events
    path = events[0].at.path if events else ""
    return Page(uri=uri, title=title, template="timeline", context=context, edit_path=path)


def _moments(views: Views, events: Sequence[Event]) -> tuple[Moment, ...]:
    """Show events, and the articles among them where there is room, in order of date."""
    moments = [(event.date, _event(views, event)) for event in events]
    articles = views.library.articles.values()
    if len(events) + len(articles) <= WHOLE:
        moments += [(article.published, _article(views, article)) for article in articles]
    ordered = sorted(moments, key=lambda dated: (dated[0].sort_key, dated[1].anchor))
    return tuple(moment for _, moment in ordered)


def _event(views: Views, event: Event) -> Moment:
    return Moment(
        anchor=event.anchor,
        date=event.date.label,
        edtf=event.date.text,
        title=event.title,
        text=event.text,
        article=None,
        starts=tuple(_term(views, name) for name in event.starts),
        ends=tuple(_term(views, name) for name in event.ends),
        source=event.source,
    )


def _article(views: Views, article: Article) -> Moment:
    return Moment(
        anchor=f"article-{article.id}",
        date=article.published.label,
        edtf=article.published.text,
        title=article.title,
        text="",
        article=views.article(article),
        starts=(),
        ends=(),
        source=None,
    )


def _term(views: Views, name: str) -> To:
    """Link to a term, or to one of its senses: ``stp`` or ``stp#plan``."""
    term, _, sense = name.partition("#")
    link = views.term(term)
    return To(title=link.title, uri=f"{link.uri}#{sense_anchor(sense)}") if sense else link


def _spans(views: Views) -> Iterator[Span]:
    for term in dated_terms(views):
        for sense in term.senses:
            yield Span(
                term=views.term(term.id),
                meaning=sense.expansion,
                period=span_label(sense.start, sense.end),
                successor=views.term(sense.successor) if sense.successor else None,
            )
