"""Work on many items in as many processes as the machine has cores for them."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")

_LEAST = 32
"""Items that a process takes at a time towards the end, so that all end at about the same time."""
_MOST = 8
"""Processes: each holds what it has understood, and more would wait for the disk."""


def in_portions(
    work: Callable[[Sequence[S]], T], items: Sequence[S], least: int = _LEAST
) -> Iterator[T]:
    """Yield what comes of each portion of the items, in their order.

    Where processes cannot be had, or the system ends one, the work is done here.

    Args:
        work: what is done with a portion; what it returns can be pickled.
        items: the items.
        least: how many of them are the smallest portion.
    """
    number = max(1, min(cores(), len(items) // (2 * least), _MOST))
    portions = [*_portions(items, least, number)]
    done = 0
    if number > 1:
        try:
            for result in _forked(work, portions, number):
                yield result
                done += 1
        except (OSError, BrokenProcessPool):
            pass
    yield from map(work, portions[done:])


def _portions(items: Sequence[S], least: int, number: int) -> Iterator[Sequence[S]]:
    """Yield the items in portions, large ones first.

    Neighbours are alike, and a process that stays among them understands less anew.
    """
    start = 0
    while start < len(items):
        size = max(least, (len(items) - start) // (2 * number))
        yield items[start : start + size]
        start += size


def share(work: Callable[[S], None], items: Sequence[S]) -> None:
    """Do some work on each of many items, in no order.

    What it raises is raised here, as if all had been done here.
    """

    # Items stay where they are, and processes are told their numbers.
    def attempt(numbers: Sequence[int]) -> Sequence[int]:
        try:
            for number in numbers:
                work(items[number])
        except Exception:  # noqa: BLE001 - raised again below: one loses its place between processes
            return numbers
        return ()

    for left in in_portions(attempt, range(len(items))):
        for number in left:
            work(items[number])


def cores() -> int:
    """Return how many processes may usefully work; one where a process cannot be forked safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _forked(
    work: Callable[[Sequence[S]], T], portions: Sequence[Sequence[S]], number: int
) -> Iterator[T]:
    pool = ProcessPoolExecutor(number, get_context("fork"), _begin, (work,))
    with pool:
        yield from pool.map(_do, portions)


_work: Callable[[Sequence[Any]], Any]


def _begin(work: Callable[[Sequence[Any]], Any]) -> None:
    """Start a process; it searches for no garbage but its own."""
    global _work  # noqa: PLW0603 - this process does nothing else
    gc.freeze()
    gc.enable()
    _work = work


def _do(portion: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever the work returns
    return _work(portion)
