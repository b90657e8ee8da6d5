"""All the points of one person, organisation or place that has too many for its own list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model import Point
from generator.pages.records import Chunk, Page, PointView, To
from generator.pages.split import Part
from generator.pages.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsPage:
    """Context of ``points``."""

    of: To
    part: str
    evidence: tuple[PointView, ...]
    chunks: tuple[Chunk, ...]


def point_pages(views: Views) -> Iterator[Page]:
    """Yield the pages of every long list, by year."""
    directory = views.directory
    named = (
        *((uri, directory.name[id_]) for id_, uri in directory.person.items()),
        *((uri, name) for name, uri in directory.organisation.items()),
        *((uri, name) for name, uri in directory.place.items()),
    )
    for uri, name in named:
        yield from _parts(views, To(title=name, uri=uri), directory.rest.get(uri, ()))


def _parts(views: Views, of: To, parts: Iterable[Part[Point]]) -> Iterator[Page]:
    chunks = tuple(part.chunk for part in parts)
    for part in parts:
        context = PointsPage(
            of=of,
            part=part.chunk.title,
            evidence=views.points(point.id for point in part.items),
            chunks=chunks,
        )
        title = f"{of.title}: {part.chunk.title}"
        yield Page(uri=part.chunk.uri, title=title, template="points", context=context)
