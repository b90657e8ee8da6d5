"""Contributed Markdown: what is written, what is refused, and passages marked in it."""

import inspect
import re
import sys
from pathlib import Path
from time import process_time
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.base.bounds import MARKUP_LEVELS, Bounds
from generator.base.problems import At, Problem
from generator.text.markup import Document, Span, parse, together
from generator.text.markup.parser import parse_tokens
from tests.cases import case_files, check, sections

AT = At("content/articles/a.md", 10)
PIECES = (
    "word",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "]",
    "(",
    "](x.md)",
    "![",
    "<b>",
    "<!--",
    "-->",
    "<http://a.example>",
    "# ",
    "- ",
    "1. ",
    "> ",
    "    ",
    "|a|b|\n|-|-|\n|c|d|\n",
    "\\",
    "&amp;",
    "&#12;",
    "[x]: y\n",
    "[^1]",
    "[^1]: ",
    "[^two]",
    "[^two]: ",
    "~~",
    "a\n: b\n",
    "[ ] ",
    "[[",
    "==",
    "\u00ad",
    "e\u0301",
    "“",
    "\r\n",
    "\t",
)
ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "page p blockquote ul ol li hr table thead tbody tr th td pre code "
        "h2 h3 h4 h5 h6 em strong s a img br sup section dl dt dd",
    )
)
ATTRIBUTES = frozenset(
    {"aria-label", "href", "title", "src", "alt", "class", "start", "scope", "id", "value"}
)
bodies = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(max_size=200)
)


def read(body: str, **bounds: int) -> tuple[Document, list[Problem]]:
    """Parse a body of an article."""
    return parse(body, AT, Bounds(**bounds), ["img.example"])


def tree(html: str) -> ET.Element:
    """Parse XHTML as the publisher's extension does."""
    return ET.fromstring(f"<page>{html}</page>")  # noqa: S314


def visible(html: str) -> str:
    """Return the words that a reader sees, without the numbers of notes."""
    return " ".join("".join(tree(re.sub("<sup.*?</sup>", "", html)).itertext()).split())


@case_files("markup")
def test_markdown(path: Path) -> None:
    """A body gives the page, the blocks and the problems of the case."""
    case = sections(path)
    bounds = (line.partition("=") for line in case.get("bounds", "").split())
    document, problems = read(case["body"], **{name: int(value) for name, _, value in bounds})
    html = document.html()
    tree(html)
    blocks = [
        f"{block.line} {'heading' if block.heading else 'words'} [{block.section}] {block.text!r}"
        for block in document.blocks
    ]
    links = [f"{link.at.line}:{link.at.column} {link.target}" for link in document.links]
    check(
        path,
        {
            "html": html.removesuffix("\n"),
            "blocks": "\n".join(blocks),
            "links": "\n".join(links),
            "problems": "\n".join(map(str, problems)),
        },
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("- " * 500 + "a", "markup-too-deep"),
        ("> " * 400 + "a", "markup-too-deep"),
        (">" * 400, "markup-too-deep"),
        ("\n".join("  " * depth + "- a" for depth in range(400)), "markup-too-deep"),
        ("*a " * 5000 + "b* " * 5000, "markup-too-deep"),
        ("[" * 4097, "too-many-links"),
        ("[a](x.md) " * 2001, "too-many-links"),
        ("<https://a.example>\n" * 2001, "too-many-links"),
        ("# a\n" * 501, "too-many-headings"),
    ],
    ids=lambda value: value[:8],
)
def test_bounds(body: str, code: str) -> None:
    """What is too deep or too much is one problem, and the page is still well-formed."""
    document, problems = read(body)
    assert [problem.code for problem in problems] == [code]
    tree(document.html())


@pytest.mark.parametrize(
    "body",
    [
        "[" * 4000,
        "*a " * 5000,
        "<![" * 2700,
        "<a " * 6000,
        "\\" * 20000,
        "`" * 3000,
        "![" * 900 + "a" + "](../images/a.png)" * 900,
    ],
    ids=lambda body: body[:3],
)
def test_awkward_text_is_text(body: str) -> None:
    """Marks that open and never close are shown as they are."""
    document, problems = read(body)
    assert problems == []
    assert document.complete


def test_exhausted_stack_is_a_problem() -> None:
    """Where the interpreter's stack has no room left, the body is refused and nothing is raised."""
    flat, deep = "a", "- " * 20 + "a"
    whole = read(flat), read(deep)  # what is made once is made by now
    room = next(room for room in range(500) if _read_within(room, flat) == whole[0])
    refused = _read_within(room, deep)
    assert refused, "A body for which the stack has no room must not raise."
    assert [problem.code for problem in refused[1]] == ["markup-too-deep"]
    assert not refused[0].complete
    assert whole[1][0].complete


