"""``briefing import``."""

import click

from generator.assist.importer import Imported, UnimportableError, import_document, printable
from generator.base.kinds import CONTENTS
from generator.base.names import LONGEST_ID, is_id
from generator.cli.files import create, document_bytes
from generator.source.walk import keeper_of

_EPILOG = """\b
Examples:
  briefing import ~/Downloads/interview.docx
  briefing import page.html report.pdf
  briefing import --name winter-beds minutes.odt
  pbpaste | briefing import -
"""


@click.command("import", epilog=_EPILOG, short_help="Make a draft article from a document.")
@click.argument("documents", metavar="FILE…", nargs=-1, required=True)
@click.option("--name", metavar="ID", help="The name of the article's file, without .md.")
@click.pass_context
def import_command(context: click.Context, documents: tuple[str, ...], name: str | None) -> None:
    """Make a draft article from each document: PDF, Word, web page, text and others.

    The others are OpenDocument (.odt), Rich Text Format, EPUB, web pages saved as one file
    (.mhtml), messages (.eml) and Markdown; - stands for standard input. What is left out of a text
    is listed on standard error. Nothing is fetched, and an existing file is never changed.
    """
    if name is not None:
        _check_name(name, documents)
    for document in documents:
        try:
            made = import_document(*document_bytes(document))
        except UnimportableError as error:
            raise click.UsageError(str(error)) from error
        path = CONTENTS["article"].path(name or made.id)
        create(context.obj, path, made.text)
        _tell(made)
        click.echo(path)
        click.echo(f"Next: briefing suggest {path}", err=True)


def _check_name(name: str, documents: tuple[str, ...]) -> None:
    """Refuse a name that an article's file cannot have, or that several would have."""
    if len(documents) > 1:
        raise click.UsageError("--name names one article: import the documents one by one.")
    if not is_id(name):
        raise click.UsageError(
            f"“{printable(name)}” cannot be a file's name: it may hold lower-case letters a to z, "
            f"digits and single hyphens, at most {LONGEST_ID}, without an ending."
        )
    if keeper := keeper_of(name, "article"):
        raise click.UsageError(f"“{name}” is a name that {keeper}. Choose another.")


def _tell(made: Imported) -> None:
    """Print what was proposed, what was decided and what was left out."""
    for proposal in made.proposals:
        click.echo(f"  {proposal.key}: {proposal.value} ({proposal.basis})", err=True)
    for remark in made.remarks:
        click.echo(f"  note: {remark}", err=True)
    for each in made.dropped:
        place = f"paragraph {each.paragraph}" if each.paragraph else "beside the text"
        click.echo(f"  left out, {place}: “{each.text}” ({each.reason})", err=True)
