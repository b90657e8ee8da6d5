"""The glossary, and a page for each term."""

from collections.abc import Iterator

from generator.site.pages.kinds.terms.entry import predecessors_of_terms, term_page
from generator.site.pages.kinds.terms.glossary import glossary_pages
from generator.site.pages.kinds.terms.mentions import mentions_pages
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter


def term_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the glossary, each term's page, and the parts of long lists of its uses."""
    yield from glossary_pages(presenter)
    predecessors = predecessors_of_terms(presenter)
    for term in presenter.library.terms.values():
        yield term_page(presenter, term, predecessors.get(term.id, ()))
        yield from mentions_pages(presenter, term)
