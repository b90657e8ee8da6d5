"""Places and schemes, each with the points about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.base.model import Point
from generator.knowledge.link.evidence import newest_first
from generator.site.pages.paging.size import LINES, weigher
from generator.site.pages.paging.split import Leaf, PartLink, leaves
from generator.site.pages.views.directory import NEWEST, Place
from generator.site.pages.views.records import Page, PointView
from generator.site.pages.views.views import Views

WHOLE = 120
"""Schemes on a page, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place with the newest points about it, and the pages of all where there are more."""

    anchor: str
    name: str
    points: tuple[PointView, ...]
    total: int
    part_links: tuple[PartLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamplesPage:
    """Context of ``examples``: the first places and schemes, or a part of either list."""

    part: str
    places: tuple[PlaceView, ...]
    place_part_links: tuple[PartLink, ...]
    schemes: tuple[PointView, ...]
    scheme_part_links: tuple[PartLink, ...]


def example_pages(views: Views) -> Iterator[Page]:
    """Yield the page of places and schemes, and its parts by letter and by year."""
    examples = (p for p in views.library.points.values() if p.kind == "example" and not p.places)
    first_schemes, *schemes = leaves(
        newest_first(views.library, examples),
        lambda point: views.year(point.id),
        "examples/schemes",
        LINES,
        weigher(views.library, WHOLE),
    )
    first_places, *places = views.directory.places
    yield _page(views, first_places, first_schemes)
    for place_leaf in places:
        yield _page(views, place_leaf, None)
    for scheme_leaf in schemes:
        yield _page(views, None, scheme_leaf)


def _page(views: Views, places: Leaf[Place] | None, schemes: Leaf[Point] | None) -> Page:
    part = next((leaf.part for leaf in (places, schemes) if leaf and leaf.part), "")
    context = ExamplesPage(
        part=part,
        places=tuple(_place(views, place) for place in places.items) if places else (),
        place_part_links=places.part_links if places else (),
        schemes=views.points(point.id for point in schemes.items) if schemes else (),
        scheme_part_links=schemes.part_links if schemes else (),
    )
    uri = places.uri if places else schemes.uri if schemes else ""
    title = f"Examples and places: {part}" if part else "Examples and places"
    return Page(uri=uri, title=title, template="examples", context=context)


def _place(views: Views, place: Place) -> PlaceView:
    uri = views.directory.place[place.name]
    return PlaceView(
        anchor=uri.partition("#")[2],
        name=place.name,
        points=views.points(place.points[:NEWEST]),
        total=len(place.points),
        part_links=views.directory.part_links(uri),
    )
