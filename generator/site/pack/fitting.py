"""As much of a paper as so many pages hold."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from generator.site.pack.error import PackError
from generator.site.pack.pdf import length_of
from generator.site.pack.sheet import in_word

_CHARACTERS = 4_700
"""Characters on a page: a first guess, which the first try puts right."""
_FULL = 0.9
"""Of the room: a paper that takes so much of it is not tried longer."""
_TAG = re.compile("<style>.*?</style>|<[^>]*>", re.DOTALL)


def fitted_to(pages: int, html: Callable[[int], str], most: int) -> str:
    """Return the longest paper that fits in a PDF and in Word, or nearly so.

    Setting type costs the most, so the length is guessed from the number of characters, and each
    try makes the next guess better.

    Args:
        pages: how many there may be.
        html: the paper that holds the first so many items.
        most: how many there are.

    Raises:
        PackError: not even one without items fits.
    """
    paper = cache(html)
    low, high, rate = -1, most + 1, float(_CHARACTERS)
    while high - low > 1:
        sizes = range(most + 1)
        guess = bisect_right(sizes, pages * rate, key=lambda steps: _size(paper(steps))) - 1
        steps = min(max(guess, low + 1), high - 1)
        length = _longest(paper(steps), pages)
        rate = _size(paper(steps)) / length
        low, high = (steps, high) if length <= pages else (low, steps)
        if low == steps and length > _FULL * pages:
            break
    if low < 0:
        raise PackError(f"The template makes more than {pages} pages of a paper without items.")
    return paper(low)


def _longest(html: str, pages: int) -> float:
    """Return how many pages a paper takes where it takes most; Word is asked where the PDF fits."""
    length = length_of(html)
    return length if length > pages else max(length, length_of(in_word(html)))


def _size(html: str) -> int:
    return len(_TAG.sub("", html))
