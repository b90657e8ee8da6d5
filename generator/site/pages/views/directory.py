"""Where people, organisations, places and lines of evidence stand, however lists split."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from msgspec import Struct

from generator.base import labels
from generator.base.collation import letter_of, order
from generator.base.dates import year_of
from generator.base.limits import (
    DISPUTED_POINTS_ON_A_PAGE,
    EVIDENCE_BYTES,
    EVIDENCE_ON_A_PAGE,
    POINTS_OF_A_NAME,
    RELATED_POINTS,
)
from generator.base.model import Library, Point, RelationKind
from generator.base.names import ids_of
from generator.knowledge.link import Links
from generator.knowledge.link.evidence import newest_first
from generator.knowledge.link.findings import (
    Disagreement,
    Mention,
    Organisation,
    Relation,
    Voice,
    VoiceKind,
)
from generator.knowledge.link.timeline import event_pages
from generator.site.pages.paging.evidence_parts import (
    EvidenceParts,
    pages_of_lines,
    split_evidence,
)
from generator.site.pages.paging.split import (
    Folder,
    ListPage,
    Part,
    PartLink,
    T,
    list_pages,
    split_by_key,
)
from generator.site.pages.paging.weights import line_weigher
from generator.site.pages.views.places import NamedPlace, named_places

_CLASH = 300
"""Bytes of what is said of two points that disagree."""
_HEAD = 400
"""Bytes of a name with its links, or of a role."""

_UNSIGNED: VoiceKind = "unsigned"

_Weigh = Callable[[Point], int]
_PointParts = Mapping[str, tuple[Part[Point], ...]]
_Named = TypeVar("_Named", Voice, Organisation, NamedPlace)


class Directory(Struct, frozen=True, kw_only=True):
    """The pages of lists whose items other pages lead to.

    Attributes:
        people: the pages of people and groups.
        organisations: the pages of organisations.
        places: the pages of places.
        evidence: theme → the parts of its evidence, where its own page does not hold all.
        person_names: id of a speaker of any kind → name.
        person_uris: likewise → address; of a body, that of the organisation.
        author_ids: the authors of an article → by what a filter knows them.
        organisation_uris: name → address.
        place_uris: name, in any spelling → address.
        line_pages: theme, point → the page that holds the line, where it is not the theme's own.
        points: address of a person, organisation or place → parts of its points, where it has many.
        related: point → parts of the points that relate to it, where they are many.
        disagreements: the pages of disagreements, those of parts after the first.
        dispute_uris: a disagreement's anchor → its address among them.
        event_pages: event → the page of the timeline that has it.
        named_in: page and anchor of a key message or question → the terms that it names.
    """

    people: tuple[ListPage[Voice], ...]
    organisations: tuple[ListPage[Organisation], ...]
    places: tuple[ListPage[NamedPlace], ...]
    evidence: EvidenceParts
    person_names: Mapping[str, str]
    person_uris: Mapping[str, str]
    author_ids: Mapping[tuple[str, ...], str]
    organisation_uris: Mapping[str, str]
    place_uris: Mapping[str, str]
    line_pages: Mapping[tuple[str, str], str]
    points: _PointParts
    related: _PointParts
    disagreements: tuple[ListPage[Disagreement], ...]
    dispute_uris: Mapping[str, str]
    event_pages: Mapping[str, str]
    named_in: Mapping[tuple[str, str], tuple[Mention, ...]]

    def part_links(self, uri: str) -> tuple[PartLink, ...]:
        """Return the pages with all the points of a person, organisation or place that has many."""
        return tuple(part.link for part in self.points.get(uri, ()))


def make_directory(library: Library, links: Links) -> Directory:
    """Split the lists and note where each item stands."""
    voices, named = links.voices, named_places(links)
    weigh = line_weigher(library, links, EVIDENCE_ON_A_PAGE)
    people, organisations, places = _lists(library, links, named, weigh)
    organisation_uris = {o.name: uri for o, uri in _addresses(organisations, "o")}
    person_uris = {
        **{voice.id: uri for voice, uri in _addresses(people, "v")},
        **{id_: organisation_uris[o.name] for o in voices.organisations for id_ in o.bodies},
    }
    heard = (*voices.people, *voices.groups)
    person_names = {
        **{voice.id: voice.name for voice in heard},
        **{id_: o.name for o in voices.organisations for id_ in o.bodies},
    }
    usual = {place.name: uri for place, uri in _addresses(places, "place")}
    evidence = split_evidence(library, links, weigh)
    disagreements = tuple(_split_disagreements(library, links))
    points_of = {
        **{person_uris[voice.id]: _newest(voice) for voice in heard},
        **{organisation_uris[o.name]: o.points for o in voices.organisations},
        **{usual[p.name]: p.points for p in named},
    }
    return Directory(
        people=people,
        organisations=organisations,
        places=places,
        evidence=evidence,
        person_names=person_names,
        person_uris=person_uris,
        author_ids=_author_ids(library, person_names),
        organisation_uris=organisation_uris,
        place_uris={spelling: usual[p.name] for p in named for spelling in p.spellings},
        line_pages=pages_of_lines(evidence),
        points=_split_points(library, points_of, weigh),
        related=_split_related(library, links, weigh),
        disagreements=disagreements,
        dispute_uris={
            each.anchor: f"{page.uri}#{each.anchor}"
            for page in disagreements
            if page.part or not page.part_links
            for each in page.items
        },
        event_pages=event_pages(library),
        named_in=_named_in(library, links),
    )


def _lists(
    library: Library, links: Links, named: Sequence[NamedPlace], weigh: _Weigh
) -> tuple[
    tuple[ListPage[Voice], ...],
    tuple[ListPage[Organisation], ...],
    tuple[ListPage[NamedPlace], ...],
]:
    """Return the pages of people, organisations and places."""

    def shown(points: Sequence[str]) -> int:
        return _HEAD + sum(weigh(library.points[id_]) for id_ in points[:POINTS_OF_A_NAME])

    def said(voice: Voice) -> int:
        return shown(_newest(voice)) + _HEAD * min(len(voice.roles), POINTS_OF_A_NAME)

    voices = links.voices
    return (
        _by_letter((*voices.people, *voices.groups), _filed, "voices/people", said),
        _by_letter(
            voices.organisations,
            lambda o: o.name,
            "voices/organisations",
            lambda o: shown(o.points),
        ),
        _by_letter(named, lambda p: p.name, "examples/places", lambda p: shown(p.points)),
    )


def _split_disagreements(library: Library, links: Links) -> Iterator[ListPage[Disagreement]]:
    """Yield the pages of disagreements, the parts by the year of their latest point."""
    weigh = line_weigher(library, links, DISPUTED_POINTS_ON_A_PAGE)

    def weigh_all(disagreement: Disagreement) -> int:
        points = (library.points[id_] for id_ in disagreement.points)
        return sum(map(weigh, points)) + _CLASH * len(disagreement.clashes)

    def year(disagreement: Disagreement) -> str:
        return _year(library, library.points[disagreement.points[0]])

    folder = Folder("disagreements")
    return list_pages(links.disagreements, year, folder, EVIDENCE_BYTES, weigh_all)


def _named_in(library: Library, links: Links) -> Mapping[tuple[str, str], tuple[Mention, ...]]:
    """Return the terms that the lines of themes name."""
    themes = {theme.uri for theme in library.themes.values()}
    found: defaultdict[tuple[str, str], tuple[Mention, ...]] = defaultdict(tuple)
    for mentions in links.mentions.values():
        for mention in mentions:
            if mention.page in themes:
                found[mention.page, mention.fragment] += (mention,)
    return found


def _filed(voice: Voice) -> str:
    """Return the name by which a person, or a group, is filed."""
    return voice.name.rpartition(" ")[2] if voice.kind == "person" else voice.name


def _by_letter(
    items: Sequence[T], name: Callable[[T], str], folder: str, weigh: Callable[[T], int]
) -> tuple[ListPage[T], ...]:
    """Split a list by letter, so that no page holds too much."""

    def letter(item: T) -> str:
        return letter_of(name(item))

    def place(item: T) -> tuple[object, object]:
        return order(letter(item)), order(name(item))

    return tuple(
        list_pages(sorted(items, key=place), letter, Folder(folder), EVIDENCE_BYTES, weigh)
    )


def _newest(voice: Voice) -> tuple[str, ...]:
    return tuple(point for role in reversed(voice.roles) for point in role.points)


def _addresses(pages: Iterable[ListPage[_Named]], prefix: str) -> Iterator[tuple[_Named, str]]:
    """Yield each item with its address: on a part where there are any."""
    for page in pages:
        if page.part or not page.part_links:
            for item in page.items:
                yield item, f"{page.uri}#{prefix}-{item.id}"


def _author_ids(library: Library, person_names: Mapping[str, str]) -> Mapping[tuple[str, ...], str]:
    """Return an id for the authors of each article: of one who is a speaker too, the speaker's."""
    speakers: Mapping[tuple[str, ...], str] = {
        (person_names[id_],): id_ for id_ in sorted(person_names, reverse=True)
    }
    written = {article.author_names for article in library.articles.values()}
    others = {names: ", ".join(names) for names in written - speakers.keys() if names}
    made = ids_of(sorted({*others.values()}), {_UNSIGNED, *person_names})
    return {**speakers, **{names: made[all_] for names, all_ in others.items()}, (): _UNSIGNED}


