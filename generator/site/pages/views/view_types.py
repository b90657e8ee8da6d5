"""Points, messages, articles and themes as templates show them."""

from typing import Literal

from msgspec import Struct

from generator.base.model import (
    Choices,
    Dated,
    Figure,
    Inferable,
    Reference,
    SpeakerKind,
    StatusKind,
    SupportKind,
)
from generator.knowledge.link.findings import SupportBasis, VoiceKind
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.drawing import Drawing
from generator.site.pages.views.page import To


class ThemeTag(Struct, frozen=True, kw_only=True):
    """A theme as named on other pages; ``colour`` is its number in the palette, from 1."""

    id: str
    title: str
    uri: str
    icon: str
    colour: int


class SpeakerView(Struct, frozen=True, kw_only=True):
    """Who says it: a person in the role of the time, a body or a group."""

    name: str
    kind: SpeakerKind
    role: str
    uri: str
    organisation: To | None
    interest: str
    inferred: tuple[Inferable, ...]


class StatusView(Struct, frozen=True, kw_only=True):
    """What has become of a source or a claim of it.

    Attributes:
        kind: its id.
        label: the same in a word.
        whose: the source in few words.
        date: since when, in words.
        reason: why.
        superseded_by: links to what took its place.
        source: where it was said, if anywhere.
    """

    kind: StatusKind
    label: str
    whose: str
    date: str
    reason: str
    superseded_by: tuple[To, ...]
    source: Reference | None


class RelationView(Struct, frozen=True, kw_only=True):
    """A related point: how it relates, read from this point's side, and where it stands."""

    kind: str
    stated: bool
    text: str
    status: StatusView | None
    article: To
    uri: str
    date: str


class RestingLine(Struct, frozen=True, kw_only=True):
    """A key message or a question that rests on a point, in its own words."""

    kind: Literal["message", "question"]
    theme: str
    text: str
    uri: str


class EventView(Struct, frozen=True, kw_only=True):
    """An event after what it stands beside.

    Attributes:
        title: what happened.
        uri: where the timeline has it.
        date: when, in words.
        planned: whether it lies after what pages call today.
        failed: whether it is that something did not happen.
        source: what it rests on.
    """

    title: str
    uri: str
    date: str
    planned: bool
    failed: bool
    source: Reference


class SinceView(Struct, frozen=True, kw_only=True):
    """The events after something: those that are named, and how many there are."""

    events: tuple[EventView, ...]
    total: int


class Told(Struct, frozen=True, kw_only=True):
    """A part of a line, and what to say after it: what became of the term that ends it."""

    text: str
    now: str


class PointView(Struct, frozen=True, kw_only=True):
    """A line of evidence with all that a reader may ask of it."""

    id: str
    anchor: str
    """Id of the line on lists of evidence."""
    text: str
    kind: str
    standing: str
    date: str
    dates: str
    """What decides the senses of its terms: EDTF, the nearest first, with a space between."""
    year: str
    years: tuple[str, ...]
    """Those that it may be of, where it is of none for sure."""
    themes: tuple[ThemeTag, ...]
    theme_ids: str
    """The ids of its themes, with spaces between, in their order."""
    speaker: SpeakerView | None
    authors: tuple[str, ...]
    interests: tuple[str, ...]
    """Interests of the authors."""
    all_interests: tuple[str, ...]
    """Those and the speaker's by name, where the source alone is named."""
    published: str
    """When its article appeared, in few words."""
    reporter: str
    """Whose article it is: the authors, else the publisher."""
    whose: VoiceKind
    """The kind of voice that says it."""
    voice: str
    """The speaker's name, else the authors'."""
    voice_id: str
    """By what filters know that."""
    source: str
    """Its article in few words: whose it is, and the year."""
    article: To
    article_id: str
    uri: str
    """Its passage."""
    passage: str
    opening: str
    """The passage's first words, or all where another's of the article begins with the same."""
    places: tuple[To, ...]
    figure: Figure | None
    amount: str
    """The figure as prose has it, or empty."""
    drawing: Drawing | None
    relations: tuple[RelationView, ...]
    """All, or the newest of many."""
    related: int
    """How many relations there are."""
    related_part_links: tuple[PartLink, ...]
    """The pages of all related points, where they are many."""
    used_by: tuple[RestingLine, ...]
    """Key messages and questions that rest on it."""
    since: SinceView
    senses: Choices
    status: StatusView | None
    draft: bool

    @property
    def leads(self) -> bool:
        """Tell whether a page may show it first: it is neither retracted nor replaced."""
        return self.status is None or self.status.kind == "corrected"


class ObjectionView(Struct, frozen=True, kw_only=True):
    """A point that disputes or limits a key message, and where the disagreement is told."""

    kind: Literal["contested", "limited"]
    point: PointView
    dispute: To | None


class MessageView(Struct, frozen=True, kw_only=True):
    """A key message with its support and the points it rests on."""

    text: str
    told: tuple[Told, ...]
    """The text with present names of terms that have ended."""
    anchor: str
    support: SupportKind
    basis: SupportBasis
    objections: tuple[ObjectionView, ...]
    section: str
    years: str
    """Of when its points are, in words."""
    of_its_sources: bool
    """Whether that is when their articles were published."""
    points: tuple[PointView, ...]
    statuses: tuple[StatusView, ...]
    """What has become of its points, each once."""
    since: SinceView
    senses: Choices


class QuestionView(Struct, frozen=True, kw_only=True):
    """A question and the points that raise it."""

    text: str
    told: tuple[Told, ...]
    anchor: str
    theme_id: str
    theme: To
    audience_id: str
    audience: str
    points: tuple[PointView, ...]
    statuses: tuple[StatusView, ...]
    """What has become of its points, each once."""
    since: SinceView
    senses: Choices


class ArticleCard(Struct, frozen=True, kw_only=True):
    """An article in a list."""

    id: str
    title: str
    uri: str
    date: str
    edtf: str
    year: str
    kind: str
    publisher: str
    authors: tuple[str, ...]
    original: str
    """The source's address, or empty."""
    summary: str
    points: int
    themes: tuple[ThemeTag, ...]
    status: StatusView | None
    draft: bool


class Change(Struct, frozen=True, kw_only=True):
    """A dated note on a page; what was told before and is told since, where that is known."""

    date: str
    edtf: str
    text: str
    before: str
    after: str
    page: To


def change_of(note: Dated, page: To) -> Change:
    """Show a note on a page."""
    return Change(
        date=note.date.label,
        edtf=note.date.text,
        text=note.text,
        before=note.before,
        after=note.after,
        page=page,
    )


class MovedAnchor(Struct, frozen=True, kw_only=True):
    """An anchor at which something stood before, and where it is now."""

    anchor: str
    target: To
