"""``briefing serve`` at work, for tests and measurements."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.projects import BRIEFING


def environment(top: Path) -> dict[str, str]:
    """Return the environment of a command: the package at hand, the site map's date fixed."""
    own = {"PYTHONPATH": str(top), "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **own}


@dataclass(frozen=True)
class Server:
    """A project that is being served.

    Attributes:
        url: its address.
        log: the file that holds what the server says.
        process: its number.
        patience: seconds in which a change must show.
    """

    url: str
    log: Path
    process: int
    patience: float

    @property
    def said(self) -> str:
        """Return what the server has said."""
        return self.log.read_text("utf-8")

    @property
    def builds(self) -> int:
        """Return how many builds have begun."""
        return len(re.findall("Building documentation", self.said))

    @property
    def reloads(self) -> int:
        """Return how many builds after an edit have ended."""
        return len(re.findall("Reloading browsers", self.said))

    @property
    def spent(self) -> float:
        """Return the seconds of processor time of the server and its ended children (proc(5))."""
        stat = Path(f"/proc/{self.process}/stat").read_text("utf-8")
        fields = stat.rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    @property
    def ended(self) -> bool:
        """Tell whether the server has ended: it is a zombie until it is waited for (proc(5))."""
        return ") Z " in Path(f"/proc/{self.process}/stat").read_text("utf-8")

    def read(self, address: str) -> str:
        """Return what is served at an address."""
        with urlopen(self.url + address, timeout=30) as answer:  # noqa: S310 - our own server
            text: str = answer.read().decode()
            return text

    def shows(self, address: str, words: str) -> bool:
        """Tell whether a page is served and holds some words."""
        try:
            return words in self.read(address)
        except (URLError, OSError):
            return False

    def until(self, done: Callable[[], bool]) -> bool:
        """Wait until something is so, but not for ever."""
        end = time.monotonic() + self.patience
        while not done():
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def comes_to_show(self, address: str, words: str) -> bool:
        """Wait until a page holds some words, but not for ever."""
        return self.until(lambda: self.shows(address, words))


@contextmanager
def serving(
    top: Path, project: Path, patience: float = 40.0, command: Sequence[str] | None = None
) -> Iterator[Server]:
    """Serve a project on a free port.

    Args:
        top: the folder of the package.
        project: what is served.
        patience: seconds in which a change must show.
        command: to be run in the project, before the address; by default our own.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    log = project / "said.txt"
    own = (*BRIEFING, "-C", str(project), "serve", "--address")
    line = [*(command or own), place]
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(
            line,
            cwd=project,
            env=environment(top),
            stdout=out,
            stderr=out,
            # Tests that run in the background of a script are not to be interrupted; servers are.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        try:
            yield Server(f"http://{place}/", log, server.pid, patience)
        finally:
            server.send_signal(signal.SIGINT)  # as who serves ends it: it tidies up
            server.wait(timeout=patience)