def _split_points(
    library: Library, points_of: Mapping[str, Sequence[str]], weigh: _Weigh
) -> _PointParts:
    """Return address → the parts by year of its points, where they are more than it shows."""
    year = partial(_year, library)
    return {
        uri: split_by_key(
            [library.points[id_] for id_ in points],
            year,
            _folder(uri),
            EVIDENCE_BYTES,
            weigh,
        )
        for uri, points in points_of.items()
        if len(points) > POINTS_OF_A_NAME
    }


def _year(library: Library, point: Point) -> str:
    return year_of(library.articles[point.article].date_of(point))


def _folder(uri: str) -> Folder:
    """Return the folder for the pages of one item's points: ``voices/v-jane-example``."""
    page, _, anchor = uri.partition("#")
    return Folder(f"{page.partition('/')[0]}/{anchor}")


def _split_related(library: Library, links: Links, weigh: _Weigh) -> _PointParts:
    """Return point → the parts of those that relate to it, where they are many."""
    return {
        id_: _related_parts(library, library.points[id_], relations, weigh)
        for id_, relations in links.relations.items()
        if len(relations) > RELATED_POINTS
    }


def _related_parts(
    library: Library, point: Point, relations: Iterable[Relation], weigh: _Weigh
) -> tuple[Part[Point], ...]:
    """Split the points that relate to one by how they do, the newest first."""
    kinds: defaultdict[RelationKind, dict[str, Point]] = defaultdict(dict)
    for relation in relations:
        kinds[relation.kind][relation.point] = library.points[relation.point]
    listed = [(kind, p) for kind, its in kinds.items() for p in newest_first(library, its.values())]
    parts = split_by_key(
        listed,
        lambda item: item[0],
        Folder(f"articles/{point.article}/{point.name}", labels.RELATED_POINTS.__getitem__),
        EVIDENCE_BYTES,
        lambda item: weigh(item[1]),
    )
    return tuple(
        Part(link=part.link, items=tuple(related for _, related in part.items)) for part in parts
    )
