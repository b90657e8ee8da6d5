"""``briefing translate``."""

import os
from pathlib import Path

import click

from generator.assist.translation import catalogue
from generator.base.language.catalogues import CatalogueError
from generator.base.model import Translated
from generator.cli.files import create, path_in, replace
from generator.cli.project import compile_project, in_language, open_project
from generator.source.characters import decode
from generator.source.read import read_bytes
from generator.source.translations import catalogue_path

_EPILOG = """\b
Examples:
  briefing translate cy    write what is to be said in Welsh into locale/cy/
"""


@click.command(
    "translate", epilog=_EPILOG, short_help="Write what is to be translated, for translators."
)
@click.argument("tag", metavar="LANGUAGE")
@click.pass_context
def translate_command(context: click.Context, tag: str) -> None:
    """Write a catalogue for each file of content, in the form that translators' programs read.

    What has been translated is kept. Where an original has changed since, its translation is marked
    as “fuzzy”: readers are shown the original until somebody has looked at it.
    """
    root: Path = context.obj
    built = in_language(compile_project(root, open_project(root)), tag)
    for texts in built.library.translated:
        if texts.total:
            _write(root, tag, texts)
    total = sum(texts.total for texts in built.library.translated)
    lacking = sum(texts.lacking for texts in built.library.translated)
    older = sum(texts.older for texts in built.library.translated)
    changed = f", of which {older:,} had one before they changed" if older else ""
    click.echo(f"{total:,} texts, {lacking:,} without translation{changed}.", err=True)


def _write(root: Path, tag: str, texts: Translated) -> None:
    path = catalogue_path(tag, texts.path)
    before = _before(root, path)
    try:
        made = catalogue(texts, tag, before)
    except CatalogueError as error:
        raise click.ClickException(f"{path}:{error.line}: {error}") from error
    if not before:
        create(root, path, made)
    elif made != before:
        replace(root, path, made)


def _before(root: Path, path: str) -> str:
    """Return the catalogue that there is, or nothing.

    Raises:
        click.ClickException: a link stands in the way to it, or it is no text.
    """
    if path_in(root, Path(path)) != path:
        raise click.ClickException(f"{path}: a link stands in the way to it, and is not followed.")
    place = root / path
    if not os.path.lexists(place):
        return ""
    data, _ = read_bytes(place, -1)
    text, problems = decode(data, path)
    if text is None:
        raise click.ClickException(str(problems[0]))
    return text
