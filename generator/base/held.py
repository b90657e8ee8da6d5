"""What must not outlive the program, such as temporary folders, whenever a signal to end comes."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import current_thread, main_thread
from typing import TypeVar

T = TypeVar("T")

_ENDING = frozenset({signal.SIGINT, signal.SIGTERM})


@contextmanager
def held(make: Callable[[], T], end: Callable[[T], object]) -> Iterator[T]:
    """Make something, and end it afterwards.

    A signal to end waits while it is being made, when there would be nobody yet to end it, and
    while it is being ended, which would stop half-way.

    Args:
        make: makes it.
        end: ends it.
    """
    let_through = _hold_back()
    try:
        made = make()
        try:
            let_through()
            yield made
        finally:
            let_through = _hold_back()
            end(made)
    finally:
        let_through()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Do what leaves something behind if it ends half-way; a signal to end waits meanwhile."""
    let_through = _hold_back()
    try:
        yield
    finally:
        let_through()


def _hold_back() -> Callable[[], None]:
    """Let signals to end wait; return what lets them through again.

    To block them would not do: the system would hand them to any other thread.
    """
    if current_thread() is not main_thread():
        return lambda: None  # no signal interrupts it
    came: list[int] = []

    def note(number: int, _: object) -> None:
        came.append(number)

    usual = {number: signal.signal(number, note) for number in _ENDING}

    def let_through() -> None:
        for number, handler in usual.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for first in came[:1]:
            signal.raise_signal(first)

    return let_through


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Have a folder that is gone afterwards, with all that is in it."""
    make = partial(TemporaryDirectory[str], prefix="briefing-")
    with held(make, TemporaryDirectory.cleanup) as folder:
        yield Path(folder.name)
