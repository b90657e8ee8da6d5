"""A measurement in a process of its own, so that none warms up or burdens another."""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import TOP
from tests.projects import BRIEFING
from tests.serving import environment

BUILD = (
    sys.executable,
    "-c",
    f"import sys; sys.modules['weasyprint'] = None; {BRIEFING[-1].partition('; ')[2]}",
    "build",
)
"""Our command as it is where what sets papers is not installed."""
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")

_PAUSE = 0.25
"""Seconds between two looks at the memory of all processes."""
_SHARE = re.compile(r"^Pss: *(\d+)", re.MULTILINE)
_UNIT = 1_000_000 if sys.platform == "darwin" else 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command cost, with all processes that it began.

    Attributes:
        cpu: seconds of CPU time, user and system.
        wall: seconds by the clock.
        memory: peak of resident memory of the largest process, in MB.
        together: most memory seen of all processes at one moment, in MB: what several share is
            counted once. Without Linux's figures of it, 0.
    """

    cpu: float
    wall: float
    memory: float
    together: float

    @property
    def turns(self) -> float:
        """Return the time by the clock as a share of CPU time: below 1 where cores work at once."""
        return self.wall / self.cpu


def cost_of(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder and return what it cost; exit where it fails."""
    with tempfile.TemporaryFile("w+") as said:
        begun = time.monotonic()
        process = subprocess.Popen(
            [*map(str, command)], cwd=folder, env=_compiling(), stdout=said, stderr=said
        )
        with _watched(process.pid) as seen:
            _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        _judge(command, process.returncode, said.read())
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / _UNIT
    return Cost(cpu=cpu, wall=wall, memory=memory, together=max(seen, default=0))


@contextmanager
def _watched(process: int) -> Iterator[list[float]]:
    """Fill a list with the memory of a process and all that it has begun, again and again."""
    seen, ended = list[float](), threading.Event()

    def look() -> None:
        while not ended.wait(_PAUSE):
            seen.append(sum(map(_share, _below(process))))

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield seen
    finally:
        ended.set()
        watch.join()


def _below(process: int) -> Sequence[int]:
    """Return a process and all that descend from it."""
    family = [process]
    for each in family:
        begun = Path(f"/proc/{each}/task/{each}/children")
        family += map(int, _read(begun).split())
    return family


def _share(process: int) -> float:
    """Return the MB of a process; of what it shares with others, its part."""
    found = _SHARE.search(_read(Path(f"/proc/{process}/smaps_rollup")))
    return int(found[1]) / 1_000 if found else 0


def _read(path: Path) -> str:
    """Return what is said of a process (proc(5)), which may have ended by now."""
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _compiling() -> dict[str, str]:
    """Return an environment in which modules and templates are kept compiled, as after set-up."""
    return {key: to for key, to in environment(TOP).items() if key != "PYTHONDONTWRITEBYTECODE"}


def reported(module: str, *arguments: str | Path) -> dict[str, Any]:
    """Run a module and return the JSON object in its last line; exit where it fails."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    _judge(command, done.returncode, done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _judge(command: Sequence[str | Path], status: int, told: str) -> None:
    if status:
        lines = told.splitlines()
        said = [*lines[:5], "…", *lines[-5:]] if len(lines) > 10 else lines
        sys.exit("\n".join([f"This measurement failed: {' '.join(map(str, command))}", *said]))
