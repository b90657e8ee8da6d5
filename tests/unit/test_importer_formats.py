"""What comes of a document in each format: its structure, what it says of itself, what is lost."""

import json
from collections.abc import Iterator

import pytest
from weasyprint import HTML  # type: ignore[import-untyped]

from generator.assist.importer import Imported, UnimportableError, import_document, reading
from generator.assist.importer.apart import read_here
from generator.base.bounds import Bounds
from generator.base.problems import At
from generator.text.markup import parse
from tests.documents import (
    eml,
    epub,
    mhtml,
    odt,
    para,
    pdf,
    rtf,
    run,
    set_in_lines,
    word,
    word_part,
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_apart", read_here)


def body(made: Imported) -> str:
    """Return the text below the front matter."""
    return made.text.split("---\n\n", 1)[1]


def proposed(made: Imported) -> dict[str, str]:
    """Return what was proposed of a document, besides that it is one in full."""
    found = {each.key: each.value for each in made.proposals}
    assert found.pop("text") == "full"
    return found


def listed(made: Imported) -> str:
    """Return all words that were left out."""
    return " | ".join(each.text for each in made.dropped)


LONG = (
    (
        "The council and the hospital trust have agreed to open forty beds in two care homes "
        "before Christmas, the health and wellbeing board heard on Tuesday."
    ),
    (
        "The trust pays for the nurses and the council for rooms and meals; it is the first "
        "winter in which the two of them have one budget for it."
    ),
    (
        "A note by the finance officer puts the cost at £1.2m, of which a third is new money "
        "that both of them have promised until the end of March."
    ),
)
PAGE = f"""<!doctype html><html><head><title>Winter beds agreed - Harbour Health News</title>
{{head}}</head><body><header><a href="/">Start</a><nav>Jobs Events</nav></header>
<div class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/n">News</a></div>
<main><article class="post"><h1>Winter beds agreed</h1><div class="entry-content">
<p>{LONG[0]}</p><h2>What was agreed</h2><p>{LONG[1]} See <a href="/2017/care-homes">the paper</a>
and <a href="#top">above</a>.<sup><a href="#n1" id="r1">1</a></sup></p>
<ul><li>Twenty beds open on 1 November.</li><li>Ten follow on 1 December.</li></ul>
<blockquote><p>“Nobody should spend Christmas on a trolley.”</p></blockquote>
<table><tr><td>Home</td><td>Beds</td></tr><tr><td>Seaview</td><td>22</td></tr></table>
<ol><li>First, the homes are inspected.</li><li>Then staff are hired.</li></ol>
<p>{LONG[2]}</p><p>No.</p></div>
<ol class="notes"><li id="n1">As of 1 April. <a href="#r1">Back to text</a></li></ol>
<div class="tags">Tags: <a href="/t/beds">beds</a></div>
<section class="related"><h2>Related articles</h2><ul><li><a href="/a">Trust misses its target</a>
</li><li><a href="/b">Council sets its budget</a></li></ul></section></article>
<section id="comments"><h2>3 comments</h2><p>This should have been done years ago, for my mother
waited for weeks and nobody knew whose form it was.</p></section></main>
<footer>All rights reserved</footer></body></html>"""
RECORD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "A site"},
        {
            "@type": ["NewsArticle"],
            "headline": "Beds for the winter",
            "author": [{"@type": "Person", "name": "Jane Example"}, {"name": "Bo Sample"}],
            "datePublished": "2017-09-15T08:00:00+01:00",
            "publisher": {"name": "Harbour Health News"},
            "mainEntityOfPage": {"@id": "https://news.example.org/?p=7"},
        },
    ],
}
CANONICAL = '<link rel="canonical" href="https://news.example.org/2017/winter-beds">'
HEAD = (
    f'{CANONICAL}<meta property="og:title" content="Another title">'
    '<meta property="og:url" content="https://other.example.org/">'
    f'<script type="application/ld+json">{json.dumps(RECORD)}</script>'
)


