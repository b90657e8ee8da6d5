"""What can be told of the lines of YAML by looking at them one by one."""

import json
import re
from collections.abc import Sequence

from msgspec import Struct

from generator.base.problems import LONGEST

FILLED = re.compile(r" *[^ ]")
"""A line that is not empty."""
ENTRY = re.compile(r"( *(?:- +)*)([^\s\"'\[{}\],:#-][^:\[{]*?):(?: +(.*))?$")
"""``key: value``, perhaps behind hyphens of a list."""
HYPHEN = re.compile(r" *- ")
"""An item of a list."""


class Entry(Struct, frozen=True):
    """A line of the form ``key: value``; columns are counted from 0."""

    key: str
    value: str
    column: int
    value_column: int


def entry_of(line: str) -> Entry | None:
    """Read a line of the form ``key: value``."""
    found = ENTRY.match(line)
    if not found:
        return None
    value = (found[3] or "").rstrip()
    return Entry(found[2], value, found.end(1), found.start(3) if value else len(line))


def nearest_above(lines: Sequence[str], line: int, pattern: re.Pattern[str]) -> int | None:
    """Return the nearest line above that a pattern matches."""
    above = range(min(line, len(lines)) - 1, -1, -1)
    return next((number for number in above if pattern.match(lines[number])), None)


def indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def quoted(value: str) -> str:
    """Return a value in straight quotes, as YAML reads it."""
    bare = value.strip("'") if value.startswith("'") else value
    if len(bare) > LONGEST:
        return '"…"'
    if '"' in bare and "'" not in bare:
        return f"'{bare}'"
    return json.dumps(bare, ensure_ascii=False)
