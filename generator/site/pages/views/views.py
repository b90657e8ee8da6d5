"""Points, messages and articles as templates show them: every id resolved to words and links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit, urlunsplit

from generator.base.addresses import (
    line_anchor,
    term_uri,
    theme_uri,
    url,
)
from generator.base.dates import year_of
from generator.base.model import Article, Figure, Library, Person, Point, Question, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.evidence import newest_first
from generator.knowledge.link.findings import LineRef, Relation
from generator.site.pages.paging.divide import Division
from generator.site.pages.paging.size import RELATIONS
from generator.site.pages.views.directory import Directory
from generator.site.pages.views.named import Named
from generator.site.pages.views.records import (
    ArticleCard,
    MessageView,
    PointView,
    QuestionView,
    RelationView,
    SpeakerView,
    ThemeTag,
    To,
    Use,
)

_CURRENCIES = frozenset("£€$")
COLOURS = 8
"""Colours in the palette; themes beyond that begin again."""


@dataclass(frozen=True, slots=True)
class Views:
    """Turns records into what templates show."""

    library: Library
    links: Links
    directory: Directory
    divisions: Mapping[str, Division] = field(default_factory=dict)
    """The articles that have several pages."""
    named: Named = field(default_factory=dict)
    """Page → what leads to it by a link in a contributed text."""
    _shown: dict[str, PointView] = field(default_factory=dict)
    """Points already shown: each stands on several pages."""
    _cards: dict[str, ArticleCard] = field(default_factory=dict)
    """Articles already shown in a list."""

    def point(self, id_: str) -> PointView:
        """Show a point."""
        if id_ not in self._shown:
            self._shown[id_] = self._point(id_)
        return self._shown[id_]

    def _point(self, id_: str) -> PointView:
        point = self.library.points[id_]
        article = self.library.articles[point.article]
        date = article.date_of(point)
        themes = self.tags(point.themes, point.id)
        relations = self._newest(self.links.relations.get(id_, ()))
        return PointView(
            id=point.id,
            anchor=line_anchor(point.id),
            text=point.text,
            kind=point.kind,
            standing=point.standing,
            date=date.label,
            edtf=date.text,
            year=year_of(date),
            themes=themes,
            theme_ids=" ".join(theme.id for theme in themes),
            speaker=self.speaker(point.speaker),
            authors=article.authors,
            voice=point.speaker.name if point.speaker else ", ".join(article.authors) or "Unsigned",
            source=_source(article),
            article=self.article(article),
            uri=self.passage(point),
            passage=point.passage.exact,
            places=tuple(map(self.place, point.places)),
            figure=point.figure,
            amount=_amount(point.figure) if point.figure else "",
            relations=tuple(map(self._relation, relations[:RELATIONS])),
            related=len(relations),
            rest=tuple(part.chunk for part in self.directory.related.get(id_, ())),
            used_by=tuple(self._used_by(id_)),
            senses={**article.senses, **point.senses},
            draft=point.draft or article.draft,
        )

    def points(self, ids: Iterable[str]) -> tuple[PointView, ...]:
        """Show several points."""
        return tuple(map(self.point, ids))

    def year(self, point: str) -> str:
        """Return the year that a point speaks of."""
        found = self.library.points[point]
        return year_of(self.library.articles[found.article].date_of(found))

    def passage(self, point: Point) -> str:
        """Return the source address of a point's passage."""
        division = self.divisions.get(point.article)
        return f"{division.page[point.id]}#{point.fragment}" if division else point.uri

    def article(self, article: Article) -> To:
        """Link to an article."""
        return To(title=article.title, uri=article.uri)

    def theme(self, theme: Theme) -> To:
        """Link to a theme's page."""
        return To(title=theme.title, uri=theme.uri)

    def place(self, name: str) -> To:
        """Link to a place."""
        return To(title=name, uri=self.directory.place.get(name, ""))

    def term(self, id_: str) -> To:
        """Link to a term's page."""
        term = self.library.terms[id_]
        return To(title=term.label, uri=term.uri)

    def report(self, title: str, page: str) -> str:
        """Return the address for reporting a mistake in a page, or nothing without a contact.

        It names the page: in the subject of a mail (RFC 6068), or as ``page`` in the query.
        """
        contact = self.library.settings.contact
        if not contact:
            return ""
        base = self.library.settings.url
        where = f"{base.rstrip('/')}/{url(page)}" if base else url(page)
        parts = urlsplit(contact)
        asked = {"page": quote(where, safe="")}
        if parts.scheme == "mailto":
            asked = {"subject": quote(f"Mistake in “{title}”"), "body": quote(where)}
        given = parts.query.split("&") if parts.query else []
        named = {each.partition("=")[0].lower() for each in given}
        query = [*given, *(f"{key}={value}" for key, value in asked.items() if key not in named)]
        return urlunsplit(parts._replace(query="&".join(query)))

    def person(self, id_: str) -> To:
        """Link to a person."""
        return To(title=self.directory.name[id_], uri=self.directory.person[id_])

    def organisation(self, person: Person) -> To:
        """Link to the organisation that a person speaks for, or to its entry in the glossary."""
        term = person.organisation_term
        name = self.library.terms[term].label if term else person.organisation
        uri = self.directory.organisation.get(name) or (term_uri(term) if term else "")
        return To(title=person.organisation, uri=uri)

    def tags(self, themes: Iterable[str], point: str = "") -> tuple[ThemeTag, ...]:
        """Show themes by their titles, in their order.

        Args:
            themes: their ids.
            point: the point whose line the tags lead to; without one they lead to the themes.
        """
        wanted = set(themes)
        return tuple(
            ThemeTag(
                id=theme.id,
                title=theme.title,
                uri=self.line(theme.id, point) if point else theme.uri,
                icon=theme.icon,
                colour=number % COLOURS + 1,
            )
            for number, theme in enumerate(self.library.themes.values())
            if theme.id in wanted
        )

    def line(self, theme: str, point: str) -> str:
        """Return the address of a point's line among the evidence on a theme."""
        uri = self.directory.line.get((theme, point), theme_uri(theme))
        return f"{uri}#{line_anchor(point)}"

    def speaker(self, person: Person | None) -> SpeakerView | None:
        """Show a person in the role of the time."""
        if person is None:
            return None
        return SpeakerView(
            name=person.name,
            role=person.role,
            uri=self.directory.person.get(person.id, ""),
            organisation=self.organisation(person) if person.organisation else None,
        )

    def card(self, article: Article) -> ArticleCard:
        """Show an article in a list."""
        if article.id not in self._cards:
            self._cards[article.id] = self._card(article)
        return self._cards[article.id]

    def _card(self, article: Article) -> ArticleCard:
        themes = {theme for point in article.points for theme in point.themes}
        return ArticleCard(
            id=article.id,
            title=article.title,
            uri=article.uri,
            date=article.published.label,
            edtf=article.published.text,
            year=year_of(article.published),
            kind=article.kind,
            publisher=article.publication.publisher,
            authors=article.authors,
            summary=article.summary,
            points=len(article.points),
            themes=self.tags(themes),
            draft=article.draft,
        )

    def messages(self, theme: Theme) -> tuple[MessageView, ...]:
        """Show a theme's key messages with their support."""
        return tuple(self._message(theme, index) for index in range(len(theme.messages)))

    def questions(self, theme: Theme) -> tuple[QuestionView, ...]:
        """Show a theme's questions."""
        return tuple(
            self._question(theme, index, question) for index, question in enumerate(theme.questions)
        )

    def _message(self, theme: Theme, index: int) -> MessageView:
        message, ref = theme.messages[index], LineRef(kind="message", theme=theme.id, index=index)
        points = self.points(message.points)
        return MessageView(
            text=message.text,
            anchor=ref.anchor,
            support=self.links.support[ref],
            points=points,
            articles=tuple(dict.fromkeys(point.article for point in points)),
            senses=self.links.senses.get(ref, {}),
        )

    def _question(self, theme: Theme, index: int, question: Question) -> QuestionView:
        ref = LineRef(kind="question", theme=theme.id, index=index)
        return QuestionView(
            text=question.text,
            anchor=ref.anchor,
            theme=self.theme(theme),
            audience=self.library.settings.audiences.get(question.audience, question.audience),
            points=self.points(question.points),
            senses=self.links.senses.get(ref, {}),
        )

    def _newest(self, relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
        """Put the newest of many relations first; few stay sorted by kind."""
        if len(relations) <= RELATIONS:
            return relations
        found = {relation.point: relation for relation in relations}
        points = newest_first(self.library, (self.library.points[id_] for id_ in found))
        return tuple(found[point.id] for point in points)

    def _relation(self, relation: Relation) -> RelationView:
        point = self.library.points[relation.point]
        article = self.library.articles[point.article]
        return RelationView(
            kind=relation.kind,
            stated=relation.stated,
            text=point.text,
            article=self.article(article),
            uri=self.passage(point),
            date=article.date_of(point).label,
        )

    def _used_by(self, point: str) -> Iterable[Use]:
        """Yield the key messages and questions that rest on a point, in their own words."""
        evidence = self.links.evidence
        for ref in evidence.messages.get(point, ()):
            theme = self.library.themes[ref.theme]
            uri = f"{theme.uri}#{ref.anchor}"
            text = theme.messages[ref.index].text
            yield Use(kind="message", theme=theme.title, text=text, uri=uri)
        for ref in evidence.questions.get(point, ()):
            theme = self.library.themes[ref.theme]
            uri = f"{theme.uri}#{ref.anchor}"
            text = theme.questions[ref.index].text
            yield Use(kind="question", theme=theme.title, text=text, uri=uri)


def _source(article: Article) -> str:
    """Name an article by its authors or its publisher, and its year where that is certain."""
    first, *more = article.authors or (article.publication.publisher or article.title,)
    name = first if not more else f"{first} and {more[0] if len(more) == 1 else 'others'}"
    return f"{name}, {article.published.short_label}"


def _amount(figure: Figure) -> str:
    """Write a figure as prose does: ``£3.8 billion``, ``40% of trusts``, ``4 of 44 STPs``."""
    value = figure.value if isinstance(figure.value, str) else f"{figure.value:,}"
    whole = f" of {figure.of:,}" if figure.of is not None else ""
    if figure.unit[:1] in _CURRENCIES:
        return f"{figure.unit[:1]}{value}{whole}{figure.unit[1:]}"
    if figure.unit.startswith("%"):
        return f"{value}{figure.unit}{whole}"
    return f"{value}{whole} {figure.unit}".rstrip()
