"""``briefing new``."""

from pathlib import Path

import click

from generator.base.kinds import CONTENTS, LASTING, Kind
from generator.cli.files import create, name_from_title
from generator.schema.skeleton import skeleton

_EPILOG = """\b
Examples:
  briefing new article "Why the trams run late"
  briefing new theme Fares
  briefing new term HDP
"""

_KINDS = tuple(content.kind for content in LASTING)


@click.command("new", epilog=_EPILOG, short_help="Make a content file with every key explained.")
@click.argument("kind", metavar="|".join(_KINDS), type=click.Choice(_KINDS))
@click.argument("title")
@click.pass_context
def new_command(context: click.Context, kind: Kind, title: str) -> None:
    """Make a content file with every key in it, each with a comment.

    Its name is made from the title. An existing file is never changed.
    """
    root: Path = context.obj
    title = " ".join(title.split())
    path = CONTENTS[kind].path(name_from_title(title, kind))
    create(root, path, skeleton(kind, title))
    click.echo(path)
    click.echo("Next: fill it in, then type “briefing check”.", err=True)
