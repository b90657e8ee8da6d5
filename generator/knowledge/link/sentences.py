"""The sentence around a place in a paragraph."""

import re
from bisect import bisect_right
from operator import itemgetter

_BEFORE, _AFTER, _STEP = 225, 375, 150
"""Characters of a sentence before and after each step in it: places that are near share a cut."""
_END = re.compile(r"[.!?]['\"’”)]*\s+(?=[\"'‘“(]*[A-Z0-9£])")
_ABBREVIATIONS = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|Sir|St|No|no|vs|e\.g|i\.e|etc|c|ca|[A-Z])\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence; together they cover the text."""
    ends = [found.end() for found in _END.finditer(text) if not _abbreviated(text, found.start())]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _abbreviated(text: str, stop: int) -> bool:
    """Tell whether the full stop there belongs to an abbreviation; none is longer than this."""
    return _ABBREVIATIONS.search(text, max(0, stop - 5), stop + 1) is not None


def sentence_at(text: str, bounds: list[tuple[int, int]], place: int) -> str:
    """Return the sentence that holds a place, or of a very long one what is round the place.

    A text without full stops would otherwise be repeated whole for each of its mentions.
    """
    start, end = bounds[bisect_right(bounds, place, key=itemgetter(0)) - 1]
    step = place - place % _STEP
    first, last = max(start, step - _BEFORE), min(end, step + _AFTER)
    before = "" if first == start else "…"
    after = "" if last == end else "…"
    return f"{before}{text[first:last].strip()}{after}"
