"""All content, checked."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.base.dates import Period
from generator.base.foreign import language_in
from generator.base.model.articles import Article
from generator.base.model.events import Event
from generator.base.model.notes import Past
from generator.base.model.pages import PlainPage
from generator.base.model.points import Point
from generator.base.model.settings import Settings
from generator.base.model.terms import Term
from generator.base.model.themes import Theme
from generator.base.model.translations import Translated


class Library(Struct, frozen=True, kw_only=True):
    """All content, checked: ids are unique, references exist, dates agree. Sorted by id."""

    settings: Settings
    articles: Mapping[str, Article]
    points: Mapping[str, Point]
    themes: Mapping[str, Theme]
    """In their ``order``."""
    terms: Mapping[str, Term]
    events: tuple[Event, ...]
    """In order of date."""
    pages: Mapping[str, PlainPage]
    as_of: Period | None
    """What counts as today: ``as_of`` in ``mkdocs.yml``, else the newest date that can lie in no
    future; none where the content has no such date."""
    repeats: Mapping[str, tuple[str, ...]]
    """Point → what it repeats, also where either is a draft: two that repeat one draft are no two
    witnesses."""
    history: tuple[Past, ...] = ()
    """What differs from the states that were published before, the newest first."""
    translated: tuple[Translated, ...] = ()
    """How far each file is, by path, where readers are addressed in another language than its."""

    def is_planned(self, event: Event) -> bool:
        """Tell whether an event lies after what counts as today."""
        return self.as_of is not None and self.as_of.before(event.date)

    def stands(self, point: str) -> bool:
        """Tell whether a point may support anything: it is not retracted."""
        status = self.points[point].status
        return status is None or status.kind != "retracted"

    def languages(self) -> Iterator[tuple[str, ...]]:
        """Yield what languages parts are in: words in two are equal, and so are pages of them."""
        for article in self.articles.values():
            said = (word for p in article.people for word in (p.name, p.role, p.organisation))
            yield (
                *(article.id, article.language, article.publication.language),
                *map(language_in, (article.title, *said)),
                *(point.passage.language for point in article.points),
            )
        for theme in self.themes.values():
            yield (theme.id, theme.language)
        for page in self.pages.values():
            yield (page.id, page.language)
        yield from (
            (term.id, language_in(sense.source.title))
            for term in self.terms.values()
            for sense in term.senses
        )
        yield from ((event.id, language_in(event.source.title)) for event in self.events)

    def date_of(self, point: str) -> Period:
        """Return when a point was true."""
        found = self.points[point]
        return self.articles[found.article].date_of(found)
