"""``briefing check --fix``: fixes files in place, and shows each change."""

from collections.abc import Collection, Iterator
from difflib import unified_diff
from pathlib import Path

import click
from msgspec import Struct

from generator.assist.edit.refused import RefusedError
from generator.assist.reanchor import Anew, reanchored
from generator.assist.rename.files import renamed_text
from generator.assist.rename.former import former_names
from generator.assist.rename.renames import Renames
from generator.base.bounds import Bounds
from generator.base.nearest import allowance
from generator.cli.files import replace
from generator.schema.fields import PROSE
from generator.schema.fix import fixed_text
from generator.source.characters import as_stored, unified
from generator.source.read import read, texts
from generator.source.walk import File

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


class _Known(Struct, frozen=True):
    """What is known of the whole project while a file is fixed."""

    themes: frozenset[str]
    former: Renames


@allowance()
def fix_project(root: Path, paths: Collection[str] = ()) -> None:
    """Fix what is safe in content, and print the difference to standard error.

    Args:
        root: the project's folder.
        paths: of the files; of all where there are none.
    """
    found = list(texts(root, Bounds()))
    sources, _ = read(root, Bounds(), PROSE)
    themes = frozenset(file.id for file, _ in found if file.kind == "theme")
    known = _Known(themes, former_names(sources))
    for file, text in (each for each in found if not paths or each[0].path in paths):
        before = unified(text)
        after, anew = _fixed(before, file, known)
        if after != before:
            replace(root, file.path, as_stored(after, text))
            click.echo("\n".join(_difference(file.path, before, after)), err=True)
        for each in anew:
            message = f"the passage of “{each.point}” follows the text: does it still bear it out?"
            click.echo(f"{each.at}: {message}", err=True)


def _fixed(text: str, file: File, known: _Known) -> tuple[str, list[Anew]]:
    """Return a file with names of now, slips fixed, and passages anchored anew."""
    # What once was a theme must not be taken for a slip; what a slip hides is renamed after it.
    text = _with_names(text, file, known.former)
    text = _with_names(fixed_text(text, file.path, file.kind, known.themes), file, known.former)
    return reanchored(text, file, Bounds())


def _with_names(text: str, file: File, former: Renames) -> str:
    try:
        return renamed_text(text, file, former, Bounds()) if former.of else text
    except RefusedError:
        return text  # the check tells what is wrong with it


def _difference(path: str, before: str, after: str) -> Iterator[str]:
    sides = (before.splitlines(), after.splitlines())
    for line in unified_diff(*sides, path, path, "as it was", "fixed", n=0, lineterm=""):
        yield click.style(line, fg=_COLOURS.get(line[:1]))
