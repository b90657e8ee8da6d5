"""Predictions and deadlines whose day has passed."""

from collections.abc import Iterable, Iterator

from generator.base.model import Library
from generator.base.problems import Problem
from generator.schema import fields
from generator.schema.check import Entry


def check_predictions(
    articles: Iterable[Entry[fields.Article]], library: Library
) -> Iterator[Problem]:
    """Yield a problem for each point that is past its ``due`` and that no event names."""
    answered = {point for event in library.events for point in event.affects.points}
    today = library.as_of
    for entry in articles:
        for index, point in enumerate(entry.matter.points):
            id_ = f"{entry.source.id}#{point.id}"
            if not (point.due and today and point.due.before(today)):
                continue
            if id_ in library.points and id_ not in answered:
                message = (
                    f"“{point.id}” was due by {point.due.label}, and no event says what came of it."
                )
                hint = f"Add an event with an effect that affects “{id_}”."
                at = entry.source.at("points", index, "due")
                yield Problem(at, "prediction-unanswered", message, hint)
