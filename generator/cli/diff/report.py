"""What is reported of two states: their differences and the errors in them."""

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from generator.base.problems import Problem
from generator.cli.diff.sides import Side
from generator.knowledge.changes import Change, ChangeGroup, compare, translation_changes


class Report(Struct, frozen=True, kw_only=True):
    """Two states, and what differs.

    Attributes:
        base: the first.
        head: the second.
        changes: in the order in which readers would notice them; none where nothing of a state
            could be read, beside which all of the other would look new, or gone.
        new_errors: errors in the second that the first has not.
    """

    base: Side
    head: Side
    changes: tuple[Change, ...]
    new_errors: tuple[Problem, ...]

    @property
    def decisions(self) -> int:
        """Return how many differences somebody should decide on, errors among them."""
        of_changes = sum(change.decision for change in self.changes)
        return of_changes + len(self.new_errors) + len(self.unread)

    @property
    def unread(self) -> list[Side]:
        """Return the states of which nothing could be read."""
        return [side for side in (self.base, self.head) if not side.read]

    @property
    def language(self) -> str:
        """Return the language of what is told, by BCP 47; empty where that is not known."""
        return self.head.language or self.base.language

    def groups(self) -> list[tuple[ChangeGroup, Sequence[Change]]]:
        """Return the differences in groups, each of which has a heading."""
        return [
            (group, [*changes])
            for group, changes in groupby(self.changes, lambda change: change.group)
        ]


def report_of(base: Side, head: Side) -> Report:
    """Compare two states."""
    known = {_told(problem) for problem in base.problems}
    both = base.read and head.read
    return Report(
        base=base,
        head=head,
        changes=_changes(base, head) if both else (),
        new_errors=tuple(p for p in head.problems if _told(p) not in known),
    )


def _changes(base: Side, head: Side) -> tuple[Change, ...]:
    found = compare(base.state, head.state)
    if base.published or head.published:
        return found
    # Sorting again is quick: nearly all of it is in order.
    both = (*found, *translation_changes(base.translations, head.translations))
    return tuple(sorted(both, key=lambda change: change.sort_key))


def told(problems: Sequence[Problem]) -> dict[str, list[str]]:
    """Return what errors say → their places: one that stands in many places is told once."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        said = f"{problem.code}: {problem.message} {problem.hint}".rstrip()
        found.setdefault(said, []).append(str(problem.at))
    return found


def _told(problem: Problem) -> tuple[str, str, str]:
    """Return what an error says, wherever in its file it stands."""
    return problem.at.path, problem.code, problem.message
