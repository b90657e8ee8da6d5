"""A state of a briefing: what ``data/briefing.json`` says of it, as records.

A state is made of what is published, or of what would be: both go through the same record, so that
a published site compares with a folder as two folders do.
"""

import json
import re
from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Annotated

from msgspec import Meta, Struct, ValidationError, convert, field

from generator.base.bounds import NUMBER_DIGITS
from generator.base.model import SupportKind
from generator.source.characters import UNSAFE

VERSION = 2
"""The form of the data that this reads and writes."""
_QUOTED = re.compile("`([^`]*)`")
_WORDS: Mapping[str, str] = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a group of keys",
}
"""What msgspec calls the kinds of values."""
_HALF = re.compile("[\ud800-\udfff]")
"""Halves of characters, which JSON can write and UTF-8 cannot."""


_MOST = 10**NUMBER_DIGITS - 1
_Number = Annotated[int, Meta(ge=-_MOST, le=_MOST)] | Annotated[float, Meta(ge=-_MOST, le=_MOST)]
"""What content may give as a figure; ``NaN`` and infinity, which Python reads as JSON, are none."""


class StateError(Exception):
    """A text is no state that can be compared; the message says why, in a sentence."""


class Site(Struct, frozen=True, kw_only=True):
    """Which site it is; its address where that is known."""

    title: str
    address: str | None


class Note(Struct, frozen=True, kw_only=True):
    """A dated note: a change or a correction."""

    date: str
    text: str
    before: str | None = None
    after: str | None = None


class Status(Struct, frozen=True, kw_only=True):
    """What has become of a source or a claim."""

    kind: str
    date: str
    reason: str

    @property
    def retracted(self) -> bool:
        """Tell whether it stands no longer."""
        return self.kind == "retracted"


class Source(Struct, frozen=True, kw_only=True):
    """The work that an article digests."""

    publisher: str | None
    title: str | None
    address: str | None
    note: str | None


class Author(Struct, frozen=True, kw_only=True):
    """Who wrote it."""

    name: str
    interest: str | None


class Article(Struct, frozen=True, kw_only=True):
    """A digest of one source."""

    id: str
    url: str
    title: str
    published: str
    source: Source
    authors: tuple[Author, ...]
    kind: str
    summary: str
    text: str
    changes: tuple[Note, ...]
    corrections: tuple[Note, ...]
    status: Status | None
    former_ids: tuple[str, ...]


class Speaker(Struct, frozen=True, kw_only=True):
    """Who says a point, in the role of the time."""

    id: str
    name: str
    role: str
    organisation: str
    interest: str | None


class FigurePart(Struct, frozen=True, kw_only=True):
    """A part of a figure."""

    value: _Number
    about: str


class Figure(Struct, frozen=True, kw_only=True):
    """A figure; ``caution`` is what it must not be read as."""

    value: _Number | str
    of: _Number | None
    before: _Number | None = None
    parts: tuple[FigurePart, ...] = ()
    unit: str
    about: str
    period: str
    caution: str = field(name="not")


class Bearing(Struct, frozen=True, kw_only=True):
    """An event after something that bears on it."""

    event: str


class Point(Struct, frozen=True, kw_only=True):
    """One claim of an article; ``place`` counts the characters of its text before the passage."""

    id: str
    article: str
    url: str
    text: str
    kind: str
    themes: tuple[str, ...]
    speaker: Speaker | None
    passage: str
    place: int
    standing: str
    as_of: str
    due: str | None
    figure: Figure | None
    places: tuple[str, ...]
    agrees: tuple[str, ...]
    disputes: tuple[str, ...]
    qualifies: tuple[str, ...]
    repeats: tuple[str, ...]
    updates: tuple[str, ...]
    since: tuple[Bearing, ...]
    status: Status | None
    former_ids: tuple[str, ...]

    def relations(self) -> tuple[tuple[str, str], ...]:
        """Return what it states of other points: relation and id."""
        kinds = ("agrees", "disputes", "qualifies", "repeats", "updates")
        return tuple((kind, other) for kind in kinds for other in getattr(self, kind))


class Objection(Struct, frozen=True, kw_only=True):
    """A point against a message, or against a point of it."""

    point: str
    against: str | None


class Message(Struct, frozen=True, kw_only=True):
    """A key message with its support."""

    text: str
    section: str | None
    points: tuple[str, ...]
    support: SupportKind
    basis: str
    contested_by: tuple[Objection, ...]
    limited_by: tuple[Objection, ...]
    since: tuple[Bearing, ...]


class Question(Struct, frozen=True, kw_only=True):
    """A question to ask."""

    text: str
    audience: str = field(name="for")
    points: tuple[str, ...]
    since: tuple[Bearing, ...]


class Section(Struct, frozen=True, kw_only=True):
    """A heading over key messages."""

    id: str
    title: str


class Gaps(Struct, frozen=True, kw_only=True):
    """What a theme lacks: years, and ways to put a point."""

    years: tuple[Annotated[str, Meta(pattern="^[0-9]{1,9}$")], ...]
    standings: tuple[str, ...]


class Theme(Struct, frozen=True, kw_only=True):
    """A briefing."""

    id: str
    url: str
    title: str
    question: str
    text: str
    sections: tuple[Section, ...]
    messages: tuple[Message, ...]
    questions: tuple[Question, ...]
    gaps: Gaps
    changes: tuple[Note, ...]
    former_ids: tuple[str, ...]


