"""Work on many things, shared among the machine's cores.

Each process is a fork of this one, so that it knows all that this one knows and nothing is sent to
it. Where there is one core only, or forks are not safe, all is done here.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from generator.base.garbage import settled

T = TypeVar("T")

_PIECE = 48
"""Things that a process takes at a time."""
_FEW = 4 * _PIECE
"""So many are done sooner than a process begins."""

_shared: list[Callable[[int], None]] = []
"""What the forks do; they inherit it."""


def share(work: Callable[[T], None], things: Sequence[T]) -> None:
    """Do some work on each of many things, in no order.

    What it raises is raised here, as if all had been done here.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    # A fork has none of the other threads, and so waits for ever for what one of them holds.
    if cores == 1 or len(things) < _FEW or threading.active_count() > 1:
        for thing in things:
            work(thing)
        return

    def piece(start: int) -> None:
        for thing in things[start : start + _PIECE]:
            work(thing)

    failed = [
        start for start, done in _forked(piece, range(0, len(things), _PIECE), cores) if not done
    ]
    for start in failed[:1]:
        piece(start)  # an exception loses its place on the way from one process to another
    if failed:
        raise RuntimeError("a part of the work failed, and did not fail when it was tried again")


def _forked(
    piece: Callable[[int], None], starts: Sequence[int], cores: int
) -> Iterator[tuple[int, bool]]:
    _shared.append(piece)
    try:
        with settled(), ProcessPoolExecutor(cores, get_context("fork")) as pool:
            yield from zip(starts, pool.map(_attempt, starts), strict=True)
    finally:
        _shared.pop()


def _attempt(start: int) -> bool:
    """Do a piece of work in a fork, and tell whether it succeeded."""
    try:
        _shared[-1](start)
    except Exception:  # noqa: BLE001 - the same happens again where it can be told
        return False
    return True
