"""Stage 8: what stands on which page. Templates decide how it looks."""

from collections.abc import Mapping

from msgspec.structs import replace

from generator.base import labels
from generator.base.model import Library
from generator.knowledge.link import Links
from generator.knowledge.review import Task
from generator.site.pages.kinds import KINDS
from generator.site.pages.views.basis import basis_of
from generator.site.pages.views.dead_links import without_dead_links
from generator.site.pages.views.page import Basis, Page
from generator.site.pages.views.presenter import Presenter
from generator.text.markup import Document

__all__ = ["Page", "pages"]

_OF_THE_WHOLE = frozenset({"home", "list", "term"})
"""Kinds of page that draw on all articles."""


def pages(
    library: Library,
    links: Links,
    documents: Mapping[str, Document],
    tasks: tuple[Task, ...] | None = None,
) -> tuple[Page, ...]:
    """Return every page of the site, sorted by address.

    Args:
        library: all checked content.
        links: what follows from it.
        documents: the parsed body of each contributed file, by its path.
        tasks: what editors should look at, where a page is to tell of it.
    """
    presenter = Presenter.of(library, links, without_dead_links(library, documents), tasks)
    basis = basis_of(library)
    whole = (_whole(page, basis) for make in KINDS for page in make(presenter))
    return tuple(sorted(whole, key=lambda page: page.uri))


def _whole(page: Page, basis: Basis) -> Page:
    """Return a page with what it says at its foot, and with a description."""
    return replace(
        page,
        description=page.description or labels.description(page.template, page.title),
        basis=basis if page.kind in _OF_THE_WHOLE else None,
    )
