"""What a site was built from: ``data/build.json``, by which anyone can tell equal builds."""

import json
import os
import re
from datetime import UTC, date, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import click

from generator.base.model import Library
from generator.knowledge.link.news import newest
from generator.publish.verify import BUILD, BUILD_SCHEMA
from generator.source.read import digest

_MAKERS = (
    "briefing-site",
    "jinja2",
    "markdown",
    "markdown-it-py",
    "mkdocs",
    "mkdocs-material",
    "pagefind-bin",
)
"""Packages that write what a site holds."""
_EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 by which builds are dated (reproducible-builds.org)."""
_SECONDS = re.compile("[0-9]{1,10}")
_ZERO = date(1970, 1, 1)
_LAST = 2**32 - 1
"""The last second that the compressed site map can hold (RFC 1952)."""


def date_of_build(library: Library) -> date | None:
    """Return the day by which everything is dated, which is never today's.

    It is the day of ``SOURCE_DATE_EPOCH``, or else the first day of the newest date in the content:
    equal content is then dated alike on every day. Without any there is none.

    Raises:
        click.UsageError: ``SOURCE_DATE_EPOCH`` is set to what is no number of seconds.
    """
    given = os.environ.get(_EPOCH)
    return _first(library) if given is None else _day(given)


def moment(day: date | None) -> datetime:
    """Return when a day begins, or the nearest time to it that a site map can hold; else 1970."""
    since = (day - _ZERO).total_seconds() if day else 0
    return datetime.fromtimestamp(min(max(since, 0), _LAST), UTC)


def write_inputs(site: Path, root: Path, as_of: date | None) -> None:
    """Say what a site was built from, and how that is written down.

    Who builds the same content with the same versions, settings and templates, as of the same day,
    gets the same bytes.

    Args:
        site: the folder that holds the site.
        root: the project's folder.
        as_of: the day by which it is dated, if there is one.
    """
    inputs = {
        "version": 1,
        "as_of": as_of.isoformat() if as_of else None,
        "content": digest(root),
        "versions": {name: version(name) for name in _MAKERS},
    }
    schema = (
        files("generator.publish.verify")
        .joinpath(Path(BUILD_SCHEMA).name)
        .read_text(encoding="utf-8")
    )
    (site / BUILD).write_text(f"{json.dumps(inputs, indent=1)}\n", encoding="utf-8")
    (site / BUILD_SCHEMA).write_text(schema, encoding="utf-8", newline="\n")


def _first(library: Library) -> date | None:
    period = newest(library, library.articles, library.themes)
    return period.start if period else None


def _day(seconds: str) -> date:
    if not _SECONDS.fullmatch(seconds) or int(seconds) > _LAST:
        raise click.UsageError(
            f"{_EPOCH} is “{seconds:.20}”, which is not a number of seconds since 1970 up to "
            f"{_LAST}."
        )
    return datetime.fromtimestamp(int(seconds), UTC).date()
