"""When Python searches for garbage: what the stages make lives on, and is searched in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def settled() -> Iterator[None]:
    """Leave all that there is now out of the search for garbage.

    A search writes to all that it visits, so that forks share less of it, too.
    """
    outermost = not gc.get_freeze_count()
    gc.freeze()
    try:
        yield
    finally:
        if outermost:
            gc.unfreeze()


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
