"""The icons that themes may name: those that come with Material for MkDocs."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from generator.model import Library, Theme
from generator.names import nearest
from generator.problems import Problem

FOLDER = Path(str(files("material"))) / "templates"
"""Folder in which ``.icons/`` lies."""


def check_icons(library: Library) -> list[Problem]:
    """Return a problem for each theme whose icon does not exist."""
    return [
        _unknown(theme)
        for theme in library.themes.values()
        if not (FOLDER / ".icons" / f"{theme.icon}.svg").is_file()
    ]


def _unknown(theme: Theme) -> Problem:
    near = nearest(theme.icon, _icons(theme.icon.partition("/")[0]))
    hint = f"Did you mean “{near}”?" if near else "Choose one that Material for MkDocs lists."
    return Problem(theme.at, "unknown-icon", f"There is no icon “{theme.icon}”.", hint)


@cache
def _icons(family: str) -> tuple[str, ...]:
    """Return the icons of one family, such as ``material``."""
    folder = FOLDER / ".icons"
    found = sorted((folder / family).rglob("*.svg"))
    return tuple(path.relative_to(folder).with_suffix("").as_posix() for path in found)
