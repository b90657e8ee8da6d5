"""Articles, events and lifespans of terms over time: one picture, and the same as tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base import labels
from generator.base.addresses import sense_anchor
from generator.base.collation import order
from generator.base.dates import parse, span_label
from generator.base.limits import EVENTS_ON_A_PAGE, LIFESPANS_LISTED
from generator.base.model import Article, Event, Reference
from generator.knowledge.link.became import passings
from generator.knowledge.link.timeline import event_pages
from generator.site.pages.kinds.timeline.lifespans import dated_terms
from generator.site.pages.kinds.timeline.picture import Picture, draw
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.presenter import Presenter

_OWN = "timeline/index.md"


class Moment(Struct, frozen=True, kw_only=True):
    """An event, or the publication of an article.

    Attributes:
        starts: the terms that begin with it.
        changes: those of which one meaning ends with it and another begins.
        ends: those that end with it.
    """

    anchor: str
    date: str
    edtf: str
    title: str
    text: str
    article: To | None
    starts: tuple[To, ...]
    changes: tuple[To, ...]
    ends: tuple[To, ...]
    source: Reference | None


class Lifespan(Struct, frozen=True, kw_only=True):
    """The lifespan of one sense of a term."""

    term: To
    meaning: str
    period: str
    successor: To | None


class Became(Struct, frozen=True, kw_only=True):
    """A term, and what it became at a date."""

    before: To
    after: To
    date: str


class TimelinePage(Struct, frozen=True, kw_only=True):
    """Context of ``timeline``."""

    part: str
    picture: Picture | None
    became: tuple[Became, ...]
    moments: tuple[Moment, ...]
    part_links: tuple[PartLink, ...]
    spans: tuple[Lifespan, ...]
    span_total: int


def timeline_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the timeline, and where the events are many, a page for each year."""
    by_page = _events_by_page(presenter)
    whole = by_page.pop(_OWN, ())
    part_links = tuple(_part_link(uri, events) for uri, events in by_page.items())
    spans = tuple(_lifespans(presenter))
    context = TimelinePage(
        part="",
        picture=draw(presenter),
        became=tuple(_became(presenter)),
        moments=_moments(presenter, whole),
        part_links=part_links,
        spans=spans[:LIFESPANS_LISTED],
        span_total=len(spans),
    )
    yield _timeline_page(presenter, _OWN, context)
    yield from _part_pages(presenter, by_page, part_links)


def _became(presenter: Presenter) -> Iterator[Became]:
    for passing in passings(presenter.library)[:LIFESPANS_LISTED]:
        yield Became(
            before=presenter.term(passing.before),
            after=presenter.term(passing.after),
            date=parse(passing.day.isoformat()).label,
        )


def _events_by_page(presenter: Presenter) -> dict[str, Sequence[Event]]:
    """Return the events by the address of the page on which they stand."""
    uris = event_pages(presenter.library)
    by_page: defaultdict[str, list[Event]] = defaultdict(list)
    for event in presenter.library.events:
        by_page[uris[event.id]].append(event)
    return {**by_page}


def _part_link(uri: str, events: Sequence[Event]) -> PartLink:
    year, _, part = uri.removeprefix("timeline/").removesuffix(".md").partition("-")
    title = labels.numbered_part(labels.year_name(year), int(part or 1))
    return PartLink(title=title, uri=uri, count=len(events))


def _part_pages(
    presenter: Presenter, by_page: Mapping[str, Sequence[Event]], part_links: tuple[PartLink, ...]
) -> Iterator[Page]:
    for link in part_links:
        context = TimelinePage(
            part=link.title,
            picture=None,
            became=(),
            moments=tuple(_event_moment(presenter, event) for event in by_page[link.uri]),
            part_links=part_links,
            spans=(),
            span_total=0,
        )
        yield _timeline_page(presenter, link.uri, context)


def _timeline_page(presenter: Presenter, uri: str, context: TimelinePage) -> Page:
    events = presenter.library.events
    path = events[0].at.path if events else ""
    title = labels.titled(labels.section("timeline"), context.part)
    return Page(uri=uri, title=title, template="timeline", context=context, edit_path=path)


def _moments(presenter: Presenter, events: Sequence[Event]) -> tuple[Moment, ...]:
    """Show events, and the articles among them where there is room, in order of date."""
    moments = [(event.date, _event_moment(presenter, event)) for event in events]
    articles = presenter.library.articles.values()
    if len(events) + len(articles) <= EVENTS_ON_A_PAGE:
        moments += [(each.published, _article_moment(presenter, each)) for each in articles]
    ordered = sorted(moments, key=lambda dated: (dated[0].sort_key, dated[1].anchor))
    return tuple(moment for _, moment in ordered)


def _event_moment(presenter: Presenter, event: Event) -> Moment:
    changed = {*map(_term_of, event.starts)} & {*map(_term_of, event.ends)}
    return Moment(
        anchor=event.anchor,
        date=event.date.label,
        edtf=event.date.text,
        title=event.title,
        text=event.text,
        article=None,
        starts=_links(presenter, (n for n in event.starts if _term_of(n) not in changed)),
        changes=_links(presenter, (n for n in event.starts if _term_of(n) in changed)),
        ends=_links(presenter, (n for n in event.ends if _term_of(n) not in changed)),
        source=event.source,
    )


def _article_moment(presenter: Presenter, article: Article) -> Moment:
    return Moment(
        anchor=f"article-{article.id}",
        date=article.published.plain_label,
        edtf=article.published.text,
        title=article.title,
        text="",
        article=presenter.article(article),
        starts=(),
        changes=(),
        ends=(),
        source=None,
    )


def _term_of(name: str) -> str:
    return name.partition("#")[0]


def _links(presenter: Presenter, names: Iterable[str]) -> tuple[To, ...]:
    return tuple(_term_link(presenter, name) for name in names)


def _term_link(presenter: Presenter, name: str) -> To:
    """Link to a term, or to one of its senses: ``stp`` or ``stp#plan``."""
    sense = name.partition("#")[2]
    link = presenter.term(_term_of(name))
    return To(title=link.title, uri=f"{link.uri}#{sense_anchor(sense)}") if sense else link


def _lifespans(presenter: Presenter) -> Iterator[Lifespan]:
    for term in sorted(dated_terms(presenter), key=lambda term: (order(term.label), term.id)):
        for sense in term.senses:
            yield Lifespan(
                term=presenter.term(term.id),
                meaning=sense.expansion,
                period=span_label(sense.start, sense.end),
                successor=presenter.term(sense.successor) if sense.successor else None,
            )
