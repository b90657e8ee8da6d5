"""The places that points name, each with its points."""

from collections import Counter, defaultdict

from msgspec import Struct

from generator.base.names import ids_of
from generator.knowledge.link import Links


class NamedPlace(Struct, frozen=True, kw_only=True):
    """A place with the points about it, newest first; spellings differ in capitals only.

    Attributes:
        id: made of its name; no two places have the same.
        name: as most points spell it.
        spellings: all of them.
        points: ids.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    points: tuple[str, ...]


def named_places(links: Links) -> tuple[NamedPlace, ...]:
    """Return the places by name; each is called as most points call it."""
    points_of: defaultdict[str, dict[str, None]] = defaultdict(dict)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for points in links.evidence.by_theme.values():
        for point in points:
            for name in point.places:
                points_of[name.casefold()][point.id] = None
                spelt[name.casefold()][name] += 1
    names = {_usual(spelt[key]): key for key in sorted(spelt)}
    return tuple(
        NamedPlace(
            id=id_,
            name=name,
            spellings=tuple(sorted(spelt[names[name]])),
            points=tuple(points_of[names[name]]),
        )
        for name, id_ in ids_of(names).items()
    )


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
