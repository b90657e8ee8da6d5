"""Who speaks, in which role at the time, and in whose name."""

from collections import defaultdict

from generator.base.model import Library, Person, Point
from generator.knowledge.link.evidence import newest_first
from generator.knowledge.link.findings import Organisation, Role, Voice, Voices


def collect_voices(library: Library) -> Voices:
    """Collect each person's roles, oldest first, and what was said in each organisation's name."""
    spoken: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in library.points.values():
        if point.speaker:
            spoken[point.article, point.speaker.id].append(point)
    return Voices(people=_people(library, spoken), organisations=_organisations(library))


def _people(library: Library, spoken: dict[tuple[str, str], list[Point]]) -> tuple[Voice, ...]:
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    for article in sorted(library.articles.values(), key=lambda a: (a.published.sort_key, a.id)):
        for person in article.people:
            points = tuple(p.id for p in spoken.get((article.id, person.id), ()))
            roles[person.id].append(Role(person=person, article=article.id, points=points))
    voices = (
        Voice(id=id_, name=held[0].person.name, roles=tuple(held)) for id_, held in roles.items()
    )
    return tuple(sorted(voices, key=lambda voice: (_surname(voice.name), voice.id)))


def _surname(name: str) -> tuple[str, str]:
    return name.rpartition(" ")[2].casefold(), name


def _organisations(library: Library) -> tuple[Organisation, ...]:
    points: defaultdict[str, list[Point]] = defaultdict(list)
    terms: dict[str, str] = {}
    for point in newest_first(library, library.points.values()):
        if point.speaker and point.speaker.organisation:
            name = _name(library, point.speaker)
            points[name].append(point)
            terms[name] = point.speaker.organisation_term
    return tuple(
        Organisation(name=name, term=terms[name], points=tuple(p.id for p in made))
        for name, made in sorted(points.items(), key=lambda item: item[0].casefold())
    )


def _name(library: Library, person: Person) -> str:
    """Use the glossary's label where there is one, so that two spellings are one organisation."""
    term = library.terms.get(person.organisation_term)
    return term.label if term else person.organisation
