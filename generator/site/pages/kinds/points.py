"""All the points of a person, organisation or place, or related to a point, that are many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.base.model import Point
from generator.site.pages.paging.split import Part, PartLink
from generator.site.pages.views.records import Page, PointView, To
from generator.site.pages.views.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsPage:
    """Context of ``points``; ``related`` tells points that relate to another from points of it."""

    of: To
    related: bool
    part: str
    evidence: tuple[PointView, ...]
    part_links: tuple[PartLink, ...]


def point_pages(views: Views) -> Iterator[Page]:
    """Yield the pages of every long list: of points by year, of related points by how they are."""
    directory = views.directory
    named = {uri: directory.name[id_] for id_, uri in directory.person.items()}
    named |= {uri: name for name, uri in directory.organisation.items()}
    named |= {directory.place[p.name]: p.name for leaf in directory.places for p in leaf.items}
    for uri, name in named.items():
        yield from _parts(views, To(title=name, uri=uri), directory.rest.get(uri, ()))
    for id_, parts in directory.related.items():
        point = views.library.points[id_]
        of = To(title=point.text, uri=views.passage(point))
        yield from _parts(views, of, parts, related=True)


def _parts(
    views: Views, of: To, parts: Iterable[Part[Point]], *, related: bool = False
) -> Iterator[Page]:
    part_links = tuple(part.link for part in parts)
    for part in parts:
        context = PointsPage(
            of=of,
            related=related,
            part=part.link.title,
            evidence=views.points(point.id for point in part.items),
            part_links=part_links,
        )
        title = f"{of.title}: {part.link.title}"
        yield Page(uri=part.link.uri, title=title, template="points", context=context)
