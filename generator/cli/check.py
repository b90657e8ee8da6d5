"""``briefing check``."""

from collections.abc import Iterator
from pathlib import Path

import click

from generator.assist.importer import UnimportableError, read_document
from generator.assist.shared import shared_words
from generator.base.bounds import Bounds
from generator.base.foreign import is_english
from generator.base.model import Library
from generator.base.problems import At, Problem
from generator.base.words import counted
from generator.cli.files import article_source, content_paths, document_bytes
from generator.cli.fix import fix_project
from generator.cli.project import check_place, compile_project, open_project
from generator.cli.report import FORMATS, exit_code, report
from generator.cli.report.places import total
from generator.source.pinpoint import pinpoint
from generator.text.convert import convert

_EPILOG = """\b
Examples:
  briefing check                    for people: each problem with its line
  briefing check content/articles/late-trams.md
                                    the problems of one file alone
  briefing check --all              also those of a kind of which there are many
  briefing check content/articles/late-trams.md --against late-trams.pdf
                                    also the words that a digest shares with its source
  briefing check --strict           warnings count as errors
  briefing check --fix              fix quote marks, dates, near-miss themes, former names,
                                    edited passages and spaces
  briefing check --format json      for other programs; also github and sarif
"""


@click.command("check", epilog=_EPILOG, short_help="Check all content and print every problem.")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How to print problems; by default text, or github in a GitHub workflow.",
)
@click.option("--all", "each", is_flag=True, help="Print each problem, however many of a kind.")
@click.option(
    "--against",
    metavar="SOURCE",
    help="Also name each eight words in a row that the one FILE shares with this document.",
)
@click.option("--fix", is_flag=True, help="First fix what is safe to fix, and show the changes.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.pass_context
def check_command(  # noqa: PLR0913 - click hands over what the line says, one by one
    context: click.Context,
    files: tuple[Path, ...],
    format_: str | None,
    against: str | None,
    *,
    each: bool,
    fix: bool,
    strict: bool,
) -> None:
    """Check all content and print every problem of every file, or those of each FILE.

    The exit code is 0 without errors, 1 with one, 2 for wrong usage.
    """
    root: Path = context.obj
    config, paths = open_project(root), content_paths(root, files)
    if fix:
        fix_project(root, paths)
    check_place(root, config)
    compiled = compile_project(root, config)
    problems = compiled.problems
    told = [problem for problem in problems if not files or problem.at.path in paths]
    if against is not None:
        told = sorted([*told, *_shared(root, files, against)])
    report(told, root, format_, each=each)
    if files and (elsewhere := [other for other in problems if other.at.path not in paths]):
        click.echo(f"In other files: {total(elsewhere)}", err=True)
    if skipped := [path for path in _not_english(compiled.library) if not files or path in paths]:
        number = counted(len(skipped), "article")
        click.echo(f"Not checked, for want of English: the figures of {number}.", err=True)
    context.exit(exit_code(told, strict=strict))


def _not_english(library: Library) -> Iterator[str]:
    """Yield the paths of articles whose figures are not compared with their passages."""
    for article in library.articles.values():
        if article.points and not is_english(article.language, library.settings.original):
            yield article.at.path


def _shared(root: Path, files: tuple[Path, ...], against: str) -> Iterator[Problem]:
    """Yield what a digest shares with its source, word for word."""
    if len(files) != 1:
        raise click.UsageError("--against compares one article with its source: name its FILE.")
    digest = article_source(root, files[0])
    if digest.meta.get("text") == "full":
        raise click.UsageError(f"{files[0]} has “text: full”: it is in its source’s words.")
    try:
        name, data = document_bytes(against)
        text = read_document(name, data).text
    except UnimportableError as error:
        raise click.UsageError(str(error)) from error
    document, _ = convert(digest.body, At(digest.path, digest.body_line), Bounds())
    yield from pinpoint(shared_words(digest, document.blocks, name, text), root, Bounds())
