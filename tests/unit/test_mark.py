"""Marks on pages: what is marked, with which words, and what stays as it was."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from generator.base.bounds import Bounds
from generator.base.problems import At
from generator.knowledge.glossary import Glossary
from generator.site.marking import Marked, Marker, MarkError
from generator.site.pages import Page
from generator.site.pages.views.page import Marking
from generator.text.markup import parse
from tests.cases import case_files, check, sections
from tests.glossaries import glossary

ENTRIES = """
stp:
  term: STP
  kind: acronym
  senses:
    - {id: plan, to: 2017-03, expansion: sustainability and transformation plan}
    - {id: partnership, from: 2017-03, expansion: sustainability and transformation partnership}
nhse: {term: NHS England, kind: organisation}
nhs: {term: NHS, kind: acronym}
s75: {term: Section 75, kind: name}
ae: {term: A&E, kind: acronym}
"""
GLOSSARY = glossary(ENTRIES)


def marked(html: str, terms: Glossary, given: dict[str, Any]) -> Marked:
    """Finish a page whose own part in the choice of senses is given as in a case."""
    context = Marking(
        date=given.get("date", ""),
        themes=tuple(given.get("themes", ())),
        senses={term: tuple(senses) for term, senses in given.get("senses", {}).items()},
        term=given.get("term", ""),
        on=given.get("glossary", True),
    )
    page = Page(uri=given["page"], title="", template="", context=Struct(), marking=context)
    return Marker(terms).mark(page, html)


def converted(html: str, terms: Glossary = GLOSSARY) -> str:
    """Return the finished HTML of an article of 2018."""
    return marked(html, terms, {"page": "articles/x.md", "date": "2018"}).html


@case_files("mark")
def test_marking(path: Path) -> None:
    """The page of the case becomes its HTML."""
    case = sections(path)
    given = json.loads(case["marking"])
    check(path, {"html": marked(case["page"], glossary(case["glossary"]), given).html})


def test_headings_are_listed() -> None:
    """Headings are listed with their ids, in plain text, and unmarked."""
    page = '<h2 id="section-a">An <em>STP</em> &amp; A&amp;E &amp;lt;</h2><p>STP</p>'
    (heading,) = marked(page, GLOSSARY, {"page": "articles/x.md"}).headings
    assert heading == (2, "section-a", "An STP &amp; A&amp;E &amp;lt;")


def test_headings_are_listed_without_the_numbers_of_notes() -> None:
    """A list of contents leads to headings, not to the notes on them."""
    document, _ = parse("# Costs[^1] *rise*[^1]\n\n[^1]: A note.", At("a.md"), Bounds())
    (heading,) = marked(document.html(), GLOSSARY, {"page": "articles/x.md"}).headings
    assert heading == (2, "text-costs-rise", "Costs rise")


def test_headings_without_an_id_get_one_of_their_own() -> None:
    """A page's own is the same on all; others' are made of words, numbered where they are taken."""
    page = '<h1>Béyond <b>A&amp;E</b></h1><h2>Costs</h2><p id="costs">x</p><h3>Costs</h3><h3>–</h3>'
    made = marked(page, GLOSSARY, {"page": "articles/x.md"})
    assert [each.id for each in made.headings] == ["title", "costs_1", "costs_2", "_1"]
    assert made.html.startswith('<h1 id="title">Béyond <b>A&amp;E</b></h1><h2 id="costs_1">')


def test_definitions_that_would_share_an_id_are_numbered() -> None:
    """A term and sense whose ids run together as those of another pair keep an id of their own."""
    clash = glossary("""
        a: {term: AAA, kind: acronym, senses: [{id: b-c}]}
        a-b: {term: BBB, kind: acronym, senses: [{id: c}]}
    """)
    html = converted("<p>AAA and BBB</p>", clash)
    assert 'id="gloss-a-b-c"' in html
    assert 'aria-describedby="gloss-a-b-c-2"' in html
    assert 'id="gloss-a-b-c-2"' in html


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<p>Two\n<b>open</p>", "articles/x.md: line 2, column 8: </p> ends what is not open"),
        ("<p>Two\n<b>open</b>", "articles/x.md: line 2, column 12: <p> has no end"),
        ("<p>Two</p></div>", "articles/x.md: line 1, column 11: </div> ends what is not open"),
        ("<p>a</p>\n<span/>", "articles/x.md: line 2, column 1: <span> needs an end of its own"),
        ('<p data-date="soon">STP</p>', "articles/x.md: “soon” is not a date"),
    ],
)
def test_a_broken_page_is_named(page: str, reason: str) -> None:
    """What a template writes wrongly stops the build with the page's name and the place."""
    with pytest.raises(MarkError) as told:
        converted(page)
    assert str(told.value).startswith(reason)


def test_a_comment_is_no_text() -> None:
    """What a template says in a comment is neither marked nor a tag, and changes nothing."""
    page = "<!-- <p> NHS > --><p>The <!-- STP -->NHS.</p>"
    html = converted(page)
    assert html.count("glossary-term") == 1
    assert html.startswith("<!-- <p> NHS > --><p>The <!-- STP --><a ")


