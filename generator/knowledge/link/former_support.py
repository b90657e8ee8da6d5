"""Support as it was rated before the rules of ``support``: what differs is told for review."""

from collections.abc import Iterator, Mapping
from typing import Literal

from generator.base.dates import parse
from generator.base.model import Library, Message, Theme
from generator.base.names import article_of
from generator.base.problems import Problem
from generator.knowledge.link.findings import LineRef, Support
from generator.knowledge.link.support import Relations, independent, witnesses

RULES = parse("2026-11-29")
"""The day from which the rules of ``support`` hold: whoever reviewed a theme since, knows them."""

_Former = Literal["contested", "agreed", "repeated", "single", "retracted"]


def check_support(
    library: Library, relations: Relations, support: Mapping[LineRef, Support]
) -> Iterator[Problem]:
    """Yield a problem for each theme, reviewed before the rules, with messages rated otherwise."""
    for theme in library.themes.values():
        if theme.reviewed and theme.reviewed.before(RULES):
            changed = [*_changed(library, theme, relations, support)]
            if changed:
                message = f"The support of key messages is rated anew: {'; '.join(changed)}."
                hint = "Compare them, and set “reviewed” to the day on which you did."
                yield Problem(theme.at, "support-changed", message, hint)


def _changed(
    library: Library, theme: Theme, relations: Relations, support: Mapping[LineRef, Support]
) -> Iterator[str]:
    for index, message in enumerate(theme.messages):
        now = support[LineRef(kind="message", theme=theme.id, index=index)].kind
        before = _former(library, message, relations)
        if now != before:
            yield f"message {index + 1} was {before} and is {now}"


def _former(library: Library, message: Message, relations: Relations) -> _Former:
    """Return what a message was: agreed with any two articles, contested by any dispute.

    What is retracted has no part in it: that it counts no more is no new rule.
    """
    points = [point for point in message.points if library.stands(point)]
    around = [relation for point in points for relation in relations.get(point, ())]
    if any(r.kind == "disputes" and library.stands(r.point) for r in around):
        return "contested"
    if len({article_of(point) for point in points}) <= 1:
        return "single" if points else "retracted"
    return "agreed" if independent(witnesses(points, library.repeats)) else "repeated"
