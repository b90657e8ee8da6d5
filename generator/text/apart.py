"""A process that converts large texts, which the system ends where one takes too long."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.language import ENGLISH, Language, speaking, spoken
from generator.base.problems import At, Problem
from generator.text.markup import Document, parse

Asked = tuple[str, At, Bounds, tuple[str, ...], Mapping[str, str] | None]
"""What ``generator.text.markup.parse`` is given."""
_PROGRAM = "from generator.text.apart import serve; serve()"
_ENDED = (EOFError, BrokenPipeError, pickle.UnpicklingError)
"""What the end of a process looks like to who writes to it, or reads from it."""


class Apart:
    """Converts one text after the other in one process: to start it costs more than most texts.

    It is started for the first text, and anew for the next one where it was ended.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._end()

    def parse(self, asked: Asked) -> tuple[Document, list[Problem]] | int:
        """Read contributed Markdown.

        Returns:
            What that gives, or the number of the signal that ended the process.
        """
        process = self._process = self._process or _started()
        sent, answers = _pipes(process)
        try:
            pickle.dump((asked, _language()), sent)
            sent.flush()
            converted: tuple[Document, list[Problem]] = pickle.load(answers)  # noqa: S301 - ours
        except _ENDED:
            return self._signal()
        return converted

    def _signal(self) -> int:
        """Return the number of the signal that ended the process; a fault of ours is raised."""
        process = self._process
        assert process  # noqa: S101 - it has just been spoken to
        code = process.wait()
        self._end()
        if code >= 0:
            raise subprocess.CalledProcessError(code, process.args)
        return -code

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            with suppress(BrokenPipeError), process:  # what was not sent any more is lost
                pass


def serve() -> None:
    """Convert texts from standard input; the system ends the process when the time of one is up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who interrupts the command is told by that
    with suppress(EOFError):
        while True:
            asked, language = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent
            _, _, bounds, *_ = asked
            signal.setitimer(signal.ITIMER_PROF, bounds.page_seconds)
            with speaking(language):
                converted = parse(*asked)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pickle.dump(converted, sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this very interpreter, and a program of our own
        [sys.executable, "-P", "-c", _PROGRAM],  # nothing of the current folder is imported
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": _path()},
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin  # noqa: S101 - it was asked for
    assert process.stdout  # noqa: S101 - so was this
    return process.stdin, process.stdout


def _language() -> Language:
    """Return what is spoken, without its rule of plurals, which cannot be sent: nothing counts."""
    return replace(spoken(), plural=ENGLISH.plural)


def _path() -> str:
    """Return where the process finds this very package."""
    given = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), given)))
