"""All that differs between two states, in the order in which readers would notice it."""

from collections.abc import Callable, Iterator

from generator.knowledge.changes.addresses import address_changes, anchor_changes
from generator.knowledge.changes.change import Change
from generator.knowledge.changes.lines import message_changes, question_changes
from generator.knowledge.changes.meanings import meaning_changes
from generator.knowledge.changes.pairs import Pairs, pair
from generator.knowledge.changes.points import point_changes, relation_changes
from generator.knowledge.changes.records import (
    article_changes,
    event_changes,
    page_changes,
    sense_changes,
    theme_changes,
)
from generator.knowledge.changes.state import State
from generator.knowledge.changes.together import together
from generator.knowledge.changes.wholes import dispute_changes, gap_changes

_ALL: tuple[Callable[[Pairs], Iterator[Change]], ...] = (
    message_changes,
    question_changes,
    point_changes,
    relation_changes,
    article_changes,
    theme_changes,
    page_changes,
    event_changes,
    sense_changes,
    meaning_changes,
    dispute_changes,
    gap_changes,
    address_changes,
    anchor_changes,
)


def compare(before: State, after: State) -> tuple[Change, ...]:
    """Return all differences between two states, without order or form of what says the same."""
    pairs = pair(before, after)
    found = together(pairs, {change for find in _ALL for change in find(pairs)})
    return tuple(sorted(found, key=lambda change: change.sort_key))
