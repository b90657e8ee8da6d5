"""Files of a project: those that are named on the command line, and writing them.

None is written over one that exists, and none half.
"""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

import click

from generator.base.kinds import Kind
from generator.base.names import slug
from generator.source.walk import File, keeper_of, walk


def path_in(root: Path, file: Path) -> str:
    """Return the POSIX path of a file relative to the project, or nothing where it lies outside.

    A link in the way to it is followed, the file itself may be one.
    """
    place = root / file
    place = place.parent.resolve() / place.name
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else ""


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


def create(root: Path, path: str, text: str) -> None:
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


def _put(place: Path, text: str, *, over: bool) -> None:
    """Write beside the place, then give the file its name in one step."""
    # A name that begins with “.#” is left alone by `read`, should the process be killed here.
    handle, name = tempfile.mkstemp(prefix=f".#{place.stem}-", dir=place.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(place.stat().st_mode & 0o777 if over else 0o666 & ~_umask())
        if over:
            beside.replace(place)
        else:
            os.link(beside, place)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
