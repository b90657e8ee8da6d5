"""A record gets another id; its old one leads on."""

from collections.abc import Collection, Sequence
from functools import partial

from yaml import MappingNode, Node, ScalarNode

from generator.assist.edit.matter import Matter, items, text_of
from generator.assist.edit.refused import RefusedError
from generator.assist.rename.change import Change, Edits, Texts, changes
from generator.assist.rename.records import Record
from generator.assist.rename.renames import Renames
from generator.base.bounds import Bounds
from generator.base.kinds import CONTENTS, LASTING, Kind
from generator.base.names import is_id, slug
from generator.source.walk import keeper_of

_LASTING: dict[str, Kind] = {content.kind: content.kind for content in LASTING}
_FORMER = "former_ids"
_NO_TEXT = frozenset({"null", "true", "false"})
"""Ids that YAML takes for something else than text."""


def renamed(
    texts: Texts, known: Collection[Record], record: Record, new: str, bounds: Bounds
) -> list[Change]:
    """Return what changes where a record gets another id.

    Args:
        texts: all files of content.
        known: all that has an id.
        record: one of it.
        new: its new id; of a point, within its article; of an organisation, its new name.
        bounds: of the files' size.

    Raises:
        RefusedError: the id is none, or taken, or a file cannot be edited.
    """
    now = _now(record, new)
    if now == record:
        raise RefusedError(f"“{record}” has this id already.")
    if now in known and record.kind != "organisation":
        message = f"“{now}” exists already. To join the two: briefing merge {record} {now}."
        raise RefusedError(message)
    renames = Renames({record.kind: {record.id: now.id}})
    edits: Edits = {}
    moved: dict[str, str] = {}
    if kind := _LASTING.get(record.kind):
        path = CONTENTS[kind].path(record.id)
        moved[path] = CONTENTS[kind].path(now.id)
        edits = {path: partial(_keep_file, old=record.id, new=now.id)}
    if record.kind == "point":
        path = CONTENTS["article"].path(record.article)
        edits = {path: partial(_keep_point, old=record.name, new=now.name)}
    return list(changes(texts, renames, bounds, edits, moved))


def _now(record: Record, new: str) -> Record:
    """Return the record with its new id.

    Raises:
        RefusedError: it cannot be one.
    """
    if record.kind == "organisation":
        return Record(record.kind, new)
    name = new.removeprefix(f"{record.article}#") if record.kind == "point" else new
    if not is_id(name) or name in _NO_TEXT:
        meant = slug(name)
        hint = f" Did you mean “{meant}”?" if meant not in {"", *_NO_TEXT} else ""
        rule = "lower-case letters a to z, digits and single hyphens"
        raise RefusedError(f"“{new}” cannot be an id: an id contains only {rule}.{hint}")
    if (kind := _LASTING.get(record.kind)) and (keeper := keeper_of(name, kind)):
        raise RefusedError(f"The name “{name}” is reserved {keeper}.")
    return Record(record.kind, f"{record.article}#{name}" if record.kind == "point" else name)


def point_node(matter: Matter, name: str) -> MappingNode:
    """Return the point of an article that has an id.

    Raises:
        RefusedError: none can be edited.
    """
    for node in items(matter.root, "points"):
        if isinstance(node, MappingNode) and text_of(node, "id") == name:
            return node
    raise RefusedError(f"The point “{name}” cannot be found in {matter.path}.")


def _keep_point(matter: Matter, old: str, new: str) -> None:
    node = point_node(matter, old)
    pair = next(pair for pair in node.value if pair[0].value == "id")
    matter.rename(pair[1], new)
    keep_former(matter, node, [old], new)


def _keep_file(matter: Matter, old: str, new: str) -> None:
    keep_former(matter, matter.root, [old], new)


def keep_former(matter: Matter, group: Node | None, olds: Sequence[str], now: str) -> None:
    """Note ids that something once had; one that it has again is no former id any more."""
    if not isinstance(group, MappingNode):
        raise RefusedError(f"{matter.path} has no keys.")
    kept = {str(node.value): node for node in items(group, _FORMER)}
    fresh = [old for old in olds if old not in kept]
    if fresh and isinstance(again := kept.get(now), ScalarNode):
        matter.rename(again, fresh.pop(0))
    if fresh:
        matter.extend(group, _FORMER, fresh)
