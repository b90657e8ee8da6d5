"""Stage 2: front matter against what its kind may hold, in words that a contributor knows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.base.dates import DateError, parse
from generator.base.enough import worth_wording
from generator.base.names import slug
from generator.base.problems import Problem, short
from generator.schema.check.wording import Keys, existing, problems, value_at
from generator.schema.fields import FILES, Fields, declared
from generator.source.characters import is_blank
from generator.source.read import Source
from generator.source.yamltree import Location

Matter_co = TypeVar("Matter_co", bound=Fields, covariant=True)


class Entry(Struct, Generic[Matter_co], frozen=True, kw_only=True):
    """A file whose front matter makes sense, less what is wrong in it.

    Attributes:
        source: the file; what is left out of ``matter`` is left out of its ``meta`` too, so that
            the n-th point of the one is the n-th of the other.
        matter: ``Article``, ``Theme``, ``Term``, ``Timeline`` or ``Plain`` of ``schema.fields``,
            by the source's kind.
        lost: identifiers of the points and people that are left out; a reference to one of them is
            no second problem.
        lost_drafts: those of them that are draft points.
    """

    source: Source
    matter: Matter_co
    lost: frozenset[str] = frozenset()
    lost_drafts: frozenset[str] = frozenset()


AnyEntry = Entry[Fields]
"""An entry of any kind."""


def validate(source: Source) -> tuple[AnyEntry | None, list[Problem]]:
    """Check a file's front matter and make a record of it.

    Returns:
        The record, or None where what is wrong cannot be left out, and for an image; and all
        problems of the front matter, by place.
    """
    if source.kind == "image":
        return None, []
    told = {*_check_across(source), *_check_lists(source, source.meta, ())}
    try:
        entry = Entry(source=source, matter=_matter(source))
    except ValidationError as error:
        found = error.errors(include_url=False)
        worded = problems(source, worth_wording(found))
        return _salvage(source, found), sorted({*told, *worded})
    return entry, sorted(told)


def _matter(source: Source) -> Fields:
    return FILES[source.kind].model_validate(source.meta)


def _check_across(source: Source) -> Iterator[Problem]:
    """Check what concerns two keys of an article at once."""
    if source.kind != "article":
        return
    origin = source.meta.get("source")
    if isinstance(origin, dict) and not any(
        _says(origin.get(key)) for key in ("publisher", "note")
    ):
        message = "“source” has neither a publisher nor a note that says what is known instead."
        hint = "Add publisher: … or note: …"
        yield Problem(source.at("source"), "missing-field", message, hint)
    yield from _check_statuses(source)
    published = str(source.meta.get("published"))
    if not _says(source.meta.get("published_basis")) and _inexact(published):
        message = f"“{published}” is not an exact day, and nothing says how the date is known."
        hint = "Add published_basis: … to say how the date is known."
        yield Problem(source.at("published"), "missing-basis", message, hint)


def _says(value: object) -> bool:
    """Tell whether a value is more than white space."""
    return value is not None and not is_blank(str(value))


def _check_statuses(source: Source) -> Iterator[Problem]:
    """Check that what is superseded says by what, in an article and in its points."""
    points = source.meta.get("points")
    listed = enumerate(points if isinstance(points, tuple) else ())
    for keys, group in (((), source.meta), *((("points", n), point) for n, point in listed)):
        status = group.get("status") if isinstance(group, Mapping) else None
        if not isinstance(status, dict) or status.get("kind") != "superseded":
            continue
        if not (status.get("superseded_by") or status.get("source")):
            message = "Something is superseded, and nothing says by what."
            hint = (
                "Add superseded_by: […] with articles or points, or source: … if it is elsewhere."
            )
            yield Problem(source.at(*keys, "status"), "missing-field", message, hint)


def _check_lists(source: Source, value: object, keys: Keys) -> Iterator[Problem]:
    """Check that no list, however deep, names the same thing twice."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    seen: set[str] = set()
    for key, each in pairs:
        if isinstance(each, dict | tuple):
            yield from _check_lists(source, each, (*keys, key))
        elif isinstance(value, tuple) and (named := "" if each is None else str(each).strip()):
            if named in seen:
                at, where = source.at(*keys, key), next(k for k in keys[::-1] if isinstance(k, str))
                message = f"“{short(named)}” appears twice in “{where}”."
                yield Problem(at, "duplicate-item", message, "Keep one.")
            seen.add(named)


def _inexact(text: str) -> bool:
    try:
        return not parse(text).exact
    except DateError:
        return False


