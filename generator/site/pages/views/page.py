"""What a page is before it is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from generator.base.model import Choices

PageKind = Literal["home", "theme", "article", "term", "list", "plain", "moved"]


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
        articles: how many, for readers: ``3 articles``.
    """

    changed: str
    reviewed: str
    articles: str


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
        edit_path: the contributed file that a reader would edit, or empty.
        marking: how glossary terms are marked on it.
        basis: what it rests on, where its own text does not say it.
        above: the page that it is a part of, if that is not in the site's navigation.
    """

    uri: str
    title: str
    template: str
    context: object
    kind: PageKind = "list"
    description: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    edit_path: str = ""
    marking: Marking = Marking()
    basis: Basis | None = None
    above: To | None = None


def written_senses(senses: Choices) -> str:
    """Write chosen senses for the marking extension: ``icp=local|statutory; stp=plan``."""
    return "; ".join(f"{term}={'|'.join(chosen)}" for term, chosen in sorted(senses.items()))


Html = Markup
"""HTML made by us from contributed Markdown; safe to put into a page as it is."""
