"""What every page says at its foot: when the content last changed, and what it rests on."""

from collections.abc import Iterable

from generator.base import labels
from generator.base.dates import Period
from generator.base.model import Library
from generator.knowledge.link.news import news
from generator.site.pages.views.page import Basis


def basis_of(library: Library) -> Basis:
    """Return what holds for the content as a whole; an article or a theme says it of itself."""
    reviews = [
        *(article.reviewed for article in library.articles.values()),
        *(theme.reviewed for theme in library.themes.values()),
    ]
    return Basis(
        changed=_newest(note.date for note in news(library)),
        reviewed=_newest(date for date in reviews if date),
        articles=labels.articles_counted(len(library.articles)),
    )


def _newest(dates: Iterable[Period]) -> str:
    """Return the label of the newest date, or nothing where there is none."""
    newest = max(dates, key=lambda date: date.sort_key, default=None)
    return newest.label if newest else ""