WORDS = [
    *("STP", "STPs", "NHS", "England", "Section", "75", "A&E", "sustainability and", "plan"),
    *(
        "transformation",
        "(",
        ")",
        " ",
        " ",
        " ",
        "\n",
        "\u00a0",
        "\u00ad",
        "\u0301",
        "’s",
        "-",
        "/",
    ),
    *("A", "S", "TP", "&lt;", "&amp;", "[TOC]", "<", '"', "a@stp.uk", "e\u0301", "🏥", "word", "_"),
]
_EMPTY = re.compile(r"<(?!br|img|wbr)(\w+)([^>]*) />")
"""An element that is written as if it had no end."""
TAGS = ["em", "strong", "span", "b", "i", "code", "a", "q", "sup", "abbr"]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join)


def nested(
    parts: st.SearchStrategy[list[str | Element]], tags: list[str]
) -> st.SearchStrategy[Element]:
    """Return elements with a mixture of text and elements in them."""
    return st.builds(element, st.sampled_from(tags), parts, st.booleans(), st.booleans())


def element(tag: str, parts: list[str | Element], named: bool, dated: bool) -> Element:  # noqa: FBT001
    """Return an element with parts, perhaps an id to be numbered, perhaps a date."""
    made = Element(tag, ({"id": ""} if named else {}) | ({"data-date": "2016"} if dated else {}))
    for part in parts:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made


leaves = words | st.builds(Element, st.sampled_from(["br", "img", "wbr"]))
inline = st.recursive(
    leaves, lambda inner: nested(st.lists(inner, max_size=4), TAGS), max_leaves=12
)
blocks = nested(st.lists(inline, max_size=6), ["p", "h2", "li", "blockquote", "td"])
pages = nested(st.lists(blocks | inline, max_size=4), ["div", "ul", "section"])


def numbered(page: Element) -> str:
    """Return a page as our HTML, with every id its own."""
    for number, part in enumerate(part for part in page.iter() if "id" in part.attrib):
        part.set("id", f"x{number}")
    return _EMPTY.sub(r"<\1\2></\1>", tostring(page, encoding="unicode"))


def tree_of(html: str) -> Element:
    """Return a page's HTML, which is well-formed, as a tree."""
    return fromstring(f"<div>{html}</div>")  # noqa: S314 - our own


def body(html: str) -> Element:
    """Return a converted page as a tree, without the definitions at its end."""
    tree = tree_of(html)
    for aside in tree.findall("aside"):
        tree.remove(aside)
    return tree


def text_of(tree: Element) -> str:
    """Return a page's visible text, all white space alike."""
    return " ".join("".join(tree.itertext()).split())


def marks_of(tree: Element) -> Iterator[Element]:
    """Yield the marks of a page."""
    return (part for part in tree.iter("a") if part.get("class") == "glossary-term")


@given(pages)
def test_marking_never_changes_what_is_read(page: Element) -> None:
    """Whatever is marked, the words of the page stay the same, and so do its ids."""
    source = numbered(page)
    before = tree_of(source)
    after = body(converted(source))
    assert text_of(after) == text_of(before)
    ids = [part.get("id") for part in after.iter() if part.tag != "h2" and "id" in part.attrib]
    assert ids == [
        part.get("id") for part in before.iter() if part.tag != "h2" and "id" in part.attrib
    ]


@given(pages)
def test_a_mark_holds_exactly_a_name(page: Element) -> None:
    """The words of each mark, taken alone, are one mention of the term that it leads to."""
    for mark in marks_of(body(converted(numbered(page)))):
        for part in mark.iter("br"):
            part.text = " "
        words = "".join(mark.itertext())
        (hit,) = GLOSSARY.find(" ".join(words.split()) if mark.find(".//br") is not None else words)
        assert f"/{hit.term}/" in str(mark.get("href"))
        assert mark.find(".//a") is None


@given(pages, st.randoms(use_true_random=False))
def test_order_of_terms_does_not_matter(page: Element, rng: random.Random) -> None:
    """However the entries are ordered, the page is the same."""
    entries = list(GLOSSARY.terms.values())
    rng.shuffle(entries)
    source = numbered(page)
    assert converted(source, Glossary(entries)) == converted(source)


@given(st.lists(words, max_size=6))
def test_a_page_has_the_terms_of_its_paragraphs(texts: list[str]) -> None:
    """What is found in the page as a whole is what is found in each paragraph alone."""
    page = element("div", [element("p", [text], False, False) for text in texts], False, False)  # noqa: FBT003
    marks = marks_of(body(converted(numbered(page))))
    found = {Path(str(mark.get("href")).partition("#")[0]).stem for mark in marks}
    assert found == {hit.term for text in texts for hit in GLOSSARY.find(text)}


@given(pages)
def test_each_mark_has_its_definition(page: Element) -> None:
    """What a mark names as its description stands once on the page, outside its paragraphs."""
    html = converted(numbered(page))
    named = {mark.get("aria-describedby") for mark in marks_of(body(html))}
    defined = [part.get("id") for part in tree_of(html).findall("aside/div[@role='tooltip']")]
    assert set(defined) == named
    assert len(defined) == len(named)
