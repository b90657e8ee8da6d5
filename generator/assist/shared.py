"""Runs of words that a digest shares with its source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.base.model import Block
from generator.base.problems import At, Problem, short
from generator.source.read import Source as Digest

RUN = 8
"""Words in a row that nobody writes twice by chance."""
_WORD = re.compile(r"\w+(?:[’']\w+)*")


class Run(NamedTuple):
    """Words that a text has and its source has, in the same order.

    Attributes:
        words: as the text has them.
        length: how many they are.
    """

    words: str
    length: int


def shared_words(
    digest: Digest, blocks: Iterable[Block], name: str, text: str
) -> Iterator[Problem]:
    """Yield a problem for each run of words that a digest shares with its source.

    Args:
        digest: the article's file.
        blocks: those of its text.
        name: of the source's file, as messages call it.
        text: the source's.
    """
    source = Source(text)
    for at, words in _texts(digest, blocks):
        for run in source.shared(words):
            message = f"{run.length} words in a row are also in {name}: “{short(run.words)}”."
            hint = "Say it in your own words."
            yield Problem(at, "words-of-source", message, hint, run.words)


def _texts(digest: Digest, blocks: Iterable[Block]) -> Iterator[tuple[At, str]]:
    """Yield what a digest says in prose, and where each text begins."""
    summary, points = digest.meta.get("summary"), digest.meta.get("points")
    if isinstance(summary, str):
        yield digest.at("summary"), summary
    for number, point in enumerate(points if isinstance(points, tuple) else ()):
        if isinstance(point, dict) and isinstance(point.get("text"), str):
            yield digest.at("points", number, "text"), point["text"]
    yield from ((At(digest.path, block.line), block.text) for block in blocks)


class Source:
    """A source's text, ready to be compared with others.

    Args:
        text: its words, with mark-up or without.
    """

    def __init__(self, text: str) -> None:
        self._runs = frozenset(_runs([word for word, _, _ in _words(text)]))

    def shared(self, text: str) -> Iterator[Run]:
        """Yield the runs of words in a text that the source has too, each as long as it goes."""
        words = list(_words(text))
        first = last = -1
        for at, run in enumerate(_runs([word for word, _, _ in words])):
            if run not in self._runs:
                continue
            if at >= last:
                yield from _found(text, words[first:last] if last > 0 else ())
                first = at
            last = at + RUN
        yield from _found(text, words[first:last] if last > 0 else ())


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield words as they are compared, and where they begin and end."""
    for word in _WORD.finditer(text):
        yield word[0].replace("’", "'").casefold(), word.start(), word.end()


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(islice(words, first, None) for first in range(RUN)), strict=False)


def _found(text: str, words: Sequence[tuple[str, int, int]]) -> Iterator[Run]:
    if words:
        yield Run(text[words[0][1] : words[-1][2]], len(words))
