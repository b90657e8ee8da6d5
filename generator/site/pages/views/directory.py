"""Where people, organisations, places and lines of evidence stand, however lists are cut."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.base.dates import year_of
from generator.base.model import Library, Point, RelationKind
from generator.base.names import numbered, slug
from generator.knowledge.link import Links
from generator.knowledge.link.evidence import newest_first
from generator.knowledge.link.findings import Organisation, Relation, Voice
from generator.site.pages.paging.evidence import WHOLE, Parts, evidence_parts, pages_of_lines
from generator.site.pages.paging.size import LINES, RELATIONS, weigher
from generator.site.pages.paging.split import Chunk, Leaf, Part, T, leaves, split

NEWEST = 12
"""Points shown of one person, organisation or place; the others stand on pages of their own."""
_RELATED: Mapping[RelationKind, str] = {
    "agrees": "Agreements",
    "disputes": "Disputes",
    "qualifies": "Qualifications",
    "repeats": "Repetitions",
    "updates": "Updates",
}
_HEAD = 400
"""Bytes of a name with its links, or of a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with the points about it, newest first; spellings differ in capitals only."""

    name: str
    spellings: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The pages of lists whose items other pages lead to.

    Attributes:
        people: the pages of people.
        organisations: the pages of organisations.
        places: the pages of places.
        evidence: theme → the parts of its evidence, where its own page does not hold all.
        name: id of a person → name.
        person: id → address.
        organisation: name → address.
        place: name → address.
        line: theme, point → the page that holds the line, where it is not the theme's own.
        rest: address of a person, organisation or place → parts of its points, where it has many.
        related: point → parts of the points that relate to it, where they are many.
    """

    people: tuple[Leaf[Voice], ...]
    organisations: tuple[Leaf[Organisation], ...]
    places: tuple[Leaf[Place], ...]
    evidence: Parts
    name: Mapping[str, str]
    person: Mapping[str, str]
    organisation: Mapping[str, str]
    place: Mapping[str, str]
    line: Mapping[tuple[str, str], str]
    rest: Mapping[str, tuple[Part[Point], ...]]
    related: Mapping[str, tuple[Part[Point], ...]]

    def chunks(self, uri: str) -> tuple[Chunk, ...]:
        """Return the pages with all the points of a person, organisation or place that has many."""
        return tuple(part.chunk for part in self.rest.get(uri, ()))


def direct(library: Library, links: Links) -> Directory:
    """Cut the lists and note where each item stands."""
    voices = links.voices
    weigh = weigher(library, WHOLE)

    def shown(points: Sequence[str]) -> int:
        return _HEAD + sum(weigh(library.points[id_]) for id_ in points[:NEWEST])

    def said(voice: Voice) -> int:
        return shown(_newest(voice)) + _HEAD * min(len(voice.roles), NEWEST)

    people = _leaves(voices.people, lambda v: v.name.rpartition(" ")[2], "voices/people", said)
    organisations = _leaves(
        voices.organisations, lambda o: o.name, "voices/organisations", lambda o: shown(o.points)
    )
    named = _places(links)
    places = _leaves(named, lambda p: p.name, "examples/places", lambda p: shown(p.points))
    person = _addresses(people, lambda v: v.id, "v")
    organisation = _addresses(organisations, lambda o: o.name, "o")
    at = _addresses(places, lambda p: p.name, "place")
    place = {spelling: at[p.name] for p in named for spelling in p.spellings}
    evidence = evidence_parts(library, links)
    held = {
        **{person[voice.id]: _newest(voice) for voice in voices.people},
        **{organisation[o.name]: o.points for o in voices.organisations},
        **{place[p.name]: p.points for p in named},
    }
    return Directory(
        people=people,
        organisations=organisations,
        places=places,
        evidence=evidence,
        name={voice.id: voice.name for voice in voices.people},
        person=person,
        organisation=organisation,
        place=place,
        line=pages_of_lines(evidence),
        rest=_rest(library, held),
        related={
            id_: _related(library, library.points[id_], relations)
            for id_, relations in links.relations.items()
            if len(relations) > RELATIONS
        },
    )


def _rest(
    library: Library, held: Mapping[str, Sequence[str]]
) -> Mapping[str, tuple[Part[Point], ...]]:
    """Return address → the parts by year of its points, where they are more than it shows."""
    year, weigh = partial(_year, library), weigher(library, WHOLE)
    return {
        uri: split([library.points[id_] for id_ in points], year, _folder(uri), LINES, weigh)
        for uri, points in held.items()
        if len(points) > NEWEST
    }


def _related(
    library: Library, point: Point, relations: Iterable[Relation]
) -> tuple[Part[Point], ...]:
    """Cut the points that relate to one by how they do, the newest first."""
    kinds: defaultdict[str, dict[str, Point]] = defaultdict(dict)
    for relation in relations:
        kinds[_RELATED[relation.kind]][relation.point] = library.points[relation.point]
    listed = [(kind, p) for kind, its in kinds.items() for p in newest_first(library, its.values())]
    weigh = weigher(library, WHOLE)
    parts = split(
        listed,
        lambda item: item[0],
        f"articles/{point.article}/{point.name}",
        LINES,
        lambda item: weigh(item[1]),
    )
    return tuple(
        Part(chunk=part.chunk, items=tuple(related for _, related in part.items)) for part in parts
    )


def letter_of(label: str) -> str:
    """Return the letter a label is filed under: A to Z, or 0-9 for all else."""
    plain = unicodedata.normalize("NFKD", label).upper()
    return next((c for c in plain if "A" <= c <= "Z"), "0-9") if plain[:1].isalpha() else "0-9"


def _leaves(
    items: Sequence[T], name: Callable[[T], str], folder: str, weigh: Callable[[T], int]
) -> tuple[Leaf[T], ...]:
    """Cut a list by letter, so that no page holds too much."""
    ordered = sorted(items, key=lambda item: letter_of(name(item)))
    return tuple(leaves(ordered, lambda item: letter_of(name(item)), folder, LINES, weigh))


def _newest(voice: Voice) -> tuple[str, ...]:
    return tuple(point for role in reversed(voice.roles) for point in role.points)


def _places(links: Links) -> tuple[Place, ...]:
    """Return the places by name; each is called as most points call it."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for points in links.evidence.by_theme.values():
        for point in points:
            for place in point.places:
                found[place.casefold()][point.id] = None
                used[place.casefold()][place] += 1
    named = (
        Place(
            name=_usual(spellings),
            spellings=tuple(sorted(spellings)),
            points=tuple(found[key]),
        )
        for key, spellings in used.items()
    )
    return tuple(sorted(named, key=lambda place: (place.name.casefold(), place.name)))


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _year(library: Library, point: Point) -> str:
    return year_of(library.articles[point.article].date_of(point))


def _addresses(
    pages: Iterable[Leaf[T]], name: Callable[[T], str], prefix: str
) -> Mapping[str, str]:
    """Return each item's address: on a part where there are any, and no two alike."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for page in pages:
        if page.part or not page.chunks:
            for item in page.items:
                anchor = numbered(f"{prefix}-{slug(name(item)) or 'other'}", taken)
                taken.add(anchor)
                found[name(item)] = f"{page.uri}#{anchor}"
    return found


def _folder(uri: str) -> str:
    """Return the folder for the pages of one item's points: ``voices/v-jane-example``."""
    page, _, anchor = uri.partition("#")
    return f"{page.partition('/')[0]}/{anchor}"
