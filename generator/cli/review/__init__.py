"""``briefing review``."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import click

from generator.base import labels
from generator.base.addresses import url
from generator.base.cells import csv_text
from generator.base.problems import short
from generator.cli.project import compile_project, open_project
from generator.cli.review.dead import dead_addresses
from generator.knowledge.review import KINDS, Limits, Task, review
from generator.site.pages.kinds.review import detail_of

_EPILOG = """\b
Examples:
  briefing review                              all that needs a look
  briefing review --kind one-source --kind draft
  briefing review --owner "Jane Example"       what one editor looks after
  briefing review --links links.json           sources that a checker of links found dead
  briefing review --format csv > review.csv    for a spreadsheet
"""

_NAME, _DETAIL = 120, 100
"""Characters of a line that tell what a task concerns, and what exactly."""
_LARGEST = 64 * 2**20
"""Bytes of a list of dead addresses."""
_COLUMNS = ("kind", "path", "line", "name", "detail", "owner", "date", "url")


@click.command("review", epilog=_EPILOG, short_help="List all that editors should look at.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind.")
@click.option("--owner", help="Only what this person looks after; “-” is nobody.")
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(min=0),
    default=Limits().days,
    show_default=True,
    metavar="DAYS",
    help="Age of a review that is due again, counted back from what counts as today.",
)
@click.option(
    "--words",
    type=click.IntRange(min=1),
    default=Limits().words,
    show_default=True,
    help="Words of a digest beyond which it is long.",
)
@click.option(
    "--links",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What a checker of links wrote of the site or its sources; nothing is asked for here.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to print the list.",
)
@click.pass_context
def review_command(  # noqa: PLR0913 - an option each
    context: click.Context,
    *,
    kinds: Sequence[str],
    owner: str | None,
    days: int,
    words: int,
    links: Path | None,
    format_: str,
) -> None:
    """List all that editors should look at: drafts, reviews that are due, messages on one source.

    Further: what happened since a review, points that nothing uses, sources without an address or
    with a dead one, terms unused, undefined or without a source, unclear dates, long digests, texts
    that have not been translated. Drafts count as if they were published.
    """
    root: Path = context.obj
    built = compile_project(root, open_project(root), drafts=True)
    limits = Limits(
        days=days,
        words=words,
        dead=_dead(links) if links else frozenset(),
        first_rank=built.library.settings.first_rank,
    )
    found = review(built.library, built.links, built.problems, limits, built.translations)
    wanted = [task for task in found if _is_wanted(task, kinds, owner)]
    click.echo(_WRITERS[format_](wanted), nl=format_ != "csv")


def _is_wanted(task: Task, kinds: Sequence[str], owner: str | None) -> bool:
    whose = owner is None or task.owner.casefold() == ("" if owner == "-" else owner.casefold())
    return whose and (not kinds or task.kind in kinds)


def _dead(path: Path) -> frozenset[str]:
    """Return the dead addresses of a file.

    Raises:
        click.UsageError: it names none at all, or is no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise click.UsageError(f"{path} has more than {_LARGEST:,} bytes.")
        found = dead_addresses(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is no text in UTF-8.") from error
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error
    if found is None:
        raise click.UsageError(
            f"{path} names no address. Give what a checker of links wrote, or a list of dead ones."
        )
    return found


def _text(tasks: Sequence[Task]) -> str:
    return "\n".join(_lines(tasks)) or "Nothing needs a look."


def _lines(tasks: Sequence[Task]) -> Iterator[str]:
    for kind, group in groupby(tasks, lambda task: task.kind):
        listed = [*group]
        yield click.style(f"{labels.REVIEW[kind]} ({len(listed)})", bold=True)
        for task in listed:
            owner = f" [{task.owner}]" if task.owner else ""
            said = short(task.name.rstrip("."), _NAME), short(detail_of(task), _DETAIL)
            yield f"  {task.at} {': '.join(filter(None, said))}{owner}"
        yield ""


def _json(tasks: Sequence[Task]) -> str:
    listed = [dict(zip(_COLUMNS, _row(task), strict=True)) for task in tasks]
    return json.dumps({"version": 1, "tasks": listed}, ensure_ascii=False, indent=1)


def _csv(tasks: Sequence[Task]) -> str:
    return csv_text(_COLUMNS, map(_row, tasks))


def _row(task: Task) -> tuple[str | int | None, ...]:
    return (
        task.kind,
        task.at.path,
        task.at.line,
        task.name,
        detail_of(task) or None,
        task.owner or None,
        task.date.text if task.date else None,
        url(task.uri) or None,
    )


_WRITERS: Mapping[str, Callable[[Sequence[Task]], str]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
}
