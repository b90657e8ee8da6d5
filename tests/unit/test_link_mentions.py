"""Mentions: every use of a term with its sense, its sentence and where a reader finds it."""

from pathlib import Path

from msgspec.structs import replace

from generator.base.dates import parse
from generator.base.model import Passage, Question
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import link
from generator.knowledge.link.findings import LineRef
from generator.knowledge.link.sentences import sentence_at, sentences
from tests.projects import compiled, tiny
from tests.records import article, block, library, linked, point, term, theme

_ARTICLE = """---
title: Written in code
source: {{publisher: Harbour Post}}
published: 2020-01-01
kind: news
summary: Code.
points: []
---
{body}
"""
UTA = term("uta", "UTA", ("", "2018"), ("2018", ""))


def test_a_mention_knows_its_sentence_and_place() -> None:
    """A use in a body is quoted with its sentence and the heading above it."""
    blocks = (block(0, "It rained. The UTA met. Nobody came.", section="In spring"),)
    (mention,) = linked(article("a", blocks=blocks), UTA).mentions["uta"]
    assert (mention.page, mention.section) == ("articles/a.md", "In spring")
    assert (mention.sentence, mention.surface) == ("The UTA met.", "UTA")


def test_a_passage_gives_its_own_date_to_the_words_in_it() -> None:
    """Words within a passage have the sense of its point's date, others that of the article's."""
    blocks = (block(0, "The UTA then. The UTA now."),)
    cited = replace(
        point("a#x", as_of=parse("2016")), passage=Passage(exact="", block=0, start=0, end=13)
    )
    links = linked(article("a", cited, published="2020-01-01", blocks=blocks), UTA)
    assert {m.sentence: m.senses for m in links.mentions["uta"]} == {
        "The UTA then.": ("1",),
        "The UTA now.": ("2",),
    }


def test_the_articles_date_decides_what_the_passages_leaves_open() -> None:
    """In a year that saw the meaning change, a passage has that of its article's day."""
    blocks = (block(0, "The UTA in that year."),)
    cited = replace(
        point("a#x", as_of=parse("2018"), text="The UTA paid."),
        passage=Passage(exact="", block=0, start=0, end=21),
    )
    changed = term("uta", "UTA", ("2015", "2018-07"), ("2018-07", ""))
    for published, sense in (("2018-03-01", "1"), ("2018-11-01", "2")):
        made = library(article("a", cited, published=published, blocks=blocks), changed)
        links, problems = link(made, Glossary.compile(made)[0])
        assert {m.sentence: m.senses for m in links.mentions["uta"]} == {
            "The UTA in that year.": (sense,),
            "The UTA paid.": (sense,),
        }
        assert problems == []


def test_a_line_of_a_theme_has_the_senses_of_all_its_points() -> None:
    """A message that rests on two dates may mean both senses; the question beside it, its own."""
    money = theme("money", [["a#x", "b#x"]])
    message = replace(money.messages[0], text="The UTA pays.")
    asked = Question(text="Does the UTA pay?", audience="all", points=("b#x", "c#x"), at=message.at)
    links = linked(
        article("a", point("a#x"), published="2016-01-01"),
        article("b", point("b#x"), published="2020-01-01"),
        article("c", point("c#x"), published="2021-01-01"),
        replace(money, messages=(message,), questions=(asked,)),
        UTA,
    )
    assert links.senses == {
        LineRef(kind="message", theme="money", index=0): {"uta": ("1", "2")},
        LineRef(kind="question", theme="money", index=0): {"uta": ("2",)},
    }


def test_an_article_may_opt_out() -> None:
    """With ``glossary: false`` no mention is looked for in the article."""
    blocks = (block(0, "The UTA met."),)
    assert linked(article("a", blocks=blocks, glossary=False), UTA).mentions == {}


def test_mentions_come_newest_first_and_undated_last() -> None:
    """Used-in lists begin with the newest article; pages without a date end them."""
    blocks = (block(0, "The UTA met."),)
    links = linked(
        article("old", blocks=blocks, published="2012-01-01"),
        article("new", blocks=blocks, published="2020-01-01"),
        replace(theme("money"), blocks=blocks),
        UTA,
    )
    assert [mention.page for mention in links.mentions["uta"]] == [
        "articles/new.md",
        "articles/old.md",
        "themes/money.md",
    ]


def test_sentences_end_where_a_reader_thinks_so() -> None:
    """Abbreviations, initials, figures and quotation marks do not cut a sentence short."""
    text = "Dr. A. Sample paid £3.5m, i.e. all of it. “It is done.” Then No. 9 ran! Did it?"
    bounds = sentences(text)
    assert "".join(text[start:end] for start, end in bounds) == text
    assert [sentence_at(text, bounds, start) for start, _ in bounds] == [
        "Dr. A. Sample paid £3.5m, i.e. all of it.",
        "“It is done.”",
        "Then No. 9 ran!",
        "Did it?",
    ]


def test_a_very_long_sentence_is_shown_round_the_place_alone() -> None:
    """A text without full stops is not repeated whole for each of its mentions."""
    text = "word " * 500
    bounds = sentences(text)
    assert sentence_at(text, bounds, 0) == f"{'word ' * 74}word…"
    assert sentence_at(text, bounds, 900) == f"…{'word ' * 119}word…"
    assert sentence_at(text, bounds, 1045) == sentence_at(text, bounds, 900)
    assert sentence_at(text, bounds, 2495) == f"…{'word ' * 64}word"


def test_code_is_no_mention(tmp_path: Path) -> None:
    """What a body shows as code names no term, needs no sense, and is no unknown acronym."""
    words = "The UTA met. Code: `UTA`, `XYZ` and `the UTA`, of the UTA."
    article = _ARTICLE.format(body=words)
    made = compiled(tiny(tmp_path, {"content/articles/code.md": article}))
    uses = [use for use in made.links.mentions["uta"] if use.page == "articles/code.md"]
    assert [use.sentence for use in uses] == ["The UTA met.", words[13:].replace("`", "")]
    assert not [problem for problem in made.problems if "XYZ" in problem.message]


def test_every_use_counts_marked_or_not(tmp_path: Path) -> None:
    """A later use, one in a link, a list, a cell or a quotation is a use; no heading is one."""
    body = """The UTA met, and the UTA’s board (UTA). Two UTAs.

## The UTA

> The UTA was quoted. Nobody else was.

- See [the UTA](https://www.example.org/uta), uta@uta.example and www.uta.example/UTA.

| Who | What |
| --- | --- |
| UTA | the Urban Transport Authority (UTA) |

![The UTA](https://www.example.org/uta.png)"""
    changes = {"content/articles/code.md": _ARTICLE.format(body=body)}
    uses = compiled(tiny(tmp_path, changes)).links.mentions["uta"]
    assert [
        (use.section, use.surface, use.sentence) for use in uses if use.page == "articles/code.md"
    ] == [
        ("", "UTA", "The UTA met, and the UTA’s board (UTA)."),
        ("", "UTA", "The UTA met, and the UTA’s board (UTA)."),
        ("", "UTA", "The UTA met, and the UTA’s board (UTA)."),
        ("", "UTAs", "Two UTAs."),
        ("The UTA", "UTA", "The UTA was quoted."),
        ("The UTA", "UTA", "See the UTA, uta@uta.example and www.uta.example/UTA."),
        ("The UTA", "UTA", "UTA"),
        ("The UTA", "Urban Transport Authority (UTA)", "the Urban Transport Authority (UTA)"),
    ]
