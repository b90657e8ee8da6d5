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
from dataclasses import replace
from pathlib import Path

from generator.base.bounds import Bounds
from generator.base.language import ENGLISH, Language, speaking, spoken
from generator.base.problems import At, Problem
from generator.text.markup import Document, parse

ORDINARY = 64_000
"""Characters of a body that is converted here: about thirty pages of print."""
_PROGRAM = "from generator.text.convert import _serve; _serve()"
_Converted = tuple[Document, list[Problem]]


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
    if len(body) <= ORDINARY:
        return parse(body, at, bounds, image_hosts)
    done = subprocess.run(  # noqa: S603 - this very interpreter, and a program of our own
        [sys.executable, "-P", "-c", _PROGRAM],  # nothing of the current folder is imported
        input=pickle.dumps((body, at, bounds, tuple(image_hosts), _language())),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": _path()},
        check=False,
    )
    if done.returncode < 0:
        return _refused(body, at, bounds, -done.returncode)
    done.check_returncode()
    converted: _Converted = pickle.loads(done.stdout)  # noqa: S301 - from our own process
    return converted


def _language() -> Language:
    """Return what is spoken, without its rule of plurals, which cannot be sent: nothing counts."""
    return replace(spoken(), plural=ENGLISH.plural)


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
    nothing = Document(blocks=(), links=(), complete=False, parts=())
    return nothing, [Problem(at, "too-slow", message, hint)]


def _serve() -> None:
    """Convert the body on standard input; the system ends the process when its time is up."""
    body, at, bounds, image_hosts, language = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent
    signal.setitimer(signal.ITIMER_PROF, bounds.page_seconds)
    with speaking(language):
        converted = parse(body, at, bounds, image_hosts)
    signal.setitimer(signal.ITIMER_PROF, 0)
    pickle.dump(converted, sys.stdout.buffer)
