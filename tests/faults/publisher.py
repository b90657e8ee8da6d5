"""A program that publishes a small site again and again, with a fault at another step each time.

A step is an operation on the file system that Python reports to audit hooks (PEP 578): a file
opened, a folder made, listed, renamed or removed, a mode changed, a lock taken. Hooks cannot be
taken away, so each publication runs in a child process of its own.

Usage: publisher.py kill|error|full|hold|NUMBER exchange|renames FOLDER

With ``hold``, version 1 is published once a line of input has come; with a number, that version.
Otherwise:

Version 1 of the site is published, and version 2 meets the fault. Each line of the output is a JSON
object: ``operation`` that met the fault, and what the child said; ``code`` with which it ended;
the version that the site shows ``after`` it, when a next build ``failed``, and when version 3 was
``built``; and what is ``left`` beside it. A version is whole (its number), ``none``, or ``torn``.
The last line is of a publication that ended before its fault was due.
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from generator.publish.exchange import PublishError, disk, publish

STEPS = frozenset(
    {
        *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.listdir"),
        *("os.scandir", "os.truncate", "fcntl.flock", "shutil.rmtree"),
    }
)
PAGES = ("index.html", "a/index.html", "a/b/index.html", "assets/own.css")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class StopError(Exception):
    """A build that fails."""


def write(version: int) -> Callable[[Path], None]:
    """Return what writes one version of the site."""

    def into(folder: Path) -> None:
        for name in PAGES:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(str(version), encoding="utf-8")

    return into


def fail(folder: Path) -> None:
    """Write half a site and fail."""
    (folder / PAGES[0]).write_text("half", encoding="utf-8")
    raise StopError


def put(project: Path, builder: Callable[[Path], None]) -> None:
    """Publish what a builder writes, without a check."""
    publish(
        project / "site", builder, lambda _: [], project=project, sources=[], say=lambda _: None
    )


def shown(site: Path) -> str:
    """Return which version a site shows."""
    if not site.exists():
        return "none"
    texts = {
        (site / name).read_text(encoding="utf-8") if (site / name).exists() else "lost"
        for name in PAGES
    }
    return texts.pop() if len(texts) == 1 else "torn"


def kill(_: str, __: tuple[object, ...]) -> None:
    """End the process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def break_down(_: str, __: tuple[object, ...]) -> None:
    """Let the operation fail."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def fill(event: str, arguments: tuple[object, ...]) -> None:
    """Let the operation fail if it needs room on the disk."""
    flags = arguments[2] if event == "open" else 0
    if event == "os.mkdir" or (isinstance(flags, int) and flags & _WRITING):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


FAULTS = {"kill": kill, "error": break_down, "full": fill}
LASTING = frozenset({"full"})
"""Faults that, once there, stay."""


def try_step(project: Path, fault: str, due: int) -> dict[str, object]:
    """Publish version 2 in a child that meets a fault at a step; tell what became of the site."""
    put(project, write(1))
    operation, code = _child(project, fault, due)
    after = shown(project / "site")
    with suppress(StopError):
        put(project, fail)
    failed = shown(project / "site")
    put(project, write(3))
    left = sorted(path.name for path in project.iterdir() if path.name != "site")
    return {
        "operation": operation,
        "code": code,
        "after": after,
        "failed": failed,
        "built": shown(project / "site"),
        "left": left,
    }


def _child(project: Path, fault: str, due: int) -> tuple[str, int]:
    """Return the operation that met the fault, with what the child said, and its exit code."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(_meet(project, fault, due, writing))
    os.close(writing)
    with os.fdopen(reading) as pipe:
        operation = pipe.read()
    _, status = os.waitpid(child, 0)
    return operation, os.waitstatus_to_exitcode(status)


def _meet(project: Path, fault: str, due: int, report: int) -> int:
    steps = count(1)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in STEPS or (step := next(steps)) < due:
            return
        if step == due:
            os.write(report, event.encode())
        if step == due or fault in LASTING:
            FAULTS[fault](event, arguments)

    sys.addaudithook(hook)
    try:
        put(project, write(2))
    except PublishError as error:
        os.write(report, f": {error}".encode())
        return 1
    return 0


def hold(folder: Path) -> None:
    """Write version 1, but only when told to go on."""
    _tell("half")
    sys.stdin.readline()
    write(1)(folder)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(fault: str, how: str, folder: str) -> None:
    """Publish once, or go through all steps and print a line for each."""
    # What a killed process has written is not lost: to wait for the disk would only take time.
    disk._flush = lambda folder: None  # noqa: ARG005
    if how == "renames":
        disk._exchange = lambda *_: False
    if fault not in FAULTS:
        put(Path(folder), hold if fault == "hold" else write(int(fault)))
        return
    for due in count(1):
        project = Path(folder, str(due))
        project.mkdir()
        told = try_step(project, fault, due)
        _tell(json.dumps(told))
        shutil.rmtree(project)
        if not told["operation"]:
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