def page(head: str = HEAD) -> Imported:
    """Import a page of a news site."""
    return import_document("page.html", PAGE.replace("{head}", head).encode())


def test_a_page_keeps_its_structure_and_loses_its_furniture() -> None:
    """Lists, quotation, table, notes; neither tags nor breadcrumbs, related pages nor comments."""
    text = body(page())
    assert text.startswith(f"# Winter beds agreed\n\n{LONG[0]}\n\n## What was agreed\n")
    assert "- Twenty beds open on 1 November.\n- Ten follow" in text
    assert "> “Nobody should spend Christmas on a trolley.”" in text
    assert "| Home | Beds |\n| --- | --- |\n| Seaview | 22 |" in text
    assert "1. First, the homes are inspected.\n2. Then staff" in text
    assert "above.[^1]" in text
    assert text.endswith(f"{LONG[2]}\n\nNo.\n\n[^1]: As of 1 April.\n")


def test_all_that_a_page_loses_is_listed() -> None:
    """Each word that stood on the page stands in the text or in the list."""
    told = listed(page())
    for words in (
        "Jobs Events",
        "Tags: beds",
        "Related articles",
        "Trust misses its target",
        "Council sets its budget",
        "3 comments",
        "my mother waited",
        "All rights reserved",
    ):
        assert words in told  # fmt: skip


def test_the_second_copy_of_a_paragraph_is_listed() -> None:
    """A page that shows one twice, such as in a box, has it once as text."""
    twice = PAGE.replace("{head}", "").replace("<p>No.</p>", f"<p>{LONG[0]}</p>")
    made = import_document("a.html", twice.encode())
    assert body(made).count(LONG[0]) == 1
    assert [each.reason for each in made.dropped if each.text == LONG[0]] == ["appears twice"]


def test_a_page_speaks_for_itself_before_anything_is_guessed() -> None:
    """The canonical address, then the record, then Open Graph."""
    assert proposed(page()) == {
        "title": "Beds for the winter",
        "authors": "Jane Example; Bo Sample",
        "published": "2017-09-15",
        "publisher": "Harbour Health News",
        "url": "https://news.example.org/2017/winter-beds",
    }
    assert "authors: [Jane Example, Bo Sample]" in page().text


@pytest.mark.parametrize("head", [
    "<script type='application/ld+json'>{broken</script>",
    "<script type='application/ld+json'>" + "[" * 50_000 + "</script>",
    "<script type='application/ld+json'>[1, null, {\"@type\": 3, \"@graph\": 4}]</script>",
    "<link rel=canonical href='javascript:alert(1)'><meta property=og:url content='/only/a/path'>",
    "<link rel=canonical href='https://user@evil.example/'>",
    "<meta name=author content='https://social.example/jane'>",
])  # fmt: skip
def test_broken_words_about_a_page_are_not_used(head: str) -> None:
    """What cannot be read, or is no address, is as if it were not there."""
    made = page(head)
    assert proposed(made)["title"] == "Winter beds agreed"
    assert "url" not in proposed(made)
    assert "authors" not in proposed(made)


def test_links_lead_somewhere_or_are_words() -> None:
    """Relative ones are made whole where the page's address is known, and words where not."""
    assert "[the paper](https://news.example.org/2017/care-homes)" in body(page())
    made = page("")
    assert "See the paper and above." in body(made).replace("\n", " ")
    assert any("“the paper”" in each and "“above”" in each for each in made.remarks)


def test_the_place_from_which_a_page_was_saved_is_its_address() -> None:
    """Browsers write it into what they save."""
    note = "<!-- saved from url=(0030)https://news.example.org/saved -->"
    made = import_document("page.html", f"{note}{PAGE.replace('{head}', '')}".encode())
    assert proposed(made)["url"] == "https://news.example.org/saved"
    whole = mhtml(PAGE.replace("{head}", ""), "https://news.example.org/whole")
    made = import_document("page.mhtml", whole)
    assert proposed(made)["url"] == "https://news.example.org/whole"
    assert any(each.basis == "from the address of the saved page" for each in made.proposals)
    assert proposed(made)["title"] == "Winter beds agreed"
    assert "published" not in proposed(made)  # the day of saving is not that


