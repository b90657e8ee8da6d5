"""Passages: found by their words, or told what comes nearest."""

import re
import time
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.base.bounds import Bounds
from generator.base.model import Block, Passage
from generator.base.problems import At, Problem
from generator.text.markup import parse
from generator.text.passages import Quote, locate
from tests.cases import case_files, check, sections

AT = At("content/articles/a.md", 20)


def blocks_of(body: str) -> tuple[Block, ...]:
    """Return the blocks of a body."""
    return parse(body, AT, Bounds())[0].blocks


def find(body: str, **quotes: str) -> tuple[Mapping[str, Passage], list[Problem]]:
    """Find plain quotations in a body."""
    return locate(blocks_of(body), {id_: Quote(exact=q, at=AT) for id_, q in quotes.items()})


def quote_of(number: int, parts: Sequence[str]) -> Quote:
    """Return the quotation on a line of a case."""
    exact, prefix, suffix = [*parts, "", ""][:3]
    return Quote(exact=exact, prefix=prefix, suffix=suffix, at=At("content/articles/a.md", number))


@case_files("passages")
def test_locating(path: Path) -> None:
    """Each quotation has the passage or the problem of the case."""
    case = sections(path)
    lines = [re.split(r" ?\| ?", line) for line in case["quotes"].split("\n")]
    quotes = {name: quote_of(number, parts) for number, (name, *parts) in enumerate(lines, 1)}
    passages, problems = locate(blocks_of(case["body"]), quotes)
    found = [
        f"{name}: block {passage.block}, {passage.start} to {passage.end}: {passage.exact!r}"
        for name, passage in passages.items()
    ]
    check(path, {"found": "\n".join(found), "problems": "\n".join(map(str, problems))})


def test_passage_begins_at_its_first_word() -> None:
    """A quotation mark before the words is no part of the passage."""
    passages, _ = find("He said: “four of them” came.", a="“four of them”")
    assert passages["a"].exact == "four of them"


def test_suggested_words_are_found() -> None:
    """Who writes what the hint says has fixed the passage."""
    body = "Only four of the 44 areas had a “leader” from councils.\n\nFour areas had none."
    _, problems = find(body, a="four of 44 areas had a leader")
    suggested = re.search(r"Did you mean “(.+)” \(line 20\)", problems[0].hint)
    assert suggested
    assert find(body, a=suggested[1])[1] == []


def test_suggested_selectors_choose_one_place() -> None:
    """Each selector that the hint shows means one place, and each another."""
    body = "Health and social care. More social care, and social care is costly."
    _, problems = find(body, a="social care")
    selectors = re.findall(
        r'\{exact: "(.+?)"(?:, prefix: "(.+?)")?(?:, suffix: "(.+?)")?\}', str(problems)
    )
    quotes = {
        str(number): Quote(exact=exact, prefix=prefix, suffix=suffix, at=AT)
        for number, (exact, prefix, suffix) in enumerate(selectors)
    }
    passages, problems = locate(blocks_of(body), quotes)
    assert problems == []
    assert len({passage.start for passage in passages.values()}) == 3


def test_hundreds_of_lost_passages_are_told_soon() -> None:
    """A text put in another's place does not make the check slow."""
    body = "\n\n".join(f"Paragraph {n} on councils and boards and money." * 40 for n in range(20))
    quotes = {f"p{n}": f"quite another text number {n} on councillors" for n in range(500)}
    begin = time.process_time()
    passages, problems = find(body, **quotes)
    assert (len(passages), len(problems)) == (0, 500)
    assert time.process_time() - begin < 20


def test_hundreds_of_ambiguous_passages_are_told_soon() -> None:
    """Only of the first few it is said what would choose one place."""
    body = "\n\n".join("winter beds " * 100 for _ in range(20))
    quotes = {f"p{number}": "winter beds" for number in range(300)}
    begun = time.process_time()
    passages, problems = find(body, **quotes)
    assert time.process_time() - begun < 5
    assert (passages, len(problems)) == ({}, 300)
    assert sum("for line" in problem.hint for problem in problems) == 50
    assert problems[-1].hint == ("Use more words, or add those next to the one you mean.")


WORDS = st.sampled_from(
    [
        "care",
        "Care",
        "co-operate",
        "well\u2011known",
        "it’s",
        "“leader”",
        "44",
        "£3.8bn",
        "–",
        "*new*",
        "**two words**",
        "[link](x.md)",
        "`code`",
        "bud\u00adget",
        "café",
        "cafe\u0301",
        "  gap",
        "(a)",
    ]
)
bodies = st.lists(
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5
).map("\n\n".join)


def comparable(text: str) -> str:
    """Return a text as the rule of comparison sees it, written another way than in the program."""
    kept = "".join(
        "-" if unicodedata.category(c) == "Pd" else c
        for c in unicodedata.normalize("NFC", text)
        if c not in "\"'`“”‘’\u00ad"
    )
    return " ".join(kept.split())


@given(bodies, st.data())
def test_words_of_a_block_are_found(body: str, data: st.DataObject) -> None:
    """Any run of a block's words is found where it stands, or said to stand in several places."""
    blocks = blocks_of(body)
    block = data.draw(st.sampled_from(blocks))
    words = list(re.finditer(r"\S+", block.text))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    exact = block.text[words[first].start() : words[last].end()]
    assume(comparable(exact))
    passages, problems = locate(blocks, {"a": Quote(exact=exact, at=AT)})
    if problems:
        assert [problem.code for problem in problems] == ["passage-ambiguous"]
        everywhere = " \n ".join(f" {comparable(block.text)} " for block in blocks)
        assert len(re.findall(f"(?={re.escape(comparable(exact))})", everywhere)) > 1
        return
    passage = passages["a"]
    assert passage.exact == blocks[passage.block].text[passage.start : passage.end]
    assert comparable(passage.exact) == comparable(exact)
    assert not passage.exact[0].isspace()
    assert not passage.exact[-1].isspace()


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_quotation_is_found_or_told_of(exact: str, body: str) -> None:
    """Whatever is quoted from whatever text, there is a passage or one problem."""
    blocks = blocks_of(body)
    passages, problems = locate(blocks, {"a": Quote(exact=exact, at=AT)})
    assert len(passages) + len(problems) == 1
    for passage in passages.values():
        assert passage.exact == blocks[passage.block].text[passage.start : passage.end]


@pytest.mark.parametrize("body", ["", "```\ncode\n```"])
def test_text_without_words_has_no_passage(body: str) -> None:
    """Where there is nothing to point at, the hint says what to do."""
    passages, problems = find(body, a="four of the 44")
    assert passages == {}
    assert [problem.hint for problem in problems] == [
        "There is no text yet: write it below the front matter."
    ]
