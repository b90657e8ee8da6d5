"""Stage 3 for a body of any size: a large one is converted in a process that can be ended.

What is converted here is at most as large as the bounds allow; the worst that was found then takes
some ten seconds. An ordinary body, in which the worst takes two, costs nothing more.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from time import process_time

from generator.base.bounds import Bounds
from generator.base.memory import Memory
from generator.base.problems import At, Problem
from generator.text.markup import Document, parse

ORDINARY = 64_000
"""Characters of a body that is converted here: about thirty pages of print."""
_PROGRAM = "from generator.text.convert import _serve; _serve()"
_Converted = tuple[Document, list[Problem]]
_Timed = tuple[Document, list[Problem], float]
_SECONDS, _SECONDS_OF_A_MEGABYTE = 3.0, 1.5
"""Seconds of processor time that all texts of a run may take, and besides for each million of their
characters; prose takes a tenth of that."""
_NOTHING = Document(blocks=(), links=(), complete=False, parts=())


class Converter:
    """Converts the texts of a run, in time that grows with their size and not with their marks.

    Args:
        size: characters of all of them.
        bounds: of each.
        image_hosts: the hosts from which images may come.
    """

    def __init__(self, size: int, bounds: Bounds, image_hosts: Collection[str]) -> None:
        self._size, self._bounds, self._hosts = size, bounds, image_hosts
        self._most = _SECONDS + _SECONDS_OF_A_MEGABYTE * size / 1_000_000
        self._spent = 0.0

    def convert(self, body: str, at: At, memory: Memory, source: object) -> _Converted:
        """Convert a text, or refuse it where those before it have taken too long together.

        Args:
            body: the text below the front matter.
            at: where it begins.
            memory: of a server: what it holds is not converted anew.
            source: what tells the text from others there.
        """
        if self._spent > self._most:
            return _NOTHING, []
        key = ("document", id(source), self._bounds, tuple(self._hosts))
        document, problems, seconds = memory.once(
            key, lambda: timed(body, at, self._bounds, self._hosts)
        )
        self._spent += seconds
        if self._spent > self._most:
            return _NOTHING, [*problems, self._exhausted(at)]
        return document, problems

    def _exhausted(self, at: At) -> Problem:
        message = (
            f"The texts up to this one take longer to convert than the limit of {self._most:.1f} "
            f"seconds for the {self._size:,} characters of all of them."
        )
        hint = "Look for texts that are made of marks, such as tables of empty cells."
        return Problem(at, "too-slow", message, hint)


def convert(
    body: str, at: At, bounds: Bounds, image_hosts: Collection[str] = ()
) -> tuple[Document, list[Problem]]:
    """Read contributed Markdown, as ``generator.text.markup.parse`` does, in bounded time.

    Args:
        body: the text below the front matter.
        at: where it begins.
        bounds: among them the seconds of processor time that it may take.
        image_hosts: the hosts from which images may come.
    """
    document, problems, _ = timed(body, at, bounds, image_hosts)
    return document, problems


def timed(body: str, at: At, bounds: Bounds, image_hosts: Collection[str]) -> _Timed:
    """Do the same, and return as well the seconds of processor time that it took."""
    if len(body) <= ORDINARY:
        return _clocked(body, at, bounds, image_hosts)
    done = subprocess.run(  # noqa: S603 - this very interpreter, and a program of our own
        [sys.executable, "-P", "-c", _PROGRAM],  # nothing of the current folder is imported
        input=pickle.dumps((body, at, bounds, tuple(image_hosts))),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": _path()},
        check=False,
    )
    if done.returncode < 0:
        return *_refused(body, at, bounds, -done.returncode), bounds.page_seconds
    done.check_returncode()
    converted: _Timed = pickle.loads(done.stdout)  # noqa: S301 - from our own process
    return converted


def _clocked(body: str, at: At, bounds: Bounds, image_hosts: Collection[str]) -> _Timed:
    begin = process_time()
    document, problems = parse(body, at, bounds, image_hosts)
    return document, problems, process_time() - begin


def _path() -> str:
    """Return where the process finds this very package."""
    given = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), given)))


def _refused(body: str, at: At, bounds: Bounds, ended: int) -> _Converted:
    why = (
        f"takes longer to convert than the limit of {bounds.page_seconds:g} seconds"
        if ended == signal.SIGPROF
        else f"cannot be converted: the system stopped it (signal {ended})"
    )
    message = f"The text of {len(body.encode()):,} bytes {why}."
    hint = "Split it into several files, and look for long runs of marks such as * or - in it."
    return _NOTHING, [Problem(at, "too-slow", message, hint)]


def _serve() -> None:
    """Convert the body on standard input; the system ends the process when its time is up."""
    body, at, bounds, image_hosts = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent
    signal.setitimer(signal.ITIMER_PROF, bounds.page_seconds)
    converted = _clocked(body, at, bounds, image_hosts)
    signal.setitimer(signal.ITIMER_PROF, 0)
    pickle.dump(converted, sys.stdout.buffer)
