"""The timeline as one picture: articles, events, and what became what, over the same years.

Positions along the time are percentages of the picture's width, positions down are pixels: so the
picture is as wide as the window and its words keep their size, on a telephone and on paper alike.
What lies before the years drawn to scale is gathered in a strip at the left.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.base.dates import Period
from generator.base.model import Term
from generator.knowledge.link.became import passings
from generator.site.pages.kinds.timeline.lifespans import (
    ROW,
    Life,
    Passage,
    dated_terms,
    families,
    life_of,
    passages,
)
from generator.site.pages.kinds.timeline.marks import LEVEL, Mark, marks_of
from generator.site.pages.kinds.timeline.scale import Scale, Tick, ticks
from generator.site.pages.views.presenter import Presenter

_HEAD = 30
"""Pixels of a heading."""
_BELOW = 8
"""Pixels of space below the marks of a lane, and below the picture."""
_LATE = 0.8
"""Share of all the dates that is drawn to scale."""

_Dated = Sequence[tuple[Period, str]]
"""Periods with the titles of what belongs to them."""


class Lane(Struct, frozen=True, kw_only=True):
    """The articles, or the events."""

    kind: str
    y: int
    marks: tuple[Mark, ...]


class Picture(Struct, frozen=True, kw_only=True):
    """The whole picture; heights in pixels, positions along the time in per cent."""

    height: int
    first: str
    last: str
    before: bool
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    shapes: frozenset[str]
    """Those that stand for articles and events: diamonds, circles, bars, numbers."""
    lives: tuple[Life, ...]
    lives_y: int
    passages: tuple[Passage, ...]
    articles: int
    events: int
    terms: int


def draw(presenter: Presenter) -> Picture | None:
    """Lay the picture out; there is none without a date."""
    library = presenter.library
    articles = [(a.published, a.title) for a in library.articles.values()]
    events = [(e.date, e.title) for e in library.events]
    days = sorted(_days([*articles, *events], dated_terms(presenter)))
    if not days:
        return None
    scale = _scale(days)
    lanes, y = _lanes(scale, {"articles": articles, "events": events})
    became = passings(library)
    terms = families(presenter, became)
    lives = {t.id: life_of(scale, t, y + _HEAD + ROW * n) for n, t in enumerate(terms)}
    return Picture(
        height=y + (_HEAD + ROW * len(terms) if terms else 0) + _BELOW,
        first=str(scale.start.year),
        last=str(days[-1].year),
        before=days[0] < scale.start,
        ticks=tuple(ticks(scale)),
        lanes=lanes,
        shapes=frozenset(_shape(lane.kind, mark) for lane in lanes for mark in lane.marks),
        lives=tuple(lives.values()),
        lives_y=y,
        passages=tuple(passages(scale, became, lives)),
        articles=len(articles),
        events=len(events),
        terms=len(terms),
    )


def _shape(kind: str, mark: Mark) -> str:
    if mark.label:
        return "numbers"
    if mark.width:
        return "bars"
    return "diamonds" if kind == "articles" else "circles"


def _days(dated: _Dated, terms: Sequence[Term]) -> Iterator[date]:
    spans = (sense.period for term in terms for sense in term.senses)
    for period in (*(period for period, _ in dated), *spans):
        yield from (day for day in (period.start, period.end) if day)


def _scale(days: Sequence[date]) -> Scale:
    first = days[int(len(days) * (1 - _LATE))].year
    return Scale(start=date(first, 1, 1), end=date(days[-1].year + 1, 1, 1))


def _lanes(scale: Scale, dated: Mapping[str, _Dated]) -> tuple[tuple[Lane, ...], int]:
    """Return the lanes below one another, and where the last ends."""
    lanes: list[Lane] = []
    y = _HEAD
    for kind, its in dated.items():
        marks = tuple(marks_of(scale, its, y + _HEAD))
        lanes.append(Lane(kind=kind, y=y, marks=marks))
        y = max([mark.y for mark in marks], default=y) + LEVEL + _BELOW
    return tuple(lanes), y
