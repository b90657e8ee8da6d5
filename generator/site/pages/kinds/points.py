"""All the points of a person, organisation or place, or related to a point, that are many."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.base import labels
from generator.base.model import Point
from generator.site.pages.paging.split import Part, PartLink
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.told_once import told_once
from generator.site.pages.views.view_types import PointView, SinceView


class PointsPage(Struct, frozen=True, kw_only=True):
    """Context of ``points``; ``related`` tells points that relate to another from points of it.

    What has happened since all of them is told above them.
    """

    of: To
    related: bool
    part: str
    since_all: SinceView
    evidence: tuple[PointView, ...]
    part_links: tuple[PartLink, ...]


def point_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the pages of every long list: of points by year, of related points by how they are."""
    directory = presenter.directory
    for to in _with_points(presenter):
        yield from _points_pages(presenter, to, directory.points.get(to.uri, ()))
    for id_, parts in directory.related.items():
        point = presenter.library.points[id_]
        to = To(title=point.text, uri=presenter.passage(point))
        yield from _points_pages(presenter, to, parts, related=True)


def _with_points(presenter: Presenter) -> Iterator[To]:
    """Yield each person, organisation and place."""
    directory = presenter.directory
    yield from map(presenter.person, directory.person_uris)
    for name, uri in directory.organisation_uris.items():
        yield To(title=name, uri=uri)
    for place in {p.name: p for page in directory.places for p in page.items}.values():
        to = presenter.place(place.name)
        yield To(title=labels.as_place(to.title), uri=to.uri)


def _points_pages(
    presenter: Presenter, of: To, parts: Iterable[Part[Point]], *, related: bool = False
) -> Iterator[Page]:
    part_links = tuple(part.link for part in parts)
    for part in parts:
        since, evidence = told_once(presenter, [point.id for point in part.items])
        context = PointsPage(
            of=of,
            related=related,
            part=part.link.title,
            since_all=since,
            evidence=evidence,
            part_links=part_links,
        )
        title = labels.titled(of.title, part.link.title)
        yield Page(uri=part.link.uri, title=title, template="points", context=context)
