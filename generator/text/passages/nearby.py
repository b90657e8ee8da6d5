"""The words of a text that come nearest to words which it does not have."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import product

from msgspec import Struct
from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.process import extractOne

from generator.base.model import Block

_WORD = re.compile(r"\w(?:\S*\w)?")
_LONGEST = 40
"""Words of the quotation that are compared: more would cost time and tell no more."""
_LETTERS = 600
"""Letters of it, likewise: words may be long."""
_REFINED = 6
"""Places that are compared letter by letter."""
_SPELLINGS = 3
"""Words of the quotation for which other spellings are sought."""
_CHANGES = 3
"""Changes that are told; of more, the new words themselves tell best."""
_SIMILAR = 0.75
_LEAST = 0.5
_CLEAR = 0.7
_LEAD = 0.08
"""How much likelier than all others, of 1, a place must be to be clearly nearest."""


def changed(before: str, after: str) -> str:
    """Say which words of a text are others now, after a space; nothing where too many are."""
    old, new = (_words(text[:_LETTERS]) for text in (before, after))
    changes = [
        (" ".join(old[op.src_start : op.src_end]), " ".join(new[op.dest_start : op.dest_end]))
        for op in Levenshtein.opcodes(old, new)
        if op.tag != "equal"
    ]
    if not 0 < len(changes) <= _CHANGES:
        return ""
    told = (
        f"“{gone}” now reads “{come}”"
        if gone and come
        else f"“{gone}” is gone"
        if gone
        else f"“{come}” is new"
        for gone, come in changes
    )
    return f" There, {', '.join(told)}."


def is_compared_whole(quote: str) -> bool:
    """Tell whether all of a quotation is compared, and not only its beginning."""
    return len(_words(quote)) <= _LONGEST and len(quote) <= _LETTERS


def _words(text: str) -> list[str]:
    return [word[0] for word in _WORD.finditer(text)]


class _Found(Struct, frozen=True):
    """Words of a block, by the likeness of their letters: 1 is the same."""

    likeness: float
    text: str
    block: int
    first: int
    last: int

    def apart(self, other: "_Found") -> bool:
        """Tell whether the two have no word in common."""
        return self.block != other.block or self.last < other.first or other.last < self.first


class Nearby:
    """A body's words, cut once for any number of searches."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._words = [list(_WORD.finditer(block.text)) for block in blocks]
        self._keys = [[word[0].lower() for word in words] for words in self._words]
        self._vocabulary = sorted({key for keys in self._keys for key in keys})
        self.cost = sum(map(len, self._keys)) + _SPELLINGS * len(self._vocabulary)
        """Words that one search compares."""

    def find(self, quote: str) -> tuple[list[tuple[str, int]], bool]:
        """Return near words with their line, the nearest first.

        Returns:
            The words, and whether the first are clearly nearer than all others.
        """
        quote = quote[:_LETTERS]
        wanted = [word.lower() for word in _words(quote)][:_LONGEST]
        places = nlargest(_REFINED, self._places(Counter(self._spelt(wanted)), len(wanted)))
        refined = [self._refined(quote, -block, -first, len(wanted)) for _, block, first in places]
        apart: list[_Found] = []
        for found in sorted(refined, key=lambda found: -found.likeness):
            if found.likeness >= _LEAST and all(found.apart(other) for other in apart):
                apart.append(found)
        likeness = [found.likeness for found in apart] + [0.0, 0.0]
        clear = likeness[0] >= _CLEAR and likeness[0] - likeness[1] >= _LEAD
        return [(found.text, self._blocks[found.block].line) for found in apart], clear

    def _spelt(self, wanted: Sequence[str]) -> list[str]:
        """Put the nearest word of the text in the place of words that it does not have."""
        known, spelt, sought = set(self._vocabulary), list(wanted), 0
        for index, word in enumerate(wanted):
            if word not in known and sought < _SPELLINGS:
                sought += 1
                near = extractOne(
                    word,
                    self._vocabulary,
                    scorer=Indel.normalized_similarity,
                    score_cutoff=_SIMILAR,
                )
                spelt[index] = near[0] if near else word
        return spelt

    def _places(self, wanted: Counter[str], length: int) -> Iterator[tuple[int, int, int]]:
        """Yield how many words of each stretch are wanted, and its block and first word.

        The latter two are negative: of two stretches that share as much, the earlier is larger.
        """
        for block, keys in enumerate(self._keys):
            have: Counter[str] = Counter()
            shared = 0
            for index, key in enumerate(keys):
                if key in wanted:
                    shared += have[key] < wanted[key]
                    have[key] += 1
                if index >= length and (gone := keys[index - length]) in wanted:
                    have[gone] -= 1
                    shared -= have[gone] < wanted[gone]
                if shared:
                    yield shared, -block, -max(0, index - length + 1)

    def _refined(self, quote: str, block: int, first: int, length: int) -> _Found:
        """Return the likest of the stretches about a place, a word longer or shorter."""
        best = _Found(0.0, "", block, first, first)
        for start, count in product(
            (first - 1, first, first + 1), (length - 1, length, length + 1)
        ):
            best = self._better(best, quote, start, start + count - 1)
        return self._fitted(best, quote)

    def _fitted(self, best: _Found, quote: str) -> _Found:
        """Let a stretch grow or shrink at its ends while it becomes likelier."""
        for _ in range(_LONGEST):
            before = best
            for first, last in ((0, 1), (-1, 0), (0, -1), (1, 0)):
                best = self._better(best, quote, before.first + first, before.last + last)
            if best == before:
                break
        return best

    def _better(self, best: _Found, quote: str, first: int, last: int) -> _Found:
        """Return a stretch from one word to another, or the one so far, whichever is likelier."""
        words, text = self._words[best.block], self._blocks[best.block].text
        last = min(last, len(words) - 1)
        if not 0 <= first <= last:
            return best
        near = text[words[first].start() : words[last].end()]
        likeness = Indel.normalized_similarity(quote, near[: 2 * _LETTERS])
        found = _Found(likeness, near, best.block, first, last)
        return max(best, found, key=lambda found: found.likeness)
