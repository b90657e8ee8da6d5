"""The last stage of checking: problems of words in a text get the place of these words.

A paragraph is known by its first line, and a value of front matter by where it begins. Words stand
somewhere below, broken into lines, with mark-up of their own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.problems import At, Problem
from generator.source.read import lines

_BETWEEN = re.compile(r"[\s*_]+")
_LETTER = re.compile(r"\w")
_AFTER = re.compile(r"s?(?!\w)")
_LINES, _CHARACTERS = 100, 20_000
"""Lines and characters below its beginning in which a text is looked through."""
_PLACES = 50
"""Places where the first of the words stands that are tried."""


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

    @cache
    def below(path: str, line: int) -> str:
        """Return a text from its first line on; many problems may be of one text."""
        return "\n".join(texts.get(path, ())[line - 1 : line - 1 + _LINES])[:_CHARACTERS]

    for problem in listed:
        if not problem.words:
            yield problem
            continue
        text = below(problem.at.path, problem.at.line)
        yield replace(problem, at=_place(problem, text), words="")


def _place(problem: Problem, text: str) -> At:
    at, words = problem.at, problem.words.split()
    start = next((s for s in _places(text, words[0], at.column - 1) if _stand(words, text, s)), -1)
    if start < 0:
        return at
    line = text.count("\n", 0, start)
    return At(at.path, at.line + line, start - text.rfind("\n", 0, start))


def _places(text: str, word: str, start: int) -> Iterator[int]:
    """Yield where a word stands, the first places of those that there may be."""
    for _ in range(_PLACES):
        start = text.find(word, start)
        if start < 0:
            return
        yield start
        start += 1


def _stand(words: Sequence[str], text: str, start: int) -> bool:
    """Tell whether words stand whole at a place, with emphasis between them or as a plural too."""
    end = start
    for word in words:
        if end > start:
            gap = _BETWEEN.match(text, end)
            if not gap:
                return False
            end = gap.end()
        if not text.startswith(word, end):
            return False
        end += len(word)
    return not _LETTER.match(text[start - 1 : start]) and bool(_AFTER.match(text, end))
