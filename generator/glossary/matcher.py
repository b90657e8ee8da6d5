"""Finding names in text: two automata, boundaries, and no overlaps. Linear in the text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from generator.glossary.normalise import Normal, is_word, lower, normalise
from generator.glossary.records import Hit, Span
from generator.glossary.spellings import Spelling

_PREFIX = re.compile(r"(?<![\w-])(?:non|pre|post|cross)-\Z", re.IGNORECASE)
_PREFIX_REACH = len("-cross-")
"""Characters before a name that decide whether a hyphen there belongs to a listed prefix."""

_DOMAINS = (
    *(".uk", ".com", ".org", ".net", ".eu", ".gov", ".edu", ".int", ".info", ".io"),
    *(".ie", ".fr", ".de", ".scot", ".wales"),
)
_HINT = re.compile("|".join(map(re.escape, ("@", "://", "www.", *_DOMAINS))))
"""Seldom found in prose, and much quicker to look for than an address."""
# A name of dots and letters is an address if it goes on like one or ends in a known domain. Each
# part is possessive and begins where no such part runs, so that no character is read twice. NUL
# ends it: it stands between blocks where a whole page is searched at once.
_ADDRESS = re.compile(
    r"(?<![\w.+%-])(?:www\.[^\s<>\0]++|[\w+%-]++(?:\.[\w+%-]++)*+"
    rf"(?:@[\w.-]++|://[^\s<>\0]++|(?:{'|'.join(rf'(?<={re.escape(d)})' for d in _DOMAINS)})"
    r"(?:[/?#:][^\s<>\0]*+)?))",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s*\(['\"‘“]?\Z")
_CLOSING = re.compile(r"['\"’”]?\)")


class Matcher:
    """Names compiled once, to be looked for in many texts.

    Args:
        spellings: all ways to write the terms; order does not matter.
        protected: longer names in which no term is looked for.
    """

    def __init__(self, spellings: Iterable[Spelling], protected: Iterable[str] = ()) -> None:
        # A protected name goes before any other of the same words.
        guards = (Spelling(name, name != name.lower(), "", (), -1) for name in protected)
        exact: dict[str, Spelling] = {}
        loose: dict[str, Spelling] = {}
        for spelling in sorted([*guards, *spellings], key=lambda each: (each.rank, each.term)):
            if spelling.exact:
                exact.setdefault(spelling.text, spelling)
            else:
                loose.setdefault(lower(spelling.text), spelling)
        self._exact, self._exact_spellings = AhoCorasick(exact), tuple(exact.values())
        self._loose, self._loose_spellings = AhoCorasick(loose), tuple(loose.values())

    def find(self, text: str, closed: Sequence[Span] = ()) -> tuple[Hit, ...]:
        """Return mentions and protected names (with an empty term), in order.

        Args:
            text: as it stands; hits give its offsets.
            closed: stretches, in order, that no mention may touch.
        """
        normal = normalise(text)
        names = self._bounded(normal.text)
        if not names:
            return ()
        return _joined(text, _chosen(names, normal, _merged([*closed, *addresses(normal)])))

    def _bounded(self, text: str) -> list[tuple[int, int, int, Spelling]]:
        """Return every name that stands as words of its own, by start, longest first."""
        found = [
            (start, -end, spelling.rank, spelling)
            for matches, spellings in (
                (self._exact.find_matches_as_indexes(text, True), self._exact_spellings),  # noqa: FBT003
                (self._loose.find_matches_as_indexes(lower(text), True), self._loose_spellings),  # noqa: FBT003
            )
            for index, start, end in matches
            if _stands_alone(text, start, end)
            for spelling in (spellings[index],)
        ]
        found.sort(key=lambda name: name[:3])
        return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the words around let a stretch be a name of its own."""
    if end < len(text) and is_word(text[end]):
        return False
    if not start:
        return not _within_number(text, start, end)
    before = text[start - 1]
    if is_word(before) or before in "#@":
        return False
    if before == "-" and not _PREFIX.search(text[max(0, start - _PREFIX_REACH) : start]):
        return False
    return not _within_number(text, start, end)


def _within_number(text: str, start: int, end: int) -> bool:
    """Tell whether digits are cut out of a longer number, as 111 would be out of 111,000."""
    return text[start:end].isdecimal() and (
        (text[start - 1 : start] in {".", ","} and text[start - 2 : start - 1].isdecimal())
        or (text[end : end + 1] in {".", ","} and text[end + 1 : end + 2].isdecimal())
    )


def addresses(normal: Normal) -> list[Span]:
    """Return where the original holds web addresses, mail addresses and names of hosts."""
    if not _HINT.search(normal.text.lower()):
        return []
    return [normal.span(*found.span()) for found in _ADDRESS.finditer(normal.text)]


def _merged(spans: list[Span]) -> list[Span]:
    """Return stretches in order, those that touch or overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _chosen(
    names: Iterable[tuple[int, int, int, Spelling]], normal: Normal, walls: Sequence[Span]
) -> list[Hit]:
    """Return the leftmost names, the longest of those at one place, that touch nothing closed."""
    hits: list[Hit] = []
    done = 0
    ends = [end for _, end in walls]
    for begin, minus_end, _, spelling in names:
        if begin < done:
            continue
        start, end = normal.span(begin, -minus_end)
        wall = bisect_left(ends, start + 1)
        if wall < len(walls) and walls[wall][0] < end:
            continue
        hits.append(Hit(start, end, spelling.term, spelling.senses))
        done = -minus_end
    return hits


def _joined(text: str, hits: list[Hit]) -> tuple[Hit, ...]:
    """Make one mention of ``Long form (SHORT)``, and of ``SHORT (long form)``."""
    joined: list[Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        if last and last.term == hit.term and last.term and text[last.end - 1] != ")":
            closing = _CLOSING.match(text, hit.end)
            if closing and _OPENING.match(text[last.end : hit.start]):
                joined[-1] = Hit(last.start, closing.end(), hit.term, _common(last, hit))
                continue
        joined.append(hit)
    return tuple(joined)


def _common(one: Hit, other: Hit) -> tuple[str, ...]:
    """Return the senses that both can name; those that contradict each other decide nothing."""
    if not one.senses or not other.senses:
        return one.senses or other.senses
    return tuple(sense for sense in one.senses if sense in other.senses)
