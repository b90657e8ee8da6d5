"""Printing problems, for people and for programs."""

import json
from collections import Counter
from collections.abc import Sequence

import click

from generator.problems import Problem, errors

_COLOURS = {"error": "red", "warning": "yellow"}


def print_text(problems: Sequence[Problem]) -> None:
    """Print one line a problem to standard output and the counts to standard error."""
    for problem in problems:
        place = click.style(str(problem.at), bold=True)
        code = click.style(problem.code, fg=_COLOURS[problem.severity])
        hint = f" {problem.hint}" if problem.hint else ""
        click.echo(f"{place} {code} {problem.message}{hint}")
    click.echo(summary_line(problems), err=True)


def print_json(problems: Sequence[Problem]) -> None:
    """Print all problems as one JSON document."""
    listed = [
        {
            "path": problem.at.path,
            "line": problem.at.line,
            "column": problem.at.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    click.echo(json.dumps({"problems": listed, "summary": _summary(problems)}, ensure_ascii=False))


def summary_line(problems: Sequence[Problem]) -> str:
    """Say how many errors and warnings there are."""
    counts = _summary(problems)
    return f"{_count(counts['errors'], 'error')}, {_count(counts['warnings'], 'warning')}."


def exit_code(problems: Sequence[Problem], *, strict: bool) -> int:
    """Return 1 for an error, or with ``strict`` for any problem, else 0."""
    return int(bool(problems if strict else errors(problems)))


def _summary(problems: Sequence[Problem]) -> dict[str, int]:
    counts = Counter(problem.severity for problem in problems)
    return {
        "errors": counts["error"],
        "warnings": counts["warning"],
        "files": len({problem.at.path for problem in problems}),
    }


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