class Sense(Struct, frozen=True, kw_only=True):
    """What a term means in a period."""

    id: str
    start: str | None = field(name="from")
    end: str | None = field(name="to")
    expansion: str | None
    definition: str
    source: str
    successor: str | None

    @property
    def words(self) -> str:
        """Return what it means, in the fewest words."""
        return self.expansion or self.definition


class Mention(Struct, frozen=True, kw_only=True):
    """A use of a term: its page, the senses it may have there, and its sentence."""

    url: str
    senses: tuple[str, ...]
    date: str | None
    sentence: str


class Term(Struct, frozen=True, kw_only=True):
    """An entry of the glossary."""

    id: str
    url: str
    label: str = field(name="term")
    text: str
    senses: tuple[Sense, ...]
    used_in: tuple[Mention, ...]
    former_ids: tuple[str, ...]


class Event(Struct, frozen=True, kw_only=True):
    """A dated event."""

    id: str
    date: str
    title: str
    text: str
    effect: str | None
    source: str


class Page(Struct, frozen=True, kw_only=True):
    """A page of text without annotations."""

    id: str
    url: str
    title: str
    text: str


class Disagreement(Struct, frozen=True, kw_only=True):
    """Points that dispute or qualify one another."""

    kind: str
    question: str | None
    points: Annotated[tuple[str, ...], Meta(min_length=1)]


class Told(Struct, frozen=True, kw_only=True):
    """What readers were told of a difference between two published states."""

    id: str
    date: str
    kind: str
    url: str
    sentence: str
    before: str | None
    after: str | None
    points: tuple[str, ...] = ()


class State(Struct, frozen=True, kw_only=True):
    """A whole briefing."""

    site: Site
    as_of: str | None
    articles: tuple[Article, ...]
    points: tuple[Point, ...]
    themes: tuple[Theme, ...]
    terms: tuple[Term, ...]
    events: tuple[Event, ...]
    pages: tuple[Page, ...]
    disagreements: tuple[Disagreement, ...]
    changes: tuple[Told, ...]


def state_of(record: Mapping[str, object]) -> State:
    """Return the state that a record of ``data/briefing.json`` describes.

    Raises:
        StateError: it is of another form.
    """
    if record.get("version") != VERSION:
        raise StateError(_other_version(record.get("version")))
    try:
        state = convert(_shown(record), State)
    except ValidationError as error:
        raise StateError(f"is broken: {_said(error)}") from error
    except RecursionError as error:
        raise StateError("is broken: it holds too much inside one another") from error
    for kind, name in _lost(state):
        raise StateError(f"is broken: it names the {kind} “{name}”, and has none of that name")
    return state


def _said(error: ValidationError) -> str:
    """Say where data are of another form, and how."""
    said, _, place = str(error).partition(" - at `$.")
    wrong = _QUOTED.sub(_everyday, f"{said[:1].lower()}{said[1:]}")
    return f"at {place.removesuffix('`')}, {wrong}" if place else wrong


def _everyday(quoted: re.Match[str]) -> str:
    """Return a name of msgspec's, or several, in everyday words; any other name as it is."""
    return " or ".join(dict.fromkeys(_WORDS.get(name, name) for name in quoted[1].split(" | ")))


def _lost(state: State) -> Iterator[tuple[str, str]]:
    """Yield what records name and the state lacks, of what a comparison looks up."""
    articles = {article.id for article in state.articles}
    points = {point.id for point in state.points}
    events = {event.id for event in state.events}
    bearing = (bearing.event for since in _since(state) for bearing in since)
    sides = (point for each in state.disagreements for point in each.points)
    messages = (point for theme in state.themes for line in theme.messages for point in line.points)
    questions = (p for theme in state.themes for line in theme.questions for p in line.points)
    yield from (("article", each.article) for each in state.points if each.article not in articles)
    yield from (("event", event) for event in bearing if event not in events)
    yield from (
        ("point", point) for point in (*sides, *messages, *questions) if point not in points
    )


def _since(state: State) -> Iterator[tuple[Bearing, ...]]:
    yield from (point.since for point in state.points)
    for theme in state.themes:
        yield from (message.since for message in theme.messages)
        yield from (question.since for question in theme.questions)


def state_of_text(text: str) -> State:
    """Return the state that the text of a ``data/briefing.json`` describes.

    Raises:
        StateError: it is broken, or of another version.
    """
    if not text.strip():
        raise StateError("is empty")
    try:
        record = json.loads(text)
    except JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise StateError(f"is no JSON: it cannot be read from {place} on") from error
    except (ValueError, RecursionError) as error:
        raise StateError(
            "is no JSON that can be read: it is too deep, or a number too long"
        ) from error
    if not isinstance(record, dict) or "articles" not in record:
        raise StateError("is not a site’s data/briefing.json: it has no articles")
    return state_of(record)


def _shown(value: object) -> object:
    """Return a value of JSON, its texts plain and with nothing that a terminal would obey."""
    if isinstance(value, str):
        return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _HALF.sub("", value))
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    if isinstance(value, dict):
        return {_shown(key): _shown(each) for key, each in value.items()}
    return value


def _other_version(found: object) -> str:
    if not isinstance(found, int) or isinstance(found, bool):
        return "says no version of its form, so that it cannot be compared"
    if found < VERSION:
        return (
            f"has version {found} of the data, and this program compares version {VERSION}. "
            "Build the site anew from its content, or compare with a git revision"
        )
    return (
        f"has version {found} of the data, which a newer program wrote; this one compares version "
        f"{VERSION}. Update this program"
    )
