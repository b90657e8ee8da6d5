"""Stage 4: each point's passage is found by its words in the text.

A quotation is what the W3C Web Annotation Data Model (section 4.2.4) calls a TextQuoteSelector.
White space, quotation marks, kinds of dash, soft hyphens and inline mark-up do not count in the
comparison; letters and their case do. A passage stands in one block and on whole words.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from msgspec import Struct, field
from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.model import Block, Passage
from generator.base.nearest import affordable
from generator.base.problems import At, Problem, short
from generator.text.markup import parse
from generator.text.markup.parser import NOTE
from generator.text.passages.nearby import Nearby, changed, is_compared_whole

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = (
    "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u00ab\u00bb\u2039\u203a"
)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANKS = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space but the space itself."""
_ODD = re.compile(f"[{_DASHES}{_QUOTES}{_UNSEEN}{_BLANKS}]")
"""What the normal text has none of."""
_DASH = re.compile(f"[{_DASHES}]")
_DROPPED = re.compile(f"[{_QUOTES}{_UNSEEN}]")
_SPACE = re.compile(r"\s")
_BLANK = re.compile(r"\s{2,}|[^\S ]")
_CHANGED = re.compile(rf"\s*[{_QUOTES}{_UNSEEN}][\s{_QUOTES}{_UNSEEN}]*|\s{{2,}}")
"""Runs of characters that the normal text has fewer of."""
_MARKED = re.compile(r"[*_~`\[\\&<]")
_MOST_HITS = 100
_ENOUGH = 4
"""Places that are looked for to tell whether words stand in one alone."""
_MOST_SEARCHES = 50
"""Quotations of one body for which near words are sought: a text put in another's place has
hundreds, and the first few tell."""
_SCANNED = 2
"""Characters that are read, to tell places apart, in the time that one word is compared in."""
_SHOWN = 3
_CONTEXT = 6
"""Words before or after that are tried to tell one place from another."""
_COPY = "Copy three to eight words from one paragraph of the text."