def _read_within(room: int, body: str) -> tuple[Document, list[Problem]] | None:
    """Read a body with room on the stack for so many calls more; return None where that raises.

    How many calls a body takes differs from one version of Python to the next.
    """
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(len(inspect.stack(0)) + room)
        return read(body)
    except RecursionError:
        return None
    finally:
        sys.setrecursionlimit(limit)


def test_lists_and_quotations_may_stand_twenty_deep() -> None:
    """The bound on nesting is reached before it is passed."""
    assert read("- " * 20 + "a")[1] == []
    assert read("> " * 20 + "a")[1] == []
    assert [problem.code for problem in read("> " * 21 + "a")[1]] == ["markup-too-deep"]
    assert [problem.code for problem in read("- " * 21 + "a")[1]] == ["markup-too-deep"]


def test_headings_begin_at_the_level_asked_for() -> None:
    """A body's uppermost headings come under the page's own, and none lies below the sixth."""
    document, _ = read("# A\n\n## B\n\n### C")
    assert [element.tag for element in tree(document.html(heading=5))] == ["h5", "h6", "h6"]


def test_passage_that_crosses_markup() -> None:
    """A passage is marked piece by piece, its id where its first word stands."""
    document, _ = read("Only **four of** the [44](x.md) areas.")
    html = document.html([Span(block=0, start=5, end=19, id="p-a", attributes={"data-b": '"<'})])
    assert html == (
        '<p>Only <strong><span class="passage" data-points="p-a" id="p-a" data-b="&quot;&lt;">'
        'four of</span></strong><span class="passage" data-points="p-a"> the </span>'
        '<a href="x.md"><span class="passage" data-points="p-a">44</span></a> areas.</p>\n'
    )


def test_what_stands_behind_a_passage_stands_in_no_link() -> None:
    """Where a passage ends within a link, its note, a link itself, follows the end of that."""
    document, _ = parse("See [a **bold** word](https://a.example/) and more.", AT, Bounds())
    spans = [
        Span(block=0, start=6, end=10, id="p-in", after='<a href="#one"></a>'),
        Span(block=0, start=4, end=19, id="p-over", after='<a href="#two"></a>'),
    ]
    page = ET.fromstring(f"<page>{document.html(spans)}</page>")  # noqa: S314 - our own
    links = [link for link in page.iter("a") if link.find(".//a") is None]
    assert [link.get("href") for link in links] == ["https://a.example/", "#one", "#two"]
    assert "".join(page.itertext()) == "See a bold word and more.\n"


def test_links_give_way_to_their_words() -> None:
    """Other links stay, and so does all other mark-up."""
    body = "A [draft *b*](d.md#p-x 'T > U') and [c](c.md), **[d](d.md#p-x)[e](e.md)**."
    document, _ = parse(body, AT, Bounds())
    assert document.without({"d.md#p-x"}).html() == (
        '<p>A draft <em>b</em> and <a href="c.md">c</a>, '
        '<strong>d<a href="e.md">e</a></strong>.</p>\n'
    )


def test_elements_are_told_apart_and_lose_nothing() -> None:
    """Cut between its uppermost elements, a body is the same again when put together."""
    body = "One.\n\n## H\n\nTwo.\n\n- a\n  - b\n\n> q\n\n---\n\n    code\n\n|a|\n|-|\n|b|\n\n1. x\n"
    document, _ = parse(body, AT, Bounds())
    pieces = list(document.elements())
    assert "".join(piece.html() for piece in pieces) == document.html()
    assert [piece.html()[:4] for piece in pieces] == [
        *("<p>O", "<h2 ", "<ul>", "<blo", "<hr ", "<pre", "<tab", "<ol>"),
    ]
    assert [heading for piece in pieces for heading in piece.headings()] == [("text-h", "H")]


NOTES = """One.[^a]

## H[^b]

Two.[^a]

[^a]: First, see also.[^b]

    > More of it.

[^b]: # Second
"""


def test_notes_lead_there_and_back() -> None:
    """Each reference leads to its note, and each note back to all places that refer to it."""
    document, problems = read(NOTES)
    page = tree(document.html())
    assert problems == []
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    leads = [str(link.get("href"))[1:] for link in page.iter("a")]
    assert set(leads) == {id_ for id_ in ids if id_ and id_.startswith("note")}
    labels = [link.get("aria-label") for link in page.iter("a")]
    assert labels == [
        *("Note 1", "Note 2", "Note 1", "Note 2"),
        *("Back to note 1 in the text, place 1", "Back to note 1 in the text, place 2"),
        *("Back to note 2 in the text, place 1", "Back to note 2 in the text, place 2"),
    ]
    assert [words for _, words in document.headings()] == ["H"]


