"""The paper of two pages: it fits whatever stands in it, and says what it leaves out."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdftypes import resolve1
from selectolax.lexbor import LexborHTMLParser
from weasyprint import HTML  # type: ignore[import-untyped]

import generator.cli.build
import generator.publish.papers
import generator.site.pack
from generator.base.language import speaking
from generator.build import Build, build
from generator.cli.commands import main
from generator.cli.project import compile_project, open_project
from generator.publish.papers import write_papers
from generator.site.pack import paper_html, pdf_of, word_of
from generator.site.pack.sheet import in_word
from generator.site.pages.kinds.pack.paper import Paper, Stock
from generator.site.pages.views.presenter import Presenter
from tests.papers import (
    catalogue_of,
    loose_pieces,
    numberings_of,
    pages_in_word,
    structure_of,
    told_by,
    words_of,
)
from tests.projects import SETTINGS, TINY, long_article, tiny

_PAGES = re.compile(r"Pages:\s+(\d+)")
_LONG = "A message of thirty words that goes on about what the trams cost and who pays for them "


def _stock(built: Build, *themes: str) -> Stock:
    presenter = Presenter.of(built.library, built.links)
    chosen = [theme for id_, theme in built.library.themes.items() if id_ in themes or not themes]
    return Stock(presenter, chosen)


def _built(project: Path) -> Build:
    return build(project, replace(SETTINGS, papers=True))


def _long(
    folder: Path,
    messages: int,
    title: str = "Money",
    question: str = "How much?",
    text: str = _LONG,
) -> Build:
    """Return a project with a theme of many long messages."""
    lines = "".join(
        f"  - {{text: {text}{number}., points: [long#point-{number}]}}\n"
        for number in range(messages)
    )
    theme = (
        f"---\ntitle: {title}\norder: 1\nquestion: {question}\nmessages:\n{lines}---\n\nScope.\n"
    )
    changes = {
        "content/articles/long.md": long_article(messages, 30, "money"),
        "content/themes/money.md": theme,
    }
    return _built(tiny(folder, changes))


def _pages(html: str, folder: Path) -> int:
    (folder / "paper.pdf").write_bytes(pdf_of(html).data)
    told = _PAGES.search(told_by("pdfinfo", folder / "paper.pdf"))
    assert told
    return int(told[1])


def _words(text: str) -> str:
    return "".join(text.split())


def test_what_fits_is_whole(tmp_path: Path) -> None:
    """A short theme is all there, and nothing is said to be left out."""
    stock = _stock(_built(TINY), "money")
    paper = stock.paper(len(stock.order))
    assert paper.left == ()
    html = paper_html(stock, TINY)
    assert "Not on these two pages" not in html
    text = words_of(html)
    for expected in (
        "Nobody agrees on what the line cost.",
        "Does the price hold the bridge?",
        "Who pays for the bridge?",
        "Not to be read as:",
        "What the line cost, and who paid for it.",
        "Before you quote a line, open its source.",
    ):
        assert _words(expected) in _words(text)
    assert _pages(html, tmp_path) <= 2


def test_more_questions_are_asked_where_all_else_has_room(tmp_path: Path) -> None:
    """No paper leaves a third of its second page empty and questions out."""
    asked = "".join(f"  - {{text: Who pays {n}?, for: all}}\n" for n in range(9))
    before, _, after = (TINY / "content/themes/money.md").read_text("utf-8").partition("questions:")
    money = f"{before}questions:\n{asked}---{after.rpartition('---')[2]}"
    stock = _stock(_built(tiny(tmp_path, {"content/themes/money.md": money})), "money")
    rest = len(stock.order) - 6
    assert [len(stock.paper(steps).questions) for steps in (rest, len(stock.order))] == [3, 9]
    assert [(each.part, each.count) for each in stock.paper(rest).left] == [("questions", 6)]
    assert "Who pays 8?" in words_of(paper_html(stock, tmp_path))


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Money", "How much?"),
        ("Money " * 33, "How much? " * 20),
        ("M" * 200, "Q" * 1_900),
        ("M" * 1_900, "Questions " * 190),
    ],
)
def test_two_pages_hold_any_theme(title: str, question: str, tmp_path: Path) -> None:
    """A hundred and fifty messages come to two pages, under any title; each is counted."""
    built = _long(tmp_path, 150, title, question)
    html = paper_html(_stock(built, "money"), tmp_path)
    assert _pages(html, tmp_path) == 2
    shown = html.count("A message of thirty words")
    told = re.search(r"Not on these two pages:</strong> (\d+) key messages", html)
    assert told
    assert shown > 0
    assert shown + int(told[1]) == 150
    assert pages_in_word(word_of(html)) == 2


def test_word_has_room_for_letters_on_higher_lines(tmp_path: Path) -> None:
    """Letters that Arial lacks may stand on lines half as high again: the paper holds fewer."""
    text = "अगले वर्ष के लिए ट्रामों की लागत और उसका भुगतान कौन करेगा " * 2
    html = paper_html(_stock(_long(tmp_path, 150, text=text), "money"), tmp_path)
    assert pages_in_word(word_of(html), line=1.7) == 2


def test_word_is_measured_in_letters_as_wide_as_its_own() -> None:
    """A text is no narrower than in Arial; in capitals, by less than lines and pages leave free."""
    widths, text = FONT_METRICS["Helvetica"][1], "Nobody agrees on what the line cost in 2019"
    for words, least in ((text, 1.0), (text.upper(), 0.9)):
        html = in_word(f"<html><head></head><body><p><i>{words}</i></p></body></html>")
        [page] = HTML(string=html).render().pages
        boxes = [box for box in page._page_box.descendants() if box.element_tag == "i"]
        pixels = sum(widths[letter] for letter in words) / 1000 * 12  # 9 points
        assert max(box.width for box in boxes) / pixels > least


def test_word_copies_of_this_site_take_two_pages(top: Path) -> None:
    """By the measures of their own styles, on lines higher than Word's."""
    built = _built(top)
    chosen: tuple[tuple[str, ...], ...] = ((), *((theme,) for theme in built.library.themes))
    papers = {themes: word_of(paper_html(_stock(built, *themes), top)) for themes in chosen}
    assert {each for each, paper in papers.items() if pages_in_word(paper) > 2} == set()


