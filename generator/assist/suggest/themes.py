"""Which themes a sentence speaks for: by the words that themes themselves use more than others."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from generator.base.model import Library, Theme

_WORD = re.compile(r"[a-zà-ÿ]{4,}")
_ENDING = re.compile(r"(?:ies|es|s|ing|ed|ly)$")
_TITLE = 5
"""Weight of a title's word: it names the theme."""
_SHARE = 0.5
"""Share of a word's uses from which it speaks for one theme rather than another."""
_ENOUGH = 1.0
LITTLE = frozenset(
    "about after also and another because been before being between both could does each "  # noqa: SIM905
    "even every from have here into just like made make many more most much need only "
    "other over said same says should some still such than that their them then there "
    "these they this those through time under very well were what when where which while "
    "will with within without would your".split()
)


class Leaning(Struct, frozen=True):
    """A theme that a sentence speaks for: how strongly, and by which of its words."""

    theme: str
    score: float
    words: tuple[str, ...]


class Vocabulary:
    """The words of each theme: its own, those of its lines, and those of points that it has."""

    def __init__(self, library: Library) -> None:
        uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for theme in library.themes.values():
            for text, weight in _texts(theme, library):
                for word in set(stems(text)):
                    uses[word][theme.id] += weight
        # Of two themes the one with more points has more of any word; that says nothing of it.
        size: Counter[str] = Counter()
        for counts in uses.values():
            size.update(counts)
        most = max((sum(counts.values()) for counts in uses.values()), default=0)
        self._weights: dict[str, tuple[str, float]] = {}
        for word, counts in uses.items():
            rates = {id_: count / size[id_] for id_, count in counts.items()}
            first = max(sorted(rates), key=rates.__getitem__)
            share = rates[first] / sum(rates.values())
            if share > _SHARE:
                rare = 1 - math.log(sum(counts.values())) / math.log(most + 1)
                self._weights[word] = (first, share * (0.5 + rare))

    def leanings(self, sentence: str) -> tuple[Leaning, ...]:
        """Return the themes that a sentence speaks for, the strongest first."""
        words: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for stem, word in stems(sentence).items():
            if stem in self._weights:
                theme, weight = self._weights[stem]
                words[theme][word] = weight
        found = [
            Leaning(theme, round(sum(own.values()), 2), tuple(sorted(own)))
            for theme, own in words.items()
            if sum(own.values()) >= _ENOUGH
        ]
        return tuple(sorted(found, key=lambda leaning: (-leaning.score, leaning.theme)))


def stems(text: str) -> dict[str, str]:
    """Return the stem of each word of weight → the word."""
    words = (word for word in _WORD.findall(text.lower()) if word not in LITTLE)
    return {_ENDING.sub("", word): word for word in words}


def _texts(theme: Theme, library: Library) -> Iterator[tuple[str, int]]:
    yield theme.title, _TITLE
    yield theme.question, 2
    yield from ((message.text, 1) for message in theme.messages)
    yield from ((question.text, 1) for question in theme.questions)
    yield from ((point.text, 1) for point in library.points.values() if theme.id in point.themes)
