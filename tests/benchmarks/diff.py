"""Measure what telling the differences of a change costs: ``python -m tests.benchmarks.diff``.

A project is compared with its last revision, in which one article in fifty was otherwise; at the
smaller size also with a check of it, of which the quickest of several counts. Ends with exit code 1
where a bound is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.child import Cost, cost_of
from tests.benchmarks.corpus import make
from tests.projects import BRIEFING

_SIZES = (1_000, 10_000)
_RATIO = 2.5
"""Most that a comparison may cost at the smaller size, as a multiple of one check's CPU time."""
_MEMORY = 2_000
"""MB that it may take at the larger one."""
_EACH = 50
"""Of so many articles one is changed."""
_ROUNDS = 3
_WHO = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a comparison costs, and a check."""

    diff: Cost
    check: Cost

    @property
    def ratio(self) -> float:
        """Return the CPU time of the comparison as a multiple of the check's."""
        return self.diff.cpu / self.check.cpu


def measure(articles: int, rounds: int) -> Compared:
    """Return what it costs to compare a project of some articles with its last revision."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "made")
        make(project, articles=articles, events=articles // 10)
        _commit(project)
        _edit(project)
        return Compared(
            diff=_quickest(project, rounds, "diff", "HEAD", "--format", "markdown"),
            check=_quickest(project, rounds, "check"),
        )


def _quickest(project: Path, rounds: int, *arguments: str) -> Cost:
    costs = (cost_of([*BRIEFING, *arguments], project) for _ in range(rounds))
    return min(costs, key=lambda cost: cost.cpu)


def _commit(project: Path) -> None:
    for arguments in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "Old")):
        subprocess.run(["git", *_WHO, *arguments], cwd=project, check=True)  # noqa: S607 - whichever


def _edit(project: Path) -> None:
    """Reword a point of some articles, and add a paragraph to each."""
    for article in sorted((project / "content" / "articles").iterdir())[::_EACH]:
        text = article.read_text("utf-8")
        reworded = text.replace("  text: ", "  text: Now ", 1)
        article.write_text(f"{reworded}\nA paragraph is new here.\n", encoding="utf-8")


def missed(small: Compared, large: Compared) -> Iterator[str]:
    """Yield what is over a bound."""
    if small.ratio > _RATIO:
        yield f"A comparison costs {small.ratio:.2f} checks; {_RATIO:g} are allowed."
    if large.diff.memory > _MEMORY:
        yield f"A comparison takes {large.diff.memory:,.0f} MB; {_MEMORY:,} are allowed."


def main() -> None:
    """Measure two sizes, print a table, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs=2, default=_SIZES)
    sizes = sorted(parser.parse_args().articles)
    print(f"{os.cpu_count()} cores, at the beginning {os.getloadavg()[0]:.1f} processes at work.")
    print("articles  diff, CPU s      s     MB  check, CPU s     MB  ratio")
    rows = []
    for size, rounds in zip(sizes, (_ROUNDS, 1), strict=True):
        rows.append(row := measure(size, rounds))
        print(
            f"{size:8,} {row.diff.cpu:12.1f} {row.diff.wall:6.1f} {row.diff.memory:6,.0f}"
            f" {row.check.cpu:13.1f} {row.check.memory:6,.0f} {row.ratio:6.2f}",
            flush=True,
        )
    sys.exit("\n".join(missed(*rows)) or None)


if __name__ == "__main__":
    main()
