"""The icons that themes may name: those that come with Material for MkDocs."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from generator.base.nearest import nearest
from generator.base.problems import At, Problem

FOLDER = Path(str(files("material"))) / "templates"
"""Folder in which ``.icons/`` lies."""
USUAL_ICON = "material/file-document-outline"
"""The icon of what names none."""


def is_icon(name: str) -> bool:
    """Tell whether there is an icon, such as ``material/bank``."""
    return (FOLDER / ".icons" / f"{name}.svg").is_file()


def check_icon(name: str, at: At) -> Iterator[Problem]:
    """Yield a problem where an icon does not exist."""
    if not is_icon(name):
        near = nearest(name, _icons(name.partition("/")[0]))
        hint = f"Did you mean “{near}”?" if near else "Choose one listed by Material for MkDocs."
        yield Problem(at, "unknown-icon", f"There is no icon “{name}”.", hint)


@cache
def svg(name: str) -> Markup:
    """Return the SVG element of an icon; those who made the theme are trusted with it.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return Markup((FOLDER / ".icons" / f"{name}.svg").read_text("utf-8"))  # noqa: S704


@cache
def _icons(family: str) -> tuple[str, ...]:
    """Return the icons of one family, such as ``material``."""
    folder = FOLDER / ".icons"
    found = sorted((folder / family).rglob("*.svg"))
    return tuple(path.relative_to(folder).with_suffix("").as_posix() for path in found)
