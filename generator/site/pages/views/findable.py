"""What readers search for: one record for each thing that has a place of its own in the site.

Made from the library and not from the built pages: what several pages list is found once, where it
belongs, and as what it is.
"""

from collections.abc import Iterator

from msgspec import Struct

from generator.base import labels
from generator.base.addresses import message_anchor, question_anchor, url
from generator.base.dates import span_label
from generator.base.foreign import language_in
from generator.base.labels import RecordKind
from generator.base.language.rows import row
from generator.base.limits import ARTICLES_OF_A_NAME
from generator.base.model import (
    Article,
    Library,
    Message,
    PlainPage,
    Question,
    Sense,
    Term,
    Theme,
)
from generator.knowledge.link import Links
from generator.knowledge.link.findings import Organisation, Role, Voice
from generator.site.pages.views.places import NamedPlace, named_places
from generator.site.pages.views.presenter import Presenter


class FoundPassage(Struct, frozen=True, kw_only=True):
    """A part of a record with an address of its own, such as a point of an article."""

    anchor: str
    title: str
    text: str = ""


class Record(Struct, frozen=True, kw_only=True):
    """What can be found.

    Attributes:
        address: relative to the site's root.
        kind: what it is.
        label: the same in a word for readers.
        title: what it is called.
        names: other names by which it is looked for.
        note: what stands beside the title, such as a date.
        summary: what stands below it; where there is none, the words that were found.
        text: paragraphs that are searched and quoted.
        passages: what is found at an address of its own.
        language: of text, summary and passages, by BCP 47; empty where it is the site's.
    """

    address: str
    kind: RecordKind
    label: str
    title: str
    names: tuple[str, ...] = ()
    note: str = ""
    summary: str = ""
    text: tuple[str, ...] = ()
    passages: tuple[FoundPassage, ...] = ()
    language: str = ""


def findable(library: Library, links: Links) -> Iterator[Record]:
    """Yield a record for each article, theme, term, person, organisation, place and plain page."""
    presenter = Presenter.of(library, links)
    yield from map(_article, library.articles.values())
    yield from (_theme(library, theme) for theme in library.themes.values())
    yield from map(_term, library.terms.values())
    heard = (*links.voices.people, *links.voices.groups)
    yield from (_voice(presenter, voice) for voice in heard)
    # An organisation in the glossary has its entry, which says where it speaks.
    others = (o for o in links.voices.organisations if not o.term)
    yield from (_organisation(presenter, organisation) for organisation in others)
    yield from (_place(presenter, place) for place in named_places(links))
    yield from map(_plain, library.pages.values())


def _article(article: Article) -> Record:
    return Record(
        address=url(article.uri),
        kind="article",
        label=labels.RECORDS["article"],
        title=article.title,
        names=(*article.author_names, article.publication.publisher),
        note=_noted(article),
        text=(article.summary, *(block.text for block in article.blocks)),
        passages=tuple(
            FoundPassage(
                anchor=point.fragment,
                title=labels.with_status(point.status.kind, point.text)
                if point.status
                else point.text,
                text=row(point.places),
            )
            for point in article.points
        ),
        language=article.language,
    )


def _noted(article: Article) -> str:
    """Return an article's date, with what has become of it."""
    date = article.published.plain_label
    return labels.dated_status(date, article.status.kind) if article.status else date


def _line(library: Library, anchor: str, line: Message | Question) -> FoundPassage:
    """Return a key message or a question, with what has become of its points."""
    points = (library.points[point] for point in line.points)
    kinds = (point.status.kind for point in points if point.status)
    return FoundPassage(anchor=anchor, title=labels.resting_on(line.text, kinds))


def _theme(library: Library, theme: Theme) -> Record:
    messages, questions = enumerate(theme.messages), enumerate(theme.questions)
    return Record(
        address=url(theme.uri),
        kind="theme",
        label=labels.RECORDS["theme"],
        title=theme.title,
        text=(theme.question, *(block.text for block in theme.blocks)),
        passages=(
            *(_line(library, message_anchor(index), message) for index, message in messages),
            *(_line(library, question_anchor(index), question) for index, question in questions),
        ),
        language=theme.language,
    )


def _term(term: Term) -> Record:
    expansions = (sense.expansion for sense in term.senses)
    forms = (form for sense in term.senses for form in sense.forms)
    names = dict.fromkeys((*expansions, *term.aliases, *term.forms, *forms))
    return Record(
        address=url(term.uri),
        kind="term",
        label=labels.RECORDS["term"],
        title=term.label,
        names=tuple(name for name in names if name and name != term.label),
        note=next((s.expansion for s in reversed(term.senses) if s.expansion), ""),
        summary=term.senses[-1].definition,
        text=tuple(block.text for block in term.blocks),
        passages=tuple(map(_sense, term.senses)) if len(term.senses) > 1 else (),
        language=language_in(term.senses[-1].definition),
    )


def _sense(sense: Sense) -> FoundPassage:
    period = span_label(sense.start, sense.end) if sense.start or sense.end else ""
    title = labels.listed(filter(None, (sense.expansion, period)))
    return FoundPassage(
        anchor=sense.anchor, title=title or labels.PARTS["meaning"], text=sense.definition
    )


def _voice(presenter: Presenter, voice: Voice) -> Record:
    roles = tuple(_role(presenter, role) for role in reversed(voice.roles[-ARTICLES_OF_A_NAME:]))
    kind: RecordKind = "group" if voice.kind == "group" else "person"
    return Record(
        address=url(presenter.person(voice.id).uri),
        kind=kind,
        label=labels.RECORDS[kind],
        title=voice.name,
        summary=roles[0],
        text=roles[1:],
    )


def _role(presenter: Presenter, role: Role) -> str:
    article, who = presenter.library.articles[role.article], role.person
    unnamed = labels.described() if who.kind == "group" else labels.without_role()
    post = labels.post(who.role, who.organisation, who.inferred)
    return labels.in_role(post or unnamed, article.title, article.published.plain_label)


def _organisation(presenter: Presenter, organisation: Organisation) -> Record:
    return Record(
        address=url(presenter.directory.organisation_uris[organisation.name]),
        kind="organisation",
        label=labels.RECORDS["organisation"],
        title=organisation.name,
        summary=_in_articles(presenter, organisation.points),
    )


def _place(presenter: Presenter, place: NamedPlace) -> Record:
    return Record(
        address=url(presenter.place(place.name).uri),
        kind="place",
        label=labels.RECORDS["place"],
        title=place.name,
        summary=_in_articles(presenter, place.points),
    )


def _in_articles(presenter: Presenter, points: tuple[str, ...]) -> str:
    articles = dict.fromkeys(presenter.library.points[point].article for point in points)
    titles = [presenter.library.articles[id_].title for id_ in articles]
    return labels.in_articles(titles[:ARTICLES_OF_A_NAME])


def _plain(page: PlainPage) -> Record:
    return Record(
        address=url(page.uri),
        kind="page",
        label=labels.RECORDS["page"],
        title=page.title,
        text=(page.description, *(block.text for block in page.blocks)),
        language=page.language,
    )