@pytest.mark.parametrize("charset", ["iso-8859-2", "windows-1252", "utf-16"])
def test_a_page_is_read_as_it_says_that_it_was_written(charset: str) -> None:
    """The encoding stands in the page."""
    text = PAGE.replace("{head}", f'<meta charset="{charset}">').replace("£", "é")
    text = text.replace("“", '"').replace("”", '"')
    made = import_document("page.html", text.encode(charset))
    assert "cost at é1.2m" in made.text


def tracked() -> bytes:
    """Return a Word document on which people have worked."""
    by = 'w:author="Bo Sample" w:id="1"'
    box = f"<w:txbxContent>{para(run('Words in a box'))}</w:txbxContent>"
    drawn = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice>'
        f'<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}'
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    text = "".join((
        para(run("Winter beds"), "Heading1"),
        para(run("The trust pays ")
             + f"<w:del {by}><w:r><w:delText>little</w:delText></w:r></w:del>"
             f"<w:ins {by}>{run('much')}</w:ins>" + run(" for nurses.")
             + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        para(f"<w:moveFrom {by}>{run('It moves.')}</w:moveFrom>"),
        para(f"<w:moveTo {by}>{run('It moves.')}</w:moveTo>"),
        para(f"<w:r>{drawn}</w:r>"),
        "<w:tbl><w:tr><w:tc>" + para(run("Home")) + "</w:tc><w:tc>" + para(run("Beds | all"))
        + "</w:tc></w:tr><w:tr><w:tc>" + para(run("Seaview")) + "</w:tc><w:tc>" + para(run("22"))
        + "</w:tc></w:tr></w:tbl>",
        para(run("The end.")),
    ))  # fmt: skip
    comment = f"<w:comment {by}>{para(run('Is it?'))}</w:comment>"
    note = f'<w:footnote w:id="2">{para(run("As of April."))}</w:footnote>'
    return word(text, {
        "word/comments.xml": word_part("comments", comment),
        "word/footnotes.xml": word_part("footnotes", note),
        "word/header1.xml": word_part("hdr", para(run("For the board"))),
        "word/header2.xml": word_part("hdr", para(run("For the board"))),
        "word/footer1.xml": word_part("ftr", para(run("Not for publication"))),
    })  # fmt: skip


def test_what_word_loses_is_told() -> None:
    """Changes are counted, and all words that are gone are listed with who wrote them."""
    made = import_document("a.docx", tracked())
    assert [(each.text, each.reason) for each in made.dropped][:4] == [
        ("little", "was deleted in a tracked change by Bo Sample"),
        ("Is it?", "is a comment by Bo Sample"),
        ("For the board", "is a header of the pages"),
        ("Not for publication", "is a footer of the pages"),
    ]
    assert made.remarks == (
        (
            "The document has tracked changes (1 insertion, 1 deletion, 1 move); the text is as if "
            "all were accepted."
        ),
        "The document has a text box; check that the words in it are in the right place.",
    )


def test_word_keeps_notes_tables_and_boxes() -> None:
    """A note is one, not a link to nowhere; a table's first row is its head; a box is text."""
    text = body(import_document("a.docx", tracked()))
    assert text.startswith("The trust pays much for nurses.[^1]\n\nIt moves.\n\nWords in a box\n\n")
    assert "| Home | Beds \\| all |\n| --- | --- |\n| Seaview | 22 |" in text
    assert text.endswith("The end.\n\n[^1]: As of April.\n")


PAGE_WITH_NOTES = (
    b"<html><body><article><h1>Winter beds</h1><p>The trust pays much for nurses.<sup id='r1'>"
    b"<a href='#n1'>1</a></sup> It has paid more in each year since the last one ended.</p>"
    b"<p>The end.</p><p id='n1'>As of April. <a href='#r1'>back</a></p></article></body></html>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", tracked()),
        ("a.html", PAGE_WITH_NOTES),
        ("a.md", b"# Winter beds\n\nIt pays much.[^x]\n\nThe end.\n\n[^x]: As of April.\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_notes_of_a_document_are_notes_of_the_page(name: str, data: bytes) -> None:
    """What is imported as a note is one: below the text, with a way there and back."""
    document, problems = parse(body(import_document(name, data)), At("a.md"), Bounds())
    assert [each for each in problems if each.code == "broken-note"] == []
    assert [block.text for block in document.blocks if block.note] == ["As of April."]
    assert 'href="#note-1"' in document.html()
    assert 'href="#noted-1-1"' in document.html()


def test_a_repeated_paragraph_is_one_with_a_note_too() -> None:
    """A number of a note makes no other text of the same words."""
    text = "It pays much for all of its nurses.[^x]\n\nIt pays much for all of its nurses.\n\n"
    made = import_document("a.md", f"# Winter\n\n{text}[^x]: As of April.\n".encode())
    assert body(made).count("It pays much") == 1


def test_the_mark_of_a_draft_is_not_told_as_lost() -> None:
    """Every import is a draft."""
    front = "title: T\nlayout: post\ndraft: true"
    made = import_document("a.md", f"---\n{front}\n---\n\nWords here.\n".encode())
    assert [each.text for each in made.dropped] == ["layout: post"]


def test_a_box_that_only_new_programs_read_is_listed() -> None:
    """Words are never lost in silence."""
    box = f"<w:drawing><w:txbxContent>{para(run('Gone'))}</w:txbxContent></w:drawing>"
    made = import_document(
        "a.docx", word(para(run("Words here.")) + para(f"<w:r><w:x>{box}</w:x></w:r>"))
    )
    assert ("Gone", "is a text box that could not be read") in [
        (each.text, each.reason) for each in made.dropped
    ]


def test_open_document_keeps_structure_and_tells_losses() -> None:
    """Headings, bold, lists, notes, tables; changes, comments, heads of pages."""
    text = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        "<dc:creator>Bo Sample</dc:creator></office:change-info><text:p>little</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Winter beds</text:h>'
        '<text:h text:outline-level="2">Money</text:h>'
        '<text:p>The trust <text:span text:style-name="T1">pays</text:span><text:s text:c="1"/>'
        "much."
        '<text:note text:id="f1"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>As of April.</text:p></text:note-body></text:note><office:annotation>"
        "<dc:creator>Ann Sample</dc:creator><text:p>Is it?</text:p></office:annotation> Then "
        '<text:a xlink:href="https://www.example.org/a">more</text:a> and '
        '<text:a xlink:href="../private.odt">less</text:a>.</text:p>'
        '<text:list text:style-name="L2"><text:list-item><text:p>one</text:p></text:list-item>'
        "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Home</text:p></table:table-cell>"
        "<table:table-cell><text:p>Beds</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>Seaview</text:p></table:table-cell>"
        "<table:table-cell><text:p>22</text:p></table:table-cell></table:table-row></table:table>"
    )
    head = "<style:header><text:p>For the board</text:p></style:header>"
    made = import_document("a.odt", odt(text, {"styles.xml": head}, author="Jane Example"))
    assert body(made) == (
        "## Money\n\nThe trust **pays** much.[^1] Then [more](https://www.example.org/a) and "
        "less.\n\n"
        "1. one\n2. two\n\n| Home | Beds |\n| --- | --- |\n| Seaview | 22 |\n\n[^1]: As of April.\n"
    )
    assert [(each.text, each.reason) for each in made.dropped][:3] == [
        ("little", "was deleted in a tracked change by Bo Sample"),
        ("Is it?", "is a comment by Ann Sample"),
        ("For the board", "is a header of the pages"),
    ]
    assert "(1 deletion)" in made.remarks[1]
    assert proposed(made) == {"title": "Winter beds", "authors": "Jane Example"}


def test_rich_text_keeps_words_links_notes_and_tables() -> None:
    """Changes, comments and heads of pages are cut out and listed; what is hidden stays so."""
    source = (
        r"{\header\pard For the board\par}\pard\b Winter beds\b0\par "
        r"The trust\'92s plan costs £1m.{\super\chftn}{\footnote\pard {\super\chftn} As of April.}"
        r" See "
        r'{\field{\*\fldinst{HYPERLINK "https://www.example.org/a"}}{\fldrslt{\ul the paper}}} and '
        r'{\field{\*\fldinst{HYPERLINK "javascript:x"}}{\fldrslt{\ul another}}} today.\par '
        r"It was {\deleted\revauthdel1 cheap}{\revised\revauth1 dear} then."
        r"{\*\annotation Is it?}\par "
        r"{\listtext\'b7\tab}First of all\par \trowd\intbl Home\cell Beds\cell\row "
        r"\trowd\intbl Seaview\cell 22\cell\row\pard The end.\par "
    )
    made = import_document("a.rtf", rtf(source, author="Jane Example"))
    assert body(made) == (
        "The trust’s plan costs £1m.[^1] See [the paper](https://www.example.org/a) and another "
        "today.\n\nIt was dear then.\n\n- First of all\n\n| Home | Beds |\n| --- | --- |\n"
        "| Seaview | 22 |\n\nThe end.\n\n[^1]: As of April.\n"
    )
    assert [(each.text, each.reason) for each in made.dropped][:3] == [
        ("For the board", "is a header of the pages"),
        ("cheap", "was deleted in a tracked change"),
        ("Is it?", "is a comment"),
    ]
    assert proposed(made) == {"title": "Winter beds", "authors": "Jane Example"}
    assert "Secret" not in made.text


def test_a_message_is_its_senders_words() -> None:
    """Neither the message that it answers nor the signature; what is attached is named."""
    plain = f"{LONG[0]}\n\n{LONG[1]}\n\n-- \nJane Example\n01632 960000\n\n"
    plain += "On 3 May 2019 Bo wrote:\n> Why?\n"
    data = eml(
        "Re: Fwd: Winter beds",
        '"Example, Jane" <jane@example.org>',
        plain,
        f"<p>{LONG[0]}</p>",
        "Fri, 3 May 2019 10:00:00 +0100",
    )
    made = import_document("a.eml", data)
    assert body(made) == f"{LONG[0]}\n\n{LONG[1]}\n"
    assert proposed(made)["title"] == "Winter beds"
    assert proposed(made)["published"] == "2019-05-03"
    for words in ("> Why?", "01632 960000", "plan.pdf"):
        assert words in listed(made)


def test_a_message_that_is_a_page_is_read_as_one() -> None:
    """Where there is no plain form."""
    data = eml("Winter beds", "Jane Example <jane@example.org>", "x").replace(
        b"text/plain; charset=utf-8", b"text/html; charset=utf-8"
    )
    head, _, _ = data.partition(b"\r\n\r\n")
    whole = head + b"\r\n\r\n" + PAGE.replace("{head}", "").encode()
    made = import_document("a.eml", whole)
    assert LONG[1] in body(made)
    assert proposed(made)["authors"] == "Jane Example"


FORWARDED = {
    "Outlook": (
        "See below.\n\nBo\n\nFrom: Jane Example <jane@example.org>\nSent: 02 May 2019 07:02\n"
        "To: Bo Sample <bo@example.net>\nSubject: Winter beds\n\n"
    ),
    "Gmail": (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Jane Example "
        "<jane@example.org>\nDate: Thu, 2 May 2019 at 07:02\nSubject: Winter beds\n"
        "To: <bo@x.net>\n\n\n"
    ),
    "Apple": (
        "See below.\n\nBegin forwarded message:\n\n> From: Jane Example <jane@example.org>\n"
        "> Subject: Winter beds\n> Date: 2 May 2019 at 07:02:11 BST\n> To: bo@x.net\n> \n"
    ),
}


@pytest.mark.parametrize("program", FORWARDED)
def test_a_forwarded_message_is_that_of_its_first_sender(program: str) -> None:
    """Its words, name and day; what was written on passing it on is listed."""
    text = f"{LONG[0]}\n\n{LONG[1]}\n"
    if program == "Apple":
        text = "".join(f"> {line}\n" for line in text.split("\n"))
    plain, date = f"{FORWARDED[program]}{text}", "Fri, 3 May 2019 10:00:00 +0100"
    made = import_document(
        "a.eml", eml("FW: Winter beds", "Bo Sample <bo@x.net>", plain, date=date)
    )
    assert body(made) == f"{LONG[0]}\n\n{LONG[1]}\n"
    assert proposed(made) == {
        "title": "Winter beds",
        "authors": "Jane Example",
        "published": "2019-05-02",
    }
    assert "See below." in listed(made)


def test_a_reply_loses_what_it_answers_however_that_begins() -> None:
    """A line that names writer and day may be broken; a head of fields says the same."""
    for before in (
        "On Tue, 8 Nov 2022 at 07:02, Jane Example <jane@example.org>\nwrote:\n\n> Why?\n",
        "From: Jane Example\nSent: 8 November 2022 07:02\nTo: Bo\nSubject: Beds\n\nWhy?\n",
    ):
        made = import_document("a.eml", eml("Re: Beds", "Bo <b@x.net>", f"{LONG[0]}\n\n{before}"))
        assert body(made) == f"{LONG[0]}\n"
        assert "Why?" in listed(made)


def test_a_message_whose_plain_form_is_empty_is_the_page() -> None:
    """All of it is text, though tables lay it out; lists in it stay, and what it offers goes."""
    page = (
        "<table><tr><td><a href='https://x.example/v'>View this e-mail in your browser</a></td>"
        "</tr>"
        f"<tr><td><p>{LONG[0]}</p><ul><li>Ten beds in May.</li><li>Ten in June.</li></ul>"
        f"<p>{LONG[1]}</p></td></tr><tr><td><p><a href='https://x.example/u'>Unsubscribe</a></p>"
        "</td></tr></table>"
    )
    made = import_document("a.eml", eml("Winter beds", "Jane Example <j@x.net>", " \n", page))
    expected = f"{LONG[0]}\n\n- Ten beds in May.\n- Ten in June.\n\n{LONG[1]}\n"
    assert body(made) == expected
    assert "Unsubscribe" in listed(made)


def test_a_note_of_a_book_needs_no_way_back() -> None:
    """Reading systems lead back by themselves, where link or note say what they are."""
    texts = {
        "a.xhtml": f'<h1>Beds</h1><p>{LONG[0]}<a epub:type="noteref" href="#n1">1</a></p>'
        '<aside epub:type="footnote" id="n1"><p>As of April.</p></aside>',
        "b.xhtml": f'<p>{LONG[1]}<a href="#n1">1</a></p>'
        '<div role="doc-footnote" id="n1"><p>As of May.</p></div>',
    }
    made = import_document("a.epub", epub(texts, title="Beds"))
    assert body(made) == (
        f"{LONG[0]}[^1]\n\n{LONG[1]}[^2]\n\n[^1]: As of April.\n\n[^2]: As of May.\n"
    )


def test_a_title_page_is_in_the_front_matter() -> None:
    """Lines that say no more than author and publisher are listed, not text."""
    cover = "<h1>Beds</h1><p>Jane Example</p><p>Bo Sample</p><p>Harbour Press</p><p>2019-05-02</p>"
    data = epub(
        {"a.xhtml": cover, "b.xhtml": f"<p>{LONG[0]}</p>"},
        title="Beds", creator="Jane Example and Bo Sample", publisher="Harbour Press",
        date="2019-05-02",
    )  # fmt: skip
    assert body(import_document("a.epub", data)) == f"{LONG[0]}\n"


def test_a_book_is_read_in_its_order() -> None:
    """Its texts follow its spine, its notes work across them, and its contents are left out."""
    texts = {
        "nav.xhtml": "<nav><ol><li>Winter beds</li></ol></nav>",
        "b.xhtml": f'<h1>Winter beds</h1><p>{LONG[0]}<a id="r" href="notes.xhtml#n">1</a></p>',
        "a.xhtml": f'<h2>Money</h2><p>{LONG[1]} <a href="b.xhtml">Back</a></p>'
        '<img src="x.png" alt="A bed"/>',
        "notes.xhtml": '<div id="n"><p><a href="b.xhtml#r">1</a>. As of April.</p></div>',
    }
    made = import_document("a.epub", epub(
        texts, title="Winter beds", creator="Jane Example", publisher="Harbour Press", date="2019",
    ))  # fmt: skip
    assert body(made) == (f"{LONG[0]}[^1]\n\n## Money\n\n{LONG[1]} Back\n\n[^1]: As of April.\n")
    assert proposed(made) == {"title": "Winter beds", "authors": "Jane Example",
                              "publisher": "Harbour Press", "published": "2019"}  # fmt: skip
    assert "A bed" in listed(made)


def columns(number: int) -> Iterator[tuple[float, float, float, str]]:
    """Yield a page of two columns, written row by row across both, as some programs do."""
    yield 60, 800, 9, "Harbour Health Review"
    yield 470, 800, 9, "March 2019"
    yield 290, 40, 9, f"{number}"
    if number == 1:
        yield 60, 750, 22, "Winter beds and the joint budget"
    left = set_in_lines(f"{LONG[0]} {LONG[2]} Page {number}, left.", 60, 700, 10, 44)
    right = set_in_lines(f"{LONG[1]} {LONG[0]} Page {number}, right.", 320, 700, 10, 44)
    for pair in zip(left, right, strict=False):
        yield from pair
    yield from left[len(right) :]
    yield from right[len(left) :]


def test_a_pdf_is_read_column_by_column() -> None:
    """Heading, both columns of each page, and nothing that its edges repeat."""
    made = import_document("a.pdf", pdf([list(columns(n)) for n in (1, 2, 3)]))
    assert proposed(made)["title"] == "Winter beds and the joint budget"
    expected = [
        f"{LONG[first]} {LONG[second]} Page {number}, {side}."
        for number in (1, 2, 3)
        for first, second, side in ((0, 2, "left"), (1, 0, "right"))
    ]
    assert body(made).strip().split("\n\n") == expected
    assert {each.text for each in made.dropped[:3]} == {"1", "Harbour Health Review", "March 2019"}


def test_a_paragraph_of_a_pdf_goes_on_over_columns_and_pages() -> None:
    """Also a word that is divided there; one that is written with a hyphen elsewhere keeps it."""
    first = [
        *set_in_lines(LONG[0], 60, 700, 10, 80),
        (60, 640, 10, "A long-term plan was made for the inte-"),
    ]
    second = [(60, 700, 10, "grated team, which is a long-"),
              (60, 687, 10, "term one, as the board said."),
              *set_in_lines(LONG[2], 60, 640, 10, 80)]  # fmt: skip
    made = import_document("a.pdf", pdf([first, second]))
    joined = (
        "A long-term plan was made for the integrated team, which is a long-term one, as the board "
        "said."
    )
    assert joined in body(made).split("\n\n")
    assert any("integrated" in each for each in made.remarks)


def test_a_pdf_has_headings_lists_and_notes() -> None:
    """By the size of letters, by bullets, and by small print at the foot."""
    made = import_document("a.pdf", pdf([[
        (60, 780, 22, "Winter beds"), (60, 740, 14, "What was agreed"),
        *set_in_lines(LONG[0], 60, 715, 10, 80),
        (60, 660, 10, "\u2022 Twenty beds open on 1 November."),
        (60, 645, 10, "\u2022 Ten follow."),
        *set_in_lines(LONG[2], 60, 610, 10, 80), (60, 120, 7, "1 As of April, in Harbour alone."),
    ]], {"Title": "Microsoft Word - draft7.docx"}))  # fmt: skip
    assert body(made) == (
        f"## What was agreed\n\n{LONG[0]}\n\n- Twenty beds open on 1 November.\n\n- Ten follow.\n\n"
        f"{LONG[2]}\n\n1 As of April, in Harbour alone.\n"
    )
    assert proposed(made)["title"] == "Winter beds"


def test_a_list_without_bullets_is_not_one_paragraph() -> None:
    """A line that had room for the next word ends a paragraph; a ligature is two letters."""
    items = ["The \x01rst of the beds", "Ten more of them in December", "The rest"]
    lines = [(60, 640 - 13 * n, 10, each) for n, each in enumerate(items)]
    made = import_document("a.pdf", pdf([[*set_in_lines(LONG[0], 60, 700, 10, 80), *lines]]))
    assert body(made).split("\n\n")[1:] == ["The first of the beds", items[1], f"{items[2]}\n"]


def test_text_at_the_edge_of_pages_stays() -> None:
    """What several pages repeat is a running head only where a gap parts it from the text."""
    figures = [(60, 770 - 12.5 * n, 10, f"Figure {n}: beds in all homes") for n in range(58)]
    foot = (60, 30, 8, "www.example.org")
    pages = [[(60, 810, 8, f"Review | {number}"), *figures, foot] for number in (1, 2, 3)]
    made = import_document("a.pdf", pdf(pages))
    left_out = {each.text for each in made.dropped if not each.paragraph}
    assert left_out == {"Review | 1", "www.example.org"}
    assert "Figure 0: beds" in body(made)
    assert "Figure 57: beds" in body(made)


REPORT = f"""<meta charset="utf-8"><style>
@page {{ size: A4; @top-left {{ content: "Brief 14"; font: 8pt serif }} }}
@page :first {{ @top-left {{ content: none }} }}
body {{ font: 10pt serif }} .cols {{ columns: 2 }} table {{ width: 100% }} h2 {{ font-size: 14pt }}
i {{ font-size: 12pt; display: block }} .n {{ float: footnote; font-size: 8pt }}
</style><h1>Winter beds</h1><p>Jane Example and Bo Sample<br>Harbour Institute, 2 May 2019</p>
<div class="cols"><h2>Beds</h2><p>{LONG[0]} It was paid for by one fund.<span class="n">A fund of
both, since 2015.</span> {LONG[1]}</p><i>{LONG[1].partition(";")[0]}</i><p>{LONG[2]} {LONG[0]}</p>
<table><tr><th>Year</th><th>Beds</th></tr><tr><td>2016</td><td>61</td></tr><tr><td>2018</td>
<td>41</td></tr></table>{f"<p>{LONG[0]} {LONG[2]}</p>" * 12}<p>All is at https://<wbr>www.example.org/beds,
and a two-<br>hour answer is promised.<span class="n">In the paper of May.</span></p></div>"""


def test_a_report_in_two_columns_is_one_text() -> None:
    """Notes, rows of tables, a pull quote, a head on one page alone, addresses over two lines."""
    made = import_document("a.pdf", HTML(string=REPORT).write_pdf())
    text = body(made)
    assert "It was paid for by one fund.[^1] The trust pays" in " ".join(text.split())
    assert text.endswith("[^1]: A fund of both, since 2015.\n\n[^2]: In the paper of May.\n")
    assert "\n\nYear Beds\n\n2016 61\n\n2018 41\n\n" in text
    assert "https://www.example.org/beds" in text
    assert "a two-hour answer" in text
    assert "Brief 14" in listed(made)
    assert any("pull quote" in each.reason for each in made.dropped)
    assert proposed(made) == {
        "title": "Winter beds",
        "authors": "Jane Example; Bo Sample",
        "published": "2019-05-02",
    }


def test_pages_of_pictures_are_told() -> None:
    """A scanned document is refused with what to do; single pages of pictures are named."""
    with pytest.raises(UnimportableError, match=r"a.pdf is scanned: .* OCRmyPDF"):
        import_document("a.pdf", pdf([[], []]))
    made = import_document("a.pdf", pdf([set_in_lines(LONG[0], 60, 700, 10, 80), [], []]))
    assert any("only a picture: 2, 3" in each for each in made.remarks)
