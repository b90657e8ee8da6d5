"""``briefing rename``."""

from pathlib import Path

import click

from generator.assist.edit.refused import RefusedError
from generator.assist.rename.rename import renamed
from generator.cli.change import Desk, carry_out
from generator.cli.words import Words

_EPILOG = """\b
Examples:
  briefing rename late-trams trams-at-night             an article, a theme or a term
  briefing rename 'late-trams#doors-break' doors        a point
  briefing rename themes/fares prices                   where several things have the id
  briefing rename people/j-example jane-example         a person, a body or a group
"""


@click.command(
    "rename", epilog=_EPILOG, short_help="Give a file, a point or a person another id, everywhere."
)
@click.argument("name", metavar="ID")
@click.argument("new", metavar="NEW", type=Words())
@click.option("--dry-run", is_flag=True, help="Change nothing; print the change as a patch.")
@click.pass_context
def rename_command(context: click.Context, name: str, new: str, *, dry_run: bool) -> None:
    """Give an article, point, theme, term, person, organisation or event another id, everywhere.

    The file, what refers to it in front matter, and links in texts change in one step; old
    addresses lead on. A change that would make an error is refused, and nothing is written.
    """
    root: Path = context.obj
    desk = Desk.of(root)
    try:
        changes = renamed(desk.texts, desk.known, desk.sought(name), new, desk.settings.bounds)
    except RefusedError as error:
        raise click.UsageError(str(error)) from error
    carry_out(desk, changes, dry_run=dry_run)
