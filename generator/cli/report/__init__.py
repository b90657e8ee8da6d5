"""Printing problems, for people and for programs.

Standard output holds the list, standard error the counts.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from generator.base.problems import Problem, errors
from generator.cli.report.data import json_text
from generator.cli.report.github import print_github
from generator.cli.report.places import total
from generator.cli.report.sarif import sarif_text
from generator.cli.report.text import print_text

_FOR_PROGRAMS: Mapping[str, Callable[[Sequence[Problem], Path], None]] = {
    "json": lambda problems, _: click.echo(json_text(problems)),
    "github": print_github,
    "sarif": lambda problems, root: click.echo(sarif_text(problems, root)),
}
FORMATS = ("text", *_FOR_PROGRAMS)
"""How problems can be printed."""


def report(
    problems: Sequence[Problem], root: Path, format_: str | None = None, *, each: bool = False
) -> None:
    """Print problems.

    Args:
        problems: in the order in which they are printed.
        root: the project's folder.
        format_: one of ``FORMATS``; None is ``github`` in a workflow there, else ``text``.
        each: whether to print as text also those of a kind of which there are many; programs are
            told of all.
    """
    if (name := format_ or _usual()) == "text":
        print_text(problems, root, each=each)
    else:
        _FOR_PROGRAMS[name](problems, root)
    click.echo(total(problems), err=True)


def exit_code(problems: Sequence[Problem], *, strict: bool) -> int:
    """Return 1 for an error, or with ``strict`` for any problem, else 0."""
    return int(bool(problems if strict else errors(problems)))


def _usual() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
