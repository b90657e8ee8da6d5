"""The lifespans of terms as bars in the timeline's picture.

Positions along the time are percentages of the picture's width, positions down are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.base import labels
from generator.base.limits import LABEL_CHARACTERS, LIFESPANS_DRAWN
from generator.base.model import Sense, Term
from generator.site.pages.kinds.timeline.scale import Scale
from generator.site.pages.views.presenter import Presenter

ROW = 20
"""Pixels of a lifespan."""


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


def dated_terms(presenter: Presenter) -> list[Term]:
    """Return the terms of which a sense begins or ends at a date."""
    terms = presenter.library.terms.values()
    return [term for term in terms if any(s.start or s.end for s in term.senses)]


def drawn_terms(presenter: Presenter) -> Sequence[Term]:
    """Return the dated terms that are used most, in the order in which they came into use."""
    mentions = presenter.links.mentions
    by_use = sorted(dated_terms(presenter), key=lambda t: (-len(mentions.get(t.id, ())), t.id))
    return sorted(by_use[:LIFESPANS_DRAWN], key=lambda term: (_begin(term), term.id))


def _begin(term: Term) -> date:
    return min((sense.period.start or date.min) for sense in term.senses)


def life_of(scale: Scale, term: Term, y: int) -> Life:
    """Draw the lifespan of a term.

    Args:
        scale: the years drawn.
        term: the term.
        y: where its bars stand, in pixels.
    """
    bars = tuple(_bar(scale, term, sense) for sense in term.senses)
    start = min(bar.x for bar in bars)
    end = max(bar.x + bar.width for bar in bars)
    from_left = 100 - start >= end
    return Life(
        y=y,
        label=labels.cut_off(term.label, LABEL_CHARACTERS),
        x=round(start + 0.5 if from_left else end - 0.5, 2),
        anchor="start" if from_left else "end",
        bars=bars,
    )


def _bar(scale: Scale, term: Term, sense: Sense) -> Bar:
    begin = sense.period.start or date.min
    start = scale.x(begin) if begin >= scale.start else 0.0
    end = scale.x(sense.period.end) if sense.period.end else 100.0
    name = sense.expansion or term.label
    width = round(max(end - start, 0.6), 2)
    return Bar(x=start, width=width, title=name, open=sense.period.end is None)
