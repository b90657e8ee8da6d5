"""The known word that a slip was meant to be, at a cost that no content can drive up.

Likeness is what both words have in common, in order, as a share of their letters: 1 is the same
(the normalised indel similarity of RapidFuzz).
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from msgspec import Struct
from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from generator.base.names import LONGEST_ID
from generator.base.problems import At, Problem

_NEAR = 0.7
"""Likeness from which two words may be a slip of one another."""
_CLEAR = 0.08
"""Lead in likeness that the nearest word needs over the next."""
COMPARISONS = 3_000_000
"""Words compared in one run, about a second's work."""


class _Allowance(Struct):
    """How many words a run may still compare, and for how many it sought no hint any more."""

    left: int
    refused: int = 0

    def spend(self, words: int) -> bool:
        """Tell whether there is enough for so many comparisons, and take it."""
        enough = words <= self.left
        self.left -= words if enough else 0
        self.refused += not enough
        return enough


_allowance: ContextVar[_Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def allowance(words: int = COMPARISONS) -> Iterator[None]:
    """Let all hints that are sought within share what one run may spend: so many comparisons."""
    token = _allowance.set(_Allowance(words))
    try:
        yield
    finally:
        _allowance.reset(token)


def hints_left_out() -> list[Problem]:
    """Say so where the allowance did not suffice."""
    shared = _allowance.get()
    if not shared or not shared.refused:
        return []
    message = f"So many names are unknown that {shared.refused:,} of them have no hint."
    hint = "Fix those that have one, and check again."
    return [Problem(At("content"), "hints-left-out", message, hint)]


def affordable(words: int) -> bool:
    """Tell whether a run may still make so many comparisons for a hint, and count them."""
    shared = _allowance.get()
    return not shared or shared.spend(words)


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that a word is clearly a slip of, or nothing.

    A wrong hint is worse than none: where two known words are about as near, there is none.
    """
    if len(word) > LONGEST_ID or not affordable(len(known)):
        return ""
    small = {each: each[: 2 * LONGEST_ID].lower() for each in known}
    found = extract(
        word.lower(),
        small,
        scorer=Indel.normalized_similarity,
        limit=2,
        score_cutoff=_NEAR - _CLEAR,
    )
    if not found or found[0][1] < _NEAR:
        return ""
    lead = found[0][1] - found[1][1] if len(found) > 1 else 1.0
    return found[0][2] if lead >= _CLEAR else ""
