"""Who said what, in which role at the time."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.link.records import Organisation, Role, Voice
from generator.pages.records import Page, PointView, To
from generator.pages.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role held in one article, and what was said in it."""

    role: str
    organisation: str
    organisation_uri: str
    article: To
    date: str
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """A person."""

    anchor: str
    name: str
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """An organisation and how many points were made in its name."""

    name: str
    uri: str
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesPage:
    """Context of ``voices``."""

    people: tuple[VoiceView, ...]
    organisations: tuple[OrganisationView, ...]


def voice_pages(views: Views) -> Iterator[Page]:
    """Yield the page of people and organisations."""
    voices = views.links.voices
    context = VoicesPage(
        people=tuple(_voice(views, voice) for voice in voices.people),
        organisations=tuple(_organisation(views, o) for o in voices.organisations),
    )
    yield Page(uri="voices/index.md", title="Voices", template="voices", context=context)


def _voice(views: Views, voice: Voice) -> VoiceView:
    roles = tuple(_role(views, role) for role in voice.roles)
    return VoiceView(anchor=f"v-{voice.id}", name=voice.name, roles=roles)


def _role(views: Views, role: Role) -> RoleView:
    article = views.library.articles[role.article]
    term = role.person.organisation_term
    return RoleView(
        role=role.person.role,
        organisation=role.person.organisation,
        organisation_uri=f"glossary/{term}.md" if term else "",
        article=views.article(article),
        date=article.published.label,
        points=views.points(role.points),
    )


def _organisation(views: Views, organisation: Organisation) -> OrganisationView:
    uri = f"glossary/{organisation.term}.md" if organisation.term else ""
    points = views.points(organisation.points)
    return OrganisationView(name=organisation.name, uri=uri, points=points)
