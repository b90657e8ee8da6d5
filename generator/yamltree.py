"""YAML read with the place of every key and item, refusing on the event stream what is not plain.

Aliases, anchors, merge keys, tags and deep nesting are refused before anything is built. Values are
text, null, true, false and decimal numbers (YAML 1.2.2, section 10.3, less octal, hexadecimal,
exponents and infinities): dates, times and words such as ``no`` stay the text that was written.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple, NoReturn

from yaml import CSafeLoader, MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from generator.characters import UNSAFE, name_of
from generator.problems import At, Problem
from generator.syntax import CURLY, explain, in_curly_quotes


class Place(NamedTuple):
    """Where a value and its key stand in the file: lines and columns from 1.

    An item of a list has no key: its key is said to stand where the item does.
    """

    key_line: int
    key_column: int
    line: int
    column: int
    inside: "Mapping[str | int, Place]"


class RefusedError(Exception):
    """Nothing in the text can be relied on; the problem is in the list."""


def build(
    text: str, path: str, first_line: int, nesting: int, problems: list[Problem]
) -> tuple[dict[str, object], Mapping[str | int, Place]]:
    """Return the keys and values of YAML text, and their places.

    Args:
        text: YAML, its lines ended by line feeds.
        path: the file's path in problems.
        first_line: the line of the file on which the text begins.
        nesting: levels of lists and keys that may stand inside one another.
        problems: the list to which problems are added. Where one concerns a single value, the
            value that was most likely meant, or none, takes its place.

    Raises:
        RefusedError: nothing is left to go on with.
    """
    return _Builder(text, path, first_line, nesting, problems).document()


_Inside = dict[str | int, Place]
_NOTHING: _Inside = {}
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_NUMBER_START = frozenset("+-0123456789")
_DIGITS = 15
"""Digits that a number keeps wherever JSON is read (RFC 8259, section 6)."""
_COMMENT = re.compile(r"( +)#(.?)")
_BLANK_START = re.compile(r"^ *[\u00a0\u2000-\u200b\u202f\u3000]", re.MULTILINE)
_PROSE = frozenset(
    "about aliases authors definition description expansion forms name not note passage places "
    "published_basis question role summary term text title unit".split()
)
"""Keys of text for readers, where ``#`` is more likely part of the text than a comment."""


