"""``briefing coverage``."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.base.problems import short
from generator.build import Build
from generator.cli.project import compile_project, open_project
from generator.site.pages.kinds.coverage.tables import Table, coverage_tables, with_runs_joined

_EPILOG = """\b
Examples:
  briefing coverage                    tables for a terminal
  briefing coverage --format json      for other programs
"""

_WIDEST = 48
"""Characters of a row's label."""
_GAP = "–"


@click.command("coverage", epilog=_EPILOG)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the counts.",
)
@click.pass_context
def coverage_command(context: click.Context, format_: str) -> None:
    """Count the points of each theme by article, year, voice, standing and organisation.

    A dash marks what nobody covers. Below the tables come the paragraphs that no point cites.
    """
    root: Path = context.obj
    built = compile_project(root, open_project(root))
    tables = coverage_tables(built.library, built.links)
    click.echo(_json(built, tables) if format_ == "json" else "\n".join(_text(built, tables)))


def _text(built: Build, tables: Sequence[Table]) -> Iterator[str]:
    for table in map(with_runs_joined, tables):
        if table.rows:
            yield from _lines(table, tuple(built.library.themes))
            yield ""
    uncited = built.links.coverage.uncited
    yield click.style(f"Paragraphs that no point cites: {len(uncited)}", bold=True)
    for paragraph in uncited:
        path = built.library.articles[paragraph.article].at.path
        yield f"{path}:{paragraph.line} {short(paragraph.text, _WIDEST)}"


def _lines(table: Table, themes: Sequence[str]) -> Iterator[str]:
    labels = [short(row.label.title, _WIDEST) for row in table.rows]
    widest = max(map(len, [table.title, *labels]))
    columns = [max(len(theme), 3) for theme in themes]
    heads = "  ".join(f"{theme:>{width}}" for theme, width in zip(themes, columns, strict=True))
    yield click.style(f"{table.title:<{widest}}  {heads}", bold=True)
    for label, row in zip(labels, table.rows, strict=True):
        cells = zip(row.counts, columns, strict=True)
        counts = "  ".join(f"{count or _GAP:>{width}}" for count, width in cells)
        yield f"{label:<{widest}}  {counts}"


def _json(built: Build, tables: Sequence[Table]) -> str:
    themes = tuple(built.library.themes)
    counts = {
        f"by_{table.id}": {row.id: dict(zip(themes, row.counts, strict=True)) for row in table.rows}
        for table in tables
    }
    uncited = [
        {
            "article": paragraph.article,
            "path": built.library.articles[paragraph.article].at.path,
            "line": paragraph.line,
            "text": paragraph.text,
        }
        for paragraph in built.links.coverage.uncited
    ]
    return json.dumps({"themes": themes, **counts, "uncited": uncited}, ensure_ascii=False)
