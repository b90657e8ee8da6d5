"""Marks set on a page's tree: which mentions, with which sense, leading where."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from xml.etree.ElementTree import Element

from generator.addresses import relative
from generator.glossary import Choice, Context, Glossary, Hit
from generator.mark.definitions import Key, definitions
from generator.mark.page import Page, read_context
from generator.mark.rebuild import Mark, rebuild, wrap
from generator.mark.runs import Leaf, Reader

MARK = "glossary-term"
"""The class of a mark."""


class Marker:
    """Marks one page.

    Args:
        glossary: the terms.
        page: what the page says of itself.
        reader: reads its blocks.
        base: what goes before the address of an entry where the page's own is not known.

    Attributes:
        marks: the marks set, in order.
    """

    def __init__(self, glossary: Glossary, page: Page, reader: Reader, base: str) -> None:
        self._glossary = glossary
        self._page = page
        self._reader = reader
        self._base = base
        self._ids: dict[Key, str] = {}
        self._owners: dict[str, Key] = {}
        self._seen: set[str] = set()
        """Names of definitions that the page, or the section, has a mark for."""
        self.marks: list[Element] = []

    def mark(self, root: Element) -> Element | None:
        """Mark a page, and return the definitions that belong at its end, if there are any."""
        self._block(root, self._page.context)
        return definitions(self._glossary, self._ids) if self._ids else None

    def _block(self, block: Element, around: Context) -> None:
        if self._reader.is_shut(block):
            if self._glossary.first == "section" and self._reader.is_heading(block):
                self._seen.clear()
            return
        leaves = self._reader.leaves(block, read_context(block, around))
        marks: list[Mark] = []
        run: list[Leaf] = []
        begin = place = 0
        for leaf in leaves:
            place += len(leaf.text)
            if leaf.block and leaf.node is not None:
                marks += self._run(run, begin)
                self._block(leaf.node, leaf.context)
                run, begin = [], place
            else:
                run.append(leaf)
        marks += self._run(run, begin)
        if marks:
            rebuild(block, wrap(leaves, marks))

    def _run(self, run: Sequence[Leaf], begin: int) -> Iterator[Mark]:
        """Yield the marks of a run of leaves that begins at a place in its block."""
        text = "".join(leaf.text for leaf in run)
        if not text or text.isspace():
            return
        self._note_existing(run)
        ends = list(accumulate(len(leaf.text) for leaf in run))
        closed = [
            (end - len(leaf.text), end) for leaf, end in zip(run, ends, strict=True) if leaf.closed
        ]
        for hit in self._glossary.find(text, closed):
            context = run[bisect_right(ends, hit.start)].context
            mark = self._first(hit, text[hit.start : hit.end], context)
            if mark is not None:
                yield begin + hit.start, begin + hit.end, mark

    def _note_existing(self, run: Sequence[Leaf]) -> None:
        """Count the marks that a page already has as first mentions."""
        for leaf in run:
            if leaf.node is not None and MARK in leaf.node.get("class", "").split():
                self._seen.add(leaf.node.get("aria-describedby", ""))

    def _first(self, hit: Hit, words: str, context: Context) -> Element | None:
        """Return the mark of a mention, unless it is not the first or the page is its entry."""
        if hit.term == self._page.term:
            return None
        choice = self._glossary.choose(hit, context)
        name = self._name((hit.term, choice.senses))
        if name in self._seen:
            return None
        self._seen.add(name)
        self._ids[hit.term, choice.senses] = name
        mark = Element("a", {"class": MARK, "href": self._entry(hit.term, choice)})
        mark.set("aria-describedby", name)
        if expansion := self._expansion(hit.term, choice, words):
            mark.set("data-expansion", expansion)
        self.marks.append(mark)
        return mark

    def _name(self, key: Key) -> str:
        """Return the id of a definition; two that would share one are numbered."""
        name = plain = f"gloss-{key[0]}-{'_'.join(key[1])}"
        number = 1
        while self._owners.setdefault(name, key) != key:
            number += 1
            name = f"{plain}-{number}"
        return name

    def _entry(self, term: str, choice: Choice) -> str:
        """Return the address of an entry, of one sense in it where there is one."""
        fragment = f"#sense-{choice.senses[0]}" if len(choice.senses) == 1 else ""
        target = f"glossary/{term}.md{fragment}"
        return relative(self._page.uri, target) if self._page.uri else f"{self._base}{target}"

    def _expansion(self, term: str, choice: Choice, words: str) -> str:
        """Return what short words stand for, where all senses agree on it."""
        found = {self._glossary.sense(term, sense).expansion for sense in choice.senses}
        expansion = found.pop()
        return expansion if not found and len(words) < len(expansion) else ""
