"""``briefing diff``."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path

import click

from generator.cli.diff.data import json_of
from generator.cli.diff.markdown import markdown_of
from generator.cli.diff.page import html_of
from generator.cli.diff.report import Report, report_of
from generator.cli.diff.sides import Side, side
from generator.cli.diff.text import text_of

_EPILOG = """\b
Examples:
  briefing diff main                     what this branch does to what main says
  briefing diff v1.0 v1.1                between two revisions
  briefing diff ../before ../after       between two folders
  briefing diff site                     since the site was published
  briefing diff main --format markdown   for a comment on a pull request
  briefing diff main --format html > changes.html    before and after, side by side
  briefing diff main --format json       for other programs
"""

_WRITERS: Mapping[str, Callable[[Report], Iterable[str]]] = {
    "text": lambda report: (f"{line}\n" for line in text_of(report)),
    "json": json_of,
    "markdown": lambda report: [markdown_of(report)],
    "html": html_of,
}
"""What writes a report in pieces: one of a rewritten briefing fills hundreds of megabytes."""
_AT_ONCE = 1_000
"""Pieces that are printed at once."""


@click.command("diff", epilog=_EPILOG, short_help="Tell what a change does to what readers see.")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_WRITERS]),
    default="text",
    show_default=True,
    help="How to print the differences.",
)
@click.pass_context
def diff_command(context: click.Context, base: str, head: str | None, format_: str) -> None:
    """Compare two states of the content by what readers are told, not by lines.

    BASE and HEAD are git revisions, folders with content, or published sites (the folder, or its
    data/briefing.json); without HEAD it is the working tree. Drafts are not compared.

    The exit code is 0 where nothing is to be decided, 1 where something is (a message has lost its
    last support, an address leads nowhere, an error is new), or where nothing of a state could be
    read, 2 for what is no state of this site.
    """
    root: Path = context.obj
    first, second = side(root, base), side(root, head)
    _refuse_others(first, second)
    report = report_of(first, second)
    pieces = iter(_WRITERS[format_](report))
    while some := "".join(islice(pieces, _AT_ONCE)):
        click.echo(some, nl=False)
    context.exit(int(report.decisions > 0))


def _refuse_others(base: Side, head: Side) -> None:
    """Refuse what was published of another site.

    Raises:
        click.UsageError: neither title nor address is the same.
    """
    one, other = base.state.site, head.state.site
    same = one.title == other.title or (one.address and one.address == other.address)
    if (base.published or head.published) and not same:
        raise click.UsageError(
            f"{base.name} is of the site “{one.title}”, and {head.name} of “{other.title}”: they "
            "are two sites, not two states of one."
        )
