"""Where front matter names records: found by its declaration, written with the names of now."""

from collections.abc import Iterator

from msgspec import Struct
from yaml import MappingNode, SequenceNode

from generator.assist.edit.matter import Matter, Pair, each_scalar, text_of
from generator.assist.edit.refused import RefusedError
from generator.assist.rename.renames import Renames
from generator.base.kinds import Kind
from generator.schema.fields import FILES, Fields


class _Group(Struct, frozen=True):
    """A group of keys, what it may hold, and the point that it is, or nothing."""

    node: MappingNode
    declared: type[Fields]
    point: str = ""


def rename_references(matter: Matter, kind: Kind, id_: str, renames: Renames) -> None:
    """Write the names of now wherever front matter names a record.

    What a list then names twice stands once, and no point names itself.

    Args:
        matter: the front matter, to which edits are added.
        kind: of the file.
        id_: the file's own, as it was.
        renames: what is called otherwise.

    Raises:
        RefusedError: a name is written in such a way that it cannot be edited.
    """
    root = matter.root
    if not isinstance(root, MappingNode) or kind not in FILES:
        return
    for group in _groups(_Group(root, FILES[kind]), id_ if kind == "article" else ""):
        for pair in group.node.value:
            if named := group.declared.named.get(str(pair[0].value)):
                _rename(matter, pair, named, renames, renames.now("point", group.point))


def _groups(group: _Group, article: str) -> Iterator[_Group]:
    yield group
    for key, value in group.node.value:
        declared = group.declared.groups.get(str(key.value))
        nodes = value.value if isinstance(value, SequenceNode) else [value]
        for node in nodes if declared else ():
            if declared and isinstance(node, MappingNode):
                point = article and key.value == "points" and f"{article}#{text_of(node, 'id')}"
                yield from _groups(_Group(node, declared, point or ""), article)


def _rename(matter: Matter, pair: Pair, kind: str, renames: Renames, own: str) -> None:
    """Rename what a key names, where its value has the expected form."""
    value = pair[1]
    was = list(each_scalar(value))
    now = [renames.now(kind, str(node.value)) for node in was]
    if now == [node.value for node in was]:
        return
    gone = _unwanted(now, own if kind == "point" else "")
    if gone and isinstance(value, MappingNode):
        at = matter.at(was[gone[0]])
        raise RefusedError(f"Both terms have a sense chosen at {at}: take one of the two out.")
    if gone and len(now) == len(value.value):
        matter.drop(pair, gone)
    for number, (node, new) in enumerate(zip(was, now, strict=True)):
        if number not in gone and node.value != new:
            matter.rename(node, new)


def _unwanted(names: list[str], own: str) -> list[int]:
    """Return the numbers of names that stood before, and of a point's own."""
    return [n for n, name in enumerate(names) if name == own or name in names[:n]]
