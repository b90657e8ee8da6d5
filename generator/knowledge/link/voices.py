"""Who speaks: people in their roles at the time, groups, and organisations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.base.model import Library, Person, Point
from generator.base.names import ids_of
from generator.knowledge.link.evidence import newest_first
from generator.knowledge.link.findings import Organisation, Role, Voice, Voices

_Spoken = Mapping[tuple[str, str], list[Point]]
"""Article, speaker → points."""


def collect_voices(library: Library) -> Voices:
    """Collect each person's roles, oldest first, and what was said in each organisation's name.

    A body is an organisation that speaks for itself.
    """
    spoken: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in library.points.values():
        if point.speaker:
            spoken[point.article, point.speaker.id].append(point)
    voices = _voices(library, spoken)
    people = (voice for voice in voices if voice.kind == "person")
    groups = (voice for voice in voices if voice.kind == "group")
    return Voices(
        people=tuple(sorted(people, key=lambda voice: (_surname(voice.name), voice.id))),
        groups=tuple(sorted(groups, key=lambda voice: (voice.name.casefold(), voice.id))),
        organisations=_organisations(library),
    )


def organisation_of(library: Library, person: Person) -> str:
    """Return the name of the organisation that somebody is or speaks for, or nothing.

    It is the glossary's label where there is one, so that two spellings are one organisation.
    """
    term = library.terms.get(person.organisation_term)
    return term.label if term else person.organisation or person.name * (person.kind == "body")


def _voices(library: Library, spoken: _Spoken) -> list[Voice]:
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    for article in sorted(library.articles.values(), key=lambda a: (a.published.sort_key, a.id)):
        for person in article.people:
            points = tuple(p.id for p in spoken.get((article.id, person.id), ()))
            roles[person.id].append(Role(person=person, article=article.id, points=points))
    return [_voice(id_, held) for id_, held in roles.items()]


def _voice(id_: str, held: Iterable[Role]) -> Voice:
    roles = tuple(held)
    first = roles[0].person
    return Voice(id=id_, name=first.name, kind=first.kind, roles=roles)


def _surname(name: str) -> tuple[str, str]:
    return name.rpartition(" ")[2].casefold(), name


def _organisations(library: Library) -> tuple[Organisation, ...]:
    """Return every organisation that speaks, and every body, also one that says nothing."""
    points: defaultdict[str, list[Point]] = defaultdict(list)
    terms: dict[str, str] = {}
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for article in library.articles.values():
        for person in article.people:
            if person.kind == "body":
                name = organisation_of(library, person)
                bodies[name].add(person.id)
                terms[name] = person.organisation_term
    for point in newest_first(library, library.points.values()):
        if point.speaker and (name := organisation_of(library, point.speaker)):
            points[name].append(point)
            terms[name] = point.speaker.organisation_term
    entries = {name: term for name, term in terms.items() if term}
    ids = {**entries, **ids_of(sorted(terms.keys() - entries), entries.values())}
    return tuple(
        Organisation(
            id=ids[name],
            name=name,
            term=terms[name],
            bodies=tuple(sorted(bodies[name])),
            points=tuple(point.id for point in points[name]),
            own=tuple(p.id for p in points[name] if p.speaker and p.speaker.kind == "body"),
        )
        for name in sorted(terms, key=lambda name: (name.casefold(), name))
    )
