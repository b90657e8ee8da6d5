"""Which words of a text differ from those of another."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import LCSseq

_WORDS = re.compile(r"(?<!\s)\s*+\S++")
_MOST = 3_000
"""Words of a text that are compared; longer ones differ as a whole."""
_ENOUGH = 0.3
"""How much of both must be alike: else the marks would tell less than the two texts do."""

Piece = tuple[str, bool]
"""Some words, and whether they differ."""


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces that are alike or differ."""
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    plain = [word.strip() for word in one], [word.strip() for word in other]
    if max(len(one), len(other)) > _MOST or LCSseq.normalized_similarity(*plain) < _ENOUGH:
        return [(before, False)], [(after, False)]
    ours: list[Piece] = []
    theirs: list[Piece] = []
    for step in LCSseq.opcodes(*plain):
        ours += _piece(one[step.src_start : step.src_end], step.tag)
        theirs += _piece(other[step.dest_start : step.dest_end], step.tag)
    return ours, theirs


def _piece(words: list[str], tag: str) -> Iterator[Piece]:
    if words:
        yield "".join(words), tag != "equal"
