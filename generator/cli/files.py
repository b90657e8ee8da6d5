"""Files of a project: those that are named on the command line, and writing them.

None is written over one that exists, and none half.
"""

import os
import re
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

import click

from generator.assist.importer import printable
from generator.assist.rename.change import Change
from generator.base.bounds import Bounds
from generator.base.kinds import Kind
from generator.base.names import slug
from generator.schema.fields import PROSE
from generator.source.read import Source, read
from generator.source.walk import File, keeper_of, walk

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)", re.IGNORECASE)
_MOST = 50_000_000
"""Bytes that are read of what may not end; a larger document is refused in any case."""


def path_in(root: Path, file: Path) -> str:
    """Return the POSIX path of a file relative to the project, or nothing where it lies outside.

    A link in the way to it is followed, the file itself may be one.
    """
    place = root / file
    place = place.parent.resolve() / place.name
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else ""


def article_source(root: Path, file: Path) -> Source:
    """Return an article's file as it is read.

    Args:
        root: the project's folder.
        file: as named on the command line, relative to the project.

    Raises:
        click.ClickException: it cannot be read.
        click.UsageError: it is no article of the project.
    """
    path = path_in(root, file)
    sources, problems = read(root, Bounds(), PROSE)
    for source in sources:
        if source.path == path and source.kind == "article":
            return source
    if told := [problem for problem in problems if problem.at.path == path]:
        raise click.ClickException(str(told[0]))
    raise click.UsageError(
        f"{file} is not an article of the project: it is not in content/articles/."
    )


def document_bytes(document: str) -> tuple[str, bytes]:
    """Return a document's name and its bytes, at most so many: a device might never end.

    Args:
        document: the file, or ``-`` for standard input.

    Raises:
        click.UsageError: it cannot be read, or is an address.
    """
    if document == "-":
        return "standard input", sys.stdin.buffer.read(_MOST + 1)
    shown = printable(document)
    place = Path(document)
    if _ADDRESS.match(document) and not place.exists():
        raise click.UsageError(
            f"{shown} is an address, and nothing is fetched. Open the page in a browser, save "
            "it there (Ctrl+S, or Cmd+S on a Mac) as a web page or a PDF, and name the file."
        )
    if not place.exists():
        raise click.UsageError(f"{shown} does not exist.")
    if not place.is_file():
        raise click.UsageError(f"{shown} is not an ordinary file.")
    try:
        with place.open("rb") as file:
            return place.name, file.read(_MOST + 1)
    except OSError as error:
        raise click.UsageError(f"{shown} cannot be read: {error.strerror}.") from error


def content_paths(root: Path, files: Collection[Path]) -> frozenset[str]:
    """Return the paths of files of content, as problems name them.

    Args:
        root: the project's folder.
        files: as named on the command line, relative to the project.

    Raises:
        click.UsageError: one of them is no file of content.
    """
    found = {each.path if isinstance(each, File) else each.at.path for each in walk(root)}
    paths = {file: path_in(root, file) for file in files}
    for file, path in paths.items():
        if path not in found:
            raise click.UsageError(_no_content(root, file))
    return frozenset(paths.values())


def _no_content(root: Path, file: Path) -> str:
    if (root / file).is_dir():
        return f"{file} is a folder. Name the files in it that are meant."
    if not (root / file).exists():
        return f"{file} does not exist in {root}."
    return f"{file} is not content of the project: it does not lie in content/."


def create(root: Path, path: str, text: str | bytes) -> None:
    """Write a new file.

    Args:
        root: the project's folder.
        path: POSIX path relative to it.
        text: its content.

    Raises:
        click.UsageError: something of that name exists.
        click.ClickException: the system refuses.
    """
    place = root / path
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(place, text, over=False)
    except FileExistsError as error:
        message = f"{path} already exists and was not changed. Choose another title or name."
        raise click.UsageError(message) from error
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def name_from_title(title: str, kind: Kind) -> str:
    """Return the name that a file of content gets from its title.

    Raises:
        click.UsageError: none can be made, or it is kept for something else.
    """
    name = slug(title)
    if not name:
        message = f"No name can be made from “{title}”: it has no letter a to z and no digit."
        raise click.UsageError(f"{message} Use one that has, and change it in the file afterwards.")
    if keeper := keeper_of(name, kind):
        raise click.UsageError(f"The name “{name}” is reserved {keeper}. Choose another title.")
    return name


def replace(root: Path, path: str, text: str) -> None:
    """Write a file of content anew: at any moment it holds all of the old text or of the new.

    Raises:
        click.ClickException: the system refuses.
    """
    try:
        _put(root / path, text, over=True)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def change_all(root: Path, changes: Collection[Change]) -> None:
    """Write all that a rename or a merge changes, or, where anything fails, nothing.

    Every new text is on the disk before the first file changes; what then was there keeps a second
    name until all is done, so that it can be put back without room on the disk.

    Raises:
        click.ClickException: the system refuses, or a file is no longer what was read.
    """
    made: list[Path] = []
    undo: list[tuple[Path, Path | None]] = []
    try:
        written = [(change, _beside(root / change.path, change.after, made)) for change in changes]
        for change, new in written:
            _exchange(root, change, new, made, undo)
        for change in changes:
            if change.to != change.path:
                (root / change.path).unlink()
    except BaseException as error:
        for place, old in reversed(undo):
            old.replace(place) if old else place.unlink()
        if isinstance(error, OSError):
            message = f"Nothing was changed: {error.strerror or error}."
            raise click.ClickException(message) from error
        raise
    finally:
        for beside in made:
            beside.unlink(missing_ok=True)


def _exchange(
    root: Path,
    change: Change,
    new: Path,
    made: list[Path],
    undo: list[tuple[Path, Path | None]],
) -> None:
    place = root / change.path
    if place.is_symlink() or place.read_bytes() != change.before.encode():
        raise click.ClickException(f"Nothing was changed: {change.path} has changed meanwhile.")
    old = new.with_name(f"{new.name}~")
    os.link(place, old)
    made.append(old)
    undo.append((place, old))
    if change.to == change.path:
        new.replace(place)
    elif change.to:
        os.link(new, root / change.to)
        undo.append((root / change.to, None))


def _put(place: Path, text: str | bytes, *, over: bool) -> None:
    """Write beside the place, then give the file its name in one step."""
    made: list[Path] = []
    try:
        beside = _beside(place, text, made)
        if over:
            beside.replace(place)
        else:
            os.link(beside, place)
    finally:
        for each in made:
            each.unlink(missing_ok=True)


def _beside(place: Path, text: str | bytes, made: list[Path]) -> Path:
    """Write a file beside its place, with the rights of what is there, and note that it is made."""
    # A name that begins with “.#” is left alone by `read`, should the process be killed here.
    handle, name = tempfile.mkstemp(prefix=f".#{place.stem}-", dir=place.parent)
    made.append(Path(name))
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode() if isinstance(text, str) else text)
        file.flush()
        os.fsync(file.fileno())
    mode = place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask()
    made[-1].chmod(mode)
    return made[-1]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
