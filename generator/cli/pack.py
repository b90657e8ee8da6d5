"""``briefing pack``."""

from collections.abc import Sequence
from pathlib import Path

import click

from generator.base.dates import Period, parse
from generator.base.model import Library, Theme
from generator.base.nearest import nearest
from generator.base.problems import errors
from generator.cli.project import compile_project, open_project, templates_told
from generator.cli.report import report
from generator.site.pack import PackError, pack_html, pack_pdf
from generator.site.pages.kinds.pack import pack_of

_EPILOG = """\b
Examples:
  briefing pack --theme finance --for council-leaders -o finance.pdf
  briefing pack --date 2026-11-30 -o all-themes.html
  briefing pack --theme discharge --theme culture > paper.html
"""


@click.command("pack", epilog=_EPILOG, short_help="Write a board paper.")
@click.option(
    "--theme", "themes", multiple=True, metavar="THEME", help="A theme to include; by default all."
)
@click.option(
    "--for",
    "audience",
    default="",
    metavar="AUDIENCE",
    help="Whose questions to include besides those for everyone; by default all.",
)
@click.option(
    "--date", metavar="DATE", help="Date of the paper; by default the newest date in its content."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it, as .html or .pdf; by default HTML to standard output.",
)
@click.pass_context
def pack_command(
    context: click.Context,
    themes: tuple[str, ...],
    audience: str,
    date: str | None,
    output: Path | None,
) -> None:
    """Write a board paper: key messages with references, questions, and terms as then meant.

    A PDF needs the extra “pdf” of this package.
    """
    root: Path = context.obj
    if output and output.suffix not in {".html", ".pdf"}:
        raise click.UsageError(f"“{output}” should end in .html or .pdf.")
    built = compile_project(root, open_project(root))
    if errors(built.problems):
        report(built.problems, root)
        click.echo("Nothing was written.", err=True)
        context.exit(1)
    library = built.library
    if audience:
        _check_exists("audience", audience, tuple(library.settings.audiences))
    pack = pack_of(library, built.links, _themes(library, themes), audience, _day(date))
    with templates_told():
        html = pack_html(pack, root)
    if output is None:
        click.echo(html, nl=False)
        return
    try:
        output.write_bytes(pack_pdf(html) if output.suffix == ".pdf" else html.encode())
    except (PackError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Wrote {output}", err=True)


def _themes(library: Library, names: Sequence[str]) -> tuple[Theme, ...]:
    """Return the themes named, in the order of the site."""
    for name in names:
        _check_exists("theme", name, tuple(library.themes))
    return tuple(theme for theme in library.themes.values() if not names or theme.id in names)


def _check_exists(what: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        near = nearest(name, names)
        hint = f"Did you mean “{near}”?" if near else f"Choose from {', '.join(names)}."
        raise click.UsageError(f"The {what} “{name}” does not exist. {hint}")


def _day(date: str | None) -> Period | None:
    if date is None:
        return None
    try:
        return parse(date)
    except ValueError as error:
        raise click.UsageError(f"--date: {error}") from error
