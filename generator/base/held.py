"""What must not outlive the program, such as temporary folders, whenever a signal to end comes."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
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
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        made = make()
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            yield made
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
            end(made)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Have a folder that is gone afterwards, with all that is in it."""
    make = partial(TemporaryDirectory[str], prefix="briefing-")
    with held(make, TemporaryDirectory.cleanup) as folder:
        yield Path(folder.name)
