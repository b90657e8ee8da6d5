"""``briefing new``."""

from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli.files import create, named
from generator.schema.skeleton import skeleton
from generator.source.walk import Kind

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
    path = f"content/{folder}/{named(title, place)}.md"
    create(root, path, skeleton(kind, title))
    click.echo(path)
    click.echo("Next: fill it in, then type “briefing check”.", err=True)
