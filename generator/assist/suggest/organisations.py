"""Organisations in a text, by the words that make names of them, and what stands for them later."""

import re
from collections.abc import Iterable, Iterator

KINDS = (
    "alliance|association|authority|board|bureau|charity|commission|committee|company|council|"
    "department|federation|forum|foundation|government|group|guild|hospital|inspectorate|institute|"
    "ministry|network|office|partnership|practice|regulator|school|service|society|surgery|trust|"
    "union|university"
)
"""Kinds of organisation; “the trust” stands for the last one whose name has that word."""
_MORE = (
    "agency|assembly|bank|centre|circle|club|coalition|college|confederation|corporation|court|"
    "ambulance|charities|clinic|executive|ferries|homes|housing|observatory|panel|taskforce|friends|healthwatch|hospitals|hospice|laboratory|limited|ltd|museum|nhs|"
    "parliament|party|police|post|press|project|services|theatre|times|town|unison|unite|workshop"
)
_NAMED = re.compile(rf"\b(?:{KINDS}|{_MORE})s?\b", re.IGNORECASE)
_CAPITAL = r"(?:[A-Z][\w&-]{0,40}+(?:[’']s?(?= [A-Z]))?|\d(?= [A-Z]))"
ORGANISATION = rf"(?<![\w&-]){_CAPITAL}(?: (?:(?:of|for|and)(?: the)? )?{_CAPITAL}){{0,10}}"
_ANY = re.compile(ORGANISATION)
_SHORT = re.compile(r"[A-Z]{3,6}")
_LEADING = re.compile(r"(?:The|A|An|In|On|At|As|But|And|Our|Its|Their|One|When|According to|From) ")
_KIND = re.compile(rf"\b({KINDS})\b", re.IGNORECASE)


def organisations(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield the names of organisations in a sentence: start, end and name."""
    for found in _ANY.finditer(sentence):
        name, start = found[0], found.start()
        while opens := _LEADING.match(name):
            name, start = name[opens.end() :], start + opens.end()
        for part in _parts(name):
            if is_organisation(part):
                first = start + name.find(part)
                yield first, first + len(part), part


def _parts(name: str) -> list[str]:
    """Return the two names that “and” joins, or the one that it is part of."""
    halves = name.split(" and ")
    return halves if all(map(is_organisation, halves)) else [name]


def is_organisation(name: str) -> bool:
    """Tell whether words with capitals are the name of an organisation."""
    words = name.split()
    if _SHORT.fullmatch(name):
        return True
    return len(words) > 1 and _NAMED.search(name) is not None


_GENERIC = re.compile(rf"\b[Tt]he ((?:[a-z]+ )?(?:{KINDS}))\b(?![’'-])")
"""What may stand for an organisation that was named before."""


class Named:
    """The organisations that a text has named so far.

    Args:
        author: the one that speaks in the text as “we”, or empty.
    """

    def __init__(self, author: str = "") -> None:
        self.author = author
        self.last = author
        self._of_kind: dict[str, str] = {}

    def hear(self, sentence: str) -> None:
        """Take note of the organisations of a sentence."""
        found = [(start, name) for start, _, name in organisations(sentence)]
        found += [(each.start(), each[1]) for each in _GENERIC.finditer(sentence)]
        for _, name in sorted(found):
            self.note(self.meant(name))

    def note(self, name: str) -> None:
        """Take note of one."""
        self.last = name
        for kind in _KIND.findall(name):
            self._of_kind[kind.lower()] = name

    def meant(self, words: str) -> str:
        """Return which one is meant by words such as “the trust”, or the words themselves."""
        bare = re.sub(r"^(?:the|The) ", "", words)
        return self._of_kind.get(bare.lower(), bare)


def author_of(title: str, texts: Iterable[str]) -> str:
    """Return the organisation whose answer or submission a text is, or nothing."""
    answer = re.compile(
        r"\b(?:[Rr]esponse|[Ss]ubmission|[Ee]vidence|[Aa]nswer|[Ss]tatement) (?:of|from|by) "
        rf"(?:the )?({ORGANISATION})"
    )
    for text in (title, *texts):
        if found := answer.search(text):
            return found[1]
    return ""
