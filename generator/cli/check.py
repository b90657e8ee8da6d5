"""``briefing check``."""

from pathlib import Path

import click

from generator.cli.project import compile_project, open_project
from generator.cli.report import exit_code, print_json, print_text

_EPILOG = """\b
Examples:
  briefing check                    one line a problem
  briefing check --strict           warnings count as errors
  briefing check --format json      for other programs
"""


@click.command("check", epilog=_EPILOG)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for a warning too.")
@click.pass_context
def check_command(context: click.Context, format_: str, *, strict: bool) -> None:
    """Check all content and print every problem of every file.

    The exit code is 0 without errors, 1 with one, 2 for wrong usage.
    """
    root: Path = context.obj
    problems = compile_project(root, open_project(root)).problems
    {"text": print_text, "json": print_json}[format_](problems)
    context.exit(exit_code(problems, strict=strict))
