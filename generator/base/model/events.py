"""A dated event, and what it bears on."""

from typing import Literal

from msgspec import Struct

from generator.base.addresses import event_anchor
from generator.base.dates import Period
from generator.base.model.notes import Reference
from generator.base.problems import At

Effect = Literal[
    "ended", "renamed", "replaced", "merged", "law", "uncounted", "happened", "did-not-happen"
]
"""What an event did to what it affects; ``uncounted``: it is no longer counted."""
ENDING: frozenset[Effect] = frozenset({"ended", "replaced", "merged", "uncounted"})
"""Effects after which what was, is no more."""


class Affected(Struct, frozen=True, kw_only=True):
    """What an event bears on, by ids; a sense as ``term#sense``."""

    points: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Ids of speakers of any kind."""
    organisations: tuple[str, ...] = ()
    """Names as displayed, by which voices know them."""

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return any((self.points, self.terms, self.themes, self.people, self.organisations))


class Event(Struct, frozen=True, kw_only=True):
    """A dated event, the terms that it starts or ends, and what it bears on."""

    id: str
    date: Period
    title: str
    text: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    affects: Affected
    effect: Effect | None
    """As written."""
    source: Reference
    at: At

    @property
    def anchor(self) -> str:
        """Return its id in the timeline's pages."""
        return event_anchor(self.id)

    @property
    def outcome(self) -> Effect | None:
        """Return its effect; what ends a term, ended it, where nothing else is said."""
        return self.effect or ("ended" if self.ends else None)

    @property
    def affected_terms(self) -> tuple[str, ...]:
        """Return the terms, or senses, that it affects: those that it names, and those it ends."""
        return tuple(dict.fromkeys((*self.affects.terms, *self.ends)))
