"""The sentence around a place in a paragraph."""

import re

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
    """Return the sentence that holds a place."""
    start, end = next((s, e) for s, e in reversed(bounds) if s <= place)
    return text[start:end].strip()
