"""The files of ``content/`` that may be read, and a problem for each other thing that lies there.

Nothing is opened and no link is followed.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.base.kinds import CONTENT, CONTENTS, FOLDERS, Kind, kept_names
from generator.base.names import LONGEST_ID, is_id, slug
from generator.base.nearest import nearest
from generator.base.problems import At, Problem


class File(Struct, frozen=True):
    """A file to be read.

    Attributes:
        place: where it lies.
        path: POSIX path relative to the project.
        kind: what it holds, by its folder.
        id: its name without ``.md`` or ``.yml``; an image's keeps its ending.
    """

    place: Path
    path: str
    kind: Kind
    id: str


def walk(root: Path) -> Iterator[File | Problem]:
    """Yield what lies in a project's ``content/``, folder by folder in the order of names."""
    top = root / CONTENT
    if top.is_symlink() or not top.is_dir():
        message = "The project has no “content” folder of its own."
        hint = "Run the command in the project's folder, or name that folder with -C."
        yield Problem(At(CONTENT), "unreadable", message, hint)
    else:
        yield from _folder(top, CONTENT, "page")


def keeper_of(name: str, kind: Kind) -> str:
    """Say who keeps a name, as in “for one of the site's own pages”; nothing where it is free."""
    if name in _WINDOWS:
        return "by Windows for a device"
    return "for one of the site's own pages" if name in kept_names(kind) else ""


def unreadable(path: str, error: OSError) -> Problem:
    """Say that the system refused to open something."""
    message = f"This cannot be read: {error.strerror or 'the system gives no reason'}."
    return Problem(At(path), "unreadable", message, "Check its permissions.")


IMAGES = ("avif", "jpg", "png", "webp")
"""Endings of images."""

