"""When Python searches for garbage: what the stages make lives on, and is searched in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_within = ContextVar("_within", default=False)
"""Whether something is left out already; to ask Python would be to count all that is."""


@contextmanager
def settled() -> Iterator[None]:
    """Leave all that there is now out of the search for garbage.

    A search writes to all that it visits, so that forks share less of it, too.
    """
    outermost = not _within.get()
    _within.set(True)
    gc.freeze()
    try:
        yield
    finally:
        if outermost:
            gc.unfreeze()
            _within.set(False)


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            with settled():  # what was made is old from now on, else all of it is searched now
                gc.enable()
