"""No content costs more than honest content of its size: 3 times the time, 2 times the memory."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.bounds import Bounds
from tests.benchmarks.corpus import make
from tests.hostile.costly import SMALL, Files, lay
from tests.pictures import picture

TIMES, MEMORY = 3.0, 2.0
TRIES = 3
"""Measurements of which the least counts: other work on the machine only adds to one."""
_SIZES = (2, 200)
"""Articles of the two honest projects between which the cost of any size is read."""
_CHECK = """
import resource, sys
from generator.cli.commands import main

def peak():  # of this program: what getrusage says began with that of the process it came from
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1_000

sys.argv = ["briefing", "-C", sys.argv[1], "check", "--format", "json"]
try:
    main()
finally:
    mine, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    print(seconds, max(peak(), others.ru_maxrss / unit), file=sys.stderr)
"""

Cost = tuple[float, float]


def checked(top: Path, project: Path) -> tuple[Cost, dict[str, object]]:
    """Return seconds of processor time, megabytes of memory, and the report, of one check.

    Processes that it starts count too: their time is added, and the largest's memory is taken.
    """
    command = [sys.executable, "-c", _CHECK, str(project)]
    done = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    seconds, memory = map(float, done.stderr.splitlines()[-1].split())
    return (seconds, memory), json.loads(done.stdout)


def size(project: Path) -> int:
    """Return the bytes of a project's content."""
    return sum(each.stat().st_size for each in (project / "content").rglob("*") if each.is_file())


@pytest.fixture(scope="module")
def honest(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Cost]:
    """Return what an honest project of so many bytes costs, from a small and a large one."""
    folder = tmp_path_factory.mktemp("honest")
    ends: list[tuple[int, Cost]] = []
    for articles in _SIZES:
        project = folder / str(articles)
        make(project, articles=articles, terms=20)
        costs = [checked(top, project)[0] for _ in range(2)]
        ends.append((size(project), min(costs)))
    (less, small), (more, large) = ends

    def cost(bytes_: int) -> Cost:
        share = max(0.0, (bytes_ - less) / (more - less))
        seconds, memory = (a + share * (b - a) for a, b in zip(small, large, strict=True))
        return seconds, memory

    return cost


@pytest.mark.parametrize("name", SMALL)
def test_costs_no_more_than_honest_content(
    top: Path, tmp_path: Path, honest: Callable[[int], Cost], name: str
) -> None:
    """Each input that was costly once is refused for what it is, or accepted, at a fair cost."""
    made: Callable[[], Files]
    made, code = SMALL[name]
    project = lay(tmp_path, made())
    least: Cost = (float("inf"), float("inf"))
    for _ in range(TRIES):
        cost, report = checked(top, project)
        least = min(least[0], cost[0]), min(least[1], cost[1])
        seconds, memory = honest(size(project))
        if least[0] <= TIMES * seconds and least[1] <= MEMORY * memory:
            break
    found = {problem["code"] for problem in report["problems"]}  # type: ignore[attr-defined]
    assert (code in found) if code else not found
    assert least[0] <= TIMES * seconds, f"{least[0]:.1f} s; an honest one costs {seconds:.1f} s"
    assert least[1] <= MEMORY * memory, f"{least[1]:.0f} MB; an honest one takes {memory:.0f} MB"


@pytest.mark.parametrize("ending", ["avif", "webp"])
def test_the_largest_image_costs_no_more(
    top: Path, tmp_path: Path, honest: Callable[[int], Cost], ending: str
) -> None:
    """A few bytes that become as many pixels as an image may have, by the costliest decoders."""
    project = lay(tmp_path, {"content/a.md": "Words.\n"})
    (project / "content/images").mkdir()
    place = project / f"content/images/a.{ending}"
    place.write_bytes(picture(ending, (2_000, Bounds().image_pixels // 2_000)))
    (seconds, memory), report = checked(top, project)
    assert report["problems"] == []
    assert seconds <= TIMES * honest(0)[0]
    assert memory <= MEMORY * honest(0)[1]
