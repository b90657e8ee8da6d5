"""``briefing merge``."""

from pathlib import Path

import click

from generator.assist.edit.refused import RefusedError
from generator.assist.rename.merge import merged
from generator.cli.change import Desk, carry_out

_EPILOG = """\b
Examples:
  briefing merge trams-at-night late-trams              two digests of one source
  briefing merge 'late-trams#doors' doors-break         two points of an article
  briefing merge people/j-example jane-example          one person with two ids
"""


@click.command("merge", epilog=_EPILOG, short_help="Let one file, point or person become another.")
@click.argument("name", metavar="ID")
@click.argument("into", metavar="INTO")
@click.option("--dry-run", is_flag=True, help="Change nothing; print the change as a patch.")
@click.pass_context
def merge_command(context: click.Context, name: str, into: str, *, dry_run: bool) -> None:
    """Let an article, point, theme, term or person become another one of its kind.

    INTO takes over lists (points, people, messages, senses) and text; its title and other single
    values stay. What referred to ID refers to INTO, and old addresses lead on. Where both have
    something of one id that differs, nothing is changed.
    """
    root: Path = context.obj
    desk = Desk.of(root)
    try:
        first = desk.sought(name)
        second = desk.sought(into, beside=first)
        merge = merged(desk.texts, first, second, desk.settings.bounds)
    except RefusedError as error:
        raise click.UsageError(str(error)) from error
    carry_out(desk, merge.changes, dry_run=dry_run)
    if merge.left:
        click.echo(f"Not taken over from {first}: {', '.join(merge.left)}.", err=True)
