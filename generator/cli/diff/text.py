"""A report for a terminal."""

from collections.abc import Iterator, Sequence

import click

from generator.base.problems import Problem, short
from generator.cli.diff.report import Report, told
from generator.cli.diff.sides import Side
from generator.knowledge.changes import Change
from generator.site.sentences import HEADINGS, compared, sentence

AS_FAR = "; what they concern is compared as far as it goes"
"""What is said of errors in the first state: a value that is wrong may be told as another."""
_WIDEST = 2_000
"""Characters that are shown of what something was, or is."""


def text_of(report: Report) -> Iterator[str]:
    """Yield the lines of a report."""
    yield f"From {report.base.name} to {report.head.name}"
    yield from _problems("Errors that are new", report.new_errors, "red")
    for group, changes in report.groups():
        yield ""
        yield click.style(f"{HEADINGS[group]} ({len(changes)})", bold=True)
        for change in changes:
            yield from _lines(change)
    yield from _problems(f"Errors in {report.base.name}{AS_FAR}", report.base.problems)
    yield ""
    yield summary(report)


def summary(report: Report) -> str:
    """Return what comes of it all, in a sentence."""
    if report.unread:
        return " ".join(["There is nothing to compare.", *map(_unread, report.unread)])
    if not report.changes and not report.new_errors:
        return "Nothing that readers are told differs."
    differences = len(report.changes)
    counted = f"{differences} difference{'' if differences == 1 else 's'}"
    errors = len(report.new_errors)
    more = f", {errors} new error{'' if errors == 1 else 's'}" if errors else ""
    needed = report.decisions
    to_decide = f"{needed} to be decided" if needed else "none to be decided"
    return f"{counted}{more}; {to_decide}."


def _unread(side: Side) -> str:
    return f"Nothing of {side.name} could be read: {short(str(side.problems[0]), _WIDEST)}"


def _problems(title: str, problems: Sequence[Problem], colour: str | None = None) -> Iterator[str]:
    if problems:
        yield ""
        yield click.style(f"{title} ({len(problems)})", bold=True, fg=colour)
        for said, places in told(problems).items():
            yield f"  {short(said, _WIDEST)}"
            yield from (f"    {place}" for place in places)


def _lines(change: Change) -> Iterator[str]:
    mark = click.style("! ", fg="red", bold=True) if change.decision else "  "
    yield f"{mark}{short(sentence(change), _WIDEST)}"
    was, now = compared(change)
    for sign, colour, text in (("−", "red", was), ("+", "green", now)):
        for line in filter(None, text.split("\n")):
            yield click.style(f"    {sign} {short(line, _WIDEST)}", fg=colour)
