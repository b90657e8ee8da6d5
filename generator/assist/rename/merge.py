"""Two records become one: what named the first names the second, which takes over what it lacks."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from generator.assist.edit.matter import Matter, Pair, find, items, text_of, written
from generator.assist.edit.parts import Parts, taken_apart
from generator.assist.edit.refused import RefusedError
from generator.assist.rename.change import Change, Texts, changes
from generator.assist.rename.records import Record
from generator.assist.rename.rename import keep_former, point_node
from generator.assist.rename.renames import Renames
from generator.base.bounds import Bounds
from generator.source.characters import as_stored, unified
from generator.source.walk import File

_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
"""A note, or a link's address, that a text defines by a name."""
_OWN = frozenset({"authors"})
"""Lists of which the second keeps its own."""


class Merge(Struct, frozen=True):
    """What a merge comes to.

    Attributes:
        changes: the files that change.
        left: keys of the first record whose value the second does not take over.
    """

    changes: tuple[Change, ...]
    left: tuple[str, ...]


class _File(Struct, frozen=True):
    file: File
    text: str
    parts: Parts

    def with_matter(self, edit: Callable[[Matter], None]) -> "_File":
        """Return the file with its front matter edited."""
        old = self.parts.matter
        edit(old)
        matter = Matter(old.edited(), old.path, old.line)
        return replace(self, parts=replace(self.parts, matter=matter))


def merged(texts: Texts, first: Record, second: Record, bounds: Bounds) -> Merge:
    """Return what changes where a record gives way to another of its kind.

    Args:
        texts: all files of content.
        first: what there is no more afterwards.
        second: what takes its place.
        bounds: of the files' size.

    Raises:
        RefusedError: they are no two of a kind, or both hold something of one id that differs.
    """
    if first == second or first.kind != second.kind:
        raise RefusedError(f"“{first}” and “{second}” are not two of one kind.")
    join = {"point": _points, "person": _people, "article": _files}.get(first.kind)
    join = join or (_files if first.kind in {"theme", "term"} else None)
    if join is None:
        raise RefusedError(f"“{first}” cannot be merged, only renamed.")
    files = [
        _File(file, text, parts) for file, text in texts if (parts := _apart(file, text, bounds))
    ]
    joined, left = join(files, first, second)
    renames = Renames({first.kind: {first.id: second.id}})
    return Merge(tuple(_changes(texts, joined, renames, bounds)), left)


def _apart(file: File, text: str, bounds: Bounds) -> Parts | None:
    return taken_apart(unified(text), file, bounds)


def _changes(
    texts: Texts, joined: Sequence[_File | File], renames: Renames, bounds: Bounds
) -> Iterator[Change]:
    """Yield what differs between the files as they were and as they are joined and renamed."""
    gone = {each.path for each in joined if isinstance(each, File)}
    new = {each.file.path: _whole(each) for each in joined if isinstance(each, _File)}
    before = {file.path: text for file, text in texts}
    yield from (Change(path, "", before[path], "") for path in sorted(gone))
    kept = [(file, new.get(file.path, text)) for file, text in texts if file.path not in gone]
    renamed = {each.path: each.after for each in changes(kept, renames, bounds, {}, {})}
    for path in sorted({*new, *renamed}):
        yield Change(path, path, before[path], renamed.get(path) or new[path])


def _whole(file: _File) -> str:
    return as_stored(file.parts.text, file.text)


_Joined = tuple[Sequence[_File | File], tuple[str, ...]]


def _files(files: Collection[_File], first: Record, second: Record) -> _Joined:
    """Join two files of a kind: lists and texts of both, single values of the second."""
    by_id = {each.file.id: each for each in files if each.file.kind == first.kind}
    gone, kept = by_id.get(first.id), by_id.get(second.id)
    if gone is None or kept is None:
        raise RefusedError("Both files must be readable: first mend what “briefing check” tells.")
    theirs = _root(gone.parts.matter)
    left = _left(kept.parts.matter, theirs)
    kept = kept.with_matter(partial(_take, other=gone.parts.matter, theirs=theirs))
    kept = kept.with_matter(partial(_take_name, name=text_of(theirs, "term")))
    kept = kept.with_matter(partial(_keep, old=first.id, now=second.id))
    return (gone.file, replace(kept, parts=_with_body(kept.parts, gone.parts.body))), left


