"""Finding names in text: one automaton, boundaries, and no overlaps. Linear in the text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from generator.knowledge.glossary.answers import Hit, Span
from generator.knowledge.glossary.languages import Rules
from generator.knowledge.glossary.normalise import Normal, is_word, lower, normalise
from generator.knowledge.glossary.spellings import PROTECTED, Spelling, nested

_Found = tuple[int, int, str, tuple[str, ...]]
"""Start and end in comparable text, the term, and the senses that the words can name."""

_PREFIX = re.compile(r"(?<![\w-])(?:non|pre|post|cross)-\Z", re.IGNORECASE)
_TAGS = "#@\N{FULLWIDTH NUMBER SIGN}\N{FULLWIDTH COMMERCIAL AT}"
"""Before a name they make a tag or the name of an account of it."""
_PREFIX_REACH = len("-cross-")
"""Characters before a name that decide whether a hyphen there belongs to a listed prefix."""

_DOMAINS = (
    *(".uk", ".com", ".org", ".net", ".eu", ".gov", ".edu", ".int", ".info", ".io", ".co", ".app"),
    *(".ie", ".fr", ".de", ".scot", ".wales", ".cymru", ".london", ".health", ".care", ".local"),
)
_LONGEST_DOMAIN = 12
_HINT = re.compile(r"[.:@][\w/[]")
"""Part of every address, seldom found in prose, and much quicker to look for."""

_LOCAL = r"\w.!#$%&'*+/=?^`{|}~-"
"""What may stand before the “@” of a mail address (RFC 5322, section 3.2.3)."""
_REST = r'[^\s<>"“”\0]'
"""What an address goes on with. NUL stands between blocks where a whole page is searched."""
_KNOWN = "|".join(rf"(?<={re.escape(end)})" for d in _DOMAINS for end in (d, d.upper()))
"""Not with one capital: it begins a sentence that lacks the space before it."""
_ANY = "|".join(rf"(?<=\.[a-z]{{{length}}})" for length in range(2, _LONGEST_DOMAIN))
# Each part is possessive and begins where no such part runs, so that none is read more than once.
_ADDRESS = re.compile(
    rf"(?<![\w+%-])(?i:www\.|mailto:|tel:|sms:|urn:|doi:){_REST}++"
    rf"|(?<![{_LOCAL}])[{_LOCAL}]++@(?:[\w.-]++|\[[\w.:]++\])(?:/{_REST}++)?"
    rf"|(?<![\w.+%-])[\w+.%-]++://{_REST}++"
    rf"|(?<![\w.+%-])\.*+[\w+%-]++(?:\.[\w+%-]++)++(?:(?:{_KNOWN})(?:[/?#:]{_REST}*+)?"
    rf"|(?:{_ANY})/{_REST}++)"
)
_WINDOW = 8192
"""Characters searched at once: what is found in them is held until the longest are chosen."""
_SIGNS = 9
"""Signs that may stand between a name and a bracket; no text has as many."""
_QUOTED = r"['\"”»“]"
_OPENED = r" ?\( ?['\"“„«]*"
_CLOSED = r" ?\)"


class Matcher:
    """Names compiled once, to be looked for in many texts.

    Names nested too deeply are left out: their entries have a problem.

    Args:
        spellings: all ways to write the terms; order does not matter.
        rules: those of the language of the texts.
        protected: longer names in which no term is looked for.

    Attributes:
        compared: places that had the letters of a name, in all texts so far.
    """

    def __init__(
        self, spellings: Iterable[Spelling], rules: Rules, protected: Iterable[str] = ()
    ) -> None:
        guards = (
            Spelling(each, name != name.lower(), "", (), PROTECTED)
            for name in protected
            for each in (name, *rules.forms(name))
        )
        alike: dict[str, list[Spelling]] = {}
        for spelling in sorted([*guards, *spellings], key=lambda each: (each.rank, each.term)):
            alike.setdefault(lower(spelling.text), []).append(spelling)
        for name in nested(alike):
            del alike[name]
        self.compared = 0
        self._automaton = AhoCorasick(alike)
        self._spellings = tuple(map(tuple, alike.values()))
        self._longest = max(map(len, alike), default=0)
        signs = f"(?:{rules.possessive}|{_QUOTED})" if rules.possessive else _QUOTED
        ending = f"{signs}{{0,{_SIGNS}}}"
        self._opening = re.compile(ending + _OPENED)
        self._closing = re.compile(ending + _CLOSED)

    def find(self, text: str, closed: Sequence[Span] = ()) -> tuple[Hit, ...]:
        """Return mentions and protected names (with an empty term), in order.

        Args:
            text: as it stands; hits give its offsets.
            closed: stretches, in order, that no mention may touch.
        """
        normal = normalise(text)
        return tuple(
            Hit(*normal.span(start, end), term, senses)
            for start, end, term, senses in self._joined(normal.text, self._chosen(normal, closed))
        )

    def _chosen(self, normal: Normal, closed: Sequence[Span]) -> Iterator[_Found]:
        """Yield the leftmost names, the longest of those at one place, that touch nothing closed.

        What begins within a name that was chosen is not looked at any more.
        """
        text, done = normal.text, 0
        walls: _Walls | None = None
        for start, end, index in self._places(text):
            if start < done:
                continue
            spelling = self._as_written(text, start, end, index)
            if spelling is None:
                continue
            walls = walls or _Walls(normal, closed)
            if not walls.touch(start, end):
                done = end
                yield start, end, spelling.term, spelling.senses

    def _places(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield where the letters of names stand, by start, longest first, and which those are."""
        small = lower(text)
        for begin in range(0, len(small), _WINDOW):
            # What begins in a window may end in the next.
            window = small[begin : begin + _WINDOW + self._longest]
            found = self._automaton.find_matches_as_indexes(window, True)  # noqa: FBT003
            self.compared += len(found)
            # They come by their ends, so that backwards the longest of one start is first.
            found.reverse()
            found.sort(key=itemgetter(1))
            for index, start, end in found:
                if start >= _WINDOW:
                    break
                yield begin + start, begin + end, index

    def _as_written(self, text: str, start: int, end: int, index: int) -> Spelling | None:
        """Return the first of the names spelled alike whose capitals a word of its own has."""
        if not _stands_alone(text, start, end):
            return None
        words = text[start:end]
        return next((each for each in self._spellings[index] if each.is_as(words)), None)

    def _joined(self, text: str, found: Iterable[_Found]) -> list[_Found]:
        """Make one mention of ``Long form (SHORT)``, and of ``SHORT (long form)``."""
        joined: list[_Found] = []
        whole = False
        for name in found:
            last = joined[-1] if joined else None
            if last and name[0] < last[1]:
                continue  # a bracket that closes what was joined, where a name consists of brackets
            if last and not whole and last[2] == name[2] and name[2]:
                closing = self._closing.match(text, name[1])
                if closing and self._opening.fullmatch(text, last[1], name[0]):
                    joined[-1] = (last[0], closing.end(), name[2], _common(last[3], name[3]))
                    whole = True
                    continue
            joined.append(name)
            whole = False
        return joined


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the words around let a stretch be a name of its own."""
    if end < len(text) and is_word(text[end]):
        return False
    if not start:
        return not _within_number(text, start, end)
    before = text[start - 1]
    if is_word(before) or before in _TAGS:
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
    text = normal.text
    found: list[Span] = []
    end = 0
    for hint in _HINT.finditer(text):
        if hint.start() >= end:
            start = text.rfind(" ", end, hint.start()) + 1 or end
            end = text.find(" ", hint.end())
            end = len(text) if end < 0 else end
            found += [normal.span(*each.span()) for each in _ADDRESS.finditer(text, start, end)]
    return found


class _Walls:
    """Stretches that no mention may touch; they are looked for where there is a name at all.

    Args:
        normal: the text.
        closed: stretches of the original, besides addresses.
    """

    def __init__(self, normal: Normal, closed: Sequence[Span]) -> None:
        self._normal = normal
        self._walls = sorted([*closed, *addresses(normal)])
        self._ends = [*accumulate((end for _, end in self._walls), max)]
        """To where the walls up to each reach: one may lie within another."""

    def touch(self, start: int, end: int) -> bool:
        """Tell whether one of them has a character in common with a stretch of comparable text."""
        if not self._walls:
            return False
        start, end = self._normal.span(start, end)
        wall = bisect_left(self._ends, start + 1)
        return wall < len(self._walls) and self._walls[wall][0] < end


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the senses that both can name; those that contradict each other decide nothing."""
    if not one or not other:
        return one or other
    return tuple(sense for sense in one if sense in other)
