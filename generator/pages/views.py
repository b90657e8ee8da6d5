"""Points, messages and articles as templates show them: every id resolved to words and links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.link import Links
from generator.link.coverage import year_of
from generator.link.records import LineRef, Relation
from generator.model import Article, Library, Person, Point, Question, Theme
from generator.pages.records import (
    ArticleCard,
    MessageView,
    PointView,
    QuestionView,
    RelationView,
    SpeakerView,
    ThemeTag,
    To,
)

COLOURS = 8
"""Colours in the palette; themes beyond that begin again."""


def anchor_of(point: str) -> str:
    """Return the id of a point's line on lists; ids hold no double hyphen, so none collide."""
    return "e-" + point.replace("#", "--")


@dataclass(frozen=True, slots=True)
class Views:
    """Turns records into what templates show."""

    library: Library
    links: Links
    pages: Mapping[tuple[str, str], str]
    """(theme, point) → page of the point's line of evidence, where that is not the theme's own."""

    def point(self, id_: str) -> PointView:
        """Show a point."""
        point = self.library.points[id_]
        article = self.library.articles[point.article]
        date = article.date_of(point)
        return PointView(
            id=point.id,
            anchor=anchor_of(point.id),
            text=point.text,
            kind=point.kind,
            standing=point.standing,
            date=date.label,
            edtf=date.text,
            year=year_of(date),
            themes=tuple(self._line(tag, id_) for tag in self.tags(point.themes)),
            speaker=self.speaker(point.speaker),
            authors=article.authors,
            source=_source(article),
            article=self.article(article),
            uri=self.passage(point),
            passage=point.passage.exact,
            places=point.places,
            figure=point.figure,
            relations=tuple(map(self._relation, self.links.relations.get(id_, ()))),
            used_by=tuple(self._used_by(id_)),
            senses={**article.senses, **point.senses},
            draft=point.draft or article.draft,
        )

    def points(self, ids: Iterable[str]) -> tuple[PointView, ...]:
        """Show several points."""
        return tuple(map(self.point, ids))

    def passage(self, point: Point) -> str:
        """Return the source address of a point's passage."""
        return f"articles/{point.article}.md#{point.fragment}"

    def article(self, article: Article) -> To:
        """Link to an article."""
        return To(title=article.title, uri=f"articles/{article.id}.md")

    def theme(self, theme: Theme) -> To:
        """Link to a theme's page."""
        return To(title=theme.title, uri=f"themes/{theme.id}.md")

    def tags(self, themes: Iterable[str]) -> tuple[ThemeTag, ...]:
        """Show themes by their titles, in their order."""
        wanted = set(themes)
        return tuple(
            ThemeTag(
                id=theme.id,
                title=theme.title,
                uri=f"themes/{theme.id}.md",
                icon=theme.icon,
                colour=number % COLOURS + 1,
            )
            for number, theme in enumerate(self.library.themes.values())
            if theme.id in wanted
        )

    def speaker(self, person: Person | None) -> SpeakerView | None:
        """Show a person in the role of the time."""
        if person is None:
            return None
        term = person.organisation_term
        return SpeakerView(
            name=person.name,
            role=person.role,
            organisation=person.organisation,
            uri=f"voices/index.md#v-{person.id}",
            organisation_uri=f"glossary/{term}.md" if term else "",
        )

    def card(self, article: Article) -> ArticleCard:
        """Show an article in a list."""
        themes = {theme for point in article.points for theme in point.themes}
        return ArticleCard(
            id=article.id,
            title=article.title,
            uri=f"articles/{article.id}.md",
            date=article.published.label,
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
            self._question(index, question) for index, question in enumerate(theme.questions)
        )

    def _line(self, tag: ThemeTag, point: str) -> ThemeTag:
        """Let a theme's tag lead to the point's line in the theme's evidence."""
        page = self.pages.get((tag.id, point), tag.uri)
        return replace(tag, uri=f"{page}#{anchor_of(point)}")

    def _message(self, theme: Theme, index: int) -> MessageView:
        message = theme.messages[index]
        points = self.points(message.points)
        return MessageView(
            text=message.text,
            anchor=_message_anchor(index),
            support=self.links.support[LineRef(theme=theme.id, index=index)],
            points=points,
            articles=tuple(dict.fromkeys(point.article for point in points)),
            senses=self.links.senses.get(message.at, {}),
        )

    def _question(self, index: int, question: Question) -> QuestionView:
        return QuestionView(
            text=question.text,
            anchor=f"question-{index + 1}",
            audience=self.library.settings.audiences.get(question.audience, question.audience),
            points=self.points(question.points),
            senses=self.links.senses.get(question.at, {}),
        )

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

    def _used_by(self, point: str) -> Iterable[To]:
        for ref in self.links.evidence.messages.get(point, ()):
            theme = self.library.themes[ref.theme]
            uri = f"themes/{theme.id}.md#{_message_anchor(ref.index)}"
            yield To(title=f"{theme.title}: {theme.messages[ref.index].text}", uri=uri)


def _source(article: Article) -> str:
    """Name an article by its authors or its publisher, and its year where that is certain."""
    first, *more = article.authors or (article.publication.publisher or article.title,)
    name = first if not more else f"{first} and {more[0] if len(more) == 1 else 'others'}"
    year = year_of(article.published)
    return f"{name}, {article.published.label if year == 'undated' else year}"


def _message_anchor(index: int) -> str:
    return f"message-{index + 1}"
