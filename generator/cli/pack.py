"""``briefing pack``."""

from collections.abc import Sequence
from pathlib import Path

import click

from generator.base.dates import Period, parse
from generator.base.language import speaking
from generator.base.model import Library, Theme
from generator.base.nearest import nearest
from generator.base.problems import errors
from generator.cli.project import compile_project, open_project, templates_told
from generator.cli.report import report
from generator.site.pack import PackError, boxes, pack_html, paper_html, pdf_of, word_of
from generator.site.pages.kinds.pack.paper import Stock
from generator.site.pages.kinds.pack.whole import pack_of
from generator.site.pages.views.presenter import Presenter

_EPILOG = """\b
Examples:
  briefing pack --theme finance --for council-leaders -o finance.pdf
  briefing pack --date 2026-11-30 -o all-themes.html
  briefing pack --theme discharge --theme culture > paper.html
  briefing pack --theme discharge --two-pages -o discharge.docx
"""
_ENDINGS = (".html", ".pdf", ".docx")


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
    "--two-pages",
    "short",
    is_flag=True,
    help="Only what two pages hold of the most important; what is left out is counted.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it, as .html, .pdf or .docx; by default HTML to standard output.",
)
@click.pass_context
def pack_command(  # noqa: PLR0913
    context: click.Context,
    themes: tuple[str, ...],
    audience: str,
    date: str | None,
    output: Path | None,
    *,
    short: bool,
) -> None:
    """Write a board paper: key messages with references, questions, and terms as then meant.

    A PDF, a Word document and a paper of two pages need the extra “pdf” of this package.
    """
    root: Path = context.obj
    if output and output.suffix not in _ENDINGS:
        raise click.UsageError(f"“{output}” should end in .html, .pdf or .docx.")
    built = compile_project(root, open_project(root))
    if errors(built.problems):
        report(built.problems, root)
        click.echo("Nothing was written.", err=True)
        context.exit(1)
    library = built.library
    if audience:
        _check_exists("audience", audience, tuple(library.settings.audiences))
    named, day = _themes(library, themes), _day(date)
    try:
        with speaking(built.language):
            chosen = (Presenter.of(library, built.links), named, audience, day)
            with templates_told():
                html = (
                    paper_html(Stock(*chosen), root) if short else pack_html(pack_of(*chosen), root)
                )
            if output is None:
                click.echo(html, nl=False)
            else:
                _write(html, output)
    except PackError as error:
        raise click.ClickException(str(error)) from error


def _write(html: str, output: Path) -> None:
    """Write a paper to a file, as the ending of its name asks for."""
    if output.suffix == ".pdf":
        made = pdf_of(html)
        output.write_bytes(made.data)
        if made.missing:
            click.echo(boxes(made.missing), err=True)
    else:
        output.write_bytes(word_of(html) if output.suffix == ".docx" else html.encode())
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
