"""Marks set on a page's tree: which mentions, with which sense, leading where."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from xml.etree.ElementTree import Element

from generator.base.addresses import relative, sense_anchor
from generator.base.names import numbered
from generator.knowledge.glossary import Glossary, Hit
from generator.publish.marking.definitions import DEFINITIONS, Key, definitions
from generator.publish.marking.page import Page
from generator.publish.marking.runs import Leaf, Reader
from generator.publish.marking.surround import surround

_ANY = "any"
_ENTRIES = f"glossary/{_ANY}"
"""Where entries lie; the last part stands for each of them."""
_CACHED = 8192


class _Shown(NamedTuple):
    """What all marks of one meaning share, on whatever page.

    Attributes:
        name: the id of its definition, if no other meaning on the page has it.
        entry: address of its entry, among the entries; of one sense in it where there is one.
        expansion: what the term stands for, where all its senses here agree on it.
    """

    name: str
    entry: str
    expansion: str


class Marker:
    """Marks one page.

    Args:
        glossary: the terms.
        page: what the page says of itself.
        reader: reads its words.
        base: what goes before the address of an entry where the page's own is not known.

    Attributes:
        marks: the marks set, in order.
    """

    def __init__(self, glossary: Glossary, page: Page, reader: Reader, base: str) -> None:
        self._glossary = glossary
        self._page = page
        self._reader = reader
        entries = relative(page.uri, _ENTRIES) if page.uri else f"{base}{_ENTRIES}"
        self._entries = entries.removesuffix(_ANY)
        self._names: dict[Key, str] = {}
        self._taken: set[str] = set()
        """Ids of definitions: of several meanings that would share one the later are numbered."""
        self._keys: dict[tuple[str, tuple[str, ...], int], Key] = {}
        self._seen: set[tuple[int, Key]] = set()
        """What is marked already, in which section."""
        self.marks: list[Element] = []

    def mark(self, root: Element) -> str:
        """Mark a page, and return the definitions that belong at its end, or nothing.

        A page that has them is marked already, and stays as it is.
        """
        if any(part.get("class") == DEFINITIONS for part in root.iter("aside")):
            return ""
        self._reader.read(root, self._page.context)
        leaves = self._reader.leaves
        ends = list(accumulate(len(leaf.text) for leaf in leaves))
        closed = [
            (end - len(leaf.text), end)
            for leaf, end in zip(leaves, ends, strict=True)
            if leaf.closed
        ]
        text = "".join(leaf.text for leaf in leaves)
        found: list[tuple[Leaf, int, Leaf, int, Element]] = []
        for hit in self._glossary.find(text, closed):
            first = bisect_right(ends, hit.start)
            last = bisect_right(ends, hit.end - 1)
            mark = self._first(hit, text[hit.start : hit.end], leaves[first])
            if mark is not None:
                start = hit.start - ends[first] + len(leaves[first].text)
                end = hit.end - ends[last] + len(leaves[last].text)
                found.append((leaves[first], start, leaves[last], end, mark))
        for place in reversed(found):
            surround(*place)
        self.marks = [mark for *_, mark in found]
        return definitions(self._glossary, self._names) if found else ""

    def _first(self, hit: Hit, words: str, leaf: Leaf) -> Element | None:
        """Return the mark of a mention, unless it is not the first or the page is its entry."""
        if hit.term == self._page.term:
            return None
        key = self._key(hit, leaf)
        scoped = (leaf.section if self._glossary.first == "section" else 0, key)
        if scoped in self._seen:
            return None
        self._seen.add(scoped)
        shown = _shown(self._glossary, key)
        if key not in self._names:
            self._names[key] = numbered(shown.name, self._taken)
            self._taken.add(self._names[key])
        name = self._names[key]
        href = f"{self._entries}{shown.entry}"
        mark = Element("a", {"aria-describedby": name, "class": "glossary-term", "href": href})
        if len(words) < len(shown.expansion):
            mark.set("data-expansion", shown.expansion)
        return mark

    def _key(self, hit: Hit, leaf: Leaf) -> Key:
        """Return what a mention means; the same words in one place mean the same."""
        asked = (hit.term, hit.senses, id(leaf.context))
        if asked not in self._keys:
            self._keys[asked] = (hit.term, self._glossary.choose(hit, leaf.context).senses)
        return self._keys[asked]


@lru_cache(maxsize=_CACHED)
def _shown(glossary: Glossary, key: Key) -> _Shown:
    """Return what the marks of one meaning share; the same ones are on page after page."""
    term, senses = key
    fragment = f"#{sense_anchor(senses[0])}" if len(senses) == 1 else ""
    expansions = {glossary.sense(term, sense).expansion for sense in senses}
    return _Shown(
        name=f"gloss-{term}-{'_'.join(senses)}",
        entry=f"{term}.md{fragment}",
        expansion=expansions.pop() if len(expansions) == 1 else "",
    )
