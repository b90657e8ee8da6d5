"""Who said what, in which role at the time, and in whose name."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.knowledge.glossary.succession import called_now
from generator.knowledge.link.findings import Organisation, Role, Voice
from generator.site.pages.paging.split import Chunk, Leaf
from generator.site.pages.views.directory import NEWEST
from generator.site.pages.views.records import Page, PointView, To
from generator.site.pages.views.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role held in one article, and what was said in it."""

    role: str
    organisation: To | None
    article: To
    date: str
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """A person with the roles held, newest first; where much was said, the newest of it."""

    anchor: str
    name: str
    roles: tuple[RoleView, ...]
    total: int
    rest: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """An organisation, what it is called since, and what was said in its name.

    Attributes:
        anchor: its id on the page.
        name: as displayed.
        entry: its entry in the glossary, if it has one.
        now: a phrase such as ``now NHS England``, or empty.
        successors: entries of what followed it.
        points: the newest.
        total: how many there are.
        rest: the pages of all, where there are more.
    """

    anchor: str
    name: str
    entry: To | None
    now: str
    successors: tuple[To, ...]
    points: tuple[PointView, ...]
    total: int
    rest: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesPage:
    """Context of ``voices``: the first people and organisations, or a part of either list."""

    part: str
    people: tuple[VoiceView, ...]
    people_chunks: tuple[Chunk, ...]
    organisations: tuple[OrganisationView, ...]
    organisation_chunks: tuple[Chunk, ...]


def voice_pages(views: Views) -> Iterator[Page]:
    """Yield the page of people and organisations, and its parts by letter."""
    first_people, *people = views.directory.people
    first_organisations, *organisations = views.directory.organisations
    yield _page(views, first_people, first_organisations)
    for leaf in people:
        yield _page(views, leaf, None)
    for part in organisations:
        yield _page(views, None, part)


def _page(
    views: Views, people: Leaf[Voice] | None, organisations: Leaf[Organisation] | None
) -> Page:
    part = next((leaf.part for leaf in (people, organisations) if leaf and leaf.part), "")
    context = VoicesPage(
        part=part,
        people=tuple(_voice(views, voice) for voice in people.items) if people else (),
        people_chunks=people.chunks if people else (),
        organisations=tuple(_organisation(views, o) for o in organisations.items)
        if organisations
        else (),
        organisation_chunks=organisations.chunks if organisations else (),
    )
    uri = people.uri if people else organisations.uri if organisations else ""
    title = f"Voices: {part}" if part else "Voices"
    return Page(uri=uri, title=title, template="voices", context=context)


def _voice(views: Views, voice: Voice) -> VoiceView:
    uri = views.directory.person[voice.id]
    roles: list[RoleView] = []
    said = 0
    for role in reversed(voice.roles):
        if len(roles) < NEWEST:
            points = role.points[: max(0, NEWEST - said)]
            said += len(points)
            roles.append(_role(views, role, points))
    return VoiceView(
        anchor=uri.partition("#")[2],
        name=voice.name,
        roles=tuple(roles),
        total=sum(len(role.points) for role in voice.roles),
        rest=views.directory.chunks(uri),
    )


def _role(views: Views, role: Role, points: tuple[str, ...]) -> RoleView:
    article = views.library.articles[role.article]
    return RoleView(
        role=role.person.role,
        organisation=views.organisation(role.person) if role.person.organisation else None,
        article=views.article(article),
        date=article.published.label,
        points=views.points(points),
    )


def _organisation(views: Views, organisation: Organisation) -> OrganisationView:
    uri = views.directory.organisation[organisation.name]
    terms = views.library.terms
    term = terms.get(organisation.term)
    successors = {s.successor: None for s in term.senses if s.successor} if term else {}
    return OrganisationView(
        anchor=uri.partition("#")[2],
        name=organisation.name,
        entry=views.term(term.id) if term else None,
        now=called_now(terms, term, term.senses[-1]) if term else "",
        successors=tuple(map(views.term, successors)),
        points=views.points(organisation.points[:NEWEST]),
        total=len(organisation.points),
        rest=views.directory.chunks(uri),
    )
