"""One build of a site at a time."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from generator.publish.exchange.error import PublishError

_PAUSE = 0.1
"""Seconds between two attempts."""


@contextmanager
def locked(site: Path, say: Callable[[str], None], patience: float) -> Iterator[None]:
    """Hold the lock on a site, in a file beside it; wait for another holder, in seconds at most.

    The file goes before the lock does, so that none is left.
    """
    path = site.with_name(f".{site.name}.lock")
    lock = _wait(path, site, say, patience)
    try:
        os.ftruncate(lock, 0)
        os.write(lock, _card())
        yield
    finally:
        with suppress(OSError):  # a file without a lock on it stops nobody
            path.unlink()
        os.close(lock)


def _wait(path: Path, site: Path, say: Callable[[str], None], patience: float) -> int:
    """Return the locked file's descriptor; say once that there is a wait."""
    deadline = time.monotonic() + patience
    told = False
    while (lock := _attempt(path)) is None:
        if time.monotonic() >= deadline:
            raise PublishError(
                f"{_holder(path)} is still publishing in “{site}” after a wait of {patience:g} "
                "seconds. Let it end, or end it, and build again."
            )
        if not told:
            say(f"{_holder(path)} is publishing in “{site}”: waiting up to {patience:g} seconds.")
        told = True
        time.sleep(_PAUSE)
    return lock


def _attempt(path: Path) -> int | None:
    """Lock the file of that name, unless another has, or has removed it in the meantime."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        with suppress(BlockingIOError, FileNotFoundError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(lock), path.stat()):
                return lock
    except BaseException:
        os.close(lock)
        raise
    os.close(lock)
    return None


def _card() -> bytes:
    """Say who holds the lock, for those who wait."""
    since = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
    card = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
    return f"{json.dumps(card)}\n".encode()


def _holder(path: Path) -> str:
    """Name the holder; a build that has only just begun has not said yet who it is."""
    try:
        card = json.loads(path.read_bytes())
        return f"Process {card['pid']} on “{card['host']}” (since {card['since']})"
    except (OSError, ValueError, TypeError, KeyError):
        return "Another build"
