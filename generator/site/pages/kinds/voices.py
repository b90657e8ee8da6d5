"""Who said what, in which role at the time, and in whose name."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.base import labels
from generator.base.limits import EVENTS_BESIDE_A_CLAIM, POINTS_OF_A_NAME
from generator.base.model import Inferable, SpeakerKind
from generator.knowledge.glossary.succession import called_now
from generator.knowledge.link.findings import Bearings, Organisation, Role, Voice
from generator.site.pages.paging.split import ListPage, PartLink, two_lists
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.since import since_view
from generator.site.pages.views.told_once import told_once
from generator.site.pages.views.view_types import PointView, SinceView


class RoleView(Struct, frozen=True, kw_only=True):
    """A role held in one article, what was said in it, and what has happened since all of that.

    Whose role it is may be an author of the article, whose own words are its points.
    """

    role: str
    organisation: To | None
    interest: str
    inferred: tuple[Inferable, ...]
    article: To
    author: bool
    date: str
    since: SinceView
    points: tuple[PointView, ...]


class VoiceView(Struct, frozen=True, kw_only=True):
    """A person, or a group, with the roles held, newest first; of much, the newest said."""

    anchor: str
    name: str
    kind: SpeakerKind
    since: SinceView
    roles: tuple[RoleView, ...]
    total: int
    part_links: tuple[PartLink, ...]


class OrganisationView(Struct, frozen=True, kw_only=True):
    """An organisation, what it is called since, and what was said in its name.

    Attributes:
        anchor: its id on the page.
        name: as displayed.
        entry: its entry in the glossary, if it has one.
        since: what has happened to it since it was first heard, and since all of its points.
        now: a phrase such as ``now NHS England``, or empty where a successor is called so.
        successors: entries of what followed it.
        points: the newest.
        total: how many there are.
        own: those that it says itself.
        part_links: the pages of all, where there are more.
    """

    anchor: str
    name: str
    entry: To | None
    since: SinceView
    now: str
    successors: tuple[To, ...]
    points: tuple[PointView, ...]
    total: int
    own: int
    part_links: tuple[PartLink, ...]


class VoicesPage(Struct, frozen=True, kw_only=True):
    """Context of ``voices``: the first people and organisations, or a part of either list."""

    part: str
    people: tuple[VoiceView, ...] = ()
    people_part_links: tuple[PartLink, ...] = ()
    organisations: tuple[OrganisationView, ...] = ()
    organisation_part_links: tuple[PartLink, ...] = ()


def voice_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the page of people and organisations, and its parts by letter."""
    contexts = two_lists(
        presenter.directory.people,
        presenter.directory.organisations,
        partial(_with_people, presenter),
        partial(_with_organisations, presenter),
        _with_both,
    )
    for uri, context in contexts:
        title = labels.titled(labels.section("voices"), context.part)
        yield Page(uri=uri, title=title, template="voices", context=context)


def _with_both(people: VoicesPage, organisations: VoicesPage) -> VoicesPage:
    return replace(
        people,
        organisations=organisations.organisations,
        organisation_part_links=organisations.organisation_part_links,
    )


def _with_people(presenter: Presenter, page: ListPage[Voice]) -> VoicesPage:
    return VoicesPage(
        part=labels.part_of("people", page.part),
        people=tuple(_voice_view(presenter, voice) for voice in page.items),
        people_part_links=page.part_links,
    )


def _with_organisations(presenter: Presenter, page: ListPage[Organisation]) -> VoicesPage:
    return VoicesPage(
        part=labels.part_of("organisations", page.part),
        organisations=tuple(_organisation_view(presenter, o) for o in page.items),
        organisation_part_links=page.part_links,
    )


def _voice_view(presenter: Presenter, voice: Voice) -> VoiceView:
    uri = presenter.directory.person_uris[voice.id]
    since = presenter.links.since.people.get(voice.id, ())
    roles: list[RoleView] = []
    said = 0
    for role in reversed(voice.roles):
        if len(roles) < POINTS_OF_A_NAME:
            points = role.points[: max(0, POINTS_OF_A_NAME - said)]
            said += len(points)
            roles.append(_role_view(presenter, role, points, since))
    return VoiceView(
        anchor=uri.partition("#")[2],
        name=voice.name,
        kind=voice.kind,
        since=since_view(presenter, since, EVENTS_BESIDE_A_CLAIM),
        roles=tuple(roles),
        total=sum(len(role.points) for role in voice.roles),
        part_links=presenter.directory.part_links(uri),
    )


def _role_view(presenter: Presenter, role: Role, ids: tuple[str, ...], above: Bearings) -> RoleView:
    article = presenter.library.articles[role.article]
    since, points = told_once(presenter, ids, above)
    return RoleView(
        role=role.person.role,
        organisation=presenter.organisation(role.person) if role.person.organisation else None,
        interest=role.person.interest,
        inferred=role.person.inferred,
        article=presenter.article(article),
        author=role.person.name in article.author_names,
        date=article.published.plain_label,
        since=since,
        points=points,
    )


def _organisation_view(presenter: Presenter, organisation: Organisation) -> OrganisationView:
    uri = presenter.directory.organisation_uris[organisation.name]
    terms = presenter.library.terms
    term = terms.get(organisation.term)
    above = presenter.links.since.organisations.get(organisation.name, ())
    since, points = told_once(presenter, organisation.points[:POINTS_OF_A_NAME], above)
    now = called_now(terms, term, term.senses[-1]) if term else None
    followed = {s.successor: None for s in term.senses if s.successor} if term else {}
    successors = tuple(map(presenter.term, followed))
    if now and now.name in {successor.title for successor in successors}:
        now = None
    return OrganisationView(
        anchor=uri.partition("#")[2],
        name=organisation.name,
        entry=presenter.term(term.id) if term else None,
        since=since,
        now=labels.called_since(now.name, ended=now.ended) if now else "",
        successors=successors,
        points=points,
        total=len(organisation.points),
        own=len(organisation.own),
        part_links=presenter.directory.part_links(uri),
    )
