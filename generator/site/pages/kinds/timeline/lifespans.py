"""What became what as lanes in the timeline's picture: bars of terms, and lines between them.

Positions along the time are percentages of the picture's width, positions down are pixels.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.base.limits import LIFESPANS_DRAWN
from generator.base.model import Sense, Term
from generator.knowledge.link.became import Passing
from generator.site.pages.kinds.timeline.scale import Scale
from generator.site.pages.views.presenter import Presenter

ROW = 32
"""Pixels of a term: its name, and the bar below."""
_MIDDLE = 21
"""Pixels from the top of a row to the middle of its bar."""
_HALF = 50.0
"""Per cent: a name that begins further right ends where its bar ends."""


class Bar(Struct, frozen=True, kw_only=True):
    """One sense of a term; ``open`` where it has not come to an end."""

    x: float
    width: float
    title: str
    open: bool


class Life(Struct, frozen=True, kw_only=True):
    """The lifespan of a term, its whole name above it, on the side that has more room."""

    y: int
    label: str
    x: float
    anchor: str
    bars: tuple[Bar, ...]


class Passage(Struct, frozen=True, kw_only=True):
    """The line from the bar of a term to that of what it became.

    Attributes:
        x: when: where the line goes down or up.
        y: the middle of the bar that ends.
        to_x: where the other bar begins, if that is later.
        to_y: its middle.
    """

    x: float
    y: int
    to_x: float
    to_y: int


def dated_terms(presenter: Presenter) -> list[Term]:
    """Return the terms of which a sense begins or ends at a date."""
    terms = presenter.library.terms.values()
    return [term for term in terms if any(s.start or s.end for s in term.senses)]


def families(presenter: Presenter, found: Sequence[Passing]) -> list[Term]:
    """Return the terms that became another, or that another became, those of a family together.

    Where there are too many, the families whose terms are used least are left out.
    """
    groups: list[set[str]] = []
    for passing in found:
        touched = [group for group in groups if group & {passing.before, passing.after}]
        groups = [group for group in groups if group not in touched]
        groups.append({passing.before, passing.after}.union(*touched))
    mentions, terms = presenter.links.mentions, presenter.library.terms
    by_use = sorted(groups, key=lambda g: (-sum(len(mentions.get(id_, ())) for id_ in g), min(g)))
    drawn: list[list[Term]] = []
    for group in by_use:
        if sum(map(len, drawn)) + len(group) <= LIFESPANS_DRAWN:
            drawn.append(sorted((terms[id_] for id_ in group), key=lambda t: (_begin(t), t.id)))
    return [
        term for family in sorted(drawn, key=lambda f: (_begin(f[0]), f[0].id)) for term in family
    ]


def _begin(term: Term) -> date:
    return min((sense.period.start or date.min) for sense in term.senses)


def life_of(scale: Scale, term: Term, y: int) -> Life:
    """Draw the lifespan of a term.

    Args:
        scale: the years drawn.
        term: the term.
        y: where its row begins, in pixels.
    """
    bars = tuple(_bar(scale, term, sense) for sense in term.senses)
    start = min(bar.x for bar in bars)
    end = max(bar.x + bar.width for bar in bars)
    from_left = start <= _HALF
    return Life(
        y=y,
        label=term.label,
        x=start if from_left else round(end, 2),
        anchor="start" if from_left else "end",
        bars=bars,
    )


def passages(
    scale: Scale, found: Sequence[Passing], lives: Mapping[str, Life]
) -> Iterator[Passage]:
    """Yield the lines between terms that are drawn."""
    for passing in found:
        before, after = lives.get(passing.before), lives.get(passing.after)
        if before and after:
            x = scale.x(passing.day)
            start = min(bar.x for bar in after.bars)
            to_y, y = after.y + _MIDDLE, before.y + _MIDDLE
            yield Passage(x=x, y=y, to_x=max(x, start), to_y=to_y)


def _bar(scale: Scale, term: Term, sense: Sense) -> Bar:
    begin = sense.period.start or date.min
    start = scale.x(begin) if begin >= scale.start else 0.0
    end = scale.x(sense.period.end) if sense.period.end else 100.0
    name = sense.expansion or term.label
    width = round(max(end - start, 0.6), 2)
    return Bar(x=start, width=width, title=name, open=sense.period.end is None)
