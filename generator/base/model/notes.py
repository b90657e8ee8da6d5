"""Dated notes on a record: changes, corrections, what has become of it, and what that rests on."""

from typing import Literal

from msgspec import Struct

from generator.base.dates import Period

StatusKind = Literal["retracted", "superseded", "corrected"]
"""What has become of a source or a claim since it was published, the gravest first."""


class Dated(Struct, frozen=True, kw_only=True):
    """A dated note: a change or a correction."""

    date: Period
    text: str
    before: str = ""
    """What was told before, or empty."""
    after: str = ""
    """What is told since, or empty."""


class Reference(Struct, frozen=True, kw_only=True):
    """What a definition, an event or a status rests on."""

    title: str
    url: str = ""


class Status(Struct, frozen=True, kw_only=True):
    """That a source, or a claim of it, was retracted, superseded or corrected."""

    kind: StatusKind
    date: Period
    reason: str
    superseded_by: tuple[str, ...]
    """Ids of articles and of points that took its place."""
    source: Reference | None
    """Where it was said, or what took its place elsewhere."""


class Past(Struct, frozen=True, kw_only=True):
    """What readers are told of a difference between two published states.

    Attributes:
        id: its own for ever.
        date: when it came about, as content says.
        kind: what differs.
        url: address of the page in the site that it concerns; the page may be gone.
        sentence: what differs, and why.
        before: what was told, or empty.
        after: what is told since, or empty.
        points: ids of the points of which it tells; they may be gone.
    """

    id: str
    date: Period
    kind: str
    url: str
    sentence: str
    before: str
    after: str
    points: tuple[str, ...]
