"""Links from one page of the site to another, wherever lists split."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from generator.base.addresses import line_anchor, term_uri, theme_uri
from generator.base.model import Article, Library, Person, Point, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.voices import organisation_of
from generator.site.pages.paging.article_parts import ArticleParts
from generator.site.pages.views.directory import Directory
from generator.site.pages.views.page import To
from generator.site.pages.views.view_types import ThemeTag

COLOURS = 8
"""Colours in the palette; themes beyond that begin again."""


class Linker(Struct, frozen=True, kw_only=True):
    """Links to the pages of records.

    Attributes:
        library: all content.
        links: what follows from it.
        directory: where items of lists stand.
        article_parts: the parts of the articles that have several pages.
    """

    library: Library
    links: Links
    directory: Directory
    article_parts: Mapping[str, ArticleParts] = field(default_factory=dict)

    def passage(self, point: Point) -> str:
        """Return the source address of a point's passage."""
        parts = self.article_parts.get(point.article)
        return f"{parts.passage_pages[point.id]}#{point.fragment}" if parts else point.uri

    def line(self, theme: str, point: str) -> str:
        """Return the address of a point's line among the evidence on a theme."""
        uri = self.directory.line_pages.get((theme, point), theme_uri(theme))
        return f"{uri}#{line_anchor(point)}"

    def article(self, article: Article) -> To:
        """Link to an article."""
        return To(title=article.title, uri=article.uri)

    def theme(self, theme: Theme) -> To:
        """Link to a theme's page."""
        return To(title=theme.title, uri=theme.uri)

    def place(self, name: str) -> To:
        """Link to a place."""
        return To(title=name, uri=self.directory.place_uris.get(name, ""))

    def term(self, id_: str) -> To:
        """Link to a term's page."""
        term = self.library.terms[id_]
        return To(title=term.label, uri=term.uri)

    def person(self, id_: str) -> To:
        """Link to a person."""
        return To(title=self.directory.person_names[id_], uri=self.directory.person_uris[id_])

    def organisation(self, person: Person) -> To:
        """Link to the organisation that a person speaks for, or to its entry in the glossary."""
        term = person.organisation_term
        name = organisation_of(self.library, person)
        uri = self.directory.organisation_uris.get(name) or (term_uri(term) if term else "")
        return To(title=person.organisation, uri=uri)

    def tags(self, themes: Iterable[str]) -> tuple[ThemeTag, ...]:
        """Show themes, of which the ids are given, by their titles, in their order."""
        wanted = set(themes)
        return tuple(
            ThemeTag(
                id=theme.id,
                title=theme.title,
                uri=theme.uri,
                icon=theme.icon,
                colour=number % COLOURS + 1,
            )
            for number, theme in enumerate(self.library.themes.values())
            if theme.id in wanted
        )
