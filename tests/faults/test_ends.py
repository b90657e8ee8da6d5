"""How a run ends that is interrupted, or begins in an odd world: in a sentence, leaving nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.cli.start import _ending
from tests.projects import TINY, tiny

_PROGRAM = "from generator.cli.start import main; import os; os.write(1, b'.'); main()"
_MOMENTS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2)
"""Seconds after which a run is interrupted: in the first, everything is imported."""


def begun(top: Path, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
    """Start a command, and wait until its first own line runs."""
    run = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *arguments],
        cwd=top,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout
    assert run.stdout.read(1) == "."
    return run


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", _MOMENTS)
def test_interrupted(top: Path, tmp_path: Path, moment: float, number: signal.Signals) -> None:
    """Whenever that is, it ends without a traceback and leaves no temporary folders."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    project = tiny(tmp_path)
    run = begun(top, "-C", str(project), "build", TMPDIR=str(temporary))
    time.sleep(moment)
    run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert run.returncode != 0 or "Published" in said
    assert "Traceback" not in said
    assert "Error in" not in said
    assert [path.name for path in temporary.iterdir()] == []


@pytest.mark.parametrize("zone", ["/etc/passwd", ":/etc/passwd", "/", "mkdocs.yml"])
def test_a_file_that_is_no_time_zone(top: Path, zone: str) -> None:
    """Libraries would read it as one; it is told in a sentence."""
    run = begun(top, "-C", str(TINY), "check", TZ=zone)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said.count("\n")) == (2, 1)
    assert f"names no time zone: “{zone}”" in said


@pytest.mark.parametrize("zone", ["", "UTC", "Europe/London", ":UTC", "No/Where", "\N{BUS}", "A5B"])
def test_other_time_zones(top: Path, zone: str) -> None:
    """What the system makes of other names does not matter: no page has the time."""
    run = begun(top, "-C", str(TINY), "check", TZ=zone)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (0, "0 errors, 0 warnings.\n")


def test_a_fork_ends_at_once() -> None:
    """What catches all that work raises keeps no fork from ending: others wait for it."""
    child = os.fork()
    if child == 0:
        try:
            _ending(os.getppid())(signal.SIGTERM, None)
        except BaseException:  # noqa: BLE001 - as pools of processes do
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGTERM
    with pytest.raises(SystemExit):
        _ending(os.getpid())(signal.SIGTERM, None)
