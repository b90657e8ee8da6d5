"""The page of the search. Without a script it leads to the lists of what could be searched."""

from dataclasses import dataclass

from generator.site.pages.views.records import Marking, Page
from generator.site.pages.views.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Context of ``search``."""

    articles: int
    points: int
    terms: int
    people: int
    places: int


def search_page(views: Views) -> Page:
    """Show the form for a search, and the lists."""
    library = views.library
    context = SearchPage(
        articles=len(library.articles),
        points=len(library.points),
        terms=len(library.terms),
        people=len(views.links.voices.people),
        places=len({*views.directory.place.values()}),
    )
    return Page(
        uri="search/index.md",
        title="Search",
        template="search",
        context=context,
        description="Search articles, points, terms, people and places.",
        marking=Marking(on=False),
    )