def _all_papers(stock: Stock) -> Iterator[Paper]:
    return (stock.paper(steps) for steps in range(len(stock.order) + 1))


def test_what_is_left_out_is_counted() -> None:
    """Of each part, what a paper has and what it says is left out are all that there is."""
    stock = _stock(_built(TINY))
    totals = set()
    for paper in _all_papers(stock):
        left = {each.part: each.count for each in paper.left}
        messages = sum(len(group.messages) for group in paper.groups)
        totals.add(
            (
                messages + left.get("messages", 0),
                len(paper.disputes) + left.get("disputes", 0),
                len(paper.changes) + left.get("changes", 0),
                len(paper.questions) + left.get("questions", 0),
                len(paper.figures) + left.get("figures", 0),
                len(paper.gaps) + left.get("gaps", 0),
            )
        )
    assert len(totals) == 1
    assert min(*totals.pop()) > 0


def test_each_number_is_that_of_a_reference() -> None:
    """What a paper cites is what it lists, whatever it leaves out."""
    for paper in _all_papers(_stock(_built(TINY))):
        lines = [line for group in paper.groups for line in group.messages] + [*paper.questions]
        cited = [each for line in lines for each in line.cited]
        cited += [each.by for line in lines for each in line.objections]
        cited += [side for each in paper.disputes for side in each.sides]
        cited += paper.figures
        assert {each.number for each in cited} == set(range(1, len(paper.references) + 1))


def test_pdf_and_word_say_what_the_html_says(tmp_path: Path) -> None:
    """The same words stand in all three, in the same order; the PDF adds its page numbers."""
    html = paper_html(_stock(_built(TINY)), TINY)
    said = _words(words_of(html))
    document = docx.Document(BytesIO(word_of(html)))
    assert _words("".join(paragraph.text for paragraph in document.paragraphs)) == said
    (tmp_path / "paper.pdf").write_bytes(pdf_of(html).data)
    pdf = re.sub(
        r"^\W*\d*\.?\s|Page \d of \d", "", told_by("pdftotext", tmp_path / "paper.pdf", "-")
    )
    for block in LexborHTMLParser(html).css("h1, h2, h3, p"):
        assert _words(block.text()) in _words(pdf)


