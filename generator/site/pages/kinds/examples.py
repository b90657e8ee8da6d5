"""Places and schemes, each with the points about it."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.base import labels
from generator.base.limits import EVIDENCE_BYTES, POINTS_OF_A_NAME, SCHEMES_ON_A_PAGE
from generator.base.model import Point
from generator.knowledge.link.evidence import newest_first
from generator.site.pages.paging.split import Folder, ListPage, PartLink, list_pages, two_lists
from generator.site.pages.paging.weights import line_weigher
from generator.site.pages.views.page import Page
from generator.site.pages.views.places import NamedPlace
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.told_once import told_once
from generator.site.pages.views.view_types import PointView, SinceView


class PlaceView(Struct, frozen=True, kw_only=True):
    """A place with the newest points about it, and the pages of all where there are more.

    What has happened since all of the points is told above them.
    """

    anchor: str
    name: str
    since: SinceView
    points: tuple[PointView, ...]
    total: int
    part_links: tuple[PartLink, ...]


class ExamplesPage(Struct, frozen=True, kw_only=True):
    """Context of ``examples``: the first places and schemes, or a part of either list."""

    part: str
    places: tuple[PlaceView, ...] = ()
    place_part_links: tuple[PartLink, ...] = ()
    schemes: tuple[PointView, ...] = ()
    scheme_part_links: tuple[PartLink, ...] = ()


def example_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the page of places and schemes, and its parts by letter and by year."""
    contexts = two_lists(
        presenter.directory.places,
        _scheme_pages(presenter),
        partial(_with_places, presenter),
        partial(_with_schemes, presenter),
        _with_both,
    )
    for uri, context in contexts:
        title = labels.titled(labels.section("examples"), context.part)
        yield Page(uri=uri, title=title, template="examples", context=context)


def _with_both(places: ExamplesPage, schemes: ExamplesPage) -> ExamplesPage:
    return replace(places, schemes=schemes.schemes, scheme_part_links=schemes.scheme_part_links)


def _scheme_pages(presenter: Presenter) -> Iterator[ListPage[Point]]:
    """Yield the pages of examples without a place, the newest first."""
    library = presenter.library
    examples = (p for p in library.points.values() if p.kind == "example" and not p.places)
    return list_pages(
        newest_first(library, examples),
        lambda point: presenter.year(point.id),
        Folder("examples/schemes"),
        EVIDENCE_BYTES,
        line_weigher(library, presenter.links, SCHEMES_ON_A_PAGE),
    )


def _with_places(presenter: Presenter, page: ListPage[NamedPlace]) -> ExamplesPage:
    return ExamplesPage(
        part=labels.part_of("places", page.part),
        places=tuple(_place_view(presenter, place) for place in page.items),
        place_part_links=page.part_links,
    )


def _with_schemes(presenter: Presenter, page: ListPage[Point]) -> ExamplesPage:
    return ExamplesPage(
        part=labels.part_of("schemes", page.part),
        schemes=presenter.points(point.id for point in page.items),
        scheme_part_links=page.part_links,
    )


def _place_view(presenter: Presenter, place: NamedPlace) -> PlaceView:
    uri = presenter.directory.place_uris[place.name]
    since, points = told_once(presenter, place.points[:POINTS_OF_A_NAME])
    return PlaceView(
        anchor=uri.partition("#")[2],
        name=place.name,
        since=since,
        points=points,
        total=len(place.points),
        part_links=presenter.directory.part_links(uri),
    )
