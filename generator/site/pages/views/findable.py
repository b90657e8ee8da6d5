"""What readers search for: one record for each thing that has a place of its own in the site.

Made from the library and not from the built pages: what several pages list is found once, where it
belongs, and as what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.base.addresses import message_anchor, question_anchor, url
from generator.base.dates import span_label
from generator.base.model import Article, Library, PlainPage, Sense, Term, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.findings import Organisation, Role, Voice
from generator.site.pages.views.directory import Place, direct
from generator.site.pages.views.views import Views

_NAMED = 5
"""Articles that are named in the record of a person or a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a record with an address of its own, such as a point of an article."""

    anchor: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What can be found.

    Attributes:
        address: relative to the site's root.
        kind: what it is, in a word for readers.
        title: what it is called.
        names: other names by which it is looked for.
        note: what stands beside the title, such as a date.
        summary: what stands below it; where there is none, the words that were found.
        text: paragraphs that are searched and quoted.
        passages: what is found at an address of its own.
    """

    address: str
    kind: str
    title: str
    names: tuple[str, ...] = ()
    note: str = ""
    summary: str = ""
    text: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


def findable(library: Library, links: Links) -> Iterator[Record]:
    """Yield a record for each article, theme, term, person, organisation, place and plain page."""
    views = Views(library, links, direct(library, links))
    yield from map(_article, library.articles.values())
    yield from map(_theme, library.themes.values())
    yield from map(_term, library.terms.values())
    yield from (_person(views, voice) for voice in links.voices.people)
    # An organisation in the glossary has its entry, which says where it speaks.
    others = (o for o in links.voices.organisations if not o.term)
    yield from (_organisation(views, organisation) for organisation in others)
    for leaf in views.directory.places:
        if leaf.part or not leaf.chunks:
            yield from (_place(views, place) for place in leaf.items)
    yield from map(_plain, library.pages.values())


def _article(article: Article) -> Record:
    return Record(
        address=url(article.uri),
        kind="Article",
        title=article.title,
        names=(*article.authors, article.publication.publisher),
        note=article.published.label,
        text=(article.summary, *(block.text for block in article.blocks)),
        passages=tuple(
            Passage(anchor=point.fragment, title=point.text, text=", ".join(point.places))
            for point in article.points
        ),
    )


def _theme(theme: Theme) -> Record:
    messages, questions = enumerate(theme.messages), enumerate(theme.questions)
    return Record(
        address=url(theme.uri),
        kind="Theme",
        title=theme.title,
        text=(theme.question, *(block.text for block in theme.blocks)),
        passages=(
            *(Passage(anchor=message_anchor(index), title=m.text) for index, m in messages),
            *(Passage(anchor=question_anchor(index), title=q.text) for index, q in questions),
        ),
    )


def _term(term: Term) -> Record:
    expansions = (sense.expansion for sense in term.senses)
    forms = (form for sense in term.senses for form in sense.forms)
    names = dict.fromkeys((*expansions, *term.aliases, *term.forms, *forms))
    return Record(
        address=url(term.uri),
        kind="Term",
        title=term.label,
        names=tuple(name for name in names if name and name != term.label),
        note=next((s.expansion for s in reversed(term.senses) if s.expansion), ""),
        summary=term.senses[-1].definition,
        text=tuple(block.text for block in term.blocks),
        passages=tuple(map(_sense, term.senses)) if len(term.senses) > 1 else (),
    )


def _sense(sense: Sense) -> Passage:
    period = span_label(sense.start, sense.end) if sense.start or sense.end else ""
    title = ", ".join(filter(None, (sense.expansion, period)))
    return Passage(anchor=sense.anchor, title=title or "Meaning", text=sense.definition)


def _person(views: Views, voice: Voice) -> Record:
    roles = tuple(_held(views, role) for role in reversed(voice.roles[-_NAMED:]))
    return Record(
        address=url(views.person(voice.id).uri),
        kind="Person",
        title=voice.name,
        summary=roles[0],
        text=roles[1:],
    )


def _held(views: Views, role: Role) -> str:
    article = views.library.articles[role.article]
    what = ", ".join(filter(None, (role.person.role, role.person.organisation))) or "Named"
    return f"{what}, in “{article.title}”, {article.published.label}."


def _organisation(views: Views, organisation: Organisation) -> Record:
    return Record(
        address=url(views.directory.organisation[organisation.name]),
        kind="Organisation",
        title=organisation.name,
        summary=_in_articles(views, organisation.points),
    )


def _place(views: Views, place: Place) -> Record:
    return Record(
        address=url(views.place(place.name).uri),
        kind="Place",
        title=place.name,
        summary=_in_articles(views, place.points),
    )


def _in_articles(views: Views, points: tuple[str, ...]) -> str:
    articles = dict.fromkeys(views.library.points[point].article for point in points)
    named = [f"“{views.library.articles[id_].title}”" for id_ in articles][:_NAMED]
    return f"In {', '.join(named)}."


def _plain(page: PlainPage) -> Record:
    return Record(
        address=url(page.uri),
        kind="Page",
        title=page.title,
        text=(page.description, *(block.text for block in page.blocks)),
    )