def test_the_pdf_is_tagged_dated_and_embeds_its_fonts(tmp_path: Path) -> None:
    """A PDF is dated by its content, and what it is set in travels with it."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf_of(paper_html(_stock(_built(TINY)), TINY)).data)
    told = told_by("pdfinfo", path)
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"CreationDate:.* 20(18|19|20)", told)
    _, _, *fonts = told_by("pdffonts", path).splitlines()
    assert fonts
    assert [font for font in fonts if not re.search(r"\byes yes yes\b", font)] == []


def test_the_pdf_says_what_pdf_ua_asks_for(tmp_path: Path) -> None:
    """Its standard, language and title; headings in order; lists whose items are label and body.

    Whatever stands on a page is in the structure, or is told to be no part of the text.
    """
    pdf = pdf_of(paper_html(_stock(_long(tmp_path, 20)), tmp_path)).data
    catalogue = catalogue_of(pdf)
    assert b'pdfuaid:part="1"' in resolve1(catalogue["Metadata"]).get_data()
    assert resolve1(catalogue["Lang"]).startswith(b"en")
    assert resolve1(catalogue["ViewerPreferences"])["DisplayDocTitle"]
    assert resolve1(catalogue["MarkInfo"])["Marked"]
    structure = list(structure_of(pdf))
    kinds = [kind for kind, _ in structure]
    assert "Figure" not in kinds
    assert [kind for kind in kinds if re.fullmatch(r"H\d", kind)][:2] == ["H1", "H2"]
    assert kinds.count("H1") == 1
    assert set(numberings_of(pdf)) == {"Decimal", "Disc"}
    assert loose_pieces(pdf) == []
    items = {inside for kind, inside in structure if kind == "LI"}
    assert items == {("Lbl", "LBody")}
    assert {kid for kind, inside in structure if kind == "L" for kid in inside} <= {"LI", "L"}


def test_the_word_document_has_structure() -> None:
    """Headings are headings, each numbered list begins with 1, and links lead out."""
    made = word_of(paper_html(_stock(_built(TINY)), TINY))
    document = docx.Document(BytesIO(made))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == 1
    assert "Heading 2" in styles
    numberings = re.findall(r'<w:numId w:val="(\d+)"/>', document.element.xml)
    lists = LexborHTMLParser(paper_html(_stock(_built(TINY)), TINY)).css("ol")
    assert len(set(numberings)) == len(lists) > 1
    assert document.core_properties.title
    with ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert '<w:lang w:val="en-GB"' in archive.read("word/styles.xml").decode()


def test_papers_in_hebrew_are_turned(top: Path, tmp_path: Path) -> None:
    """They begin on the right; the numbers of pages stand where a line ends."""
    project = top / "tests" / "hebrew"
    built = compile_project(project, open_project(project))
    with speaking(built.language):
        html = paper_html(_stock(built), project)
    assert LexborHTMLParser(html).css_matches('html[lang="he"][dir="rtl"]')
    (tmp_path / "paper.pdf").write_bytes(pdf_of(html).data)
    # In points of the sheet.
    title, foot = ("-y", "20", "-H", "60"), ("-y", "790", "-H", "52")
    right, left = ("-x", "300", "-W", "300"), ("-x", "0", "-W", "300")
    assert "רמון" in told_by("pdftotext", *title, *right, tmp_path / "paper.pdf", "-")
    assert "1" in told_by("pdftotext", *foot, *left, "-l", "1", tmp_path / "paper.pdf", "-")
    assert "1" not in told_by("pdftotext", *foot, *right, "-l", "1", tmp_path / "paper.pdf", "-")


def test_the_word_document_in_hebrew_is_turned() -> None:
    """Its paragraphs begin on the right, and only what is written that way says so of itself."""
    words = 'כתב <bdi dir="ltr">Harbour Post</bdi><strong>, 2018</strong>'
    document = docx.Document(
        BytesIO(word_of(f'<html dir="rtl"><body><h1>שלום</h1><p>{words}</p></body></html>'))
    )
    normal = document.styles["Normal"].element
    assert [each.tag.rpartition("}")[2] for each in normal.pPr] == ["bidi", "spacing"]
    heading, told = document.paragraphs
    assert [run.font.rtl for run in heading.runs] == [True]
    assert [(run.text, run.font.rtl) for run in told.runs] == [
        ("כתב ", True),
        ("Harbour Post", None),
        (", 2018", True),
    ]
    assert told.runs[2].font.cs_bold


def test_equal_content_gives_equal_papers(tmp_path: Path) -> None:
    """Papers are the same bytes each time, whichever process writes them."""
    built = _built(TINY)
    for name in ("one", "other"):
        assert write_papers(tmp_path / name, built, TINY) == ()
    one, other = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / name).rglob("*.*"))}
        for name in ("one", "other")
    )
    assert [*one] == [
        *("all-themes.docx", "all-themes.pdf", "money.docx", "money.pdf"),
        *("service.docx", "service.pdf"),
    ]
    assert one == other


def test_characters_without_a_font_are_told(tmp_path: Path) -> None:
    """Other scripts are set where a font has them; what none has is named, once for all papers."""
    theme = (TINY / "content/themes/money.md").read_text("utf-8")
    title = "Ακριβά, дорого, غالٍ \U0001f6ce \U00012000"
    built = _built(tiny(tmp_path, {"content/themes/money.md": theme.replace("Money", title)}))
    [told] = write_papers(tmp_path / "site", built, tmp_path)
    assert "U+12000" in told
    assert "A" not in re.findall(r"“(.)”", told)
    text = told_by("pdftotext", tmp_path / "site/papers/themes/money.pdf", "-")
    assert "Ακριβά, дорого" in text


def test_without_the_extra_nothing_leads_to_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build says in one line that there are none, and no page has a dead link."""
    lack = generator.site.pack.lacking
    for place in (generator.cli.build, generator.publish.papers, generator.site.pack):
        monkeypatch.setattr(place, "lacking", lambda: "the extra “pdf”")
    project = tiny(tmp_path)
    done = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert done.exit_code == 0, done.output
    assert done.output.count("There are no papers for boards: they need the extra “pdf”.") == 1
    assert not (project / "site/papers").exists()
    assert "Two pages for your board" not in (project / "site/index.html").read_text("utf-8")
    short = CliRunner().invoke(main, ["-C", str(project), "pack", "--two-pages"])
    assert (short.exit_code, "you need the extra “pdf”" in short.output) == (1, True)
    assert lack() == ""


