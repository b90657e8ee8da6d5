"""What the readers of single files hand on to the checks that need the whole site."""

import html
from typing import Literal

from msgspec import Struct

from generator.base.problems import At, Problem

Kind = Literal["link", "image", "style", "fetch"]
"""What a browser does with an address: follow it when asked to, or fetch it by itself."""


class Use(Struct, frozen=True, eq=False, gc=False):
    """An address that a file holds; compared as an object, for a site has very many."""

    address: str
    kind: Kind


class Finding(Struct, frozen=True):
    """A problem that has no place yet.

    Attributes:
        code: its name in the catalogue.
        message: one sentence.
        hint: how to mend it.
        found: the text to look for in the file.
        nth: which occurrence of the text, counted from 1.
    """

    code: str
    message: str
    hint: str
    found: str = ""
    nth: int = 1


class Target(Struct, frozen=True, gc=False):
    """A place of the site that an address leads to."""

    path: str
    fragment: str


class Reading(Struct, frozen=True, kw_only=True):
    """What one file holds.

    Attributes:
        uses: the addresses in it.
        findings: what is wrong with it, judged alone.
        anchors: the fragments that lead into it.
        origin: the file that its addresses count from, if not from itself.
    """

    uses: tuple[Use, ...] = ()
    findings: tuple[Finding, ...] = ()
    anchors: frozenset[str] = frozenset()
    origin: str = ""


def placed(finding: Finding, path: str, text: str) -> Problem:
    """Give a finding its place: where its text stands, or the start of the file."""
    start = _position(finding, text)
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Problem(At(path, line, column), finding.code, finding.message, finding.hint)


def _position(finding: Finding, text: str) -> int:
    """Return the offset of a finding: a search, for the parser keeps no positions."""
    if not finding.found:
        return 0
    escaped = html.escape(finding.found, quote=False)
    for needle in (f'"{finding.found}"', f'"{escaped}"', finding.found, escaped):
        start = -1
        for _ in range(finding.nth):
            start = text.find(needle, start + 1)
        if start >= 0:
            return start + needle.startswith('"')
    return 0
