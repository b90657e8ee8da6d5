"""What changed: the dated changes and corrections of articles and themes, the newest first."""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from generator.base.addresses import article_uri, theme_uri
from generator.base.dates import Period
from generator.base.model import Article, Dated, Library, Status, StatusKind


class Note(Struct, frozen=True, kw_only=True):
    """A change or a correction, and the page that it concerns.

    Attributes:
        key: tells it from others of its page and date, whatever words readers see.
        date: as written.
        text: what changed, or why.
        status: what has become of the page or the claim, where that is no correction; or empty.
        claim: of which claim of the page, where it concerns one alone; or empty.
        title: the page's.
        uri: source address of the page.
        correction: whether it corrects what was wrong.
        before: what was told before, or empty.
        after: what is told since, or empty.
    """

    key: str
    date: Period
    text: str
    title: str
    uri: str
    correction: bool
    status: StatusKind | Literal[""] = ""
    claim: str = ""
    before: str = ""
    after: str = ""


def news(library: Library) -> tuple[Note, ...]:
    """Return every change and correction, the newest first."""
    notes: list[Note] = []
    for article in library.articles.values():
        notes += _notes(article.corrections, article.title, article.uri, correction=True)
        notes += _became(article)
        notes += _notes(article.changes, article.title, article.uri, correction=False)
    for theme in library.themes.values():
        notes += _notes(theme.changes, theme.title, theme.uri, correction=False)
    notes.sort(key=lambda note: (note.uri, note.key))
    return tuple(sorted(notes, key=lambda note: note.date.sort_key, reverse=True))


def newest(library: Library, articles: Collection[str], themes: Collection[str]) -> Period | None:
    """Return the newest date of some articles and themes; no stage asks for today's.

    It is one on which something was published, changed, corrected or reviewed.
    """
    pages = {*map(article_uri, articles), *map(theme_uri, themes)}
    dates = [
        *(library.themes[id_].reviewed for id_ in themes),
        *(library.articles[id_].reviewed for id_ in articles),
        *(note.date for note in news(library) if note.uri in pages),
        *(library.articles[id_].published for id_ in articles),
    ]
    return max(filter(None, dates), key=lambda date: date.sort_key, default=None)


def feed_names(library: Library) -> tuple[str, ...]:
    """Return the names of the feeds that have an entry."""
    given = {"articles": library.articles, "changes": (*library.history, *news(library))}
    return tuple(name for name, entries in given.items() if entries)


def _became(article: Article) -> Iterator[Note]:
    """Yield what has become of an article, and of points of it by themselves."""
    if article.status:
        yield _of_status(article, article.id, article.status)
    for point in article.points:
        if (status := point.status) and status != article.status:
            yield _of_status(article, point.id, status, point.text)


def _of_status(article: Article, what: str, status: Status, claim: str = "") -> Note:
    """Return what has become of a thing as a note: a correction is told as others are."""
    corrected = status.kind == "corrected"
    return Note(
        key=f"{what} {status.kind}",
        date=status.date,
        text=status.reason,
        status="" if corrected else status.kind,
        claim=claim,
        title=article.title,
        uri=article.uri,
        correction=corrected,
    )


def _notes(dated: Iterable[Dated], title: str, uri: str, *, correction: bool) -> Iterator[Note]:
    for note in dated:
        yield Note(
            key=note.text,
            date=note.date,
            text=note.text,
            title=title,
            uri=uri,
            correction=correction,
            before=note.before,
            after=note.after,
        )
