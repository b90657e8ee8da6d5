"""Slips that can be told from the lines alone, each with the way to fix it."""

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.base.problems import short
from generator.source.syntax.lines import (
    ENTRY,
    FILLED,
    HYPHEN,
    Entry,
    entry_of,
    indent,
    nearest_above,
    quoted,
)

_NO_SPACE = re.compile(r"( *(?:- +)*)([\w-]+):(?!//)([^\S \t]*)(\S.*)")
_OTHER_COLON = re.compile(r"([a-z_]+) ?[=\uff1a] ?(.+)")
_OTHER_HYPHEN = re.compile(r" *([–—−•*+]) +(?=\S)")
_BLOCK = re.compile(r"[>|][-+0-9]*(?: +#.*)?")
_WORDS_OF_PROSE = 3


class Slip(Struct, frozen=True):
    """A slip and how to fix it; line and column are counted from 0."""

    line: int
    column: int
    code: str
    message: str
    hint: str


def needs_quotes(line: int, entry: Entry, message: str) -> Slip:
    """Say that a value needs straight quotes, and write it so."""
    hint = f"Write {entry.key}: {quoted(entry.value)}"
    return Slip(line, entry.value_column, "needs-quotes", message, hint)


def misaligned(line: int, text: str, above: Entry) -> Slip:
    """Say that a line does not begin under the entry above it."""
    message = f"This line does not start in the same column as “{above.key}” above it."
    hint = f"Keys that belong together start in the same column, here column {above.column + 1}."
    return Slip(line, indent(text), "bad-indentation", message, hint)


def other_hyphen(lines: Sequence[str], line: int) -> Slip | None:
    """Recognise an item of a list that begins with a dash or a bullet."""
    above = nearest_above(lines, line, FILLED)
    for number in (line, above if above is not None else line):
        if found := _OTHER_HYPHEN.match(lines[number]):
            message = f"This line begins with “{found[1]}”, but a list item begins with a hyphen."
            hint = f"Write “- {short(lines[number][found.end() :].strip())}”."
            return Slip(number, found.start(1), "bad-hyphen", message, hint)
    return None


def colon_in_text(line: int, text: str, above: Entry) -> Slip | None:
    """Recognise a further line of a text with a colon in it: what precedes it is no key."""
    entry = entry_of(text)
    if not entry or " " not in entry.key:
        return None
    message = f"The text of “{above.key}” has a colon in it, so it needs straight quotes."
    hint = "Put straight quotes around the whole text, from its first line to its last."
    return Slip(line, entry.column, "needs-quotes", message, hint)


def not_set_in(lines: Sequence[str], line: int, column: int) -> Slip | None:
    """Recognise the first key of a group that stands under the key which opens the group."""
    opener = nearest_above(lines, line, FILLED)
    group = entry_of(lines[opener]) if opener is not None else None
    entry = entry_of(lines[line])
    if not group or not entry or group.value or group.column != entry.column:
        return None
    message = f"“{entry.key}” belongs to “{group.key}” but is not indented."
    hint = f"Start it in column {column + 1}, like the line below it."
    return Slip(line, entry.column, "bad-indentation", message, hint)


def first_without_hyphen(lines: Sequence[str], line: int) -> Slip | None:
    """Recognise a list whose first item lacks the hyphen that a later one has."""
    depth = indent(lines[line])
    opener = next((n for n in range(line - 1, -1, -1) if _opens(lines[n], depth)), None)
    first = opener + 1 if opener is not None else line
    if opener is None or first >= line or HYPHEN.match(lines[first]):
        return None
    entry, item = entry_of(lines[opener]), entry_of(lines[first])
    if not entry or not item:
        return None
    message = f"The first item of “{entry.key}” starts here, but without a hyphen."
    hint = f"Write “{' ' * depth}- {short(lines[first].strip())}”."
    return Slip(first, indent(lines[first]), "bad-indentation", message, hint)


def _opens(line: str, depth: int) -> bool:
    """Tell whether a line opens what stands below it, at a depth or further in."""
    entry = entry_of(line)
    return entry is not None and not entry.value and (entry.column < depth or not depth)


def outdented(lines: Sequence[str], line: int) -> Slip | None:
    """Recognise a line of text below ``key: >-`` that is not set in like the others."""
    opener = nearest_above(lines, line, ENTRY)
    entry = entry_of(lines[opener]) if opener is not None else None
    if opener is None or line >= len(lines) or not entry or not _BLOCK.fullmatch(entry.value):
        return None
    if line > opener + 1 and indent(lines[line]) <= entry.column:
        return None
    column = max(indent(lines[opener + 1]) if line > opener + 1 else 0, entry.column + 2)
    message = f"This line belongs to the text of “{entry.key}” but is not indented far enough."
    hint = f"Start each line of that text in column {column + 1}."
    return Slip(line, indent(lines[line]), "bad-indentation", message, hint)


def no_space(lines: Sequence[str], line: int) -> Slip | None:
    """Recognise ``key:value``, also with a space of another kind; ``https://…`` is none."""
    found = _NO_SPACE.fullmatch(lines[line])
    if not found:
        return None
    message = f"A space is missing after the colon of “{found[2]}”."
    if found[3]:
        message = (
            f"The character after the colon of “{found[2]}” looks like a space but is not one."
        )
    hint = f"Write {found[2]}: {short(found[4])}"
    return Slip(line, found.end(2), "missing-space", message, hint)


def no_colon(lines: Sequence[str], line: int) -> Slip:
    """Say that a line has no key."""
    text = lines[line].strip()
    message = f"“{short(text)}” is not in the form “key: value”."
    if other := _OTHER_COLON.fullmatch(text):
        hint = f"Write {other[1]}: {short(other[2])}"
        return Slip(line, indent(lines[line]), "missing-colon", message, hint)
    prose = len(text.split()) >= _WORDS_OF_PROSE
    hint = "If the article's text begins here, put a line --- above it." if prose else ""
    return Slip(line, indent(lines[line]), "missing-colon", message, _goes_on(lines, line) or hint)


def _goes_on(lines: Sequence[str], line: int) -> str:
    """Say how a text is continued, where one stands above and keys follow below."""
    above = nearest_above(lines, line, FILLED)
    entry = entry_of(lines[above]) if above is not None else None
    below = next(filter(FILLED.match, lines[line + 1 :]), "")
    if not entry or not entry.value or not entry_of(below):
        return ""
    column = entry.column + 3
    return f"If it continues the text of “{entry.key}”, start it in column {column}."


def quote_above(lines: Sequence[str], line: int) -> Slip | None:
    """Find the value above that opened the quote that closed in this line."""
    for number in range(line - 1, -1, -1):
        entry = entry_of(lines[number])
        if entry and entry.value[:1] in {'"', "'"} and entry.value.count(entry.value[0]) == 1:
            return unclosed_quote(lines, number, entry.value_column)
    return None


def unclosed_quote(lines: Sequence[str], line: int, column: int) -> Slip:
    """Say that a quote is never closed."""
    message = f"The quotation mark “{lines[line][column]}” opened here is never closed."
    hint = (
        "Close it at the end of the value; text that begins with an apostrophe needs double "
        "quotes around it."
    )
    entry = entry_of(lines[line])
    below = next(filter(FILLED.match, lines[line + 1 :]), "")
    if entry and entry.value_column == column and entry_of(below) and '"' in entry.value[:1]:
        hint = f'Close it at the end of the value: {entry.key}: {short(entry.value)}"'
    return Slip(line, column, "unclosed-quote", message, hint)
