"""The two states that are compared: revisions, folders, published data, or the working tree."""

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import Struct, field

from generator.base.held import temporary_folder
from generator.base.problems import Problem, errors
from generator.build import know
from generator.cli.diff.revision import RevisionError, extract, resolve
from generator.knowledge.changes import State, StateError, Translations, state_of, state_of_text
from generator.publish.plugin.reading import SettingsError, settings_in
from generator.site.data.library import library_record

_LARGEST = 512 * 2**20
"""Bytes of published data that are read."""
_DATA = Path("data/briefing.json")


class Side(Struct, frozen=True, kw_only=True):
    """One of two states.

    Attributes:
        name: what people call it.
        state: what it says.
        published: whether it comes from a site, rather than from content.
        problems: the errors in its content.
        language: the one that its site is written in, by BCP 47; empty where that is not known.
        read: whether anything of it could be read; else the problems say why.
        translations: what it says in its other languages; of a published site that is not known.
    """

    name: str
    state: State
    published: bool
    problems: Sequence[Problem] = ()
    language: str = ""
    read: bool = True
    translations: Translations = field(default_factory=dict)


def side(root: Path, name: str | None) -> Side:
    """Return a state by what the user calls it.

    Args:
        root: the project's folder.
        name: a folder, a file of published data or a folder with a site, else a git revision; None
            is the working tree.

    Raises:
        click.UsageError: it is none of these, or cannot be read.
    """
    if name is None:
        return _folder(root, "the working tree")
    if not name.strip():
        raise click.UsageError("A state without a name cannot be compared: is a variable empty?")
    place = root / name
    if not _exists(place):
        return _revision(root, name)
    if place.is_file():
        return _published(place, name)
    if (place / "content").is_dir():
        return _folder(place, name)
    if (place / _DATA).is_file():
        return _published(place / _DATA, f"{name}/{_DATA.as_posix()}")
    return _named_as_folder(root, name)


def _named_as_folder(root: Path, name: str) -> Side:
    """Return the revision that has the name of a folder which is no project and no site."""
    try:
        resolve(root, name)
    except RevisionError as error:
        raise click.UsageError(
            f"The folder {name} holds neither content/ nor {_DATA.as_posix()}, and no revision has "
            "that name. Give the folder of a project or of a site."
        ) from error
    return _revision(root, name)


def _exists(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:  # too long for a file's name, for example
        return False


def _folder(folder: Path, name: str) -> Side:
    try:
        settings = settings_in(folder)
    except SettingsError as error:
        raise click.UsageError(f"{name} cannot be compared: {error}.") from error
    known = know(folder, settings)
    state = state_of(library_record(known.library, known.links))
    return Side(
        name=name,
        state=state,
        published=False,
        problems=errors(known.problems),
        language=settings.language,
        read=known.read,
        translations=known.translations,
    )


def _published(place: Path, name: str) -> Side:
    try:
        with place.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise click.UsageError(f"{name} has more than {_LARGEST:,} bytes.")
        return Side(name=name, state=state_of_text(data.decode("utf-8")), published=True)
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{name} is no text in UTF-8.") from error
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {error.strerror}.") from error
    except StateError as error:
        raise click.UsageError(f"{name} {error}.") from error


def _revision(root: Path, name: str) -> Side:
    with temporary_folder() as folder:
        try:
            commit = extract(root, name, folder)
        except RevisionError as error:
            raise click.UsageError(f"{error}.") from error
        return _folder(folder, name if commit.startswith(name) else f"{name} ({commit})")