class Quote(Struct, frozen=True, kw_only=True):
    """Words to be found in a text.

    Attributes:
        exact: the words.
        prefix: what stands right before them, where that is needed to tell places apart.
        suffix: what stands right after them.
        at: where the front matter says so.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    at: At


def locate(
    blocks: Sequence[Block], quotes: Mapping[str, Quote]
) -> tuple[dict[str, Passage], list[Problem]]:
    """Find each quotation in a body.

    Args:
        blocks: the body's blocks.
        quotes: point id → quotation.

    Returns:
        Point id → passage for those that occur once, and a problem for each of the others.
    """
    text = _Text(blocks)
    passages: dict[str, Passage] = {}
    problems: list[Problem] = []
    for id_, quote in quotes.items():
        hits = text.hits(quote) or text.hits(_unmarked(quote))
        if len(hits) == 1:
            passages[id_] = text.passage(hits[0])
        else:
            problems.append(text.ambiguous(quote, hits) if hits else text.missing(quote))
    return passages, problems


def clearly_meant(blocks: Sequence[Block], quote: Quote) -> str:
    """Return the words that a quotation, once they were edited, now clearly means, or nothing.

    Nothing is returned where it is found as it is, stands in more than one place, or no stretch of
    the text is clearly nearest.
    """
    text = _Text(blocks)
    if text.hits(quote) or text.hits(_unmarked(quote)) or not _words(quote.exact):
        return ""
    if alone := text.hits(replace(quote, prefix="", suffix="")):
        return quote.exact if len(alone) == 1 else ""
    found, clear = text.nearest(quote)
    return found[0][0] if clear and is_compared_whole(quote.exact) else ""


def _normal(text: str) -> str:
    if "  " not in text and not _ODD.search(text):
        return text
    return _BLANK.sub(" ", _DASH.sub("-", _DROPPED.sub("", text)))


def _words(text: str) -> str:
    return _normal(unicodedata.normalize("NFC", text)).strip()


def _unmarked(quote: Quote) -> Quote:
    """Return the quotation without inline mark-up, as it may be copied out of a body."""

    def plain(text: str) -> str:
        if not _MARKED.search(text):
            return text
        document, _ = parse(NOTE.sub("", text), quote.at, Bounds())
        return " ".join(block.text for block in document.blocks)

    return replace(
        quote, exact=plain(quote.exact), prefix=plain(quote.prefix), suffix=plain(quote.suffix)
    )


def _original(text: str, position: int, runs: re.Pattern[str]) -> int:
    """Return where a character of the normal text, not a space, stands in the text itself."""
    removed = 0
    for run in runs.finditer(text):
        kept = 1 if _SPACE.search(run[0]) else 0
        if position < run.start() - removed + kept:
            break
        removed += len(run[0]) - kept
    return position + removed


class _Text(Struct):
    """The normal text of a body, its blocks parted by newlines."""

    blocks: Sequence[Block]
    normal: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""
    flat: str = ""
    """The text with spaces between the blocks: what stands before a passage may lie in another."""
    nearby: Nearby | None = None
    searches: int = 0

    def __post_init__(self) -> None:
        self.normal = [_normal(block.text) for block in self.blocks]
        self.text = "\n".join(self.normal)
        self.flat = " ".join(self.normal)
        position = 0
        for part in self.normal:
            self.starts.append(position)
            position += len(part) + 1

    def hits(self, quote: Quote, most: int = _MOST_HITS) -> list[tuple[int, int]]:
        """Return where the quotation stands within blocks: start and end in the normal text."""
        return [hit for hit in self._anywhere(quote, most) if "\n" not in self.text[slice(*hit)]]

    def _anywhere(self, quote: Quote, most: int = _MOST_HITS) -> list[tuple[int, int]]:
        exact, prefix, suffix = map(_words, (quote.exact, quote.prefix, quote.suffix))
        if not exact:
            return []
        before = (prefix, f"{prefix} ") if prefix else ("",)
        after = (suffix, f" {suffix}") if suffix else ("",)
        found = {
            start
            for first, last in product(before, after)
            for start in islice(self._find(first, exact, last), most)
        }
        return [(start, start + len(exact)) for start in sorted(found)]

    def _find(self, before: str, exact: str, after: str) -> Iterator[int]:
        """Yield where words begin that are whole and stand between two others."""
        words, shift = before + exact + after, len(before)
        start = self.flat.find(words)
        while start >= 0 and self._whole(start + shift, start + shift + len(exact)):
            yield start + shift
            start = self.flat.find(words, start + 1)
        if start >= 0:
            # One stands inside a word: as there may be many such, they are passed over in C.
            first = r"(?<![^\W_])" if exact[0].isalnum() else ""
            last = r"(?![^\W_])" if exact[-1].isalnum() else ""
            parts = (re.escape(before), first, re.escape(exact), last, re.escape(after))
            pattern = re.compile("".join(parts))
            while found := pattern.search(self.flat, start + 1):
                start = found.start()
                yield start + shift

    def _whole(self, *edges: int) -> bool:
        """Tell whether none of the edges of a stretch lies inside a word."""
        return not any(
            0 < edge < len(self.flat) and self.flat[edge - 1 : edge + 1].isalnum() for edge in edges
        )

    def _block(self, position: int) -> Block:
        return self.blocks[bisect_right(self.starts, position) - 1]

    def passage(self, hit: tuple[int, int]) -> Passage:
        """Return the words of the block itself that a hit stands for."""
        block = self._block(hit[0])
        shift = self.starts[block.index]
        start, end = hit[0] - shift, hit[1] - shift
        length = len(self.normal[block.index])
        if length < len(block.text):
            # Most blocks lose nothing but single marks, found ten times faster than runs.
            lost = len(block.text) - len(_DROPPED.sub("", block.text))
            runs = _DROPPED if length + lost == len(block.text) else _CHANGED
            start = _original(block.text, start, runs)
            end = _original(block.text, end - 1, runs) + 1
        return Passage(exact=block.text[start:end], block=block.index, start=start, end=end)

    def ambiguous(self, quote: Quote, hits: Sequence[tuple[int, int]]) -> Problem:
        """Say where the words stand, and how to choose one of the places."""
        lines = sorted({self._block(start).line for start, _ in hits})
        places = _listed([f"{line}" for line in lines[:_SHOWN]])
        more = " and below" if len(lines) > _SHOWN else ""
        where = f"the paragraph on line {places}" if len(lines) == 1 else f"lines {places}{more}"
        count = f"{len(hits)} times" if len(hits) < _MOST_HITS else f"over {_MOST_HITS - 1} times"
        self.searches += 1
        hint = "Use more words, or add those next to the one you mean"
        if self.searches <= _MOST_SEARCHES and affordable(len(self.flat) // _SCANNED):
            hint += f": {'; '.join(self._choice(quote, hit) for hit in hits[:_SHOWN])}"
        shown = short(quote.exact)
        message = f"The passage “{shown}” occurs {count} ({where}), but must occur only once."
        return Problem(quote.at, "passage-ambiguous", message, f"{hint}.")

    def missing(self, quote: Quote) -> Problem:
        """Say that no words match, and which come nearest."""
        shown = f"“{short(quote.exact)}”"
        crossing = self._anywhere(quote)
        alone = self.hits(replace(quote, prefix="", suffix=""))
        if not _words(quote.exact):
            message, hint = f"The passage {shown} contains no words.", _COPY
        elif crossing:
            message = f"The passage {shown} runs from one paragraph into the next."
            first, last = (self._block(position).line for position in crossing[0])
            hint = f"Use words from just one of the paragraphs, on line {first} or line {last}."
            if first == last:
                message = f"The passage {shown} runs from one cell of a table into the next."
                hint = f"Use words from just one of the cells on line {first}."
        elif alone:
            choices = "; ".join(self._choice(quote, hit) for hit in alone[:_SHOWN])
            message = f"The words {shown} are in the text, but not next to that prefix or suffix."
            hint = f"Write the words that are next to them: {choices}."
        else:
            message = f"The passage {shown} is not in the text."
            hint = self._near(quote)
        return Problem(quote.at, "passage-not-found", message, hint)

    def _near(self, quote: Quote) -> str:
        if not self.blocks:
            return "There is no text yet: write it below the front matter."
        self.searches += 1
        if self.searches > _MOST_SEARCHES:
            return _COPY
        found, clear = self.nearest(quote)
        named = [f"“{short(words)}” (line {line})" for words, line in found[:_SHOWN]]
        if not named:
            return _COPY
        if clear:
            return f"Did you mean {named[0]}?{changed(quote.exact, found[0][0])}"
        return f"The nearest words are {_listed(named)}."

    def nearest(self, quote: Quote) -> tuple[list[tuple[str, int]], bool]:
        """Return the nearest words with their lines, and whether the first are clearly meant."""
        self.nearby = self.nearby or Nearby(self.blocks)
        if not self.blocks or not affordable(self.nearby.cost):
            return [], False
        found, clear = self.nearby.find(_words(quote.exact))
        return found, clear and len(self.hits(Quote(exact=found[0][0], at=quote.at))) == 1

    def _choice(self, quote: Quote, hit: tuple[int, int]) -> str:
        """Return the shortest selector that means one place alone."""
        line = self._block(hit[0]).line
        before, after = self._beside(hit)
        for prefix, suffix in _contexts(before, after):
            choice = replace(quote, prefix=prefix, suffix=suffix)
            if self.hits(choice, _ENOUGH) == [hit]:
                parts = (("exact", quote.exact), ("prefix", prefix), ("suffix", suffix))
                pairs = (f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in parts if v)
                return f"{{{', '.join(pairs)}}} for line {line}"
        return f"more words for line {line}"

    def _beside(self, hit: tuple[int, int]) -> tuple[list[str], list[str]]:
        """Return the words of the block itself before and after a hit."""
        block, passage = self._block(hit[0]), self.passage(hit)
        return block.text[: passage.start].split(), block.text[passage.end :].split()


def _contexts(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield prefixes, suffixes and both, the shortest first."""
    for count in range(1, _CONTEXT + 1):
        prefix, suffix = " ".join(before[-count:]), " ".join(after[:count])
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix


def _listed(texts: Sequence[str]) -> str:
    *first, last = texts
    return f"{', '.join(first)} and {last}" if first else last
