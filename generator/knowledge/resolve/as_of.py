"""What counts as today. No stage asks the clock: equal content makes equal pages on any day."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.base.dates import Period
from generator.base.model import Article, Settings, Status, Theme


def today(
    settings: Settings, articles: Iterable[Article], themes: Iterable[Theme]
) -> Period | None:
    """Return what ``as_of`` in the settings says, else the newest date that lies in no future.

    That is the last on which anything was reviewed, changed or corrected here; where nothing ever
    was, the last date of publication. Events do not count: one may be planned, and one that lies
    before the last review is not the newest.
    """
    listed = tuple(articles)
    return settings.as_of or _newest(_here(listed, themes)) or _newest(a.published for a in listed)


def _here(articles: Iterable[Article], themes: Iterable[Theme]) -> Iterator[Period]:
    for article in articles:
        yield from filter(None, (article.reviewed,))
        yield from (status.date for status in statuses(article))
        yield from (note.date for note in (*article.changes, *article.corrections))
    for theme in themes:
        yield from filter(None, (theme.reviewed,))
        yield from (note.date for note in theme.changes)


def statuses(article: Article) -> Iterator[Status]:
    """Yield what has become of an article and of its points."""
    yield from filter(None, (article.status, *(point.status for point in article.points)))


def _newest(dates: Iterable[Period]) -> Period | None:
    """Return the date that ends last; of one without an end nobody knows how far it goes."""
    return max((each for each in dates if each.end), key=_end, default=None)


def _end(period: Period) -> tuple[date, str]:
    return period.end or date.max, period.text
