"""The places that points name, each with its points."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from generator.knowledge.link import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place with the points about it, newest first; spellings differ in capitals only."""

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
    places = (
        NamedPlace(
            name=_usual(spellings),
            spellings=tuple(sorted(spellings)),
            points=tuple(points_of[key]),
        )
        for key, spellings in spelt.items()
    )
    return tuple(sorted(places, key=lambda place: (place.name.casefold(), place.name)))


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
