"""``briefing import``."""

from pathlib import Path

import click

from generator.assist.importer import Imported, UnimportableError, import_document
from generator.base.kinds import CONTENTS
from generator.cli.files import create

_EPILOG = """\b
Examples:
  briefing import ~/Downloads/interview.docx
  briefing import page.html notes.txt
"""


@click.command("import", epilog=_EPILOG, short_help="Make a draft article from a document.")
@click.argument(
    "documents",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.pass_context
def import_command(context: click.Context, documents: tuple[Path, ...]) -> None:
    """Make a draft article from each document: plain text, Markdown, HTML or Word.

    What is left out of its text is listed on standard error. A file that exists is never changed.
    """
    root: Path = context.obj
    for document in documents:
        try:
            made = import_document(document.name, _bytes(document))
        except UnimportableError as error:
            raise click.UsageError(str(error)) from error
        path = CONTENTS["article"].path(made.id)
        create(root, path, made.text)
        _tell(made)
        click.echo(path)
        click.echo(f"Next: briefing suggest {path}", err=True)


def _bytes(document: Path) -> bytes:
    """Read a document; a pipe or a device might never end."""
    if not document.is_file():
        raise click.UsageError(f"{document} is not an ordinary file.")
    return document.read_bytes()


def _tell(made: Imported) -> None:
    """Print what was proposed and what was left out."""
    for proposal in made.proposals:
        click.echo(f"  {proposal.key}: {proposal.value} ({proposal.basis})", err=True)
    for each in made.dropped:
        place = f"paragraph {each.paragraph}" if each.paragraph else "beside the text"
        click.echo(f"  left out, {place}: “{each.text}” ({each.reason})", err=True)
