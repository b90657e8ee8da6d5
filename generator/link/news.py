"""What changed: the dated changes and corrections of articles and themes, the newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.dates import Period
from generator.model import Dated, Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A change or a correction, and the page that it concerns.

    Attributes:
        date: as written.
        text: what changed.
        title: the page's.
        uri: source address of the page.
        correction: whether it corrects what was wrong.
    """

    date: Period
    text: str
    title: str
    uri: str
    correction: bool


def news(library: Library) -> tuple[Note, ...]:
    """Return every change and correction, the newest first."""
    notes: list[Note] = []
    for article in library.articles.values():
        uri = f"articles/{article.id}.md"
        notes += _notes(article.corrections, article.title, uri, correction=True)
        notes += _notes(article.changes, article.title, uri, correction=False)
    for theme in library.themes.values():
        notes += _notes(theme.changes, theme.title, f"themes/{theme.id}.md", correction=False)
    notes.sort(key=lambda note: (note.uri, note.text))
    return tuple(sorted(notes, key=lambda note: note.date.sort_key, reverse=True))


def feeds(library: Library) -> tuple[str, ...]:
    """Return the names of the feeds that have an entry."""
    given = {"articles": library.articles, "changes": news(library)}
    return tuple(name for name, entries in given.items() if entries)


def _notes(dated: Iterable[Dated], title: str, uri: str, *, correction: bool) -> Iterator[Note]:
    for note in dated:
        yield Note(date=note.date, text=note.text, title=title, uri=uri, correction=correction)
