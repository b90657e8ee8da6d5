"""Stage 2: front matter against what its kind may hold, in words that a contributor knows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.dates import DateError, parse
from generator.fields import FILES
from generator.names import slug
from generator.problems import Problem
from generator.read import Source
from generator.schema.wording import Keys, existing, problems, value_at
from generator.yamltree import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file whose front matter makes sense, less what is wrong in it.

    Attributes:
        source: the file; what is left out of ``matter`` is left out of its ``meta`` too, so that
            the n-th point of the one is the n-th of the other.
        matter: ``Article``, ``Theme``, ``Term``, ``Timeline`` or ``Plain`` of ``generator.fields``,
            by the source's kind.
        lost: identifiers of the points and people that are left out; a reference to one of them is
            no second problem.
    """

    source: Source
    matter: Any  # a union would have to be narrowed at every use, by the kind that names it already
    lost: frozenset[str] = frozenset()


def validate(source: Source) -> tuple[Entry | None, list[Problem]]:
    """Check a file's front matter and make a record of it.

    Returns:
        The record, or None where what is wrong cannot be left out, and for an image; and all
        problems of the front matter, by place.
    """
    if source.kind == "image":
        return None, []
    try:
        return Entry(source=source, matter=_matter(source)), [*_check_across(source)]
    except ValidationError as error:
        found = error.errors(include_url=False)
    told = {*_check_across(source), *problems(source, found)}
    return _salvage(source, found), sorted(told)


def _matter(source: Source) -> object:
    return FILES[source.kind].model_validate(source.meta)


def _check_across(source: Source) -> Iterator[Problem]:
    """Check what concerns two keys of an article at once."""
    if source.kind != "article":
        return
    origin = source.meta.get("source")
    if isinstance(origin, dict) and not (origin.get("publisher") or origin.get("note")):
        message = "“source” names neither a publisher nor, in a note, what is known instead."
        hint = "Add publisher: … or note: …"
        yield Problem(source.at("source"), "missing-field", message, hint)
    published = str(source.meta.get("published"))
    if not source.meta.get("published_basis") and _inexact(published):
        message = f"“{published}” is not an exact day, and nothing says what the date rests on."
        hint = "Add published_basis: … with how the date is known."
        yield Problem(source.at("published"), "missing-basis", message, hint)


def _inexact(text: str) -> bool:
    try:
        return not parse(text).exact
    except DateError:
        return False


def _salvage(source: Source, found: list[ErrorDetails]) -> Entry | None:
    """Make a record of what is left when all that is wrong is left out, or None.

    A wrong value is left out first; where it was needed, the group of keys that needed it is next.
    """
    lost: set[str] = set()
    while found:
        drop = {_dropped(source, each) for each in found}
        # Senses without an id are named by their number: none can be left out.
        if () in drop or any(keys[0] == "senses" and source.kind == "term" for keys in drop):
            return None
        lost |= {_id_of(value_at(source, keys)) for keys in drop if _is_item(keys)}
        meta, places = _without(source.meta, source.places, drop, ())
        source = replace(source, meta=meta, places=places)
        try:
            return Entry(source=source, matter=_matter(source), lost=frozenset(lost))
        except ValidationError as error:
            found = error.errors(include_url=False)
    return None


def _dropped(source: Source, error: ErrorDetails) -> Keys:
    return existing(source, error["loc"][:-1] if error["type"] == "missing" else error["loc"])


def _is_item(keys: Keys) -> bool:
    """Tell whether a way leads to a point, a person or another item of a list at the top."""
    return len(keys) == len(("points", 0)) and isinstance(keys[-1], int)


def _id_of(item: object) -> str:
    """Return the id of an item of a list, or the one that its name or text would have."""
    if isinstance(item, dict):
        return str(item.get("id") or slug(str(item.get("name", ""))))
    return slug(str(item))


def _without(
    value: Any,  # noqa: ANN401 - front matter may hold anything
    place: Place,
    drop: set[Keys],
    here: Keys,
) -> tuple[Any, Place]:
    """Return a value and its places less what stands at the keys to drop."""
    if not isinstance(value, dict | tuple):
        return value, place
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    kept = [
        (key, *_without(each, place.inside.get(key, place), drop, (*here, key)))
        for key, each in pairs
        if (*here, key) not in drop
    ]
    inside: dict[str | int, Place] = {key: its for key, _, its in kept}
    if isinstance(value, dict):
        return {key: each for key, each, _ in kept}, place._replace(inside=inside)
    inside = {number: its for number, (_, _, its) in enumerate(kept)}
    return tuple(each for _, each, _ in kept), place._replace(inside=inside)
