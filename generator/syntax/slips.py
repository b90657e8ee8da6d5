"""Slips that can be told from the lines alone, each with the way to mend it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.syntax.lines import ENTRY, Entry, entry_of, indent, nearest_above, quoted, short

_NO_SPACE = re.compile(r"( *(?:- +)*)([\w-]+):(?!//)(\S.*)")
_BLOCK = re.compile(r"[>|][-+0-9]*(?: +#.*)?")
_WORDS_OF_PROSE = 3


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip and how to mend it; line and column are counted from 0."""

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
    message = f"This line does not begin in the same column as “{above.key}” above it."
    hint = f"Keys that belong together begin in one column, here in column {above.column + 1}."
    return Slip(line, indent(text), "bad-indentation", message, hint)


def outdented(lines: Sequence[str], line: int) -> Slip | None:
    """Recognise a line of text below ``key: >-`` that is not set in like the others."""
    opener = nearest_above(lines, line, ENTRY)
    entry = entry_of(lines[opener]) if opener is not None else None
    if opener is None or line >= len(lines) or not entry or not _BLOCK.fullmatch(entry.value):
        return None
    if line > opener + 1 and indent(lines[line]) <= entry.column:
        return None
    column = max(indent(lines[opener + 1]) if line > opener + 1 else 0, entry.column + 2)
    message = f"This line belongs to the text of “{entry.key}” but is not set in far enough."
    hint = f"Begin each line of that text in column {column + 1}."
    return Slip(line, indent(lines[line]), "bad-indentation", message, hint)


def no_space(lines: Sequence[str], line: int) -> Slip | None:
    """Recognise ``key:value``; an address such as ``https://…`` is none."""
    found = _NO_SPACE.fullmatch(lines[line])
    if not found:
        return None
    message = f"A space is missing after the colon of “{found[2]}”."
    hint = f"Write {found[2]}: {short(found[3])}"
    return Slip(line, found.end(2), "missing-space", message, hint)


def no_colon(lines: Sequence[str], line: int) -> Slip:
    """Say that a line has no key."""
    text = lines[line].strip()
    message = f"“{short(text)}” is not of the form “key: value”."
    prose = len(text.split()) >= _WORDS_OF_PROSE
    hint = "If the article's text begins here, put a line --- above it." if prose else ""
    return Slip(line, indent(lines[line]), "missing-colon", message, hint)


def quote_above(lines: Sequence[str], line: int) -> Slip | None:
    """Find the value above that opened the quote that closed in this line."""
    for number in range(line - 1, -1, -1):
        entry = entry_of(lines[number])
        if entry and entry.value[:1] in {'"', "'"} and entry.value.count(entry.value[0]) == 1:
            return unclosed_quote(lines, number, entry.value_column)
    return None


def unclosed_quote(lines: Sequence[str], line: int, column: int) -> Slip:
    """Say that a quote is never closed."""
    message = f"The quote “{lines[line][column]}” that opens here is never closed."
    hint = (
        "Close it at the end of the value; text that begins with an apostrophe needs double "
        "quotes round it."
    )
    return Slip(line, column, "unclosed-quote", message, hint)
