"""The command ``briefing``."""

import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from generator.base.garbage import uncollected
from generator.cli.words import refusal

_NAMES = (
    *("build", "check", "coverage", "diff", "explain", "export", "import", "init", "merge", "new"),
    *("pack", "rename", "review", "schema", "serve", "suggest", "translate", "verify"),
)
"""The commands; the module of each is imported when it is asked for."""
_ELSEWHERE = {"import": "importer"}
"""The modules that cannot have their command's name."""

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
        """Return the names of all commands."""
        return [*_NAMES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Return a command, or None where there is none of that name."""
        if cmd_name not in _NAMES:
            return None
        command = vars(_module(cmd_name))[f"{cmd_name}_command"]
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
            raise click.ClickException(refusal(error)) from error


def loaded(words: Iterable[str]) -> click.Group:
    """Return the command, having imported whichever of its commands some words name.

    Args:
        words: what the line says, folders too: to import one command more does no harm.
    """
    for word in words:
        if word in _NAMES:
            _module(word)
    return main


def _module(name: str) -> ModuleType:
    """Return a command's module; while it is imported, nothing is searched for garbage."""
    with uncollected():
        return import_module(f"generator.cli.{_ELSEWHERE.get(name, name)}")


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
