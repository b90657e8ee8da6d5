"""The kinds of content and the sections of the site: folders, addresses, names and labels.

This is the only table of them. Where a kind of file lies, what may not be its name, where its pages
stand and where texts may link to: whoever needs one of these asks here.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.base.language import N_, NP_, gettext

CONTENT = "content"
"""The folder of a project that holds everything contributed."""

Kind = Literal["article", "theme", "term", "timeline", "page", "image", "notice"]
FrontMatter = Literal["required", "optional", "whole", "none"]
"""Whether front matter must stand, may stand, is the whole file or has no place in it."""


class Content(Struct, frozen=True, kw_only=True):
    """A kind of file in ``content/``.

    Attributes:
        kind: what the program and its messages call it.
        folder: the folder in ``content/`` that holds its files; empty for ``content/`` itself.
        file: the one name that its file may have, or empty where each file has its own.
        front_matter: whether it has any.
        name: the key of front matter that says what it is called, or empty.
        lasting: whether ``former_ids`` keep its old addresses alive.
    """

    kind: Kind
    folder: str = ""
    file: str = ""
    front_matter: FrontMatter = "required"
    name: str = ""
    lasting: bool = False

    @property
    def files(self) -> str:
        """Return the pattern of its files' paths in a project."""
        return f"{CONTENT}/{self.file}" if self.file else self.path("*")

    def path(self, id_: str) -> str:
        """Return the path of a Markdown file of this kind in a project."""
        return f"{CONTENT}/{self.uri(id_)}"

    def uri(self, id_: str) -> str:
        """Return the source address of the page that such a file becomes."""
        return f"{self.folder}/{id_}.md" if self.folder else f"{id_}.md"


class Section(Struct, frozen=True, kw_only=True):
    """A folder of the published site.

    Attributes:
        folder: its name; no plain page may have the same.
        title: what readers see it called, in English, or empty for what is not made of pages.
        linked: whether it has a first page, to which texts may link.
        own: names in it, besides ``index``, that the site gives to pages and folders of its own.
    """

    folder: str
    title: str = ""
    linked: bool = False
    own: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """Return what readers see it called, in their language."""
        return gettext(self.title)

    @property
    def uri(self) -> str:
        """Return the source address of its first page."""
        return f"{self.folder}/index.md"


CONTENTS: Mapping[Kind, Content] = {
    content.kind: content
    for content in (
        Content(kind="article", folder="articles", name="title", lasting=True),
        Content(kind="theme", folder="themes", name="title", lasting=True),
        Content(kind="term", folder="glossary", name="term", lasting=True),
        Content(kind="timeline", file="timeline.yml", front_matter="whole"),
        Content(kind="page", front_matter="optional", name="title"),
        Content(kind="image", folder="images", front_matter="none"),
        Content(kind="notice", file="index.md", front_matter="none"),
    )
}
"""Every kind of file; a notice is our own word to publishers, and never published."""

PAPERS = "papers"
"""The folder of the site that holds papers for boards."""

SECTIONS: Mapping[str, Section] = {
    section.folder: section
    for section in (
        Section(folder="admin"),
        Section(folder="articles", title=N_("Articles"), linked=True, own=frozenset({"by-year"})),
        Section(folder="assets"),
        Section(folder="changes", title=N_("Changes"), linked=True),
        Section(folder="coverage", title=N_("What is missing"), linked=True),
        Section(folder="data"),
        Section(folder="disagreements", title=N_("Where sources disagree"), linked=True),
        Section(folder="examples", title=N_("Examples and places"), linked=True),
        Section(folder="feeds"),
        Section(folder="figures", title=N_("Figures"), linked=True),
        Section(folder="glossary", title=N_("Glossary"), linked=True, own=frozenset({"letters"})),
        Section(folder="images"),
        Section(folder=PAPERS),
        Section(folder="questions", title=N_("Questions to ask"), linked=True),
        Section(folder="review", title=N_("To be looked at")),
        Section(folder="search", title=NP_("section", "Search"), linked=True),
        Section(folder="themes", title=N_("Themes"), linked=True),
        Section(folder="timeline", title=N_("Timeline"), linked=True),
        Section(folder="voices", title=N_("Voices"), linked=True),
    )
}
"""Every folder that the site has, or may have."""

UNDATED = "undated"
"""The key, in lists by year and in their addresses, of what lies in no single year."""

_PUBLISHERS = frozenset({"404", "feed", "javascripts", "robots", "sitemap", "stylesheets", "tags"})
"""What publishers and their themes put beside our pages."""

HOME = "index.md"
"""Source address of the first page."""

FOLDERS: Mapping[str, Kind] = {
    content.folder: content.kind for content in CONTENTS.values() if content.folder
}
"""Folder in ``content/`` → kind of its files."""

LASTING = tuple(content for content in CONTENTS.values() if content.lasting)
"""Kinds of file whose old addresses are kept alive."""

LINKED = frozenset({HOME, *(section.uri for section in SECTIONS.values() if section.linked)})
"""Source addresses of pages to which texts may link although nobody wrote them."""


def kept_names(kind: Kind) -> frozenset[str]:
    """Return the names that the site keeps from files of a kind for what it makes itself."""
    if kind == "page":
        return frozenset({"index", *SECTIONS, *_PUBLISHERS})
    section = SECTIONS.get(CONTENTS[kind].folder)
    return frozenset({*section.own, "index"}) if section and section.linked else frozenset()


def uri_of(path: str) -> str:
    """Return the source address that a path of content has in the published tree."""
    return path.removeprefix(f"{CONTENT}/")
