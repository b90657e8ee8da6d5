"""What a page is before it is rendered, and the parts that templates share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from generator.base.model import Choices, Figure
from generator.knowledge.link.findings import Support
from generator.site.pages.paging.split import Chunk

Kind = Literal["home", "theme", "article", "term", "list", "plain", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What decides the sense of a term on a page as a whole.

    Attributes:
        date: EDTF, or empty where the page has no date of its own.
        themes: ids.
        senses: choices made in front matter.
        term: id of the term whose entry this is, or empty; it is not marked on its own page.
        on: whether terms are marked at all.
    """

    date: str = ""
    themes: tuple[str, ...] = ()
    senses: Choices = field(default_factory=dict)
    term: str = ""
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """When the content last changed and was last reviewed, and how many articles it rests on.

    Attributes:
        changed: for readers; empty where no change is noted.
        reviewed: likewise.
        articles: how many.
    """

    changed: str
    reviewed: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class To:
    """A link: its words and the source address that it leads to."""

    title: str
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site.

    Attributes:
        uri: address of its source in the published tree, such as ``articles/x.md``.
        title: plain text.
        template: name of the template, without folder and suffix.
        context: a frozen dataclass whose fields are the template's names.
        description: one plain sentence for search engines.
        data: what the page says, for search engines: JSON-LD (schema.org).
        kind: what the page shows.
        edit_path: the contributed file that a reader would mend, or empty.
        marking: how glossary terms are marked on it.
        basis: what it rests on, where its own text does not say it.
        above: the page that it is a part of, if that is not in the site's navigation.
    """

    uri: str
    title: str
    template: str
    context: object
    kind: Kind = "list"
    description: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    edit_path: str = ""
    marking: Marking = Marking()
    basis: Basis | None = None
    above: To | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTag:
    """A theme as named on other pages; ``colour`` is its number in the palette, from 1."""

    id: str
    title: str
    uri: str
    icon: str
    colour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """Who says it, in the role of the time."""

    name: str
    role: str
    uri: str
    organisation: To | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """A related point: how it relates, read from this point's side, and where it stands."""

    kind: str
    stated: bool
    text: str
    article: To
    uri: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A key message or a question that rests on a point, in its own words."""

    kind: Literal["message", "question"]
    theme: str
    text: str
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """A line of evidence with all that a reader may ask of it."""

    id: str
    anchor: str
    """Id of the line on lists of evidence."""
    text: str
    kind: str
    standing: str
    date: str
    edtf: str
    year: str
    themes: tuple[ThemeTag, ...]
    """Each leads to the point's line in that theme's evidence."""
    theme_ids: str
    """The ids of its themes, with spaces between, in their order."""
    speaker: SpeakerView | None
    authors: tuple[str, ...]
    voice: str
    """The speaker's name, else the authors'."""
    source: str
    """Its article in few words: whose it is, and the year."""
    article: To
    uri: str
    """Its passage."""
    passage: str
    places: tuple[To, ...]
    figure: Figure | None
    amount: str
    """The figure as prose has it, or empty."""
    relations: tuple[RelationView, ...]
    """All, or the newest of many."""
    related: int
    """How many relations there are."""
    rest: tuple[Chunk, ...]
    """The pages of all related points, where they are many."""
    used_by: tuple[Use, ...]
    """Key messages and questions that rest on it."""
    senses: Choices
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A key message with its support and the points it rests on."""

    text: str
    anchor: str
    support: Support
    points: tuple[PointView, ...]
    articles: tuple[To, ...]
    senses: Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question and the points that raise it."""

    text: str
    anchor: str
    theme: To
    audience: str
    points: tuple[PointView, ...]
    senses: Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
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
    summary: str
    points: int
    themes: tuple[ThemeTag, ...]
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A dated note on a page."""

    date: str
    edtf: str
    text: str
    page: To


def written(senses: Choices) -> str:
    """Write chosen senses for the marking extension: ``icp=local|statutory; stp=plan``."""
    return "; ".join(f"{term}={'|'.join(chosen)}" for term, chosen in sorted(senses.items()))


Html = Markup
"""HTML made by us from contributed Markdown; safe to put into a page as it is."""