def _root(matter: Matter) -> MappingNode:
    root = matter.root
    if not isinstance(root, MappingNode):
        raise RefusedError(f"{matter.path} has no keys.")
    return root


def _keep(matter: Matter, old: str, now: str) -> None:
    keep_former(matter, _root(matter), [old], now)


def _with_body(parts: Parts, other: str) -> Parts:
    """Put another text below a file's own.

    Raises:
        RefusedError: both define a note, or the address of a link, by one name.
    """
    if not other or other in parts.body:
        return parts
    if shared := {*_DEFINED.findall(parts.body)} & {*_DEFINED.findall(other)}:
        message = f"Both texts define “[{min(shared)}]”: give it another name in one of them first."
        raise RefusedError(message)
    if not parts.body:
        return replace(parts, fence=f"{parts.fence.rstrip()}\n\n", body=other, tail="\n")
    return replace(parts, body=f"{parts.body}\n\n{other}")


def _left(matter: Matter, theirs: MappingNode, mine: MappingNode | None = None) -> tuple[str, ...]:
    """Return the keys of the first whose single values differ from those of the second."""
    own = mine or _root(matter)
    return tuple(
        str(key.value)
        for key, value in theirs.value
        if (_single(str(key.value), value))
        and _plain(value) != _plain(pair[1] if (pair := find(own, key.value)) else None)
    )


def _single(key: str, value: Node) -> bool:
    return key not in {"id", "senses"} and (key in _OWN or not isinstance(value, SequenceNode))


def _plain(node: Node | None) -> object:
    """Return what a node holds, without places, to compare it."""
    if isinstance(node, MappingNode):
        return sorted((str(key.value), repr(_plain(value))) for key, value in node.value)
    if isinstance(node, SequenceNode):
        return [_plain(each) for each in node.value]
    return node.value if node else None


def _take(
    matter: Matter, other: Matter, theirs: MappingNode, mine: MappingNode | None = None
) -> None:
    """Add to lists, and to senses that are chosen, what stands in those of the first alone."""
    own = mine or _root(matter)
    for key, value in theirs.value:
        name = str(key.value)
        if isinstance(value, SequenceNode) and name not in _OWN:
            new = [item for item in value.value if _is_new(matter, own, name, item, value)]
            if new:
                matter.extend(own, name, [other.item(item) for item in new])
        elif isinstance(value, MappingNode) and name == "senses":
            _take_choices(matter, own, other, (key, value))


def _is_new(matter: Matter, own: MappingNode, key: str, item: Node, among: Node) -> bool:
    """Tell whether a list lacks an item.

    Raises:
        RefusedError: it has another of the same id.
    """
    listed = items(own, key)
    if any(_plain(each) == _plain(item) for each in listed):
        return False
    name = _name(key, item, among.value)
    same = [each for each in listed if name and _name(key, each, listed) == name]
    if same:
        message = f"Both have “{name}” under “{key}”, and differ (see {matter.at(same[0])})."
        raise RefusedError(f"{message} Give one another id, or make them equal.")
    return True


def _name(key: str, item: Node, among: Sequence[Node]) -> str:
    """Return the id of an item; a term's sense without one has its number."""
    if not isinstance(item, MappingNode):
        return ""
    return text_of(item, "id") or (str(among.index(item) + 1) if key == "senses" else "")


def _take_choices(matter: Matter, own: MappingNode, other: Matter, pair: Pair) -> None:
    mine = find(own, "senses")
    if mine is None or not isinstance(mine[1], MappingNode) or not mine[1].value:
        matter.add(own, "senses", "{" + ", ".join(map(other.pair, pair[1].value)) + "}")
        return
    for key, value in pair[1].value:
        chosen = find(mine[1], key.value)
        if chosen is None:
            matter.add(mine[1], key.value, other.raw(value))
        elif _plain(chosen[1]) != _plain(value):
            message = (
                f"Both choose a sense of “{key.value}”, and differ (see {matter.at(chosen[0])})."
            )
            raise RefusedError(f"{message} Make them equal first.")


