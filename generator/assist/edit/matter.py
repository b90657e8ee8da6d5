"""Front matter as nodes that keep their places, edited so that all else stays byte for byte."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import takewhile

import yaml
from msgspec import Struct, field
from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

Pair = tuple[Node, Node]
"""A key and its value."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ’()#/-]*")
"""What YAML reads as the same text without quotes, wherever it stands."""
_BARE = re.compile(r"[-+]?[0-9.]*|true|false|null|~")
"""What is no text where it stands without quotes."""
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def written(text: str) -> str:
    """Return text as YAML may have it in any place."""
    plain = _PLAIN.fullmatch(text) and " #" not in text and text == text.strip()
    odd = text.lower() in _WORDS or text.isdigit()
    return text if plain and not odd else json.dumps(text, ensure_ascii=False)


class Matter(Struct, dict=True):
    """Front matter, and the edits of it that have been asked for.

    Attributes:
        text: YAML that has been read without complaint, its lines ended by line feeds.
        path: the file, for messages.
        line: the line of the file on which the text begins.
    """

    text: str
    path: str
    line: int = 1
    _edits: list[tuple[int, int, str]] = field(default_factory=list)

    @cached_property
    def root(self) -> Node | None:
        """The uppermost node; None where the text holds nothing."""
        # The loader makes nodes alone here: no value, and no object, is built of them.
        found: Node | None = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        return found

    def at(self, node: Node) -> str:
        """Return the place of a node for messages."""
        return f"{self.path}:{self.line + node.start_mark.line}:{node.start_mark.column + 1}"

    def raw(self, node: Node) -> str:
        """Return a node as it is written."""
        return self.text[node.start_mark.index : self.end(node)]

    def item(self, node: Node) -> str:
        """Return an item of a list as ``extend`` takes it, with the comments right above it."""
        start = self._line_start(node.start_mark.index)
        lines = self.text[:start].split("\n")[:-1]
        column = " " * node.start_mark.column
        above = list[str]()
        while lines and lines[-1].lstrip().startswith("#"):
            above.insert(0, lines.pop().strip())
        raw = self.raw(node).replace(f"\n{column}", "\n")
        return "\n".join([*above, raw])

    def pair(self, pair: Pair) -> str:
        """Return a key with its value as they are written."""
        return f"{self.raw(pair[0])}: {self.raw(pair[1])}"

    def end(self, node: Node) -> int:
        """Return where the last character of a node ends."""
        if isinstance(node, ScalarNode):
            end: int = node.end_mark.index
            return len(self.text[:end].rstrip()) if node.style in {"|", ">"} else end
        if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self.end(last[1] if isinstance(node, MappingNode) else last)

    def put(self, node: Node, new: str) -> None:
        """Write something else, in YAML, in the place of a node."""
        self._edits.append((node.start_mark.index, self.end(node), new))

    def rename(self, node: ScalarNode, new: str) -> None:
        """Write another text in the place of one, in the same quotes where these hold it."""
        raw, old = self.raw(node), str(node.value)
        plain = json.dumps(new, ensure_ascii=False)[1:-1] == new
        if raw in {old, written(old)} or raw.count(old) != 1 or not plain:
            self.put(node, written(new))
        else:
            self.put(node, raw.replace(old, new.replace("'", "''") if raw[0] == "'" else new))

    def drop(self, pair: Pair, unwanted: Collection[int]) -> None:
        """Take items, by their numbers, out of a list with its key; comments between them stay."""
        key, listed = pair
        if not isinstance(listed, SequenceNode):
            return
        items = listed.value
        if not listed.flow_style and len(unwanted) == len(items):
            self._insert(self._colon(key), " []")
        for number in unwanted:
            if listed.flow_style:
                self._edits.append(self._between(items, number))
            else:
                self._edits.append((*self.lines(items[number]), ""))

    def lines(self, item: Node) -> tuple[int, int]:
        """Return where the lines of an item begin and end, hyphen and line feed included."""
        dash = self.text.rindex("-", 0, item.start_mark.index)
        return self._line_start(dash), min(self._line_end(self.end(item)) + 1, len(self.text))

    def indent(self, item: Node) -> int:
        """Return how far the hyphen of an item is set in."""
        dash = self.text.rindex("-", 0, item.start_mark.index)
        return dash - self._line_start(dash)

    def extend(self, group: MappingNode, key: str, items: Sequence[str], before: str = "") -> None:
        """Add items at the end of a list, which is made where there is none.

        Args:
            group: the keys among which the list stands.
            key: its own.
            items: in YAML; each on one line, or, for a list of lines, on several set in by nothing.
            before: the key in front of which a new list is written; at the end without one.
        """
        pair = find(group, key)
        if pair is None or not isinstance(pair[1], SequenceNode) or not pair[1].value:
            self._new_list(group, key, items, before)
        elif pair[1].flow_style:
            self._insert(self.end(pair[1].value[-1]), "".join(f", {flow(i)}" for i in items))
        else:
            last = pair[1].value[-1]
            self._add_lines(last, [_item(each, self.indent(last)) for each in items])

    def add(self, group: MappingNode, key: str, value: str) -> None:
        """Add a key with a value in YAML, on one line, at the end of a group of keys."""
        last = group.value[-1][1]
        if group.flow_style:
            self._insert(self.end(last), f", {key}: {value}")
        else:
            self._add_lines(last, [f"{' ' * group.value[0][0].start_mark.column}{key}: {value}"])

    def _new_list(self, group: MappingNode, key: str, items: Sequence[str], before: str) -> None:
        short = all("\n" not in item and ": " not in item for item in items)
        if group.flow_style or short:
            value = f"[{', '.join(map(flow, items))}]"
            if pair := find(group, key):
                self._edits.append((self._colon(pair[0]), self.end(pair[1]), f" {value}"))
            else:
                self.add(group, key, value)
            return
        column = group.value[0][0].start_mark.column
        lines = "\n".join(_item(each, column + 2) for each in items)
        if pair := find(group, key):
            self._edits.append((self._colon(pair[0]), self.end(pair[1]), f"\n{lines}"))
        elif follows := find(group, before):
            start = self._line_start(follows[0].start_mark.index)
            self._insert(start, f"{' ' * column}{key}:\n{lines}\n")
        else:
            self._add_lines(group.value[-1][1], [f"{' ' * column}{key}:", lines])

    def _add_lines(self, after: Node, lines: Sequence[str]) -> None:
        self._insert(self._line_end(self.end(after)), "".join(f"\n{line}" for line in lines))

    def _between(self, items: Sequence[Node], number: int) -> tuple[int, int, str]:
        """Return what goes with an item between brackets: the comma after it, or before it."""
        item = items[number]
        if number + 1 < len(items):
            return item.start_mark.index, items[number + 1].start_mark.index, ""
        start = self.end(items[number - 1]) if number else item.start_mark.index
        return start, self.end(item), ""

    def _insert(self, index: int, text: str) -> None:
        self._edits.append((index, index, text))

    def _colon(self, key: Node) -> int:
        return self.text.index(":", key.end_mark.index) + 1

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def edited(self) -> str:
        """Return the text with all edits; one within what another takes away is left out."""
        parts, done = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: (edit[0], -edit[1])):
            if start >= done:
                parts += [self.text[done:start], new]
                done = end
        return "".join((*parts, self.text[done:]))


