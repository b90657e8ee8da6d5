"""Marks set on a page's tree: which mentions, with which sense, leading where."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from xml.etree.ElementTree import Element

from generator.addresses import relative
from generator.glossary import Glossary, Hit
from generator.mark.definitions import Key, definitions
from generator.mark.page import Page
from generator.mark.runs import Leaf, Reader
from generator.mark.surround import surround

MARK = "glossary-term"
"""The class of a mark."""
_ANY = "any"
_ENTRIES = f"glossary/{_ANY}"
"""Where entries lie; the last part stands for each of them."""


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
        self._base = relative(page.uri, _ENTRIES) if page.uri else f"{base}{_ENTRIES}"
        self._names: dict[Key, str] = {}
        self._keys: dict[str, Key] = {}
        self._seen: set[tuple[int, str]] = set()
        """Sections with the names of the definitions that they have a mark for."""
        self.marks: list[Element] = []

    def mark(self, root: Element) -> str:
        """Mark a page, and return the definitions that belong at its end, or nothing."""
        self._reader.read(root, self._page.context)
        leaves = self._reader.leaves
        self._note_existing(leaves)
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

    def _note_existing(self, leaves: Sequence[Leaf]) -> None:
        """Count the marks that a page already has as first mentions."""
        for leaf in leaves:
            if leaf.closed and MARK in leaf.owner.get("class", "").split():
                name = leaf.owner.get("aria-describedby", "")
                self._seen.add((self._scope(leaf), name))

    def _scope(self, leaf: Leaf) -> int:
        """Return the number of what has one mark for each meaning: the page, or a section."""
        return leaf.section if self._glossary.first == "section" else 0

    def _first(self, hit: Hit, words: str, leaf: Leaf) -> Element | None:
        """Return the mark of a mention, unless it is not the first or the page is its entry."""
        if hit.term == self._page.term:
            return None
        senses = self._glossary.choose(hit, leaf.context).senses
        name = self._name((hit.term, senses))
        if (self._scope(leaf), name) in self._seen:
            return None
        self._seen.add((self._scope(leaf), name))
        self._names[hit.term, senses] = name
        attributes = {"class": MARK, "href": self._entry((hit.term, senses))}
        mark = Element("a", attributes, **{"aria-describedby": name})
        if expansion := self._expansion((hit.term, senses), words):
            mark.set("data-expansion", expansion)
        return mark

    def _name(self, key: Key) -> str:
        """Return the id of a definition; of several that would share one the later are numbered."""
        name = plain = f"gloss-{key[0]}-{'_'.join(key[1])}"
        number = 1
        while self._keys.setdefault(name, key) != key:
            number += 1
            name = f"{plain}-{number}"
        return name

    def _entry(self, key: Key) -> str:
        """Return the address of an entry, of one sense in it where there is one."""
        term, senses = key
        fragment = f"#sense-{senses[0]}" if len(senses) == 1 else ""
        return f"{self._base.removesuffix(_ANY)}{term}.md{fragment}"

    def _expansion(self, key: Key, words: str) -> str:
        """Return what short words stand for, where all senses agree on it."""
        found = {self._glossary.sense(key[0], sense).expansion for sense in key[1]}
        expansion = found.pop()
        return expansion if not found and len(words) < len(expansion) else ""
