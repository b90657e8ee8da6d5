"""``briefing new``."""

from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli.files import create
from generator.names import slug
from generator.skeleton import skeleton
from generator.walk import Kind, keeper_of

_EPILOG = """\b
Examples:
  briefing new article "Why the trams run late"
  briefing new theme Fares
  briefing new term HDP
"""

_FOLDERS: Mapping[str, tuple[str, Kind]] = {
    "article": ("articles", "article"),
    "theme": ("themes", "theme"),
    "term": ("glossary", "term"),
}


@click.command("new", epilog=_EPILOG, short_help="Make a file of content, every key explained.")
@click.argument("kind", metavar="article|theme|term", type=click.Choice(tuple(_FOLDERS)))
@click.argument("title")
@click.pass_context
def new_command(context: click.Context, kind: str, title: str) -> None:
    """Make a file of content with every key in it, each with a comment.

    Its name is made from the title. A file that exists is never changed.
    """
    root: Path = context.obj
    folder, place = _FOLDERS[kind]
    title = " ".join(title.split())
    id_ = slug(title)
    if not id_:
        raise click.UsageError(f"No name can be made from “{title}”: it has no letter a to z.")
    if keeper := keeper_of(id_, place):
        raise click.UsageError(f"“{id_}” is a name that {keeper}. Choose another title.")
    path = f"content/{folder}/{id_}.md"
    create(root, path, skeleton(kind, title))
    click.echo(path)
    click.echo("Next: fill it in, then type “briefing check”.", err=True)
