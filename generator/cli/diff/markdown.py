"""A report as Markdown, for a comment on a pull request: of bounded length, and inert.

What is contributed reaches a page of the code host here, some of it by an account with rights that
its author has not: nothing in it may be a mark, a picture, HTML, or call anybody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.base.problems import Problem, short
from generator.cli.diff.report import Report, told
from generator.cli.diff.text import AS_FAR, summary
from generator.cli.diff.words import Piece, marked
from generator.knowledge.changes import Change
from generator.site.sentences import HEADINGS, compared, sentence

LONGEST = 60_000
"""Characters of a report: a comment on GitHub may have a few more."""
_RESERVED = 400
"""Characters kept for what is said at the end."""
_TEXT = 700
"""Characters of a sentence, and of what something was or is."""
_LINES = 20
"""Lines that are listed of what something was or is."""
_ZERO = "&#8203;"
"""Nobody sees it, and it keeps a name or a number from being taken for a link to one."""
_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~$>]|^[-+]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_CALLS = re.compile(
    r"@(?=\w)|(?<=\\#)(?=\d)|(?<=\bGH-)(?=\d)|:(?=//)|www(?=\.)|\b(?:mailto|xmpp)(?=:)",
    re.IGNORECASE,
)
"""Where a code host makes links of words: also of an address, which would tell others of us."""


def markdown_of(report: Report) -> str:
    """Return a report in Markdown, at most ``LONGEST`` characters long."""
    lines = ["## What this change does to the briefing", "", f"**{inert(summary(report))}**", ""]
    lines += [f"From {inert(report.base.name)} to {inert(report.head.name)}."]
    room = LONGEST - _RESERVED - sum(len(line) + 1 for line in lines)
    parts, left = _fitted([*_parts(report)], room)
    if left:
        entries = "entry does" if left == 1 else "entries do"
        parts += [f"*{left:,} more {entries} not fit here: the attached report has all.*", ""]
    return "\n".join([*lines, *parts]).rstrip() + "\n"


def inert(text: str) -> str:
    """Return a text on one line that Markdown shows as it is."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return _CALLS.sub(lambda found: f"{found[0]}{_ZERO}", _SPECIAL.sub(r"\\\g<0>", line))


def _parts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield a heading, or nothing, and an entry below it."""
    yield from _errors("New errors", report.new_errors)
    for group, changes in report.groups():
        yield from _under(f"{HEADINGS[group]} ({len(changes)})", map(_entry, changes))
    yield from _errors(f"Errors in {inert(report.base.name)}{AS_FAR}", report.base.problems)


def _errors(title: str, problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    entries = (
        f"- {inert(short(said, _TEXT))}\n  - {inert(short(', '.join(places), _TEXT))}"
        for said, places in told(problems).items()
    )
    yield from _under(f"{title} ({len(problems)})", entries)


def _under(title: str, entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(entries):
        yield "" if number else f"### {title}", entry


def _fitted(parts: Sequence[tuple[str, str]], room: int) -> tuple[list[str], int]:
    """Return the lines of the first entries for which there is room, and how many are left."""
    lines: list[str] = []
    for number, (heading, entry) in enumerate(parts):
        new = ["", heading, ""] * bool(heading) + [entry]
        room -= sum(len(line) + 1 for line in new)
        if room < 0:
            return [*lines, ""], len(parts) - number
        lines += new
    return [*lines, ""], 0


def _entry(change: Change) -> str:
    lines = [f"- {inert(short(sentence(change), _TEXT))}"]
    both = compared(change)
    was, now = map(_one_line, both)
    if was and now:
        ours, theirs = marked(short(was, _TEXT), short(now, _TEXT))
        lines += [f"  - was: {_pieces(ours, '~~')}", f"  - is: {_pieces(theirs, '**')}"]
    elif was or now:
        lines += _listed("was" if was else "is", "".join(both))
    return "\n".join(lines)


def _listed(label: str, text: str) -> Iterator[str]:
    """Yield what was or is: several lines, such as the points of an article, as a list."""
    first, *others = filter(None, map(str.strip, text.splitlines()))
    if not others:
        yield f"  - {label}: {inert(short(first, _TEXT))}"
        return
    yield f"  - {label}:"
    yield from (f"    - {inert(short(line, _TEXT))}" for line in (first, *others[: _LINES - 1]))
    if (left := len(others) + 1 - _LINES) > 0:
        yield f"    - and {left:,} more"


def _one_line(text: str) -> str:
    """Return the lines of a text, such as the sides of a disagreement, in one."""
    return " / ".join(filter(None, map(str.strip, text.splitlines())))


def _pieces(pieces: Iterable[Piece], mark: str) -> str:
    written = (f"{mark}{inert(text)}{mark}" if new else inert(text) for text, new in pieces)
    return " ".join(filter(None, written))