def _salvage(source: Source, found: list[ErrorDetails]) -> AnyEntry | None:
    """Make a record of what is left when all that is wrong is left out, or None.

    For what is needed something harmless stands in, where there is such a thing, so that the rest
    is checked in the same run; nothing is published of it. Any other wrong value is left out, and
    next, where it was needed, the group of keys that needed it.
    """
    source = _stood_in(source, found)
    lost: dict[str, bool] = {}
    while True:
        try:
            return Entry(
                source=source,
                matter=_matter(source),
                lost=frozenset(lost),
                lost_drafts=frozenset(id_ for id_, draft in lost.items() if draft),
            )
        except ValidationError as error:
            found = error.errors(include_url=False)
        drop = {_dropped(source, each) for each in found}
        # Senses without an id are named by their number: none can be left out.
        if () in drop or any(keys[0] == "senses" and source.kind == "term" for keys in drop):
            return None
        items = [value_at(source, keys) for keys in drop if _is_item(keys)]
        lost |= {
            _id_of(item): isinstance(item, dict) and item.get("draft") is True for item in items
        }
        meta, places = _without(source.meta, source.places, drop, ())
        source = replace(source, meta=meta, places=places)


_HARMLESS: Mapping[str, object] = {
    **dict.fromkeys(("title", "summary", "text", "definition"), "…"),
    **dict.fromkeys(("published", "date"), "../.."),
}
"""What may stand for a value that is needed without making another problem. What others refer to,
or compare, has no such thing."""


def _stood_in(source: Source, found: Iterable[ErrorDetails]) -> Source:
    """Put something harmless in the place of what is needed and missing or wrong."""
    stand_ins: dict[Keys, object] = {}
    for error in found:
        keys = error["loc"]
        group = declared(source.kind, keys[:-1])
        if group and keys[-1] in group.needed and (other := _harmless(source, group, keys)):
            stand_ins[keys] = other
            if keys == ("published",):
                stand_ins["glossary",] = False  # without a date, senses cannot be chosen
    return replace(source, meta=_with(source.meta, stand_ins))


def _harmless(source: Source, group: type[Fields], keys: Keys) -> object:
    name = str(keys[-1])
    if name == "source":
        return {"note": "…"} if source.kind == "article" else "…"
    annotation = group.model_fields[name].annotation if name in group.model_fields else None
    return _HARMLESS.get(name) or (get_origin(annotation) is Literal and get_args(annotation)[0])


def _with(value: Any, new: Mapping[Keys, object]) -> Any:  # noqa: ANN401 - likewise
    """Return a value with others at the ends of ways into it, all in one walk."""
    if () in new:
        return new[()]
    below: dict[str | int, dict[Keys, object]] = {}
    for keys, each in new.items():
        below.setdefault(keys[0], {})[keys[1:]] = each
    if isinstance(value, dict):
        return {**value, **{key: _with(value.get(key), each) for key, each in below.items()}}
    return tuple(_with(each, below[at]) if at in below else each for at, each in enumerate(value))


def _dropped(source: Source, error: ErrorDetails) -> Keys:
    return existing(source, error["loc"][:-1] if error["type"] == "missing" else error["loc"])


def _is_item(keys: Keys) -> bool:
    """Tell whether a way leads to a list at the top, such as the points, or to an item of one."""
    return len(keys) <= len(("points", 0)) and isinstance((*keys, 0)[1], int)


def _id_of(item: object) -> str:
    """Return the id of an item of a list, or the one that its name or text would have."""
    if isinstance(item, dict):
        return str(item.get("id") or slug(str(item.get("name", ""))))
    return slug(str(item))


def _without(
    value: Any,  # noqa: ANN401 - front matter may hold anything
    place: Location,
    drop: set[Keys],
    here: Keys,
) -> tuple[Any, Location]:
    """Return a value and its places less what stands at the keys to drop."""
    if not isinstance(value, dict | tuple):
        return value, place
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    kept = [
        (key, *_without(each, place.inside.get(key, place), drop, (*here, key)))
        for key, each in pairs
        if (*here, key) not in drop
    ]
    inside: dict[str | int, Location] = {key: its for key, _, its in kept}
    if isinstance(value, dict):
        return {key: each for key, each, _ in kept}, replace(place, inside=inside)
    inside = {number: its for number, (_, _, its) in enumerate(kept)}
    return tuple(each for _, each, _ in kept), replace(place, inside=inside)
