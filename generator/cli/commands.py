"""The command ``briefing``."""

import os
from pathlib import Path

import click

from generator.cli.build import build_command
from generator.cli.check import check_command
from generator.cli.coverage import coverage_command
from generator.cli.diff import diff_command
from generator.cli.explain import explain_command
from generator.cli.export import export_command
from generator.cli.importer import import_command
from generator.cli.init import init_command
from generator.cli.merge import merge_command
from generator.cli.new import new_command
from generator.cli.pack import pack_command
from generator.cli.rename import rename_command
from generator.cli.review import review_command
from generator.cli.schema import schema_command
from generator.cli.serve import serve_command
from generator.cli.suggest import suggest_command
from generator.cli.verify import verify_command

_EPILOG = """\b
Examples:
  briefing check                    check all content
  briefing build                    check, build and publish into site/
  briefing -C ../other check        act on a project elsewhere
  briefing explain unknown-theme    what a problem means, and how to fix it
"""


class _Commands(click.Group):
    """The commands, of which none ends in a traceback because the system refuses something."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command.

        Raises:
            click.ClickException: the system refused to write, for example, what it prints.
            BrokenPipeError: nobody reads on; click ends in silence then.
        """
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise click.ClickException(f"{error.strerror or error}{where}.") from error


@click.group(
    cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "-C",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="Act on the project in this folder instead of the current one.",
)
@click.version_option(package_name="briefing-site", message="%(version)s")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Compile annotated articles into a briefing site."""
    context.obj = root.resolve()
    if os.environ.get("NO_COLOR"):  # no-color.org
        context.color = False


for _command in (
    build_command,
    check_command,
    coverage_command,
    diff_command,
    explain_command,
    export_command,
    import_command,
    init_command,
    new_command,
    merge_command,
    pack_command,
    rename_command,
    review_command,
    schema_command,
    serve_command,
    suggest_command,
    verify_command,
):
    main.add_command(_command)
