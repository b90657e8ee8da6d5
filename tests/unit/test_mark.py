"""Marks on pages: what is marked, with which words, and what stays as it was."""

import json
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from generator.knowledge.glossary import Glossary
from generator.publish.marking import MarkError
from tests.cases import case_files, check, sections
from tests.glossaries import glossary

EXTENSIONS = ["attr_list", "tables", "toc", "generator.publish.marking"]


def converted(page: str, library: object, others: Sequence[str] = (), **options: object) -> str:
    """Return the HTML of a page, by Python-Markdown alone, perhaps with further extensions."""
    configuration = {"generator.publish.marking": {"library": library, **options}}
    extensions = [*others, *EXTENSIONS]
    return Markdown(extensions=extensions, extension_configs=configuration).convert(page)


@case_files("mark")
def test_marking(path: Path) -> None:
    """The page of the case becomes its HTML."""
    case = sections(path)
    others = case.get("extensions", "").split()
    check(path, {"html": converted(case["page"], glossary(case["glossary"]).dump(), others)})


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
PAGE = '<!-- briefing {"page": "articles/x.md", "html": true, "date": "2018"} -->\n'


def test_headings_reach_the_table_of_contents() -> None:
    """Headings of our own HTML are listed with their ids, in plain text and unmarked."""
    page = f'{PAGE}<h2 id="section-a">An <em>STP</em> &amp; A&amp;E &amp;lt;</h2><p>STP</p>'
    markdown = Markdown(
        extensions=EXTENSIONS,
        extension_configs={"generator.publish.marking": {"library": GLOSSARY}},
    )
    markdown.convert(page)
    found = [(token["id"], token["name"]) for token in markdown.toc_tokens]  # type: ignore[attr-defined]
    assert found == [("section-a", "An STP &amp; A&amp;E &amp;lt;")]


def test_a_page_of_unknown_address_links_by_the_base() -> None:
    """Where a page does not say where it lies, the configuration says where entries are."""
    assert 'href="docs/glossary/nhs.md#sense-1"' in converted("The NHS.", GLOSSARY, base="docs/")


def test_quotations_are_marked_on_demand() -> None:
    """Terms in quotations are left alone unless the configuration asks for them."""
    page = "> The NHS.\n"
    assert "glossary-term" not in converted(page, GLOSSARY)
    assert "glossary-term" in converted(page, GLOSSARY, quotations=True)


def test_one_instance_converts_many_pages() -> None:
    """Nothing of a page is left when the next one is converted."""
    markdown = Markdown(
        extensions=EXTENSIONS,
        extension_configs={"generator.publish.marking": {"library": GLOSSARY}},
    )
    alone = [converted(page, GLOSSARY) for page in (f"{PAGE}<p>The NHS.</p>", "The NHS.", "None.")]
    together = [markdown.convert(page) for page in (f"{PAGE}<p>The NHS.</p>", "The NHS.", "None.")]
    assert together == alone


def test_definitions_that_would_share_an_id_are_numbered() -> None:
    """A term and sense whose ids run together as those of another pair keep an id of their own."""
    clash = glossary("""
        a: {term: AAA, kind: acronym, senses: [{id: b-c}]}
        a-b: {term: BBB, kind: acronym, senses: [{id: c}]}
    """)
    html = converted("AAA and BBB", clash)
    assert 'id="gloss-a-b-c"' in html
    assert 'aria-describedby="gloss-a-b-c-2"' in html
    assert 'id="gloss-a-b-c-2"' in html


def test_contributed_text_cannot_pass_for_our_html() -> None:
    """Our comment counts in the first line alone."""
    html = converted(f"Text\n{PAGE}<p>NHS &unknown;</p>", GLOSSARY)
    assert "glossary-term" not in html


