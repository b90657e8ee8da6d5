"""``briefing check``."""

from pathlib import Path

import click

from generator.cli.fix import mend_project
from generator.cli.project import compile_project, open_project
from generator.cli.report import FORMATS, exit_code, report

_EPILOG = """\b
Examples:
  briefing check                    for people: each problem with its line
  briefing check --strict           warnings count as errors
  briefing check --fix              fix quote marks, dates, near-miss themes and spaces
  briefing check --format json      for other programs; also github and sarif
"""


@click.command("check", epilog=_EPILOG, short_help="Check all content and print every problem.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How to print problems; by default text, or github in a GitHub workflow.",
)
@click.option("--fix", is_flag=True, help="First fix what is safe to fix, and show the changes.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.pass_context
def check_command(context: click.Context, format_: str | None, *, fix: bool, strict: bool) -> None:
    """Check all content and print every problem of every file.

    The exit code is 0 without errors, 1 with one, 2 for wrong usage.
    """
    root: Path = context.obj
    if fix:
        mend_project(root)
    problems = compile_project(root, open_project(root)).problems
    report(problems, root, format_)
    context.exit(exit_code(problems, strict=strict))