def find(group: Node | None, key: str) -> Pair | None:
    """Return a key of a group with its value."""
    pairs = group.value if isinstance(group, MappingNode) else ()
    return next((pair for pair in pairs if pair[0].value == key), None)


def text_of(group: Node, key: str) -> str:
    """Return the text at a key of a group, or nothing."""
    pair = find(group, key)
    return str(pair[1].value) if pair and isinstance(pair[1], ScalarNode) else ""


def items(group: Node | None, key: str) -> Sequence[Node]:
    """Return the items of the list at a key of a group."""
    pair = find(group, key)
    listed: Sequence[Node] = pair[1].value if pair and isinstance(pair[1], SequenceNode) else ()
    return listed


def flow(item: str) -> str:
    """Return an item, in YAML on any number of lines, as it may stand between brackets."""
    if "\n" not in item and not re.search(r"^[^{\[\"']*: ", item):
        return item
    # The loader makes nodes alone here, as above.
    return _inline(yaml.compose(item, Loader=yaml.CSafeLoader))


def _inline(node: Node | None) -> str:
    if isinstance(node, MappingNode):
        return "{" + ", ".join(f"{key.value}: {_inline(value)}" for key, value in node.value) + "}"
    if isinstance(node, SequenceNode):
        return f"[{', '.join(map(_inline, node.value))}]"
    if not isinstance(node, ScalarNode):
        return ""
    return (
        str(node.value)
        if node.style is None and _BARE.fullmatch(node.value)
        else written(node.value)
    )


def _item(text: str, column: int) -> str:
    """Return an item as lines of a list whose hyphens stand in a column, from 0."""
    margin, lines = " " * column, text.split("\n")
    above = list(takewhile(lambda line: line.startswith("#"), lines))
    first, *rest = lines[len(above) :]
    below = (f"{margin}  {line}" if line else "" for line in rest)
    return "\n".join([*(f"{margin}{line}" for line in above), f"{margin}- {first}", *below])


def each_scalar(node: Node) -> Iterator[ScalarNode]:
    """Yield a value, the items of a list, or the keys of a group."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        yield from (item for item in node.value if isinstance(item, ScalarNode))
    elif isinstance(node, MappingNode):
        yield from (key for key, _ in node.value if isinstance(key, ScalarNode))
