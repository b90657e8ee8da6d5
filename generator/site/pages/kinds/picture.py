"""The timeline as one picture: articles, events and the lifespans of terms over the same years.

Positions along the time are percentages of the picture's width, positions down are pixels: so the
picture is as wide as the window and its words keep their size, on a telephone and on paper alike.
What lies before the years drawn to scale is gathered in a strip at the left.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.base.dates import Period
from generator.base.model import Sense, Term
from generator.site.pages.views.views import Views

ROWS = 36
"""Lifespans drawn: those of the terms that are used most. With these, it fits on a page of A4
between the title and its legend."""
_SINGLE = 40
"""Marks in a lane up to which each is drawn; beyond, each year has one with its number."""
_LEVELS = 6
"""Levels of marks; where more stand close together, each year has one with its number."""
_STRIP, _LEFT, _RIGHT = 4.0, 10.0, 98.0
"""Per cent: the middle of the strip for what came before, and the years drawn to scale."""
_NEAR = 4.5
"""Per cent between two marks on one level."""
_TICKS = 6
_LATE = 0.8
"""Share of all the dates that is drawn to scale."""
_LABEL = 24
"""Characters of a label."""
_LEVEL, _ROW, _HEAD = 16, 20, 30
"""Heights in pixels: of a level of marks, of a lifespan, of a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A year on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An article or an event, or the number of them in a year."""

    x: float
    y: int
    title: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The articles, or the events."""

    kind: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One sense of a term; ``open`` where it has not come to an end."""

    x: float
    width: float
    title: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The lifespan of a term, its label on the side that has more room."""

    y: int
    label: str
    x: float
    anchor: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The whole picture; heights in pixels, positions along the time in per cent."""

    height: int
    first: str
    last: str
    before: bool
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    lives: tuple[Life, ...]
    lives_y: int
    articles: int
    events: int
    terms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """The years drawn to scale, from the first day of one to the first day after another."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """Return a day's place."""
        if day < self.start:
            return _STRIP
        part = (day - self.start).days / (self.end - self.start).days
        return round(_LEFT + (_RIGHT - _LEFT) * min(part, 1.0), 2)


def draw(views: Views) -> Picture | None:
    """Lay the picture out; there is none without a date."""
    library = views.library
    articles = [(a.published, a.title) for a in library.articles.values()]
    events = [(e.date, e.title) for e in library.events]
    terms = dated_terms(views)
    days = sorted(_days([p for p, _ in (*articles, *events)], terms))
    if not days:
        return None
    first = days[int(len(days) * (1 - _LATE))].year
    scale = _Scale(start=date(first, 1, 1), end=date(days[-1].year + 1, 1, 1))
    lanes: list[Lane] = []
    y = _HEAD
    for kind, dated in (("articles", articles), ("events", events)):
        marks = tuple(_marks(scale, dated, y + _HEAD))
        lanes.append(Lane(kind=kind, y=y, marks=marks))
        y = max([mark.y for mark in marks], default=y) + _LEVEL + 8
    shown = sorted(_most_used(views, terms), key=lambda t: (_begin(t), t.id))
    return Picture(
        height=y + _HEAD + _ROW * len(shown) + 8,
        first=str(first),
        last=str(days[-1].year),
        before=days[0] < scale.start,
        ticks=tuple(_ticks(scale)),
        lanes=tuple(lanes),
        lives=tuple(_life(scale, t, y + _HEAD + _ROW * n) for n, t in enumerate(shown)),
        lives_y=y,
        articles=len(articles),
        events=len(events),
        terms=len(shown),
    )


def dated_terms(views: Views) -> list[Term]:
    """Return the terms of which a sense begins or ends at a date."""
    terms = views.library.terms.values()
    return [term for term in terms if any(s.start or s.end for s in term.senses)]


def _days(periods: Iterable[Period], terms: Iterable[Term]) -> Iterator[date]:
    spans = (sense.period for term in terms for sense in term.senses)
    for period in (*periods, *spans):
        yield from (day for day in (period.start, period.end) if day)


def _most_used(views: Views, terms: Sequence[Term]) -> Sequence[Term]:
    mentions = views.links.mentions
    return sorted(terms, key=lambda t: (-len(mentions.get(t.id, ())), t.id))[:ROWS]


def _begin(term: Term) -> date:
    return min((sense.period.start or date.min) for sense in term.senses)


def _marks(scale: _Scale, dated: Sequence[tuple[Period, str]], top: int) -> Iterable[Mark]:
    """Place each mark on the first level on which it touches no other; count what has no room."""
    placed = [
        (scale.x(_middle(period)), period, title) for period, title in dated if _known(period)
    ]
    marks: list[Mark] = []
    levels: list[float] = []
    for x, period, title in sorted(placed, key=lambda mark: (mark[0], mark[2])):
        level = next((n for n, end in enumerate(levels) if x - end >= _NEAR), len(levels))
        levels[level : level + 1] = [x]
        named = f"{period.label}: {title}"
        marks.append(Mark(x=x, y=top + _LEVEL * level, title=named, label=""))
    if len(marks) > _SINGLE or len(levels) > _LEVELS:
        return _numbers(scale, [period for _, period, _ in placed], top)
    return marks


def _numbers(scale: _Scale, periods: Iterable[Period], top: int) -> Iterator[Mark]:
    years = Counter(
        max(_middle(period), date(scale.start.year - 1, 7, 1)).year for period in periods
    )
    for year, count in sorted(years.items()):
        name = str(year) if year >= scale.start.year else f"before {scale.start.year}"
        x = scale.x(date(year, 7, 1))
        yield Mark(x=x, y=top, title=f"{name}: {count}", label=str(count))


def _known(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _middle(period: Period) -> date:
    """Return the middle of a period, or the end that it has."""
    start, end = period.start or period.end or date.min, period.end or period.start or date.min
    return start + (end - start) / 2


def _ticks(scale: _Scale) -> Iterator[Tick]:
    years = scale.end.year - scale.start.year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if years / step <= _TICKS)
    for year in range(-(-scale.start.year // step) * step, scale.end.year, step):
        yield Tick(x=scale.x(date(year, 1, 1)), label=str(year))


def _life(scale: _Scale, term: Term, y: int) -> Life:
    bars = tuple(_bar(scale, term, sense) for sense in term.senses)
    start = min(bar.x for bar in bars)
    end = max(bar.x + bar.width for bar in bars)
    label = term.label if len(term.label) <= _LABEL else f"{term.label[: _LABEL - 1].rstrip()}…"
    from_left = 100 - start >= end
    return Life(
        y=y,
        label=label,
        x=round(start + 0.5 if from_left else end - 0.5, 2),
        anchor="start" if from_left else "end",
        bars=bars,
    )


def _bar(scale: _Scale, term: Term, sense: Sense) -> Bar:
    begin = sense.period.start or date.min
    start = scale.x(begin) if begin >= scale.start else 0.0
    end = scale.x(sense.period.end) if sense.period.end else 100.0
    name = sense.expansion or term.label
    width = round(max(end - start, 0.6), 2)
    return Bar(x=start, width=width, title=name, open=sense.period.end is None)
