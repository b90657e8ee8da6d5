"""``briefing new``."""

from collections.abc import Iterator
from pathlib import Path

import click
from yaml import MappingNode

from generator.assist.edit.matter import items, text_of
from generator.assist.edit.parts import taken_apart
from generator.base.bounds import Bounds
from generator.base.kinds import CONTENTS, LASTING
from generator.base.names import slug
from generator.cli.files import create, name_from_title, path_in, replace
from generator.cli.words import Words
from generator.schema.skeleton import item, skeleton
from generator.source.characters import as_stored, unified
from generator.source.read import texts
from generator.source.walk import File

_EPILOG = """\b
Examples:
  briefing new article "Why the trams run late"
  briefing new theme Fares
  briefing new term HDP
  briefing new event "The day pass ends"
  briefing new person "Jane Example" --in content/articles/late-trams.md
"""

_FILES = {str(content.kind): content.kind for content in LASTING}
_KINDS = (*_FILES, "event", "person")


@click.command("new", epilog=_EPILOG, short_help="Make a content file with every key explained.")
@click.argument("kind", metavar="|".join(_KINDS), type=click.Choice(_KINDS))
@click.argument("title", type=Words())
@click.option(
    "--in", "file", type=click.Path(path_type=Path), help="The article in which a person speaks."
)
@click.pass_context
def new_command(context: click.Context, kind: str, title: str, file: Path | None) -> None:
    """Make a content file, or an event or a person in one, with every key and a comment on each.

    Its name, or id, is made from the title. What exists is never changed.
    """
    root: Path = context.obj
    if (kind == "person") != (file is not None):
        raise click.UsageError(
            "--in names the article in which a person speaks: a person needs it, nothing else does."
        )
    if kind == "event":
        path = _event(root, title)
    elif file is not None:
        path = _person(root, title, path_in(root, file))
    else:
        path = CONTENTS[_FILES[kind]].path(name_from_title(title, _FILES[kind]))
        create(root, path, skeleton(kind, title))
    click.echo(path)
    click.echo("Next: fill it in, then type “briefing check”.", err=True)


def _event(root: Path, title: str) -> str:
    """Add an event to the timeline, which is made where there is none."""
    path = CONTENTS["timeline"].files
    made = item("event", {"id": _id(title), "title": title})
    found = [each for each in texts(root, Bounds()) if each[0].path == path]
    if not (root / path).exists():
        create(root, path, "events:\n  - " + made.replace("\n", "\n    ") + "\n")
    else:
        _add(root, path, found, ("events", _id(title), made), "")
    return path


def _person(root: Path, name: str, path: str) -> str:
    """Add a person to an article, as the other articles have them."""
    found = list(texts(root, Bounds()))
    id_ = _id(name)
    kinds = [text_of(node, "kind") for node in _people(found) if text_of(node, "id") == id_]
    given = {"id": id_, "name": name, **({"kind": kinds[0]} if kinds and kinds[0] else {})}
    here = [each for each in found if each[0].path == path and each[0].kind == "article"]
    _add(root, path, here, ("people", id_, item("person", given)), "points")
    return path


def _people(found: list[tuple[File, str]]) -> Iterator[MappingNode]:
    for file, text in found:
        parts = taken_apart(unified(text), file, Bounds()) if file.kind == "article" else None
        nodes = items(parts.matter.root, "people") if parts else ()
        yield from (node for node in nodes if isinstance(node, MappingNode))


def _id(title: str) -> str:
    if name := slug(title):
        return name
    raise click.UsageError(f"No id can be made from “{title}”: it has no letter a to z, no digit.")


def _add(
    root: Path, path: str, found: list[tuple[File, str]], new: tuple[str, str, str], before: str
) -> None:
    """Add an item to a list of a file, in front of a key where the list is new.

    Raises:
        click.UsageError: the file cannot be read, or has one of that id.
    """
    key, id_, text = new
    parts = taken_apart(unified(found[0][1]), found[0][0], Bounds()) if found else None
    if parts is None or not isinstance(group := parts.matter.root, MappingNode):
        raise click.UsageError(f"{path or 'This'} is no file of content that can be read.")
    if any(text_of(node, "id") == id_ for node in items(group, key)):
        raise click.UsageError(f"{path} has “{id_}” under “{key}” already, and was not changed.")
    parts.matter.extend(group, key, [text], before)
    replace(root, path, as_stored(parts.text, found[0][1]))