class _Builder:
    def __init__(
        self, text: str, path: str, first_line: int, nesting: int, problems: list[Problem]
    ) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._path = path
        self._first_line = first_line
        self._nesting = nesting
        self._example = "events:" if first_line == 1 else "title: Winter pressures"
        self._problems = problems
        self._hashes = "#" in text

    def document(self) -> tuple[dict[str, object], Mapping[str | int, Place]]:
        self._refuse_odd_space()
        self._loader = CSafeLoader(self._text)
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return {}, _NOTHING
        top = self._next()
        value, inside = self._node(top, 1, "")
        self._next()
        if not isinstance(after := self._next(), StreamEndEvent):
            message = "A second YAML document begins here; front matter is a single one."
            self._refuse(after, "yaml-syntax", message, "Delete this line.")
        if value is not None and not isinstance(value, dict):
            self._refuse_top(top, value)
        return value or {}, inside

    def _refuse_odd_space(self) -> None:
        """Refuse tabs, of which the C loader lets some pass, and look-alikes of the space."""
        if "\t" in self._text:
            others = sum("\t" in line for line in self._lines) - 1
            also = f" and in {others} more lines" if others > 1 else " and in one more line"
            message = f"A tab stands here{also if others else ''}, where only spaces may."
            hint = "Replace each tab by two spaces."
            self._refuse_at(self._text.index("\t"), "tab", message, hint)
        if blank := _BLANK_START.search(self._text):
            message = (
                f"The line begins with {name_of(blank[0][-1])}, which only looks like a space."
            )
            hint = "Replace it by an ordinary space."
            self._refuse_at(blank.end() - 1, "bad-indentation", message, hint)

    def _refuse_top(self, event: Event, value: object) -> NoReturn:
        found = "a list" if isinstance(value, tuple) else "text without a key"
        message = f"Lines of the form “key: value” were expected, but {found} was found."
        hint = f"Begin with a key, as in “{self._example}”."
        self._refuse(event, "no-keys", message, hint)

    def _next(self) -> Event:
        try:
            event = self._loader.get_event()
        except MarkedYAMLError as error:
            slip = explain(error, self._lines)
            at = At(self._path, self._first_line + slip.line, slip.column + 1)
            # What was found on the way is often what the parser then stumbles over.
            if slip.code not in {problem.code for problem in self._problems}:
                self._problems.append(Problem(at, slip.code, slip.message, slip.hint))
            raise RefusedError from None
        assert event is not None, "read beyond the end of the stream"  # noqa: S101
        return event

    def _node(self, event: Event, depth: int, key: str) -> tuple[object, Mapping[str | int, Place]]:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, key), _NOTHING
        if isinstance(event, AliasEvent):
            self._refuse_alias(event)
        assert isinstance(event, CollectionStartEvent), event  # noqa: S101
        if event.anchor or event.tag:
            self._report_property(event)
        if depth > self._nesting:
            message = f"Lists and keys stand more than {self._nesting} deep, which is the limit."
            self._refuse(event, "too-deep", message, "Look for stray brackets and indentation.")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        return self._sequence(depth, key)

    def _mapping(
        self, start: MappingStartEvent, depth: int
    ) -> tuple[dict[str, object], Mapping[str | int, Place]]:
        values: dict[str, object] = {}
        inside: _Inside = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event, depth, inside, in_braces=bool(start.flow_style))
            value_event = self._next()
            value, nested = self._node(value_event, depth + 1, key)
            if key:
                values[key] = value
                inside[key] = self._place(event, value_event, nested)
        return values, inside

    def _sequence(
        self, depth: int, key: str
    ) -> tuple[tuple[object, ...], Mapping[str | int, Place]]:
        values: list[object] = []
        inside: _Inside = {}
        while not isinstance(event := self._next(), SequenceEndEvent):
            value, nested = self._node(event, depth + 1, key)
            inside[len(values)] = self._place(event, event, nested)
            values.append(value)
        return tuple(values), inside

    def _place(self, key: Event, value: Event, inside: Mapping[str | int, Place]) -> Place:
        first, second, lines = key.start_mark, value.start_mark, self._first_line
        return Place(
            lines + first.line, first.column + 1, lines + second.line, second.column + 1, inside
        )

    def _key(self, event: Event, depth: int, inside: _Inside, *, in_braces: bool) -> str:
        """Return a key, or nothing where it cannot be used and its value is to be dropped."""
        if not isinstance(event, ScalarEvent):
            self._node(event, depth + 1, "")
            self._report(event, "key-not-text", "A list or a group of keys stands as a key.", "")
            return ""
        if event.value == "<<" and event.implicit[0]:
            message = "“<<” takes over the keys of another place, which is not done here."
            self._refuse(event, "yaml-alias", message, "Write the keys out in full.")
        key = self._scalar(event, "")
        if not isinstance(key, str) or not key:
            message = f"The key “{event.value}” is not text."
            self._report(event, "key-not-text", message, "Put straight quotes round it.")
        elif event.implicit[0] and key.startswith("-"):
            message = f"A space is missing after the hyphen of “{key}”."
            self._refuse(event, "missing-space", message, f"Write “- {key.lstrip('-')}: …”.")
        elif key in inside:
            message = f"The key “{key}” stands twice, first in line {inside[key].key_line}."
            hint = "Keep one. In a list, each new item begins with a hyphen and a space."
            self._report(event, "duplicate-key", message, hint)
        elif in_braces and self._lacks_colon(event):
            message = f"“{key}” stands between braces without a key and a colon."
            hint = "If its comma belongs to the text before, put straight quotes round all of it."
            self._report(event, "needs-quotes", message, hint)
        else:
            return key
        return ""

    def _lacks_colon(self, event: ScalarEvent) -> bool:
        after = self._lines[event.end_mark.line][event.end_mark.column :].lstrip()
        return after.startswith((",", "}"))

    def _scalar(self, event: ScalarEvent, key: str) -> object:
        text: str = event.value
        if event.anchor or event.tag:
            self._report_property(event)
            return text
        if not event.implicit[0]:
            return self._without_escaped(event, text) if event.style == '"' else text
        if self._hashes and key in _PROSE:
            self._report_comment(event, text)
        if text[:1] in _NUMBER_START:
            return self._number(event, text)
        if text in _NULLS:
            return None
        if in_curly_quotes(text):
            self._report(event, "curly-quotes", *CURLY)
            return text[1:].rstrip("”’").strip()
        return _TRUTH.get(text, text)

    def _number(self, event: ScalarEvent, text: str) -> object:
        number = int if _INTEGER.fullmatch(text) else float if _DECIMAL.fullmatch(text) else None
        if number is None:
            return text
        if (digits := sum(map(str.isdigit, text))) > _DIGITS:
            message = f"A number of {digits} digits stands here; the limit is {_DIGITS} digits."
            hint = "If it is a name or a code, put straight quotes round it."
            self._report(event, "number-too-long", message, hint)
            return text
        return number(text)

    def _without_escaped(self, event: ScalarEvent, text: str) -> str:
        if found := UNSAFE.search(text):
            message = f"A backslash writes {name_of(found[0])} here, which is not allowed in text."
            self._report(event, "unsafe-character", message, "Delete the backslash and its code.")
        return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)

    def _report_comment(self, event: ScalarEvent, text: str) -> None:
        """Report ``#`` that cuts a text short; two spaces before it and one after make a comment."""
        end = event.end_mark
        cut = _COMMENT.match(self._lines[end.line], end.column)
        if cut and not (len(cut[1]) > 1 and cut[2] in {"", " "}):
            rest = self._lines[end.line][end.column :].strip()
            message = f"The text ends before “{_short(rest)}”, which YAML takes for a comment."
            hint = f'Put straight quotes round the whole text: "{_short(f"{text} {rest}")}".'
            self._report(event, "comment-in-text", message, hint)

    def _report_property(self, event: ScalarEvent | CollectionStartEvent) -> None:
        hint = "If it belongs to the text, put straight quotes round the whole value."
        if event.tag:
            message = "“!” at the beginning of a value makes a YAML tag, which is not used here."
            self._report(event, "yaml-tag", message, hint)
        else:
            message = f"“&{event.anchor}” makes a YAML anchor, which is not used here."
            self._report(event, "yaml-alias", message, hint)

    def _refuse_alias(self, event: AliasEvent) -> NoReturn:
        message = f"“*{event.anchor}” stands for another place in YAML, which is not used here."
        hint = "If it belongs to the text, put straight quotes round the whole value."
        self._refuse(event, "yaml-alias", message, hint)

    def _report(self, event: Event, code: str, message: str, hint: str) -> None:
        mark = event.start_mark
        at = At(self._path, self._first_line + mark.line, mark.column + 1)
        self._problems.append(Problem(at, code, message, hint))

    def _refuse(self, event: Event, code: str, message: str, hint: str) -> NoReturn:
        self._report(event, code, message, hint)
        raise RefusedError

    def _refuse_at(self, index: int, code: str, message: str, hint: str) -> NoReturn:
        line = self._text.count("\n", 0, index)
        column = index - self._text.rfind("\n", 0, index)
        at = At(self._path, self._first_line + line, column)
        self._problems.append(Problem(at, code, message, hint))
        raise RefusedError


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
