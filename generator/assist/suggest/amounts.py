"""Figures that tell something, as they are written: money with its sign, “one in five” whole."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.text.figures import figures

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_APART = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH})"
    r"(?: \d{1,2}(?:st|nd|rd|th)?\b(?!%| per))?,?(?: \d{4})?\b"
    r"|\b(?:19|20)\d{2}(?:[-/–]\d{2,4})?\b(?! (?:people|pounds|homes|staff))"
    r"|(?<![£$€\d.,])\d{1,2}[.:]\d{2} ?(?:am|pm)?\b(?!%| (?:per|pounds|million|billion|days|times))"
    r"|\b\w+ in the (?:morning|afternoon|evening)\b|\b\d{1,2} ?(?:am|pm)\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    # Places, telephone numbers, and what is only counted through.
    r"|\b\d{1,4}[a-z]?,? (?:[A-Z][\w’'-]+ ){1,4}(?:Street|Road|Lane|Avenue|Parade|Square|Close|"
    r"Drive|"
    r"Way|Place|Court|Terrace|Wharf|Quay|Hill|Row|Gardens|Crescent|Park|House)\b"
    r"|\b0\d{2,4} \d{3,4}(?: \d{3,4})?\b"
    r"|\b(?:[Ss]ection|[Ii]tem|[Pp]age|[Cc]hapter|[Qq]uestion|[Tt]able|[Ff]igure|[Pp]aragraph|[Pp]art|"
    r"[Pp]hase|[Nn]umber|[Nn]o\.|[Ss]uite|[Rr]oom|[Ff]loor|[Uu]nit|[Rr]oute|[Ll]evel|[Tt]ier|[Bb]and|"
    r"[Gg]rade|[Vv]ersion|[Vv]olume|[Ii]ssue|[Aa]nnex|[Cc]lause|[Rr]egulation|[Ss]tage|[Ss]tep|"
    r"[Aa]ppendix|[Rr]ecommendation|[Cc]ategory|[Cc]ohort|[Bb]ox) \d+(?:\.\d+)*"
    r"(?: (?:of|to|and|or|–) \d+)?\b"
    # The name of a plan, not the time that something took.
    r"|(?<![\w-])[\w-]+-(?:year|month|week|day|hour|point|page|step)(?:-old)?s?\b(?! (?:wait|delay|"
    r"stay|rise|fall|gap|low|high|peak))"
    r"|\b(?:[Tt]he )?(?:first|second|third|fourth|last|next|this|that|each|every|for a) quarter\b"
)
"""Dates and what else holds numbers that say nothing of how many."""
_RATIO = re.compile(r" (?:in|out of)(?: every)? ")
_TIME = re.compile(r" (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b")
_OF_PART = re.compile(
    r" (?:of|the|off|from|more|less|fewer|as|a|an|their|its|our)\b|[.,;:)”’]|$| that\b"
)
_ALONE = frozenset({"a", "one"})
_MONEY = "£$€"


def amounts(sentence: str) -> tuple[str, ...]:
    """Return a sentence's figures; dates, addresses, numbers of items and the like are none."""
    plain = " ".join(sentence.split())
    return tuple(plain[start:end] for start, end in _joined(plain, list(_places(plain))))


def _places(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where the figures of a sentence stand."""
    masked = _APART.sub(lambda found: "…" * len(found[0]), plain)
    at = 0
    for written in figures(masked):
        start = masked.find(written, at)
        if start < 0:
            continue
        at = start + len(written)
        yield start, at


def _joined(plain: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield figures, two that are a ratio as one, and money with its sign."""
    skip = False
    for (start, end), (after, last) in pairwise([*places, (-1, -1)]):
        if skip:
            skip = False
        elif after > 0 and _is_ratio(plain, (start, end), (after, last)):
            skip = True
            yield start, last
        elif _tells(plain, start, end):
            yield start - (plain[start - 1 : start] in _MONEY and start > 0), end


def _is_ratio(plain: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell whether two figures are one, such as “two in five”, and not “two in five years”."""
    counts = all(plain[end - 1].isalnum() for _, end in (first, second))
    between = plain[first[1] : second[0]]
    return counts and _RATIO.fullmatch(between) is not None and not _TIME.match(plain, second[1])


def _tells(plain: str, start: int, end: int) -> bool:
    """Tell whether a figure tells anything: “one” does not, nor a quarter of a year."""
    written = plain[start:end].lower()
    if written in _ALONE:
        return False
    return not written.startswith("a ") or _OF_PART.match(plain, end) is not None
