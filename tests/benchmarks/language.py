"""Invented prose: no text is anyone's, and words occur as often as Zipf's law has it in English."""

import itertools
import random
import textwrap
from collections.abc import Callable, Sequence

_ONSETS = ("b", "br", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v")
_ENDS = ("", "l", "n", "r")
_SHORTEST, _LONGEST = 10, 19
"""Words in a sentence; with six sentences a paragraph, six paragraphs have about 600 words."""
_SENTENCES = 6


class Language:
    """A vocabulary, and sentences drawn from it by a seeded generator."""

    def __init__(self, rng: random.Random) -> None:
        syllables = ["".join(s) for s in itertools.product(_ONSETS, "aeiou", _ENDS)]
        pairs = ["".join(rng.sample(syllables, 2)) for _ in range(4 * len(syllables))]
        self._rng = rng
        self._vocabulary = list(dict.fromkeys([*syllables, *pairs]))
        self._vocabulary.remove("ten")  # a number, which points may not invent
        rng.shuffle(self._vocabulary)
        ranks = range(10, len(self._vocabulary) + 10)
        self._weights = list(itertools.accumulate(1 / rank for rank in ranks))

    def words(self, number: int) -> str:
        """Return words with a space between each two."""
        return " ".join(self._rng.choices(self._vocabulary, cum_weights=self._weights, k=number))

    def name(self, length: int) -> str:
        """Return capitalised words, the rare as likely as the common."""
        return " ".join(word.capitalize() for word in self._rng.sample(self._vocabulary, length))

    def sentence(self, opening: str = "", inside: str = "") -> str:
        """Return a sentence, if wanted with given words at its beginning or within."""
        half = self._rng.randint(_SHORTEST, _LONGEST) // 2
        parts = (opening or self.words(1).capitalize(), self.words(half), inside, self.words(half))
        return " ".join(filter(None, parts)) + "."

    def paragraph(self, opening: str = "", inside: Sequence[str] = ()) -> str:
        """Return a wrapped paragraph; each of the words to be inside stands in its own sentence."""
        first = self.sentence(opening)
        rest = (self.sentence(inside=words) for words in (*inside, *[""] * (_SENTENCES - 1)))
        return textwrap.fill(" ".join([first, *itertools.islice(rest, _SENTENCES - 1)]), width=99)


def distinct(make: Callable[[], str], number: int) -> list[str]:
    """Return what a function makes until there are that many different ones."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[make()] = None
    return list(found)
