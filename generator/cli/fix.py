"""``briefing check --fix``: fixes files in place, and shows each change."""

from collections.abc import Collection, Iterator
from difflib import unified_diff
from pathlib import Path

import click

from generator.base.bounds import Bounds
from generator.cli.files import replace
from generator.schema.fix import fixed_text
from generator.source.read import texts

_MARK = "\ufeff"
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def fix_project(root: Path, paths: Collection[str] = ()) -> None:
    """Fix what is safe in content, and print the difference to standard error.

    Args:
        root: the project's folder.
        paths: of the files; of all where there are none.
    """
    found = list(texts(root, Bounds()))
    themes = frozenset(file.id for file, _ in found if file.kind == "theme")
    for file, text in (each for each in found if not paths or each[0].path in paths):
        mark, end = text[:1] == _MARK, "\r\n" if "\r\n" in text else "\n"
        before = text.removeprefix(_MARK).replace("\r\n", "\n")
        after = fixed_text(before, file.path, file.kind, themes)
        if after != before:
            replace(root, file.path, (_MARK if mark else "") + after.replace("\n", end))
            click.echo("\n".join(_difference(file.path, before, after)), err=True)


def _difference(path: str, before: str, after: str) -> Iterator[str]:
    sides = (before.splitlines(), after.splitlines())
    for line in unified_diff(*sides, path, path, "as it was", "fixed", n=0, lineterm=""):
        yield click.style(line, fg=_COLOURS.get(line[:1]))
