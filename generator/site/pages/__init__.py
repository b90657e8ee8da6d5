"""Stage 8: what stands on which page. Templates decide how it looks."""

from collections.abc import Mapping
from dataclasses import replace

from generator.base.model import Library
from generator.knowledge.link import Links
from generator.site.pages.kinds.articles import article_pages
from generator.site.pages.kinds.coverage import coverage_pages
from generator.site.pages.kinds.disagreements import disagreement_pages
from generator.site.pages.kinds.examples import example_pages
from generator.site.pages.kinds.figures import figure_pages
from generator.site.pages.kinds.home import home_page
from generator.site.pages.kinds.plain import plain_pages
from generator.site.pages.kinds.points import point_pages
from generator.site.pages.kinds.questions import question_pages
from generator.site.pages.kinds.redirects import moved_pages
from generator.site.pages.kinds.search import search_page
from generator.site.pages.kinds.terms import term_pages
from generator.site.pages.kinds.themes import theme_pages
from generator.site.pages.kinds.timeline import timeline_pages
from generator.site.pages.kinds.voices import voice_pages
from generator.site.pages.paging.divide import divide
from generator.site.pages.views.basis import basis
from generator.site.pages.views.described import described
from generator.site.pages.views.directory import direct
from generator.site.pages.views.named import named
from generator.site.pages.views.records import Page
from generator.site.pages.views.unlink import unlink
from generator.site.pages.views.views import Views
from generator.text.markup import Document

__all__ = ["Page", "pages"]

_OF_THE_WHOLE = frozenset({"home", "list", "term"})
"""Kinds of page that draw on all articles."""


def pages(library: Library, links: Links, documents: Mapping[str, Document]) -> tuple[Page, ...]:
    """Return every page of the site, sorted by address.

    Args:
        library: all checked content.
        links: what follows from it.
        documents: the parsed body of each contributed file, by its path.
    """
    documents = unlink(library, documents)
    divisions = divide(library, links, documents)
    views = Views(library, links, direct(library, links), divisions, named(library, documents))
    made = (
        home_page(views),
        search_page(views),
        *theme_pages(views, documents),
        *article_pages(views, documents),
        *term_pages(views, documents),
        *voice_pages(views),
        *disagreement_pages(views),
        *figure_pages(views),
        *example_pages(views),
        *question_pages(views),
        *point_pages(views),
        *coverage_pages(views),
        *timeline_pages(views),
        *moved_pages(views),
        *plain_pages(views, documents),
    )
    of_all = basis(library)
    whole = (
        replace(
            page,
            description=described(page),
            basis=of_all if page.kind in _OF_THE_WHOLE else None,
        )
        for page in made
    )
    return tuple(sorted(whole, key=lambda page: page.uri))
