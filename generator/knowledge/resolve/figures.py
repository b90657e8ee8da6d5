"""The figures of points: whether their numbers agree, and whether a chosen one can be drawn."""

from collections.abc import Callable, Iterator

from generator.base.model import Figure, FigurePart
from generator.base.problems import Problem
from generator.schema import fields
from generator.source.read import Source


def figure_of(figure: fields.Figure, say: Callable[[str], str] = str) -> Figure:
    """Return a figure as declared; ``say`` puts words into the language of their article."""
    parts = tuple(FigurePart(value=part.value, about=say(part.about)) for part in figure.parts)
    given = dict(figure)
    words = {key: say(given[key]) for key in ("unit", "about", "period", "caution")}
    return Figure(**{**given, **words, "parts": parts})


def check_figure(source: Source, index: int, given: fields.Figure | None) -> Iterator[Problem]:
    """Yield what is wrong with the numbers of a point's figure.

    Args:
        source: the article.
        index: the point's place in it.
        given: its figure, if it has one.
    """
    if given is None:
        return
    figure, at = figure_of(given), source.at("points", index, "figure")
    if not figure.fits:
        message = "The figure is larger than what it is a share of, or smaller than its parts."
        hint = "Compare “value”, “of”, “before” and “parts” with the source."
        yield Problem(at, "figure-beyond-whole", message, hint)
    elif figure.key and figure.has_others and not figure.can_be_drawn:
        message = "The figure is chosen as key and cannot be drawn: bars need numbers from 0 up."
        hint = "Write “value” as a number, if the source gives one; or remove “key: true”."
        yield Problem(at, "figure-not-drawn", message, hint)
