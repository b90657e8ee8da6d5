"""Problems for GitHub: beside the lines of a pull request, and all of them in the step's summary.

Workflow commands are described in GitHub's documentation, “Workflow commands for GitHub Actions”.
A step shows ten errors and ten warnings; errors come first, so that none is lost to a warning.
Nothing contributed is printed but as data of a command: a line of a text could itself be one.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.base.problems import Problem, Severity
from generator.cli.report.places import folder_in_repository, total

_SUMMARY = "GITHUB_STEP_SUMMARY"
_SHOWN = 10
"""Annotations of a kind that a step shows."""
_MOST = 900_000
"""Bytes of the summary that we use, of the 1 MiB that a step may write."""
_SEVERITIES: tuple[Severity, ...] = ("error", "warning")
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
"""ASCII punctuation: each may be escaped in Markdown (CommonMark 0.31, section 2.4)."""


def print_github(problems: Sequence[Problem], root: Path) -> None:
    """Print workflow commands, and write the whole list where the step's summary is kept."""
    folder = folder_in_repository(root)
    summary = os.environ.get(_SUMMARY)
    for severity in _SEVERITIES:
        found = [problem for problem in problems if problem.severity == severity]
        for problem in found[: _SHOWN if summary else None]:
            click.echo(_command(problem, folder))
    if summary and problems:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(_table(problems, folder))
        click.echo("The whole list is in the summary of this step.", err=True)


def _command(problem: Problem, folder: str) -> str:
    place = {
        "file": f"{folder}{problem.at.path}",
        "line": problem.at.line,
        "col": problem.at.column,
        "title": problem.code,
    }
    named = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{problem.severity} {named}::{_data(f'{problem.message} {problem.hint}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _table(problems: Sequence[Problem], folder: str) -> str:
    """Return the summary in Markdown, errors first, cut where the step could hold no more."""
    parts = [
        f"## Briefing check: {total(problems)}\n\n",
        "| | Place | Problem | How to fix it |\n| --- | --- | --- | --- |\n",
    ]
    size = sum(len(part.encode()) for part in parts)
    rows = list(_rows(problems, folder))
    for number, row in enumerate(rows):
        size += len(row.encode())
        if size > _MOST:
            parts.append(f"\n{len(rows) - number} more do not fit here: run `briefing check`.\n")
            break
        parts.append(row)
    return f"{''.join(parts)}\n"


def _rows(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    for severity in _SEVERITIES:
        for problem in problems:
            if problem.severity == severity:
                cells = (f"{folder}{problem.at}", problem.message, problem.hint)
                place, message, hint = map(_escaped, cells)
                yield f"| {problem.label} | {place} | `{problem.code}` {message} | {hint} |\n"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