def test_each_element_has_its_notes() -> None:
    """Parts of a text show the notes to which they refer, with ways back to what they show."""
    document, _ = read(f"{NOTES}\nThree.[^b]")
    pieces = list(document.elements())
    numbers = [re.findall(r'<li id="note-(\d)" value="\1">', piece.html()) for piece in pieces]
    assert numbers == [["1", "2"], ["1", "2"], ["2"]]
    assert together(pieces).html() == document.html()
    for piece in pieces:
        page = tree(piece.html())
        places = {element.get("id") for element in page.iter("sup")}
        back = {str(a.get("href"))[1:] for a in page.iter("a") if a.get("class") == "back"}
        assert back == places


def test_passages_in_notes_are_marked() -> None:
    """A note is a text like any other: its words are blocks."""
    document, _ = read("One.[^a]\n\n[^a]: The words of a note.")
    assert document.blocks[1].note
    html = document.html([Span(block=1, start=4, end=9, id="p-x")])
    assert '<span class="passage" data-points="p-x" id="p-x">words</span>' in html


def test_links_in_notes_give_way_to_their_words() -> None:
    """What is not published is not led to from a note either."""
    document, _ = parse("One.[^a]\n\n[^a]: See [b](b.md).", AT, Bounds())
    assert [(block.text, target) for block, _, target in document.places()] == [("See b.", "b.md")]
    assert 'href="b.md"' not in document.without({"b.md"}).html()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[^1]" * 1000, ["10:1 “[^1]” refers to a note that is not in this text."]),
        ("A.[^1]\n\n[^1]: b\n[^1]: c", ["13:1 There are two notes “[^1]”."]),
        ("A.\n\n[^1]: b", ["12:1 The note “[^1]” is not shown: the text does not refer to it."]),
        (
            "A.\n\n[^1]: b[^2]\n[^2]: c[^1]",
            [
                "12:1 The note “[^1]” is not shown: the text does not refer to it.",
                "13:1 The note “[^2]” is not shown: the text does not refer to it.",
            ],
        ),
        ("A \\[^1], `[^2]` and [^ 1].", []),
    ],
    ids=["nowhere", "twice", "unread", "circle", "meant"],
)
def test_notes_and_references_belong_together(body: str, found: list[str]) -> None:
    """No note is lost in silence, and no reference shown that leads nowhere."""
    _, problems = read(body)
    assert {problem.code for problem in problems} <= {"broken-note"}
    assert [f"{p.at.line}:{p.at.column} {p.message}" for p in problems] == found


@pytest.mark.parametrize(
    "body",
    [
        "[^" * 2000 + "\n\n[^1]: x",
        "[^1]: " * 3000,
        "[^1]:\n" * 3000,
        "a\n" + ": " * 3000,
        "a\n: b\n" * 3000,
        "~~~a " * 4000,
        "x[^1]" * 1900 + "\n\n[^1]: x",
        "[[" * 1900,
        "==a" * 5000,
        "^[" * 1900,
    ],
    ids=lambda body: repr(body[:7]),
)
def test_hostile_notes_and_lists_take_no_time(body: str) -> None:
    """No mark takes more time than its length is worth, and what comes out is well-formed."""
    began = process_time()
    document, _ = read(body)
    tree(document.html())
    assert process_time() - began < 2


def test_passages_that_coincide_and_overlap() -> None:
    """Each passage has an id of its own, and each stretch names all passages that it is part of."""
    document, _ = read("one two three four")
    html = document.html(
        [
            Span(block=0, start=0, end=7, id="p-a"),
            Span(block=0, start=0, end=7, id="p-b"),
            Span(block=0, start=4, end=13, id="p-c"),
        ]
    )
    assert html == (
        '<p><span class="passage" data-points="p-a p-b" id="p-a"><span id="p-b">one </span></span>'
        '<span class="passage" data-points="p-a p-b p-c" id="p-c">two</span>'
        '<span class="passage" data-points="p-c"> three</span> four</p>\n'
    )


def test_notes_at_one_place_stand_in_their_order() -> None:
    """Numbers count up, whatever the ids of passages that end together, and wherever they begin."""
    document, _ = read("one two three")
    html = document.html(
        [
            Span(block=0, start=4, end=7, id="p-z", after="<sup>1</sup>"),
            Span(block=0, start=0, end=7, id="p-a", after="<sup>2</sup>"),
            Span(block=0, start=4, end=7, id="p-b", after="<sup>3</sup>"),
        ]
    )
    assert "<sup>1</sup><sup>2</sup><sup>3</sup> three" in html


