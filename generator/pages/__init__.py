"""Stage 7: what stands on which page. Templates decide how it looks."""

from collections.abc import Mapping
from dataclasses import replace

from generator.link import Links
from generator.markup import Document
from generator.model import Library
from generator.pages.articles import article_pages
from generator.pages.basis import basis
from generator.pages.coverage import coverage_pages
from generator.pages.described import described
from generator.pages.directory import direct
from generator.pages.disagreements import disagreement_pages
from generator.pages.divide import divide
from generator.pages.examples import example_pages
from generator.pages.figures import figure_pages
from generator.pages.home import home_page
from generator.pages.moved import moved_pages
from generator.pages.named import named
from generator.pages.plain import plain_pages
from generator.pages.pointlists import point_pages
from generator.pages.questions import question_pages
from generator.pages.records import Page
from generator.pages.search import search_page
from generator.pages.terms import term_pages
from generator.pages.themes import theme_pages
from generator.pages.timeline import timeline_pages
from generator.pages.unlink import unlink
from generator.pages.views import Views
from generator.pages.voices import voice_pages

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
