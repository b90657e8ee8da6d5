"""The command ``briefing``."""

import os
from importlib import import_module
from pathlib import Path

import click

_MODULES = {
    **{name: name for name in ("build", "check", "coverage", "explain", "export", "init", "new")},
    **{name: name for name in ("pack", "schema", "serve", "suggest", "verify")},
    "import": "importer",
}
"""The commands, with the modules that hold them; each is imported when it is asked for."""

_EPILOG = """\b
Examples:
  briefing check                    check all content
  briefing build                    check, build and publish into site/
  briefing -C ../other check        act on a project elsewhere
  briefing explain unknown-theme    what a problem means, and how to fix it
"""


class _Commands(click.Group):
    """The commands, of which none ends in a traceback because the system refuses something."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return the names of all commands, sorted."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Return a command, or None where there is none of that name."""
        if cmd_name not in _MODULES:
            return None
        command = vars(import_module(f"{__name__}.{_MODULES[cmd_name]}"))[f"{cmd_name}_command"]
        return command if isinstance(command, click.Command) else None

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
