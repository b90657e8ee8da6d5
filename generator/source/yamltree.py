"""YAML read with the place of every key and item, refusing on the event stream what is not plain.

Aliases, anchors, merge keys, tags and deep nesting are refused before anything is built. Values are
text, null, true, false and decimal numbers (YAML 1.2.2, section 10.3, less octal, hexadecimal,
exponents and infinities): dates, times and words such as ``no`` stay the text that was written.
"""

import re
from collections.abc import Callable, Collection, Mapping
from itertools import islice
from typing import cast

from msgspec import Struct
from yaml import CSafeLoader, Mark, MarkedYAMLError
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

from generator.base.bounds import NUMBER_DIGITS, Bounds
from generator.base.problems import At, Problem, short
from generator.source.characters import UNSAFE, name_of, odd_space
from generator.source.syntax import curly, explain, in_curly_quotes
from generator.source.syntax.lines import quoted


class Location(Struct, frozen=True):
    """Where a value and its key stand in the file: lines and columns from 1.

    An item of a list has no key: its key is said to stand where the item does.
    """

    key_line: int
    key_column: int
    line: int
    column: int
    inside: "Mapping[str | int, Location]"


class RefusedError(Exception):
    """Nothing in the text can be relied on; the problem is in the list."""


def build(
    text: str, at: At, bounds: Bounds, prose: Collection[str], problems: list[Problem]
) -> tuple[dict[str, object], Mapping[str | int, Location]]:
    """Return the keys and values of YAML text, and their places.

    Args:
        text: YAML, its lines ended by line feeds.
        at: the file, and the line on which the text begins.
        bounds: how deep, how long, and how many values may be.
        prose: keys of text for readers, where ``#`` is more likely part of it than a comment.
        problems: the list to which problems are added. Where one concerns a single value, the
            value that was most likely meant, or none, takes its place.

    Raises:
        RefusedError: nothing is left to go on with.
    """
    return _Builder(text, at, bounds, prose, problems).document()


_Inside = dict[str | int, Location]
_NOTHING: _Inside = {}
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_NUMBER_START = frozenset("+-0123456789")
_COMMENT = re.compile(r"( +)#(.?)")
_CLOSING = re.compile(r"[,\]}]")
"""What ends a value between brackets."""
_COUNTED = frozenset({"events", "points"})
"""Keys of lists that have a bound of their own, or grow with the content and are split."""


