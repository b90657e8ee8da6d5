"""The dated events, and the articles among them."""

from dataclasses import dataclass

from generator.dates import Period
from generator.model import Article, Event, Reference
from generator.pages.records import Page, To
from generator.pages.terms import term_link
from generator.pages.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event, or the publication of an article, in order of date."""

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
class TimelinePage:
    """Context of ``timeline``."""

    moments: tuple[Moment, ...]


def timeline_page(views: Views) -> Page:
    """Show events and articles in order of date."""
    library = views.library
    moments: list[tuple[Period, Moment]] = [(e.date, _event(views, e)) for e in library.events]
    moments += [(a.published, _article(views, a)) for a in library.articles.values()]
    ordered = sorted(moments, key=lambda dated: (dated[0].sort_key, dated[1].anchor))
    context = TimelinePage(moments=tuple(moment for _, moment in ordered))
    return Page(
        uri="timeline/index.md",
        title="Timeline",
        template="timeline",
        context=context,
        edit_path=library.events[0].at.path if library.events else "",
    )


def _event(views: Views, event: Event) -> Moment:
    return Moment(
        anchor=f"event-{event.id}",
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
    link = term_link(views, term)
    return To(title=link.title, uri=f"{link.uri}#sense-{sense}") if sense else link