@pytest.mark.parametrize("kind", ["path", "text", "data", "glossary"])
def test_the_library_comes_in_several_ways(kind: str, tmp_path: Path) -> None:
    """A path, the JSON, what it decodes to, and a compiled glossary mark alike."""
    path = tmp_path / "glossary.json"
    path.write_text(GLOSSARY.dump(), encoding="utf-8")
    library: object = {
        "path": str(path),
        "text": GLOSSARY.dump(),
        "data": json.loads(GLOSSARY.dump()),
        "glossary": GLOSSARY,
    }[kind]
    assert converted("The NHS.", library) == converted("The NHS.", GLOSSARY)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """While pages are served, a new glossary takes the place of the old one."""
    path = tmp_path / "glossary.json"
    path.write_text(GLOSSARY.dump(), encoding="utf-8")
    before = converted("The NHS.", str(path))
    path.write_text(Glossary([]).dump(), encoding="utf-8")
    os.utime(path, ns=(0, 0))
    assert "glossary-term" in before
    assert "glossary-term" not in converted("The NHS.", str(path))


@pytest.mark.parametrize(
    ("library", "reason"),
    [
        ("", "needs “library”"),
        ("nowhere/glossary.json", "nowhere/glossary.json.* cannot be used"),
        ("{}", "no glossary for marking pages"),
        ({"version": 0}, "version 0"),
        ('{"version":1', "no glossary for marking pages"),
    ],
)
def test_without_a_library_nothing_is_published(library: object, reason: str) -> None:
    """A missing or broken library stops the build, even on a page that needs no marks."""
    for page in ("The NHS.", '<!-- briefing {"page": "x.md", "glossary": false} -->\nText'):
        with pytest.raises(MarkError, match=reason):
            converted(page, library)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (f"{PAGE}<p>Two\n<b>open</p>", "articles/x.md .* line 3, column 10: mismatched tag"),
        (f"{PAGE}<p>&nbsp;</p>", "articles/x.md .* line 2, column 4: undefined entity"),
        (f"{PAGE}<p data-date='soon'>NHS</p>", "articles/x.md .* “soon” is not a date"),
        ('<!-- briefing {"page": "x.md", "dates": ""} -->', "x.md .* unknown keys dates"),
        ('<!-- briefing {"page": "x.md", "date": "soon"} -->', "x.md .* “soon” is not a date"),
        ('<!-- briefing {"page": } -->', "A page cannot be marked"),
        ('<!-- briefing {"html": true} -->', "A page cannot be marked: KeyError: 'page'"),
    ],
)
def test_a_broken_page_is_named(page: str, reason: str) -> None:
    """What we generated wrongly stops the build with the page's name and the place."""
    with pytest.raises(MarkError, match=reason):
        converted(page, GLOSSARY)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a project for MkDocs whose page mentions a term."""
    (tmp_path / "docs" / "glossary").mkdir(parents=True)
    (tmp_path / "docs" / "articles").mkdir()
    (tmp_path / "docs" / "articles" / "x.md").write_text(f"{PAGE}<h1>X</h1><p>The NHS.</p>")
    entry = '<!-- briefing {"page": "glossary/nhs.md", "html": true, "term": "nhs"} -->\n'
    entry += '<h1>NHS</h1><h2 id="sense-1">Sense</h2>'
    (tmp_path / "docs" / "glossary" / "nhs.md").write_text(entry)
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "glossary.json").write_text(GLOSSARY.dump())
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\nvalidation: {anchors: warn}\n"
        "markdown_extensions:\n"
        f"- generator.publish.marking: {{library: {tmp_path / 'glossary.json'}}}\n"
    )
    return tmp_path


def test_the_publisher_resolves_the_links_of_marks(site: Path) -> None:
    """MkDocs turns a mark's link into one between pages."""
    build(load_config(str(site / "mkdocs.yml"), strict=True))
    html = (site / "site" / "articles" / "x" / "index.html").read_text()
    assert 'href="../../glossary/nhs/#sense-1"' in html