class _Builder:
    def __init__(
        self,
        text: str,
        at: At,
        bounds: Bounds,
        prose: Collection[str],
        problems: list[Problem],
    ) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._path, self._first_line = at.path, at.line
        self._bounds = bounds
        self._prose = prose
        self._example = "events:" if at.line == 1 else "title: Late trams"
        self._problems = problems
        self._hashes = "#" in text
        self._brackets = 0

    def document(self) -> tuple[dict[str, object], Mapping[str | int, Location]]:
        if odd := odd_space(self._text, self._path, self._first_line):
            self._problems.append(odd)
            raise RefusedError
        loader = CSafeLoader(self._text)
        # Nothing is read beyond the stream's end, which alone is None.
        self._next = cast("Callable[[], Event]", loader.get_event)
        try:
            return self._document()
        except MarkedYAMLError as error:
            slip = explain(error, self._lines)
            # What was found on the way often is what the parser then stumbles over.
            if slip.code not in {problem.code for problem in self._problems}:
                # At the end of a text that no line feed ends, the parser names the line below.
                last = len(self._lines) - 1
                line, column = min((slip.line, slip.column), (last, len(self._lines[last])))
                at = At(self._path, self._first_line + line, column + 1)
                self._problems.append(Problem(at, slip.code, slip.message, slip.hint))
            raise RefusedError from None
        finally:
            loader.dispose()

    def _document(self) -> tuple[dict[str, object], Mapping[str | int, Location]]:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return {}, _NOTHING
        top = self._next()
        value, inside = self._node(top, 1, "")
        self._next()
        if not isinstance(after := self._next(), StreamEndEvent):
            message = "A second YAML document begins here, but front matter must be a single one."
            raise self._refused(after, "yaml-syntax", message, "Delete this line.")
        if value is not None and not isinstance(value, dict):
            raise self._refused_top(top, value)
        return value or {}, inside

    def _refused_top(self, event: Event, value: object) -> RefusedError:
        found = "a list" if isinstance(value, tuple) else "text without a key"
        message = f"Lines of the form “key: value” were expected, but {found} was found."
        hint = f"Begin with a key, as in “{self._example}”."
        return self._refused(event, "no-keys", message, hint)

    def _node(
        self, event: Event, depth: int, key: str
    ) -> tuple[object, Mapping[str | int, Location]]:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, key), _NOTHING
        if isinstance(event, AliasEvent):
            raise self._refused_alias(event)
        collection = cast("CollectionStartEvent", event)
        if collection.anchor or collection.tag:
            self._report_property(collection)
        if depth > (limit := self._bounds.nesting):
            message = f"Lists and keys are nested more than {limit} deep, which is the limit."
            raise self._refused(
                event, "too-deep", message, "Look for stray brackets and indentation."
            )
        self._brackets += bool(collection.flow_style)
        node = (
            self._mapping(event, depth)
            if isinstance(event, MappingStartEvent)
            else self._sequence(collection, depth, key)
        )
        self._brackets -= bool(collection.flow_style)
        return node

    def _mapping(
        self, start: MappingStartEvent, depth: int
    ) -> tuple[dict[str, object], Mapping[str | int, Location]]:
        values: dict[str, object] = {}
        inside: _Inside = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event, depth, inside, in_braces=bool(start.flow_style))
            value_event = self._next()
            value, nested = self._node(value_event, depth + 1, key)
            if key:
                values[key] = value
                inside[key] = self._place(event, value_event, nested)
        if len(values) > (limit := self._bounds.items):
            message = f"There are {len(values):,} keys here; the limit is {limit:,}."
            self._report(start, "too-many-items", message, "Keep those that matter most.")
            values = dict(islice(values.items(), limit))
        return values, inside

    def _sequence(
        self, start: CollectionStartEvent, depth: int, key: str
    ) -> tuple[tuple[object, ...], Mapping[str | int, Location]]:
        values: list[object] = []
        inside: _Inside = {}
        while not isinstance(event := self._next(), SequenceEndEvent):
            value, nested = self._node(event, depth + 1, key)
            inside[len(values)] = self._place(event, event, nested)
            values.append(value)
        if len(values) > (limit := self._bounds.items) and key not in _COUNTED:
            message = f"The list has {len(values):,} items; the limit is {limit:,}."
            self._report(start, "too-many-items", message, "Keep those that matter most.")
            values = values[:limit]
        return tuple(values), inside

    def _place(self, key: Event, value: Event, inside: Mapping[str | int, Location]) -> Location:
        of_key, of_value = cast("Mark", key.start_mark), cast("Mark", value.start_mark)
        return Location(
            self._first_line + of_key.line,
            of_key.column + 1,
            self._first_line + of_value.line,
            of_value.column + 1,
            inside,
        )

    def _rest(self, event: Event) -> str:
        """Return what follows a value on its last line."""
        mark = cast("Mark", event.end_mark)
        return self._lines[mark.line][mark.column :]

    def _key(self, event: Event, depth: int, inside: _Inside, *, in_braces: bool) -> str:
        """Return a key, or nothing where it cannot be used and its value is to be dropped."""
        if not isinstance(event, ScalarEvent):
            self._node(event, depth + 1, "")
            message = "A list or a group of keys is used as a key."
            hint = "If the brackets are part of a text, put straight quotes around all of it."
            self._report(event, "key-not-text", message, hint)
            return ""
        if event.value == "<<" and event.implicit[0]:
            message = "“<<” copies keys from another place, which is not allowed here."
            raise self._refused(event, "yaml-alias", message, "Write the keys out in full.")
        key = self._scalar(event, "")
        if not isinstance(key, str) or not key:
            message = f"The key “{event.value}” is not text."
            self._report(event, "key-not-text", message, "Put straight quotes around it.")
        elif event.implicit[0] and key.startswith("-"):
            bare = key.lstrip("-")
            message = f"A space is missing after the hyphen in “{key}”."
            if bare[:1].isspace():
                message = (
                    f"The character after the hyphen in “{short(key)}” looks like a space but is "
                    "not one."
                )
            raise self._refused(event, "missing-space", message, f"Write “- {bare.strip()}: …”.")
        elif key in inside:
            message = f"The key “{key}” appears twice, first on line {inside[key].key_line}."
            hint = "Keep one. In a list, each new item begins with a hyphen and a space."
            self._report(event, "duplicate-key", message, hint)
        elif in_braces and self._lacks_colon(event):
            message = f"In braces, “{key}” needs a key and a colon."
            self._report(event, "needs-quotes", message, self._with_comma(event, inside))
        else:
            return key
        return ""

    def _with_comma(self, event: ScalarEvent, inside: _Inside) -> str:
        """Say how the value before is written with the comma and what follows it."""
        hint = (
            "If the comma before it is part of a text, put straight quotes around all of that text"
        )
        key, before = next(reversed(inside.items()), ("", None))
        mark = cast("Mark", event.end_mark)
        if before is None or before.line != self._first_line + mark.line:
            return f"{hint}."
        whole = self._lines[mark.line][before.column - 1 : mark.column]
        return f"{hint}: {key}: {quoted(whole)}"

    def _lacks_colon(self, event: ScalarEvent) -> bool:
        return self._rest(event).lstrip().startswith((",", "}"))

    def _scalar(self, event: ScalarEvent, key: str) -> object:
        text: str = event.value
        if len(text) > (limit := self._bounds.text_characters):
            message = f"The text has {len(text):,} characters; the limit is {limit:,}."
            hint = "Shorten it, or move it to the text below."
            refused = self._refused(event, "text-too-long", message, hint)
            if key not in self._prose:
                raise refused
            text = text[:limit]
        if event.anchor or event.tag:
            self._report_property(event)
            return text
        if not event.implicit[0]:
            return self._without_escaped(event, text) if event.style == '"' else text
        if self._hashes and key in self._prose:
            self._report_comment(event, text)
        if text[:1] in _NUMBER_START and text == event.value:
            return self._number(event, text)
        if text in _NULLS:
            return None
        if text[0] in "“‘" and in_curly_quotes(text):
            self._report(event, "curly-quotes", *curly(f"{text}{self._rest(event)}"))
            return text[1:].rstrip("”’").strip()
        return _TRUTH.get(text, text)

    def _number(self, event: ScalarEvent, text: str) -> object:
        number = int if _INTEGER.fullmatch(text) else float if _DECIMAL.fullmatch(text) else None
        if number is None:
            return text
        if (digits := sum(map(str.isdigit, text))) > NUMBER_DIGITS:
            message = f"The number has {digits} digits; the limit is {NUMBER_DIGITS} digits."
            hint = "If it is a name or a code, put straight quotes around it."
            self._report(event, "number-too-long", message, hint)
            return text
        return number(text)

    def _without_escaped(self, event: ScalarEvent, text: str) -> str:
        if found := UNSAFE.search(text):
            message = (
                f"A backslash code stands for {name_of(found[0])} here, which is not allowed in "
                "text."
            )
            self._report(event, "unsafe-character", message, "Delete the backslash and its code.")
        return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)

    def _report_comment(self, event: ScalarEvent, text: str) -> None:
        """Report ``#`` that cuts a text short, unless spaces round it make it a comment."""
        rest = self._rest(event)
        cut = _COMMENT.match(rest)
        if cut and not (len(cut[1]) > 1 and cut[2] in {"", " "}):
            rest = (_CLOSING.split(rest)[0] if self._brackets else rest).strip()
            message = f"The text ends before “{short(rest)}”, which YAML reads as a comment."
            hint = f'Put straight quotes around the whole text: "{short(f"{text} {rest}")}".'
            self._report(event, "comment-in-text", message, hint)

    def _report_property(self, event: ScalarEvent | CollectionStartEvent) -> None:
        hint = "If it is part of the text, put straight quotes around the whole value."
        if event.tag:
            message = "“!” at the start of a value makes a YAML tag, which is not allowed here."
            self._report(event, "yaml-tag", message, hint)
        else:
            message = f"“&{event.anchor}” makes a YAML anchor, which is not allowed here."
            self._report(event, "yaml-alias", message, hint)

    def _refused_alias(self, event: AliasEvent) -> RefusedError:
        message = f"“*{event.anchor}” stands for another value in YAML, which is not allowed here."
        hint = "If it is part of the text, put straight quotes around the whole value."
        return self._refused(event, "yaml-alias", message, hint)

    def _report(self, event: Event, code: str, message: str, hint: str) -> None:
        mark = cast("Mark", event.start_mark)
        at = At(self._path, self._first_line + mark.line, mark.column + 1)
        self._problems.append(Problem(at, code, message, hint))

    def _refused(self, event: Event, code: str, message: str, hint: str) -> RefusedError:
        self._report(event, code, message, hint)
        return RefusedError()
