"""Feeds of new articles and of changes and corrections: Atom (RFC 4287) and JSON Feed 1.1.

Ids are UUIDs made of the site's title and what an entry is, so that they stay when the site moves.
Without an address of the site (``site_url``), addresses in Atom are relative to the feed, as RFC
4287 allows; JSON Feed asks for full addresses, so there is none then. Dates come from the content
alone: the first day of an article's date, and the dates of changes and corrections.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.base import labels
from generator.base.addresses import url
from generator.base.dates import Period
from generator.base.foreign import language_in
from generator.base.kinds import SECTIONS
from generator.base.language import spoken
from generator.base.limits import FEED_ENTRIES
from generator.base.model import Article, Library, Past, Settings
from generator.knowledge.link.news import Note, news
from generator.site.data.as_json import as_json
from generator.site.render import Output

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


class _Entry(Struct, frozen=True, kw_only=True):
    """An entry of a feed.

    Attributes:
        key: what it is; its id is made of it.
        title: plain text.
        text: plain text.
        uri: source address of the page that it leads to.
        day: when it was published.
        changed: when it was last changed or corrected; not before ``day``.
        authors: names.
        language: of title and text, by BCP 47; empty where it is the site's.
    """

    key: str
    title: str
    text: str
    uri: str
    day: date
    changed: date
    authors: tuple[str, ...] = ()
    language: str = ""


def discovery(uris: Iterable[str]) -> list[dict[str, str]]:
    """Return what each page's head says of the feeds among some files, as the theme reads it."""
    known = {*uris}
    kinds = {".xml": "application/atom+xml", ".json": "application/feed+json"}
    return [
        {"uri": uri, "type": kind, "title": labels.FEEDS[name]}
        for name in labels.FEEDS
        for ending, kind in kinds.items()
        if (uri := f"feeds/{name}{ending}") in known
    ]


def feed_data(library: Library) -> Iterator[Output]:
    """Yield the feeds that have entries."""
    articles = sorted(library.articles.values(), key=lambda a: (a.published.sort_key, a.id))
    yield from _feed(library.settings, "articles", map(_article, articles))
    uris = {
        url(uri): uri
        for uri in (
            *(article.uri for article in library.articles.values()),
            *(theme.uri for theme in library.themes.values()),
            *(term.uri for term in library.terms.values()),
        )
    }
    told = (_past(past, uris) for past in library.history)
    yield from _feed(library.settings, "changes", (*map(_note, news(library)), *told))


def _article(article: Article) -> _Entry:
    day = _day(article.published)
    later = (_day(note.date) for note in (*article.changes, *article.corrections))
    status = article.status
    return _Entry(
        key=f"articles/{article.id}",
        title=labels.with_status(status.kind, article.title) if status else article.title,
        text=labels.with_reason(status.kind, status.reason, article.summary)
        if status
        else article.summary,
        uri=article.uri,
        day=day,
        changed=max((day, *later, *([_day(status.date)] if status else ()))),
        authors=article.author_names or (article.publication.publisher,),
        language=language_in(article.summary),
    )


def _note(note: Note) -> _Entry:
    return _Entry(
        key=f"{note.uri} {note.date.text} {note.key}",
        title=labels.note_title(note.title, correction=note.correction),
        text=_compared(labels.news(note.text, note.status, note.claim), note),
        uri=note.uri,
        day=_day(note.date),
        changed=_day(note.date),
        language=language_in(note.text),
    )


def _past(past: Past, uris: Mapping[str, str]) -> _Entry:
    """Return the entry of a difference; it leads to the page that it concerns, if that is there."""
    return _Entry(
        key=f"changes/{past.id}",
        title=past.sentence,
        text=_compared(past.sentence, past),
        uri=uris.get(past.url, SECTIONS["changes"].uri),
        day=_day(past.date),
        changed=_day(past.date),
    )


def _compared(sentence: str, change: Note | Past) -> str:
    """Return a sentence with what was and what is, each on a line, where that is told."""
    was = [labels.it_was(change.before)] if change.before else []
    now = [labels.it_is(change.after)] if change.after else []
    return "\n".join((sentence, *was, *now))


def _day(period: Period) -> date:
    """Return the first day of a period, or the first after one without a beginning."""
    return period.start or period.end or date.min


def _feed(settings: Settings, name: str, entries: Iterable[_Entry]) -> Iterator[Output]:
    unique = {entry.key: entry for entry in entries}
    newest = sorted(unique.values(), key=lambda e: (e.day, e.key), reverse=True)[:FEED_ENTRIES]
    if not newest:
        return
    full = labels.titled(settings.title, labels.FEEDS[name])
    if settings.url:
        yield Output(uri=f"feeds/{name}.json", data=_json(settings, name, full, newest))
    yield Output(uri=f"feeds/{name}.xml", data=_atom(settings, name, full, newest).encode())


def _address(settings: Settings, uri: str) -> str:
    """Return a page's full address, or without ``site_url`` its address from ``feeds/``."""
    base = f"{settings.url.rstrip('/')}/" if settings.url else "../"
    return base + url(uri)


def _id(settings: Settings, key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{settings.title} {key}')}"


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _atom(settings: Settings, name: str, title: str, entries: Sequence[_Entry]) -> str:
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": spoken().tag})
    _text(feed, "id", _id(settings, f"feeds/{name}"))
    _text(feed, "title", title)
    _text(feed, "updated", _time(max(entry.changed for entry in entries)))
    own = _address(settings, f"feeds/{name}.xml")
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": _address(settings, "index.md")})
    _text(ET.SubElement(feed, "author"), "name", settings.title)
    for entry in entries:
        _atom_entry(settings, ET.SubElement(feed, "entry"), entry)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _atom_entry(settings: Settings, element: ET.Element, entry: _Entry) -> None:
    _text(element, "id", _id(settings, entry.key))
    spoken = {"xml:lang": entry.language} if entry.language else {}
    _text(element, "title", entry.title, spoken)
    _text(element, "published", _time(entry.day))
    _text(element, "updated", _time(entry.changed))
    address = _address(settings, entry.uri)
    ET.SubElement(element, "link", {"rel": "alternate", "href": address})
    for author in filter(None, entry.authors):
        _text(ET.SubElement(element, "author"), "name", author)
    _text(element, "summary", entry.text, spoken)


def _text(
    parent: ET.Element, tag: str, text: str, attributes: Mapping[str, str] | None = None
) -> None:
    ET.SubElement(parent, tag, {**(attributes or {})}).text = text


def _json(settings: Settings, name: str, title: str, entries: Sequence[_Entry]) -> bytes:
    feed = {
        "version": _JSON_FEED,
        "title": title,
        "home_page_url": _address(settings, "index.md"),
        "feed_url": _address(settings, f"feeds/{name}.json"),
        "language": spoken().tag,
        "items": [_json_item(settings, entry) for entry in entries],
    }
    return as_json(feed, indent=1) + b"\n"


def _json_item(settings: Settings, entry: _Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": _id(settings, entry.key),
        "url": _address(settings, entry.uri),
        "title": entry.title,
        "content_text": entry.text,
        "date_published": _time(entry.day),
        "date_modified": _time(entry.changed),
    }
    if authors := [{"name": author} for author in entry.authors if author]:
        item["authors"] = authors
    if entry.language:
        item["language"] = entry.language
    return item
