"""Every regular expression, and every comparison by likeness, takes time in proportion to text.

The texts are made from each expression, see ``patterns``. What takes its time over the square of a
text shows within a few thousand characters; the worst of what is left is measured at 10 kB and at
1 MB, where a byte may take three times as long.
"""

import ast
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.bounds import Bounds
from generator.base.nearest import allowance, nearest
from generator.base.problems import At
from generator.text.markup import parse
from generator.text.passages import Quote, locate
from tests.hostile.patterns import Pattern, patterns, pumps

GROWTH = 3.0
SMALL, LARGE = 10_000, 1_000_000
_FEWEST, _FEW, _MORE = 100, 1_000, 8_000
"""Characters of the texts by which the worst is found."""
_FAIR = 200e-9
"""Seconds a byte below which nothing is slow: honest content takes five times as long."""
_FAR_TOO_SLOW = 0.05
"""Seconds for the fewest characters."""
_TRIES = 4

MADE = {
    "generator.assist.importer.readers.rtf:_changes": r"\\deleted(?![a-z0-9])",
    "generator.assist.rename.links:_places": r"(?<![^\s(<:])(?:\.\./a\.md|b\.md)(?![^\s)>\"'])",
    "generator.assist.suggest.said:_Listener": r"\b(?:\w{1,40}\.? ){1,3}Example",
    "generator.assist.suggest.points:_KINDS": r"\b(?:found|finds|shows?|report(?:ed)?)\b",
    "generator.base.dates.guess:_SINGLE": r"(?P<year>\d{4})[-/. ](?P<month>\d\d?)(?:[t ]\d.*)?",
    "generator.cli.change:_navigation": r"(?<![\w./-])articles/a\.md(?![\w./-])",
    "generator.knowledge.glossary.matcher:Matcher": r"(?:'s|['\"”»“]){0,9} ?\( ?['\"“„«]*",
    "generator.publish.exchange:_leavings": r"\.site\.building-([0-9]+)",
    "generator.site.search:_move": r"pagefind(?:-worker)?\.js|wasm\.en\.pagefind",
    "generator.site.pages.views.present_names:_places": r"(?<!\w)words(?:['’]s?)?",
    "generator.text.markup.typed:_place": r"(?<!\\)\[\^1\]",
    "generator.text.passages:_Text": r"before (?<![^\W_])exact words(?![^\W_]) after",
}
"""Expressions that are put together while the program runs, each by an example."""
LIMITED = {
    "generator.assist.suggest.people:_WITHIN": (400, "a role is cut to _LONGEST"),
    "generator.assist.importer.decoded:_CHARSET": (4_096, "what a file begins with"),
    "generator.assist.importer.kinds:_HTML": (1_024, "what a file begins with, _HEAD"),
    "generator.base.dates.guess:_RANGE": (40, "a date is no longer, see LONGEST"),
    "generator.base.dates.guess:_ABOUT": (40, "likewise"),
    "generator.knowledge.glossary.acronyms:_TAIL": (200, "what stands before a bracket, _REACH"),
}
"""Expressions that only ever see a text of so many characters, and why."""
LINES = frozenset(
    {
        "generator.assist.importer.metadata:_without_site",
        "generator.schema.fix:_COMMENT",
        "generator.source.syntax:_LOST_COMMA",
    }
)
"""Expressions that only ever see a single line."""
OURS = {
    "generator.base.language.cldr:_YEAR_AT_END": "CLDR's patterns of dates, never contributed",
    "generator.publish.verify.papers:_STREAM": "in a PDF contributed text stands packed or escaped",
    "generator.publish.verify.papers:_RELATION": 'in a Word document it has no < and no "',
    "generator.publish.verify.papers:_TARGET": "likewise",
    "generator.site.pack.fitting:_TAG": "in a page of ours nothing contributed has a <",
    "generator.publish.policy:_INLINE": "read from a page on which nothing contributed stands",
    "generator.publish.verify.tree:_TAG": "in a built page nothing contributed has a <",
    "generator.site.marking.tags:_SPLIT": "likewise",
    "generator.site.marking.tags:_BRACKETS": "likewise",
    "generator.site.isolation:_UNREAD": "likewise",
}
"""Expressions that no contributed text meets, and why."""
COMPARING = {
    "generator.base.nearest": "measured below",
    "generator.text.passages.nearby": "measured below",
    "generator.cli.change": "shows what changes in files, on the contributor's machine",
    "generator.cli.diff.words": "compares at most 3,000 words of two lines, in C",
    "generator.knowledge.changes.lines": "compares at most 40,000 pairs of lines of a list, in C",
    "generator.cli.fix": "shows the few lines that a program changed, on the contributor's machine",
}
"""Modules that compare texts by likeness."""

