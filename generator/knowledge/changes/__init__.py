"""What differs between two states of a briefing, by meaning: nothing here reads or writes files."""

from generator.knowledge.changes.change import KINDS, Change, ChangeGroup, ChangeKind, Reason
from generator.knowledge.changes.compare import compare
from generator.knowledge.changes.state import State, StateError, state_of, state_of_text
from generator.knowledge.changes.translations import Translations, translation_changes

__all__ = [
    "KINDS",
    "Change",
    "ChangeGroup",
    "ChangeKind",
    "Reason",
    "State",
    "StateError",
    "Translations",
    "compare",
    "state_of",
    "state_of_text",
    "translation_changes",
]