_ALLOWED: Mapping[Kind, str] = {
    "image": ", ".join(f".{end}" for end in IMAGES),
    "page": f".md, {CONTENTS['timeline'].file}",
}
"""What may stand beside files of a kind, where that is more than Markdown."""
_SINGLE: Mapping[tuple[str, str], Kind] = {
    (content.folder, content.file): content.kind for content in CONTENTS.values() if content.file
}
"""Folder and name of a file that is the only one of its kind → that kind."""
_LOCK = re.compile(r"[^/]+@[^/]+")
"""What Emacs' link on a file that is being edited says: user, host, process. It leads nowhere."""
_DEEPEST = 20
"""Folders within one another below a hidden one."""
_OTHERWISE = {"jpeg": "jpg", "markdown": "md"}
"""What the endings that are allowed are called elsewhere."""
_IMPORTED = frozenset(
    ["docx", "eml", "epub", "htm", "html", "mht", "mhtml", "odt", "pdf", "rtf", "txt", "xhtml"]
)
"""Endings of documents that become articles."""
_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""Names that Windows keeps for devices, with any ending."""


def _folder(folder: Path, shown: str, kind: Kind) -> Iterator[File | Problem]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield unreadable(shown, error)
        return
    names = frozenset(entry.name for entry in found)
    for entry in found:
        path = f"{shown}/{_printable(entry.name)}"
        if not _left_alone(entry):
            yield from _entry(entry, path, kind, names)
        elif entry.is_dir(follow_symlinks=False):
            yield from _hidden(entry, path)


def _left_alone(entry: "os.DirEntry[str]") -> bool:
    """Tell whether a file is none of content's: hidden, as editors and desktops leave them.

    What is hidden is never published. What looks like content all the same is not passed over in
    silence, nor is a link, unless it is Emacs' lock on a file that is being edited.
    """
    name = entry.name
    if not name.startswith("."):
        return False
    if entry.is_symlink():
        return name.startswith(".#") and bool(_LOCK.fullmatch(str(Path(entry).readlink())))
    return not name.lower().endswith((".md", ".yml", *(f".{end}" for end in IMAGES)))


def _hidden(folder: "os.DirEntry[str]", shown: str) -> Iterator[Problem]:
    """Yield what may not even stand in a hidden folder: MkDocs goes through all, and every link."""
    rest = [(folder.path, shown, 1)]
    while rest:
        place, path, depth = rest.pop()
        with suppress(OSError), os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: os.fsencode(entry.name)):
                below = f"{path}/{_printable(entry.name)}"
                if entry.is_symlink():
                    yield symbolic_link(below)
                elif entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
                    rest.append((entry.path, below, depth + 1))
                elif entry.is_dir(follow_symlinks=False):
                    message = (
                        f"This folder is more than {_DEEPEST} levels deep inside a hidden one."
                    )
                    yield Problem(At(below), "unknown-folder", message, "Delete the hidden one.")


def symbolic_link(path: str) -> Problem:
    """Say that something is a link, which could lead anywhere."""
    message = "This is a link to another place; links are not followed."
    return Problem(At(path), "symbolic-link", message, "Put the file itself here.")


def _entry(
    entry: "os.DirEntry[str]", path: str, kind: Kind, names: frozenset[str]
) -> Iterator[File | Problem]:
    if entry.is_symlink():
        yield symbolic_link(path)
    elif entry.is_dir(follow_symlinks=False):
        if kind == "page" and entry.name in FOLDERS:
            yield from _folder(Path(entry.path), path, FOLDERS[entry.name])
        else:
            yield _unknown_folder(path, _printable(entry.name), kind)
    elif not entry.is_file(follow_symlinks=False):
        message = "This is not an ordinary file but a pipe, a socket or a device."
        yield Problem(At(path), "special-file", message, "Delete it.")
    else:
        yield _file(entry, path, kind, names)


def _unknown_folder(path: str, name: str, kind: Kind) -> Problem:
    if kind != "page":
        message = f"The folder “{name}” is in a place where only files are allowed."
        return Problem(At(path), "unknown-folder", message, "Move its files up one folder.")
    message = f"The folder “{name}” is not one of {', '.join(sorted(FOLDERS))}."
    meant = nearest(name, FOLDERS)
    hint = f"Did you mean “{meant}”?" if meant else "Move its files to one of them, or delete it."
    return Problem(At(path), "unknown-folder", message, hint)


def _file(
    entry: "os.DirEntry[str]", path: str, kind: Kind, names: frozenset[str]
) -> File | Problem:
    """Judge a file by its name."""
    name = entry.name
    stem, _, ending = name.rpartition(".")
    if single := _SINGLE.get((CONTENTS[kind].folder, name)):
        return File(Path(entry.path), path, single, stem)
    if ending.lower() not in (IMAGES if kind == "image" else ("md",)):
        return _stray(path, name, kind)
    if not is_id(stem) or ending != ending.lower():
        return _badly_named(path, slug(stem), ending.lower(), names)
    if kind != "image" and (keeper := keeper_of(stem, kind)):
        message = f"The name “{stem}” is reserved {keeper}."
        return Problem(At(path), "reserved-name", message, "Choose another name for the file.")
    return File(Path(entry.path), path, kind, name if kind == "image" else stem)


def _stray(path: str, name: str, kind: Kind) -> Problem:
    allowed = _ALLOWED.get(kind, ".md")
    message = f"“{_printable(name)}” is not allowed here; only these are: {allowed}."
    ending = name.lower().rpartition(".")[2]
    wanted = _OTHERWISE.get(ending, "")
    hint = "Move it out of “content”, or delete it."
    if f".{wanted}" in allowed.split(", "):
        hint = f"Rename it to end in “.{wanted}”."
    elif kind == "article" and ending in _IMPORTED:
        hint = f"Move it out of “content”, then run: briefing import {_printable(name)}"
    return Problem(At(path), "stray-file", message, hint)


def _badly_named(path: str, wanted: str, ending: str, names: frozenset[str]) -> Problem:
    message = (
        "A file's name may contain only lower-case letters a to z, digits and single hyphens, at "
        f"most {LONGEST_ID} characters before .{ending}."
    )
    hint = f"Rename it to “{wanted}.{ending}”."
    if not wanted:
        hint = "Rename it to something like “late-trams.md”."
    elif f"{wanted}.{ending}" in names:
        hint = (
            f"The nearest valid name, “{wanted}.{ending}”, is already taken by the file next to it."
        )
    return Problem(At(path), "bad-name", message, hint)


def _printable(name: str) -> str:
    """Return a name with what cannot be printed written as an escape."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in name
    )