def test_pages_offer_their_papers(tmp_path: Path) -> None:
    """Home and each theme lead to their own two pages, for PDF and Word; the files are there."""
    project = tiny(tmp_path)
    done = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert done.exit_code == 0, done.output
    assert "papers for boards" not in done.output
    for page, stem in (("", "papers/all-themes"), ("themes/money/", "papers/themes/money")):
        text = (project / "site" / page / "index.html").read_text("utf-8")
        links = LexborHTMLParser(text).css(".papers a")
        assert [link.text() for link in links] == [
            "Two pages for your board (PDF)",
            "Two pages for your board (Word)",
        ]
        ways = "../" * page.count("/")
        expected = [f"{ways}{stem}.pdf", f"{ways}{stem}.docx"]
        assert [link.attributes["href"] for link in links] == expected
        assert [name for name in expected if not (project / "site" / page / name).is_file()] == []
        written = [each.text() for each in LexborHTMLParser(text).css(".papers .reference")]
        assert written == [f" <{stem}.pdf>", f" <{stem}.docx>"]


def test_clock_before_archives_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock has not been set says so in a sentence."""
    monkeypatch.setattr("time.localtime", lambda *_: time.gmtime(0))
    with pytest.raises(generator.site.pack.PackError, match="clock is before 1980"):
        word_of("<html><body><p>Words.</p></body></html>")
