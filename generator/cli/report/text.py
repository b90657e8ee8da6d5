"""Problems for people: by file, each with the line that it is about and a mark under the place.

Of a kind of which there are many, the first are shown and the others counted.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.base.bounds import Bounds
from generator.base.problems import Problem
from generator.base.words import counted, plural
from generator.source.read import lines

MOST = 10
"""Problems of one code that are shown unless each is asked for."""
_COLOURS = {"error": "red", "warning": "yellow"}
_WIDTH = 88
"""Columns of a line that are shown."""
_BEFORE = 60
"""Columns that are shown before the place in a line that is longer."""


def print_text(problems: Sequence[Problem], root: Path, *, each: bool) -> None:
    """Print problems in their order, which is by file, with an empty line below each.

    Args:
        problems: in the order in which they are printed.
        root: the project's folder.
        each: whether all are printed; else ``MOST`` of one code are, and the others counted.
    """
    by_code = defaultdict[tuple[str, bool], list[Problem]](list)
    for problem in problems:
        by_code[problem.code, problem.draft].append(problem)
    left = {} if each else {code: found[MOST:] for code, found in by_code.items() if found[MOST:]}
    hidden = {id(problem) for found in left.values() for problem in found}
    shown = [problem for problem in problems if id(problem) not in hidden]
    texts = lines(root, {problem.at.path for problem in shown}, Bounds())
    for problem in shown:
        click.echo("\n".join((*_told(problem, texts.get(problem.at.path, ())), "")))
    for found in left.values():
        click.echo(_counted(found))
    if left:
        click.echo("“briefing check --all” shows each, “briefing check FILE” those of a file.")


def _counted(found: Sequence[Problem]) -> str:
    """Say how many more problems of a code there are."""
    draft = found[0].draft
    what = plural("error" if draft else found[0].severity, len(found))
    files = counted(len({problem.at.path for problem in found}), "file")
    return (
        f"{len(found):,} more {what}{' in drafts' if draft else ''}: {found[0].code}, in {files}."
    )


def _told(problem: Problem, text: Sequence[str]) -> Iterator[str]:
    severity = click.style(problem.label, fg=_COLOURS[problem.severity], bold=True)
    yield f"{click.style(f'{problem.at}:', bold=True)} {severity} {problem.code}"
    yield f"  {problem.message}"
    if 0 < problem.at.line <= len(text) and text[problem.at.line - 1].strip():
        number = str(problem.at.line)
        shown, indent = _excerpt(text[problem.at.line - 1], problem.at.column - 1)
        bar = click.style("|", fg="blue")
        yield f"  {click.style(number, fg='blue')} {bar} {shown}".rstrip()
        yield f"  {' ' * len(number)} {bar} {indent}{click.style('^', fg='red', bold=True)}"
    if problem.hint:
        yield f"  {problem.hint}"


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """Return what is shown of a line, and the space that leads to a column (from 0) of it."""
    line = line.replace("\t", " ")
    start = max(0, column - _BEFORE) if len(line) > _WIDTH else 0
    before = f"{'…' if start else ''}{line[start:column]}"
    after = line[column : start + _WIDTH]
    cut = "…" if start + _WIDTH < len(line) else ""
    width = len(before) if before.isascii() else sum(map(_columns, before))
    return f"{before}{after}{cut}", " " * width


def _columns(character: str) -> int:
    """Return how many columns of a terminal a character takes (Unicode Annex 11)."""
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"F", "W"} else 1
