"""Problems in contributed content: where, what, and how to fix it.

A stage returns problems next to its value; it never raises them. What each code means is told
once, in ``catalogue.toml``, from which ``briefing explain CODE`` and the documents are made; there,
``$name`` stands for a number of ``bounds``.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from generator.base.bounds import stated

_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What ends a line, or commands a terminal."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\uffa0]"
)
"""What nobody sees, and no script needs to join letters: quoted as it is, it would puzzle."""

LONGEST = 80
"""Characters of a text that a message quotes."""

Severity = Literal["error", "warning"]


class At(Struct, frozen=True, order=True):
    """A place in a file of the project.

    Attributes:
        path: POSIX path relative to the project, such as ``content/articles/a.md``.
        line: counted from 1.
        column: counted from 1, in characters.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(Struct, frozen=True, order=True):
    """One thing that a contributor should fix.

    Attributes:
        at: where it stands.
        code: its name in the catalogue.
        message: one sentence: what was found and what was expected.
        hint: how to fix it, or empty where nothing better than the message can be said.
        words: those of the text that it is about, if ``at`` is where that text begins.
        draft: whether it is an error of a draft, which is left out whatever is wrong in it.
    """

    at: At
    code: str
    message: str
    hint: str = ""
    words: str = ""
    draft: bool = False

    def __post_init__(self) -> None:
        """Keep both on their line: what they quote could pass for lines of ours, or for commands.

        What cannot be seen is shown as its code, such as <U+200B>.

        Systems that run builds obey lines of their logs that begin with ``::``.
        """
        for name in ("message", "hint"):
            text = getattr(self, name)
            if _BREAK.search(text):
                force_setattr(self, name, _BREAK.sub(" ", text))
        if _UNSEEN.search(self.message):
            force_setattr(self, "message", _UNSEEN.sub(_code, self.message))

    @property
    def severity(self) -> Severity:
        """Say how grave it is; the code decides, and in a draft nothing stops a build."""
        return "warning" if self.draft else catalogue()[self.code].severity

    @property
    def label(self) -> str:
        """Say the same to people."""
        return "error in a draft" if self.draft else self.severity

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.at} {self.code} {self.message}{hint}"


def _code(unseen: re.Match[str]) -> str:
    return f"<U+{ord(unseen[0]):04X}>"


class Explanation(Struct, frozen=True):
    """What a code means, for ``briefing explain CODE``."""

    code: str
    severity: Severity
    summary: str
    why: str
    wrong: str
    right: str


@cache
def catalogue() -> Mapping[str, Explanation]:
    """Return every problem code with its explanation, by code."""
    text = files("generator.base").joinpath("catalogue.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(Template(text).substitute(stated()))
    return {code: Explanation(code=code, **entry) for code, entry in entries.items()}


def short(text: str, most: int = LONGEST) -> str:
    """Return a text as a message can quote it: on one line, and cut where it is longer than most.

    Args:
        text: of any length.
        most: characters that are kept, the sign for what is cut among them.
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return only the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]
