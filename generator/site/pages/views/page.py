"""What a page is before it is rendered."""

from collections.abc import Mapping
from typing import Literal

from markupsafe import Markup
from msgspec import Struct, field

from generator.base.model import Choices

PageKind = Literal["home", "theme", "article", "term", "list", "plain", "moved"]


class Marking(Struct, frozen=True, kw_only=True):
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


class Basis(Struct, frozen=True, kw_only=True):
    """When the content last changed and was last reviewed, and how many articles it rests on.

    Attributes:
        changed: for readers; empty where no change is noted.
        reviewed: likewise.
        articles: how many, for readers: ``3 articles``.
    """

    changed: str
    reviewed: str
    articles: str


class To(Struct, frozen=True, kw_only=True):
    """A link: its words and the source address that it leads to."""

    title: str
    uri: str


class Page(Struct, frozen=True, kw_only=True):
    """A page of the site.

    Attributes:
        uri: address of its source in the published tree, such as ``articles/x.md``.
        title: plain text.
        template: name of the template, without folder and suffix.
        context: a struct whose fields are the template's names.
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
    context: Struct
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
