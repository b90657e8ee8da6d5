"""Points, messages and articles as templates show them: every id resolved to words and links."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, Self

from msgspec import field

from generator.base import labels
from generator.base.addresses import line_anchor
from generator.base.dates import year_of
from generator.base.foreign import like, mixed
from generator.base.language.rows import row
from generator.base.limits import EVENTS_BESIDE_A_CLAIM, OPENING_CHARACTERS, RELATED_POINTS
from generator.base.model import Article, Library, Person, Point, Question, Status, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.coverage import voice_of
from generator.knowledge.link.evidence import newest_first
from generator.knowledge.link.findings import (
    Bearings,
    Disagreement,
    LineRef,
    Objection,
    Relation,
)
from generator.knowledge.review import Task
from generator.site.pages.paging.article_parts import split_articles
from generator.site.pages.views.directory import make_directory
from generator.site.pages.views.drawing import amount_of, drawing_of
from generator.site.pages.views.linker import Linker
from generator.site.pages.views.linking_texts import LinksTo, links_to_pages
from generator.site.pages.views.page import To
from generator.site.pages.views.present_names import told
from generator.site.pages.views.since import since_view
from generator.site.pages.views.view_types import (
    ArticleCard,
    MessageView,
    ObjectionView,
    PointView,
    QuestionView,
    RelationView,
    RestingLine,
    SinceView,
    SpeakerView,
    StatusView,
)
from generator.text.markup import Document


class Presenter(Linker, frozen=True, kw_only=True):
    """Turns records into what templates show.

    Attributes:
        documents: the parsed body of each contributed file, by its path; none where only a part
            of the content is shown.
        links_to: page → what leads to it by a link in a contributed text.
        tasks: what editors should look at; None where no page tells of it.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    links_to: LinksTo = field(default_factory=dict)
    tasks: tuple[Task, ...] | None = None
    _shown: dict[str, PointView] = field(default_factory=dict)
    """Points already shown: each stands on several pages."""
    _cards: dict[str, ArticleCard] = field(default_factory=dict)
    """Articles already shown in a list."""
    _openings: dict[str, Counter[str]] = field(default_factory=dict)
    """Article → how many of its passages begin with the same words."""
    _names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Article → whose it is in few words, and the same with its year."""
    _disputes: dict[tuple[str, LineRef], To] = field(default_factory=dict)
    """Where a point that stands against a line is told of, once it has been asked for."""

    @classmethod
    def of(
        cls,
        library: Library,
        links: Links,
        documents: Mapping[str, Document] = MappingProxyType({}),
        tasks: tuple[Task, ...] | None = None,
    ) -> Self:
        """Return what shows a library.

        Args:
            library: all checked content.
            links: what follows from it.
            documents: the parsed bodies, where whole pages are made.
            tasks: what editors should look at, where a page tells of it.
        """
        return cls(
            library=library,
            links=links,
            directory=make_directory(library, links),
            article_parts=split_articles(library, links, documents) if documents else {},
            documents=documents,
            links_to=links_to_pages(library, documents) if documents else {},
            tasks=tasks,
        )

    def point(self, id_: str) -> PointView:
        """Show a point."""
        if id_ not in self._shown:
            self._shown[id_] = self._point(id_)
        return self._shown[id_]

    def _point(self, id_: str) -> PointView:
        point = self.library.points[id_]
        article = self.library.articles[point.article]
        date = article.date_of(point)
        reporter, source = self._names_of(article)
        themes = self.tags(point.themes)
        relations = self._newest(self.links.relations.get(id_, ()))
        return PointView(
            id=point.id,
            anchor=line_anchor(point.id),
            text=point.text,
            kind=point.kind,
            standing=point.standing,
            date=date.plain_label,
            dates=" ".join(d.text for d in (point.as_of, article.published) if d),
            year=year_of(date),
            years=() if date.year else date.years(self.library.as_of),
            themes=themes,
            theme_ids=" ".join(theme.id for theme in themes),
            speaker=self.speaker(point.speaker),
            authors=article.author_names,
            interests=article.author_interests,
            all_interests=(*article.author_interests, *_interest(article, point.speaker)),
            published=article.published.short_label,
            reporter=reporter,
            whose=voice_of(self.library, point),
            voice=point.speaker.name
            if point.speaker
            else row(article.author_names) or labels.unsigned(),
            voice_id=point.speaker.id
            if point.speaker
            else self.directory.author_ids[article.author_names],
            source=source,
            article=self.article(article),
            article_id=article.id,
            uri=self.passage(point),
            passage=point.passage.exact,
            opening=self._opening(article, point),
            places=tuple(map(self.place, point.places)),
            figure=point.figure,
            amount=amount_of(point.figure) if point.figure else "",
            drawing=drawing_of(point.figure),
            relations=tuple(map(self._relation, relations[:RELATED_POINTS])),
            related=len(relations),
            related_part_links=tuple(part.link for part in self.directory.related.get(id_, ())),
            used_by=tuple(self._used_by(id_)),
            since=self._since(self.links.since.points.get(id_, ())),
            senses={**article.senses, **point.senses},
            status=self._status(point.status, article),
            draft=point.draft or article.draft,
        )

    def _names_of(self, article: Article) -> tuple[str, str]:
        """Name whose an article is, and that with its year where it is certain."""
        if article.id not in self._names:
            whose = article.author_names or (article.publication.publisher or article.title,)
            year = article.published.short_label
            named = labels.in_short(whose), labels.source_in_short(whose, year)
            self._names[article.id] = named
        return self._names[article.id]

    def _status(self, status: Status | None, article: Article) -> StatusView | None:
        """Show what has become of an article, or of a point of it."""
        if status is None:
            return None
        return StatusView(
            kind=status.kind,
            label=labels.STATUSES[status.kind],
            whose=self._names_of(article)[1],
            date=status.date.plain_label,
            reason=status.reason,
            superseded_by=tuple(map(self._successor, status.superseded_by)),
            source=status.source,
        )

    def _successor(self, id_: str) -> To:
        """Link to an article or a point that took the place of another."""
        if "#" in id_:
            point = self.library.points[id_]
            title = like(point.text, point.text.removesuffix("."))
            return To(title=title, uri=self.passage(point))
        return self.article(self.library.articles[id_])

    def _opening(self, article: Article, point: Point) -> str:
        """Return a passage's first words, by which readers tell it from the article's others."""
        if article.id not in self._openings:
            passages = {each.passage.exact for each in article.points}
            self._openings[article.id] = Counter(map(_first_words, passages))
        words = point.passage.exact
        opening = _first_words(words)
        return opening if self._openings[article.id][opening] == 1 else words

    def points(self, ids: Iterable[str]) -> tuple[PointView, ...]:
        """Show several points."""
        return tuple(map(self.point, ids))

    def year(self, point: str) -> str:
        """Return the year that a point speaks of."""
        found = self.library.points[point]
        return year_of(self.library.articles[found.article].date_of(found))

    def speaker(self, person: Person | None) -> SpeakerView | None:
        """Show a person in the role of the time, a body or a group."""
        if person is None:
            return None
        return SpeakerView(
            name=person.name,
            kind=person.kind,
            role=person.role,
            uri=self.directory.person_uris.get(person.id, ""),
            organisation=self.organisation(person) if person.organisation else None,
            interest=person.interest,
            inferred=person.inferred,
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
            date=article.published.plain_label,
            edtf=article.published.text,
            year=year_of(article.published),
            kind=article.kind,
            publisher=article.publication.publisher,
            authors=article.author_names,
            original=article.publication.url,
            summary=article.summary,
            points=len(article.points),
            themes=self.tags(themes),
            status=self._status(article.status, article),
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
        points, support = self.points(message.points), self.links.support[ref]
        years = self._years(message.points)
        return MessageView(
            text=message.text,
            told=told(self, ref, message.text),
            anchor=ref.anchor,
            support=support.kind,
            basis=support.basis,
            objections=(
                *self._objections("contested", ref, support.contested_by),
                *self._objections("limited", ref, support.limited_by),
            ),
            section=message.section,
            years=row(years, "and"),
            of_its_sources=set(years) == {point.published for point in points},
            points=points,
            statuses=_statuses(points),
            since=self._since(self.links.since.lines.get(ref, ())),
            senses=self.links.senses.get(ref, {}),
        )

    def _question(self, theme: Theme, index: int, question: Question) -> QuestionView:
        ref = LineRef(kind="question", theme=theme.id, index=index)
        points = self.points(question.points)
        return QuestionView(
            text=question.text,
            told=told(self, ref, question.text),
            anchor=ref.anchor,
            theme_id=theme.id,
            theme=self.theme(theme),
            audience_id=question.audience,
            audience=labels.audience(question.audience, self.library.settings.audiences),
            points=points,
            statuses=_statuses(points),
            since=self._since(self.links.since.lines.get(ref, ())),
            senses=self.links.senses.get(ref, {}),
        )

    def _since(self, bearings: Bearings) -> SinceView:
        return since_view(self, bearings, EVENTS_BESIDE_A_CLAIM)

    def _years(self, points: Iterable[str]) -> tuple[str, ...]:
        """Return of when points are, the oldest first."""
        dates = sorted(map(self.library.date_of, points), key=lambda date: date.sort_key)
        return tuple(dict.fromkeys(date.short_label for date in dates))

    def _objections(
        self,
        kind: Literal["contested", "limited"],
        ref: LineRef,
        objections: Iterable[Objection],
    ) -> Iterable[ObjectionView]:
        """Show who disputes or limits a message, each once."""
        for id_ in dict.fromkeys(objection.point for objection in objections):
            yield ObjectionView(kind=kind, point=self.point(id_), dispute=self._dispute(id_, ref))

    def _dispute(self, point: str, ref: LineRef) -> To | None:
        """Return where the disagreement is told in which a point stands against a line."""
        if not self._disputes:
            self._disputes.update(
                ((id_, line), self._about(each))
                for each in self.links.disagreements
                for line in each.lines
                for id_ in each.points
            )
        return self._disputes.get((point, ref))

    def _about(self, disagreement: Disagreement) -> To:
        """Link to a disagreement by its question."""
        uri = self.directory.dispute_uris[disagreement.anchor]
        return To(title=disagreement.question or labels.both_sides(), uri=uri)

    def resting_line(self, ref: LineRef) -> RestingLine:
        """Show a key message or a question as what rests on points, its terms up to date."""
        theme = self.library.themes[ref.theme]
        lines = theme.messages if ref.kind == "message" else theme.questions
        parts = told(self, ref, lines[ref.index].text)
        text = mixed(
            *(mixed(part.text, " [", part.now, "]") if part.now else part.text for part in parts)
        )
        uri = f"{theme.uri}#{ref.anchor}"
        return RestingLine(kind=ref.kind, theme=theme.title, text=text, uri=uri)

    def _newest(self, relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
        """Put the newest of many relations first; few stay sorted by kind."""
        if len(relations) <= RELATED_POINTS:
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
            status=self._status(point.status, article),
            article=self.article(article),
            uri=self.passage(point),
            date=article.date_of(point).plain_label,
        )

    def _used_by(self, point: str) -> Iterable[RestingLine]:
        """Yield the key messages and questions that rest on a point, in their own words."""
        evidence = self.links.evidence
        yield from map(self.resting_line, evidence.messages.get(point, ()))
        yield from map(self.resting_line, evidence.questions.get(point, ()))


def _statuses(points: Iterable[PointView]) -> tuple[StatusView, ...]:
    return tuple(dict.fromkeys(point.status for point in points if point.status))


def _first_words(passage: str) -> str:
    return labels.shortened(passage, OPENING_CHARACTERS)


def _interest(article: Article, speaker: Person | None) -> Iterator[str]:
    """Yield a speaker's interest, unless it is known of an author."""
    if speaker and speaker.interest and speaker.interest not in article.author_interests:
        yield labels.interest_of(speaker.name, speaker.interest)
