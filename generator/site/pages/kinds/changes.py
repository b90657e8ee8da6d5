"""What changed: what content says of itself, and what is told otherwise than it was."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.base import labels
from generator.base.dates import Period, year_of
from generator.base.foreign import language_in, like, told_in, woven
from generator.base.limits import CHANGES_ON_A_PAGE
from generator.base.model import Article, Past, Term, Theme
from generator.base.names import article_of
from generator.knowledge.link.news import Note, news
from generator.site.pages.paging.split import Folder, PartLink, list_pages
from generator.site.pages.views.page import Marking, Page, To
from generator.site.pages.views.presenter import Presenter

_WORDS_OF_A_POINT = 80
"""Characters of a point by which a link to its passage is named."""
_CONTRIBUTED = frozenset(
    {
        *("message-dropped", "message-reworded", "message-added", "point-deleted"),
        *("point-reworded", "speaker-changed", "role-changed", "meaning-changed"),
    }
)
"""Kinds of changes of which content itself says what was and what is."""


class ChangeLine(Struct, frozen=True, kw_only=True):
    """One change.

    Attributes:
        date: for readers.
        text: what changed, and why.
        page: the page that it concerns, or its name alone where that is gone.
        before: what it was, or empty.
        after: what it is, or empty.
        correction: whether it corrects what was wrong.
        points: of which it tells.
    """

    date: str
    text: str
    page: To | None
    before: str
    after: str
    correction: bool
    points: tuple[To, ...]


class ChangesPage(Struct, frozen=True, kw_only=True):
    """Context of ``changes``."""

    part: str
    lines: tuple[ChangeLine, ...]
    part_links: tuple[PartLink, ...]
    total: int


def change_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield all changes, the newest first, and their parts by year."""
    library = presenter.library
    found: list[Past | Note] = [*library.history, *news(library)]
    found.sort(key=lambda each: each.date.sort_key, reverse=True)
    pages = list_pages(found, lambda each: _year(each.date), Folder("changes"), CHANGES_ON_A_PAGE)
    for page in pages:
        context = ChangesPage(
            part=page.part,
            lines=tuple(_line(presenter, each) for each in page.items),
            part_links=page.part_links,
            total=page.total,
        )
        title = labels.titled(labels.section("changes"), page.part)
        marking = Marking(on=False)
        yield Page(uri=page.uri, title=title, template="changes", context=context, marking=marking)


def _year(date: Period) -> str:
    return year_of(date)


def _line(presenter: Presenter, change: Past | Note) -> ChangeLine:
    if isinstance(change, Note):
        return ChangeLine(
            date=change.date.label,
            text=labels.news(change.text, change.status, change.claim),
            page=To(title=change.title, uri=change.uri),
            before=change.before,
            after=change.after,
            correction=change.correction,
            points=(),
        )
    record = _record(presenter, change.url)
    language = record.language if record and change.kind in _CONTRIBUTED else ""
    return ChangeLine(
        date=change.date.label,
        text=woven(change.sentence, *_named_in(presenter, record)) if record else change.sentence,
        page=_page(presenter, record),
        before=told_in(language, change.before),
        after=told_in(language, change.after),
        correction=False,
        points=tuple(_points(presenter, change)),
    )


def _points(presenter: Presenter, change: Past) -> Iterator[To]:
    """Yield links to the passages of the points that are still there."""
    known = presenter.library.points
    for point in (known[id_] for id_ in change.points if id_ in known):
        title = like(point.text, labels.shortened(point.text, _WORDS_OF_A_POINT))
        yield To(title=title, uri=presenter.passage(point))


def _record(presenter: Presenter, url: str) -> Article | Theme | Term | None:
    """Return what has the page at an address, if it is still there."""
    library, (folder, _, id_) = presenter.library, url.strip("/").partition("/")
    if folder == "articles":
        return library.articles.get(id_)
    if folder == "themes":
        return library.themes.get(id_)
    return library.terms.get(id_) if folder == "glossary" else None


def _page(presenter: Presenter, record: Article | Theme | Term | None) -> To | None:
    match record:
        case Article():
            return presenter.article(record)
        case Theme():
            return presenter.theme(record)
        case Term():
            return presenter.term(record.id)
    return None


def _named_in(presenter: Presenter, record: Article | Theme | Term) -> Iterator[str]:
    """Yield the words of a record that a sentence on it may have, each as it knows its language.

    What was told is kept as text alone. What the record does not say any more is not known again.
    """
    match record:
        case Article():
            yield from _claims(presenter, (point.id for point in record.points))
        case Theme():
            yield from _claims(presenter, (p for each in record.messages for p in each.points))
            yield from (message.text for message in record.messages)
            yield from (each.question for each in record.disagreements)
        case Term():
            yield from (sense.expansion for sense in record.senses)
            yield record.label
            return
    yield record.title


def _claims(presenter: Presenter, ids: Iterable[str]) -> Iterator[str]:
    """Yield words and titles of some points, and of those that stand in a relation to them."""
    library, relations = presenter.library, presenter.links.relations
    for id_ in ids:
        for each in (id_, *(relation.point for relation in relations.get(id_, ()))):
            text, title = library.points[each].text, library.articles[article_of(each)].title
            yield from (like(said, said.rstrip(".")) for said in (text, title) if language_in(said))
