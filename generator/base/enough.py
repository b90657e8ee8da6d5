"""As many problems as anyone can read: the rest of a run's are counted.

A small file can hold a hundred thousand mistakes. To keep and print them all would cost minutes,
and tell nobody more than the first ten thousand do.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from msgspec import Struct, field

from generator.base.problems import At, Problem, Severity

Found = TypeVar("Found")

MOST = 10_000
"""Errors of one run that are told, and warnings."""


class _Room(Struct):
    """How many of each kind may still be told, and how many were not."""

    left: dict[Severity, int]
    refused: dict[Severity, int] = field(default_factory=lambda: {"error": 0, "warning": 0})

    def takes(self, problem: Problem) -> bool:
        """Tell whether there is room for a problem, and take it."""
        kind = problem.severity
        fits = self.left[kind] > 0
        self.left[kind] -= fits
        self.refused[kind] += not fits
        return fits


_room: ContextVar[_Room | None] = ContextVar("room", default=None)


@contextmanager
def room(most: int = MOST) -> Iterator[None]:
    """Let all problems that are found within share what is told of one run."""
    token = _room.set(_Room({"error": most, "warning": most}))
    try:
        yield
    finally:
        _room.reset(token)


def enough(found: Iterable[Problem]) -> list[Problem]:
    """Return the problems for which there is still room: all, outside of a run."""
    shared = _room.get()
    return [problem for problem in found if shared.takes(problem)] if shared else list(found)


def worth_wording(found: Sequence[Found]) -> Sequence[Found]:
    """Return the errors of which there may be room to tell; the others are counted at once.

    To put an error into words costs far more than to find it.
    """
    shared = _room.get()
    if not shared:
        return found
    fits = shared.left["error"]
    shared.refused["error"] += len(found[fits:])
    return found[:fits]


def left_out() -> list[Problem]:
    """Say so where there was not room for all."""
    shared = _room.get()
    refused = shared.refused if shared else {}
    named = [f"{count:,} {kind}s" for kind, count in refused.items() if count]
    if not named:
        return []
    message = f"{' and '.join(named)} more were found and are not listed."
    return [Problem(At("content"), "more-problems", message, "Fix these, and check again.")]
