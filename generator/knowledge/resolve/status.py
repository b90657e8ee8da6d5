"""What has become of articles and points: retracted, superseded, corrected."""

from collections.abc import Iterator, Sequence
from typing import get_args

from generator.base.foreign import told_in
from generator.base.model import Status, StatusKind
from generator.base.names import article_of
from generator.base.problems import Problem
from generator.knowledge.resolve.inventory import Inventory, on_draft
from generator.knowledge.resolve.references import reference_of
from generator.schema import fields
from generator.source.read import Source

_GRAVEST: Sequence[StatusKind] = get_args(StatusKind)


def status_of(
    given: fields.Status | None, inventory: Inventory, language: str = ""
) -> Status | None:
    """Return a status with those successors that there are, in the language of its article."""
    if given is None:
        return None
    return Status(
        kind=given.kind,
        date=given.date,
        reason=told_in(inventory.foreign(language), given.reason),
        superseded_by=tuple(each for each in given.superseded_by if inventory.publishes(each)),
        source=reference_of(given.source, inventory, language) if given.source else None,
    )


def graver(one: Status | None, other: Status | None) -> Status | None:
    """Return the graver of two, the first where they are alike."""
    given = [status for status in (one, other) if status]
    return min(given, key=lambda status: _GRAVEST.index(status.kind), default=None)


def check_status(
    source: Source,
    keys: tuple[str | int, ...],
    own: str,
    status: fields.Status | None,
    inventory: Inventory,
) -> Iterator[Problem]:
    """Yield a problem where what is said to supersede something is not there, a draft, or itself.

    Args:
        source: the file.
        keys: the way to the article or the point.
        own: its id.
        status: what is said of it.
        inventory: what may be referred to.
    """
    for number, other in enumerate(status.superseded_by if status else ()):
        at = source.at(*keys, "status", "superseded_by", number)
        if other == own:
            message = f"“{own}” is said to supersede itself."
            yield Problem(at, "self-relation", message, "Name another, or take it out.")
        elif "#" in other:
            yield from inventory.check_point(other, at)
        else:
            yield from inventory.check_article(other, at)
        if inventory.is_draft(other) and not inventory.is_draft(own):
            yield on_draft(article_of(other) if "#" not in other else other, at)
