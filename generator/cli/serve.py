"""``briefing serve``."""

import logging
from pathlib import Path

import click
from mkdocs.commands.serve import serve
from mkdocs.exceptions import MkDocsException

from generator.cli.project import open_project

_EPILOG = """\b
Examples:
  briefing serve
  briefing serve --address 127.0.0.1:8080
"""


@click.command("serve", epilog=_EPILOG, short_help="Show the site while you edit it.")
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help="The address at which to serve the site.",
)
@click.pass_context
def serve_command(context: click.Context, address: str) -> None:
    """Show the site, drafts included, and show each change to content or templates at once.

    Nothing is published; problems are printed as they appear. Stop it with Ctrl-C.
    """
    root: Path = context.obj
    open_project(root)
    _speak()
    try:
        serve(str(root / "mkdocs.yml"), build_type="dirty", dev_addr=address, strict=False)
    except MkDocsException as error:
        raise click.ClickException(str(error)) from error


def _speak() -> None:
    """Let MkDocs say on standard error what it does and where it serves."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    # MkDocs doubts builds of changed pages alone; which pages change, we know better than it does.
    handler.addFilter(lambda record: "'dirty' build" not in record.getMessage())
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