@pytest.mark.parametrize("lost", ["page", "anchor"])
def test_the_publisher_checks_the_links_of_marks(site: Path, lost: str) -> None:
    """A mark that leads to no page, or to no place in it, is a warning of MkDocs."""
    entry = site / "docs" / "glossary" / "nhs.md"
    if lost == "page":
        entry.unlink()
    else:
        entry.write_text("# NHS\n")
    with pytest.raises(Abort):
        build(load_config(str(site / "mkdocs.yml"), strict=True))


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
    return PAGE + tostring(page, encoding="unicode")


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
    before = tree_of(source.removeprefix(PAGE))
    after = body(converted(source, GLOSSARY))
    assert text_of(after) == text_of(before)
    ids = [part.get("id") for part in after.iter() if part.tag != "h2" and "id" in part.attrib]
    assert ids == [
        part.get("id") for part in before.iter() if part.tag != "h2" and "id" in part.attrib
    ]


@given(pages)
def test_marking_again_adds_nothing(page: Element) -> None:
    """A marked page, marked once more, is the same."""
    once = converted(numbered(page), GLOSSARY)
    assert converted(PAGE + once, GLOSSARY) == once


@given(pages)
def test_a_mark_holds_exactly_a_name(page: Element) -> None:
    """The words of each mark, taken alone, are one mention of the term that it leads to."""
    for mark in marks_of(body(converted(numbered(page), GLOSSARY))):
        for part in mark.iter("br"):
            part.text = " "
        words = "".join(mark.itertext())
        (hit,) = GLOSSARY.find(" ".join(words.split()) if mark.find(".//br") is not None else words)
        assert f"/{hit.term}.md" in str(mark.get("href"))
        assert mark.find(".//a") is None


@given(pages, st.randoms(use_true_random=False))
def test_order_of_terms_does_not_matter(page: Element, rng: random.Random) -> None:
    """However the entries are ordered, the page is the same."""
    entries = list(GLOSSARY.terms.values())
    rng.shuffle(entries)
    source = numbered(page)
    assert converted(source, Glossary(entries)) == converted(source, GLOSSARY)


@given(st.lists(words, max_size=6))
def test_a_page_has_the_terms_of_its_paragraphs(texts: list[str]) -> None:
    """What is found in the page as a whole is what is found in each paragraph alone."""
    page = element("div", [element("p", [text], False, False) for text in texts], False, False)  # noqa: FBT003
    marks = marks_of(body(converted(numbered(page), GLOSSARY)))
    found = {Path(str(mark.get("href")).partition("#")[0]).stem for mark in marks}
    assert found == {hit.term for text in texts for hit in GLOSSARY.find(text)}


@given(pages)
def test_each_mark_has_its_definition(page: Element) -> None:
    """What a mark names as its description stands once on the page, outside its paragraphs."""
    html = converted(numbered(page), GLOSSARY)
    named = {mark.get("aria-describedby") for mark in marks_of(body(html))}
    defined = [part.get("id") for part in tree_of(html).findall("aside/div[@role='tooltip']")]
    assert set(defined) == named
    assert len(defined) == len(named)


RAW = [
    *("<b>", "</b>", "<em>", "</em>", '<span class="no-gloss">', "<span id='x'>", "</span>"),
    *("<abbr title='STP'>", "</abbr>", "<br>", "<wbr>", "<!-- STP -->", "&nbsp;", "*", "**", "`"),
    *("<a href='x'>", "</a>", "<q>", "</q>", "<sup>", "</sup>", "\n\n", "NHS", "STP", "Section"),
]


def seen(html: str) -> str:
    """Return what a browser shows of a page, definitions apart."""
    tree = LexborHTMLParser(html)
    for aside in tree.css("aside"):
        aside.decompose()
    return " ".join(tree.body.text().split()) if tree.body else ""


@given(st.lists(st.sampled_from([*WORDS, *RAW]), max_size=20).map("".join))
def test_marking_ordinary_markdown_never_changes_what_is_read(page: str) -> None:
    """Whatever raw tags a page of Markdown holds, a browser shows the same words."""
    plain = Markdown(extensions=EXTENSIONS[:-1]).convert(page)
    assert seen(converted(page, GLOSSARY)) == seen(plain)
