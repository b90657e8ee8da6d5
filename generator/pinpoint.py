"""The last stage of checking: problems of words in a text get the place of these words.

A paragraph is known by its first line, and a value of front matter by where it begins. Words stand
somewhere below, broken into lines, with mark-up of their own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.bounds import Bounds
from generator.problems import At, Problem
from generator.read import lines

_LINES = 100
"""Lines below its beginning on which a text is looked through."""


def pinpoint(problems: Iterable[Problem], root: Path, bounds: Bounds) -> Iterator[Problem]:
    """Yield the problems, each at its words if it names some and they are found.

    Args:
        problems: of content.
        root: the project's folder.
        bounds: sizes beyond which a file is refused.
    """
    listed = tuple(problems)
    paths = {problem.at.path for problem in listed if problem.words}
    texts = lines(root, paths, bounds) if paths else {}
    for problem in listed:
        yield replace(problem, at=_place(problem, texts), words="") if problem.words else problem


def _place(problem: Problem, texts: Mapping[str, Sequence[str]]) -> At:
    at = problem.at
    below = texts.get(at.path, ())[at.line - 1 : at.line - 1 + _LINES]
    text = "\n".join(below)
    found = _pattern(problem.words).search(text, at.column - 1)
    if not found:
        return at
    before = text[: found.start()]
    line = before.count("\n")
    return At(at.path, at.line + line, found.start() - before.rfind("\n"))


def _pattern(words: str) -> re.Pattern[str]:
    """Match words on one line or several, with emphasis within, and the plural of an acronym."""
    spelt = (re.escape(word) for word in words.split())
    return re.compile(r"(?<!\w)" + r"[\s*_]+".join(spelt) + r"s?(?!\w)")