PATTERNS = patterns(MADE)


def test_exceptions_exist() -> None:
    """What is said of single expressions is said of ones that there are."""
    named = {*MADE, *LIMITED, *LINES, *OURS}
    assert sorted(named - {pattern.where for pattern in PATTERNS}) == []
    assert len(PATTERNS) > 100


def _id(pattern: Pattern) -> str:
    return pattern.where.removeprefix("generator.")


@pytest.mark.parametrize("pattern", [p for p in PATTERNS if p.where not in OURS], ids=_id)
def test_expression_takes_time_in_proportion(pattern: Pattern) -> None:
    """No text makes it take longer for each byte than another of the length that it may have."""
    assert _slow(pattern) is None


def test_slow_expression_is_found() -> None:
    """An expression that takes its time over the square of a text would be told."""
    slow = Pattern("here", re.compile(r"word\s*$"), frozenset({"search"}))
    assert _slow(slow) is None
    slow = Pattern("here", re.compile(r"\s+$"), frozenset({"search"}))
    assert _slow(slow)


def _slow(pattern: Pattern) -> tuple[str, str, str] | None:
    """Return a text of which a byte takes longer the longer it is: beginning, middle and end."""
    limit, _ = LIMITED.get(pattern.where, (LARGE, ""))
    few, more = min(_FEW, limit), min(_MORE, limit)
    found = {}
    for pump in pumps(pattern):
        # What is far too slow already would take hours with more.
        if _seconds(pattern, pump, min(_FEWEST, limit)) > _FAR_TOO_SLOW:
            return pump
        found[pump] = _seconds(pattern, pump, few)
    if slow := next((pump for pump in found if _grows(pattern, pump, few, more)), None):
        return slow
    worst = max(found, key=lambda pump: found[pump])
    return worst if _grows(pattern, worst, min(SMALL, limit), limit) else None


def _grows(pattern: Pattern, pump: tuple[str, str, str], small: int, large: int) -> bool:
    """Tell whether a byte of a large text takes longer than one of a small, however often asked."""
    for _ in range(_TRIES):
        before = _seconds(pattern, pump, small) / small
        after = _seconds(pattern, pump, large) / large
        if after <= max(GROWTH * before, _FAIR):
            return False
    return True


def _seconds(pattern: Pattern, pump: tuple[str, str, str], length: int) -> float:
    start, repeated, end = pump
    text = f"{start}{repeated * max(1, length // len(repeated))}{end}"
    if pattern.where in LINES:
        text = text.replace("\n", " ")
    subject = text.encode() if isinstance(pattern.regex.pattern, bytes) else text
    begin = time.process_time()
    if pattern.methods - {"match", "fullmatch"}:
        for _ in pattern.regex.finditer(subject):
            pass
    if "match" in pattern.methods:
        pattern.regex.match(subject)
    if "fullmatch" in pattern.methods:
        pattern.regex.fullmatch(subject)
    return time.process_time() - begin


def test_all_that_compare_by_likeness_are_known(top: Path) -> None:
    """A comparison that is new must be measured, or it must be said why not."""
    found = set()
    for path in sorted((top / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if any(name.partition(".")[0] in {"rapidfuzz", "difflib"} for name in names):
                module = ".".join(path.relative_to(top).with_suffix("").parts)
                found.add(module.removesuffix(".__init__"))
    assert found == set(COMPARING)


def _nearest_names(size: int) -> None:
    names = [f"{number:07}-{'abcdefghij' * 6}" for number in range(size // 70)]
    for name in names:
        nearest(f"x{name[1:40]}{'z' * 28}", names)


def _near_passages(size: int) -> None:
    words = [f"{'word' * 15}{number:05}" for number in range(size // 130)]
    lines = [" ".join(words[start : start + 30]) for start in range(0, len(words), 30)]
    document, _ = parse("\n\n".join(lines), At("a.md"), Bounds(body_bytes=size))
    quotes = {
        f"{number}": Quote(exact=line.replace("word0", "work0"), at=At("a.md"))
        for number, line in enumerate(lines)
    }
    locate(document.blocks, quotes)


@pytest.mark.parametrize("compare", [_nearest_names, _near_passages])
def test_comparison_takes_time_in_proportion(compare: Callable[[int], None]) -> None:
    """Where all names and quotations are a little wrong, hints end before they cost more."""

    def seconds(size: int) -> float:
        begin = time.process_time()
        with allowance():
            compare(size)
        return time.process_time() - begin

    small = min(seconds(SMALL) for _ in range(_TRIES)) / SMALL
    large = min(seconds(LARGE) for _ in range(2)) / LARGE
    assert large <= max(GROWTH * small, 5 * _FAIR), (small, large)
