"""Stage 7: what stands on which page. Templates decide how it looks."""

from collections.abc import Mapping

from generator.link import Links
from generator.markup import Document
from generator.model import Library
from generator.pages.articles import article_pages
from generator.pages.evidence import evidence_parts, pages_of_lines
from generator.pages.home import home_page
from generator.pages.plain import plain_pages
from generator.pages.records import Page
from generator.pages.terms import term_pages
from generator.pages.themes import theme_pages
from generator.pages.timeline import timeline_page
from generator.pages.views import Views
from generator.pages.voices import voice_pages

__all__ = ["Page", "pages"]


def pages(library: Library, links: Links, documents: Mapping[str, Document]) -> tuple[Page, ...]:
    """Return every page of the site, sorted by address.

    Args:
        library: all checked content.
        links: what follows from it.
        documents: the parsed body of each contributed file, by its path.
    """
    parts = evidence_parts(library, links)
    views = Views(library, links, pages_of_lines(parts))
    made = (
        home_page(views),
        *theme_pages(views, documents, parts),
        *article_pages(views, documents),
        *term_pages(views, documents),
        *voice_pages(views),
        timeline_page(views),
        *plain_pages(views, documents),
    )
    return tuple(sorted(made, key=lambda page: page.uri))
