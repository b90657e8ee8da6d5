"""The page of the search. Without a script it leads to the lists of what could be searched."""

from collections.abc import Iterator

from msgspec import Struct

from generator.base import labels
from generator.site.pages.views.page import Marking, Page
from generator.site.pages.views.presenter import Presenter


class SearchPage(Struct, frozen=True, kw_only=True):
    """Context of ``search``."""

    articles: int
    points: int
    terms: int
    people: int
    places: int


def search_page(presenter: Presenter) -> Iterator[Page]:
    """Yield the page with the form for a search, and the lists."""
    library = presenter.library
    context = SearchPage(
        articles=len(library.articles),
        points=len(library.points),
        terms=len(library.terms),
        people=len((*presenter.links.voices.people, *presenter.links.voices.groups)),
        places=len({*presenter.directory.place_uris.values()}),
    )
    yield Page(
        uri="search/index.md",
        title=labels.section("search"),
        template="search",
        context=context,
        description=labels.search_description(),
        marking=Marking(on=False),
    )