@st.composite
def marked(draw: st.DrawFn) -> tuple[Document, list[Span]]:
    """Draw a document and spans of its blocks."""
    document, _ = read(draw(bodies))
    spans: list[Span] = []
    for block in document.blocks:
        places = st.integers(0, len(block.text))
        for start, end in draw(st.lists(st.tuples(places, places), max_size=4)):
            if start < end:
                id_ = f"p-{len(spans)}"
                spans.append(Span(block=block.index, start=start, end=end, id=id_))
    return document, spans


@given(marked())
def test_marking_changes_no_word(case: tuple[Document, list[Span]]) -> None:
    """With any spans the page is well-formed and reads as it does without them."""
    document, spans = case
    plain, html = document.html(), document.html(spans)
    assert "".join(tree(html).itertext()) == "".join(tree(plain).itertext())


@given(marked())
def test_each_span_is_found_by_its_id(case: tuple[Document, list[Span]]) -> None:
    """Each id stands once, where its span begins, and its points' stretches make up its words."""
    document, spans = case
    page = tree(document.html(spans))
    elements = list(page.iter())
    for span in spans:
        words = document.blocks[span.block].text[span.start : span.end]
        (found,) = (element for element in elements if element.get("id") == span.id)
        own = "".join(found.itertext()).replace("\n", " ")
        assert own
        assert words.startswith(own)
        stretches = (e for e in elements if span.id in e.get("data-points", "").split())
        assert "".join("".join(e.itertext()) for e in stretches).replace("\n", " ") == words


@given(bodies)
def test_page_holds_only_known_elements(body: str) -> None:
    """Whatever is contributed, nothing active comes out and the blocks' words are on the page."""
    document, _ = read(body)
    html = document.html()
    for element in tree(html).iter():
        assert element.tag in ELEMENTS
        assert set(element.keys()) <= ATTRIBUTES
        target = element.get("href", "").lower()
        assert ":" not in target or target.startswith(("http:", "https:", "mailto:"))
    shown = visible(html)
    for block in document.blocks:
        assert " ".join(block.text.split()) in shown


@given(bodies)
def test_blocks_know_their_lines(body: str) -> None:
    """Blocks come in the order of the file but for notes, each on a line that the body has."""
    document, problems = read(body)
    lines = [block.line for block in document.blocks]
    assert [block.index for block in document.blocks] == list(range(len(lines)))
    last = AT.line + body.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert all(AT.line <= line <= last for line in lines)
    assert all(AT.line <= problem.at.line <= last for problem in problems)
    text = [block.line for block in document.blocks if not block.note]
    assert text == sorted(text)
    assert not any(block.note for block in document.blocks[: len(text)])


@given(bodies)
def test_blocks_are_those_of_commonmark(body: str) -> None:
    """Lines are looked at less often than the library does, and blocks begin where it says."""
    usual = MarkdownIt("commonmark", {"maxNesting": 2 * MARKUP_LEVELS + 2})
    usual.use(deflist_plugin).use(footnote_plugin, inline=False)
    expected = usual.enable(["table", "strikethrough"]).disable("html_block").parse(body)
    tokens = parse_tokens(body, Bounds().html_bytes).tokens
    assert [(token.type, token.map, token.content) for token in expected] == [
        (token.type, token.map, token.content) for token in tokens
    ]


SCHEMES = ("javascript", "vbscript", "data", "file", "about", "blob", "intent")


@given(st.data())
def test_no_disguise_makes_an_unsafe_link(data: st.DataObject) -> None:
    """However a scheme's letters are written, the link is told of and not made."""
    scheme = data.draw(st.sampled_from(SCHEMES))
    letters = [
        data.draw(
            st.sampled_from(
                [c, c.upper(), f"&#{ord(c)};", f"&#x{ord(c):X};", f"%{ord(c):02x}", f"&Tab;{c}"]
            )
        )
        for c in scheme
    ]
    colon = data.draw(st.sampled_from([":", "&colon;", "&#58;", "%3A", "&NewLine;:"]))
    form = data.draw(st.sampled_from(["[a]({})", "[a](<{}>)", "[a]\n\n[a]: {}", "![a]({})"]))
    document, problems = read(form.format("".join(letters) + colon + "alert"))
    assert [problem.code for problem in problems] == ["unsafe-link"]
    assert document.links == ()
    assert all(e.get("href") is None and e.get("src") is None for e in tree(document.html()).iter())