def _take_name(matter: Matter, name: str) -> None:
    """Make what a term is shown as another name of the second, so that texts stay marked."""
    root = _root(matter)
    names = [
        text_of(root, "term"),
        *(str(n.value) for k in ("aliases", "forms") for n in items(root, k)),
    ]
    if name and name.casefold() not in {each.casefold() for each in names}:
        matter.extend(root, "aliases", [written(name)], before="senses")


def _points(files: Collection[_File], first: Record, second: Record) -> _Joined:
    """Join two points of one article: lists of both, single values of the second."""
    if first.article != second.article:
        message = f"“{first}” and “{second}” are claims of two sources, which stay two."
        raise RefusedError(f"{message} Let one say “repeats” or “agrees” of the other.")
    file = next(
        each for each in files if (each.file.kind, each.file.id) == ("article", first.article)
    )
    matter = file.parts.matter
    theirs, mine = point_node(matter, first.name), point_node(matter, second.name)
    left = _left(matter, theirs, mine)
    file = file.with_matter(lambda matter: _take_point(matter, first.name, second.name))
    file = file.with_matter(lambda matter: _drop_point(matter, first.name))
    file = file.with_matter(lambda matter: _keep_point(matter, first.name, second.name))
    return (file,), left


def _take_point(matter: Matter, old: str, now: str) -> None:
    root = _root(matter)
    by_id = {text_of(node, "id"): node for node in items(root, "points")}
    theirs, mine = by_id[old], by_id[now]
    if isinstance(theirs, MappingNode) and isinstance(mine, MappingNode):
        _take(matter, matter, theirs, mine)


def _drop_point(matter: Matter, name: str) -> None:
    pair = find(matter.root, "points")
    listed = pair[1].value if pair else []
    if pair:
        matter.drop(pair, [n for n, node in enumerate(listed) if text_of(node, "id") == name])


def _keep_point(matter: Matter, old: str, now: str) -> None:
    keep_former(matter, point_node(matter, now), [old], now)


def _people(files: Collection[_File], first: Record, second: Record) -> _Joined:
    """Let one person stand where another stood; of one article, the second's words stay."""
    articles = [each for each in files if each.file.kind == "article"]
    known = [node for each in articles if (node := _person(each.parts.matter, second.id))]
    named = [each for each in articles if _person(each.parts.matter, first.id)]
    name, kinds = text_of(known[0], "name"), {text_of(node, "kind") or "person" for node in known}
    for each in named:
        gone = _person(each.parts.matter, first.id)
        if gone and (text_of(gone, "kind") or "person") not in kinds:
            raise RefusedError(f"“{first}” and “{second}” are of two kinds.")
    both = [each for each in named if _person(each.parts.matter, second.id)]
    left = tuple(
        sorted({key for each in both for key in _left_of(each.parts.matter, first, second)})
    )
    edit = partial(_become, old=first.id, now=second.id, name=name)
    return [each.with_matter(edit) for each in named], left


def _left_of(matter: Matter, first: Record, second: Record) -> tuple[str, ...]:
    theirs, mine = _person(matter, first.id), _person(matter, second.id)
    return _left(matter, theirs, mine) if theirs and mine else ()


def _person(matter: Matter, id_: str) -> MappingNode | None:
    people = items(matter.root, "people")
    found = (
        each for each in people if isinstance(each, MappingNode) and text_of(each, "id") == id_
    )
    return next(found, None)


def _become(matter: Matter, old: str, now: str, name: str) -> None:
    root = _root(matter)
    pair, listed = find(root, "people"), items(root, "people")
    gone = _person(matter, old)
    if gone is None or pair is None:
        return
    if _person(matter, now):
        matter.drop(pair, [listed.index(gone)])
        return
    called = find(gone, "name")
    if called and isinstance(called[1], ScalarNode) and called[1].value != name:
        matter.put(called[1], written(name))
