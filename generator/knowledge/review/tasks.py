"""What should be looked at, told from the checked content alone: no address is asked for."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator.base.dates import Period
from generator.base.model import Article, Library, Term, Theme
from generator.base.names import article_of
from generator.base.problems import At, Problem
from generator.knowledge.changes import Translations
from generator.knowledge.link import Links
from generator.knowledge.link.findings import Bearings, LineRef
from generator.knowledge.review.task import KINDS, Limits, Task, TaskKind

_UNDEFINED = frozenset({"unknown-acronym", "undefined-in-message"})
"""Problems that tell of terms without an entry, or without one that holds there."""
_ONE = frozenset({"single", "repeated"})
"""Support by one source."""


class _Desk(Struct, frozen=True):
    """What lies before an editor."""

    library: Library
    links: Links
    problems: Sequence[Problem]
    limits: Limits
    translations: Translations


def review(
    library: Library,
    links: Links,
    problems: Sequence[Problem],
    limits: Limits,
    translations: Translations = MappingProxyType({}),
) -> tuple[Task, ...]:
    """Return all that should be looked at, the most pressing kind first, each from the oldest on.

    Args:
        library: all content, drafts among it.
        links: what follows from it.
        problems: what the check says of it.
        limits: from when on something needs a look.
        translations: what the site says in its other languages.
    """
    desk = _Desk(library, links, problems, limits, translations)
    found = [task for find in _ALL for task in find(desk)]
    return tuple(sorted(found, key=_order))


def _order(task: Task) -> tuple[object, ...]:
    date = task.date.sort_key if task.date else ()
    return (KINDS.index(task.kind), not date, date, task.at)


def _dead_addresses(desk: _Desk) -> Iterator[Task]:
    for article in desk.library.articles.values():
        if article.publication.url in desk.limits.dead:
            yield _task(article, "dead-address", article.publication.url)
    for term in desk.library.terms.values():
        for sense in term.senses:
            if sense.source.url in desk.limits.dead:
                yield replace(_task(term, "dead-address", sense.source.url), at=sense.at)
    for event in desk.library.events:
        if event.source.url in desk.limits.dead:
            yield Task(
                kind="dead-address",
                at=event.at,
                name=event.title,
                uri=f"timeline/index.md#{event.anchor}",
                detail=event.source.url,
            )


def _events_since_reviews(desk: _Desk) -> Iterator[Task]:
    since = desk.links.since
    for article in desk.library.articles.values():
        yield from _unreviewed(article, since.articles.get(article.id, ()))
    for theme in desk.library.themes.values():
        yield from _unreviewed(theme, since.themes.get(theme.id, ()))


def _unreviewed(record: Article | Theme, bearings: Bearings) -> Iterator[Task]:
    """Yield a task for each event after the last review; what was never reviewed has its own."""
    for event in {bearing.event.id: bearing.event for bearing in bearings}.values():
        if record.reviewed and record.reviewed.before(event.date):
            yield replace(_task(record, "event-since-review", event.title), date=event.date)


def _reviews(desk: _Desk) -> Iterator[Task]:
    today = desk.library.as_of
    records: tuple[Article | Theme, ...] = (
        *desk.library.articles.values(),
        *desk.library.themes.values(),
    )
    for record in records:
        if not record.reviewed:
            yield _task(record, "never-reviewed")
        elif today and _old(record.reviewed, today, desk.limits.days):
            yield replace(_task(record, "old-review"), date=record.reviewed)


def _old(reviewed: Period, today: Period, days: int) -> bool:
    """Tell whether a review surely lies so many days back."""
    return bool(reviewed.end and today.start and reviewed.end + timedelta(days=days) < today.start)


def _one_source(desk: _Desk) -> Iterator[Task]:
    for theme in desk.library.themes.values():
        for index, message in enumerate(theme.messages):
            ref = LineRef(kind="message", theme=theme.id, index=index)
            support = desk.links.support[ref]
            if support.basis in _ONE:
                uri = f"{theme.uri}#{ref.anchor}"
                titles = (desk.library.articles[id_].title for id_ in support.articles)
                task = _task(theme, "one-source", "; ".join(titles))
                yield replace(task, at=message.at, name=message.text, uri=uri)


def _drafts(desk: _Desk) -> Iterator[Task]:
    for article in desk.library.articles.values():
        if article.draft:
            yield _task(article, "draft")
        for point in article.points:
            if point.draft and not article.draft:
                task = _task(article, "draft", article.title)
                yield replace(task, at=point.at, name=point.text, uri=point.uri)


def _without_address(desk: _Desk) -> Iterator[Task]:
    for article in desk.library.articles.values():
        if not article.publication.url:
            yield _task(article, "no-address", article.publication.publisher)


def _unused_points(desk: _Desk) -> Iterator[Task]:
    used = {*_used(desk)}
    for point in desk.library.points.values():
        if point.id not in used and not point.draft and not desk.links.relations.get(point.id):
            article = desk.library.articles[article_of(point.id)]
            task = _task(article, "unused-point", article.title)
            yield replace(task, at=point.at, name=point.text, uri=point.uri)


def _used(desk: _Desk) -> Iterator[str]:
    """Yield the points that a message, a question, a disagreement or an event names."""
    for theme in desk.library.themes.values():
        for message in theme.messages:
            yield from (*message.points, *message.contested_by, *message.limited_by)
        for question in theme.questions:
            yield from question.points
        for disagreement in theme.disagreements:
            yield from disagreement.points
    for event in desk.library.events:
        yield from event.affects.points


def _undefined(desk: _Desk) -> Iterator[Task]:
    records = {record.at.path: record for record in _records(desk.library)}
    for problem in desk.problems:
        if problem.code in _UNDEFINED:
            if record := records.get(problem.at.path):
                task = _task(record, "undefined-term", problem.message)
                yield replace(task, at=problem.at)
            else:
                yield Task(
                    kind="undefined-term",
                    at=problem.at,
                    name=problem.at.path,
                    uri="",
                    detail=problem.message,
                )


def _records(library: Library) -> Iterator[Article | Theme | Term]:
    yield from library.articles.values()
    yield from library.themes.values()
    yield from library.terms.values()


def _terms(desk: _Desk) -> Iterator[Task]:
    """Yield tasks of terms; what a term is of use for, the check knows: it may never be marked."""
    unused = {problem.at for problem in desk.problems if problem.code == "unused-term"}
    for term in desk.library.terms.values():
        if term.at in unused:
            yield _task(term, "unused-term")
        for sense in term.senses:
            if not _first_rank(sense.source.url, desk.limits.first_rank):
                task = _task(term, "term-without-source", sense.source.title)
                yield replace(task, at=sense.at)


def _first_rank(url: str, hosts: Sequence[str]) -> bool:
    """Tell whether an address is one on which a definition should rest."""
    host = urlsplit(url).hostname or ""
    return bool(host) and (not hosts or any(host == h or host.endswith(f".{h}") for h in hosts))


def _unclear_dates(desk: _Desk) -> Iterator[Task]:
    for article in desk.library.articles.values():
        if not article.published.certain:
            task = _task(article, "unclear-date", article.published_basis)
            yield replace(task, date=article.published)


def _long_digests(desk: _Desk) -> Iterator[Task]:
    for article in desk.library.articles.values():
        words = sum(len(block.text.split()) for block in article.blocks)
        if words > desk.limits.words:
            yield replace(_task(article, "long-digest"), number=words)


def _untranslated(desk: _Desk) -> Iterator[Task]:
    pages = {page.at.path: page for page in desk.library.pages.values()}
    records = {record.at.path: record for record in _records(desk.library)}
    for tag, files in sorted(desk.translations.items()):
        for file in (each for each in files if each.lacking):
            task = Task(kind="untranslated", at=At(file.path), name=file.path, uri="")
            if page := pages.get(file.path):
                task = replace(task, at=page.at, name=page.title, uri=page.uri)
            elif record := records.get(file.path):
                task = _task(record, "untranslated")
            yield replace(task, detail=tag, number=file.lacking)


def _task(record: Article | Theme | Term, kind: TaskKind, detail: str = "") -> Task:
    name = record.label if isinstance(record, Term) else record.title
    return Task(
        kind=kind,
        at=record.at,
        name=name,
        uri=record.uri,
        detail=detail,
        owner=record.owner,
    )


_ALL: tuple[Callable[[_Desk], Iterator[Task]], ...] = (
    _dead_addresses,
    _events_since_reviews,
    _reviews,
    _one_source,
    _drafts,
    _without_address,
    _unused_points,
    _undefined,
    _terms,
    _unclear_dates,
    _long_digests,
    _untranslated,
)
