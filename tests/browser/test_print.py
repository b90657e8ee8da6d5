"""A page on paper: what a reader takes into a meeting, read back from the PDF."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open


def printed(open_page: Open, path: str, to: Path, **options: object) -> str:
    """Print a page and return its words, page by page."""
    page = open_page(path, **options)
    page.pdf(path=str(to), prefer_css_page_size=True, format="A4")
    done = subprocess.run(
        ["pdftotext", "-layout", to, "-"],  # noqa: S607 - where the system has it
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_discharge_briefing(open_page: Open, tmp_path: Path, scheme: str) -> None:
    """It names the site, numbers messages and references, and tells terms; nothing to click on."""
    text = printed(open_page, "themes/discharge/", tmp_path / "p.pdf", color_scheme=scheme)
    pages = text.removesuffix("\f").split("\f")
    assert pages[0].strip().startswith("The NHS and councils working together")
    for number, page in enumerate(pages, start=1):
        assert "".join(page.split()).endswith(f"{number}/{len(pages)}")
    words = " ".join(text.split())
    sources = re.search(r"Sources 1\. (.*?) Last changed", words)
    assert sources
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", words)}
    assert numbers == set(range(1, len(re.findall(r"\b\d\. ", f"1. {sources[1]}")) + 1))
    for part in ("Key messages", "Evidence", "Questions to ask", "Terms used on this page"):
        assert part in words
    assert "A&E (accident and emergency)" in words
    for address in ("<papers/themes/discharge.pdf>", "<https://www.hsj.co.uk/"):
        assert address in "".join(text.split())
    controls = ("Search", "Menu", "On this page", "Show all", "Previous:", "Skip to content")
    for control in (*controls, "CSV", "All questions"):
        assert control not in words


def test_an_article_is_printed_without_what_is_of_no_use_on_paper(
    open_page: Open, tmp_path: Path
) -> None:
    """Its address stands once behind the reference; files and scores are left to the screen."""
    text = printed(open_page, "articles/deeper-council-engagement/", tmp_path / "p.pdf")
    cited = "".join(text.partition("Cite the source")[2].partition("Last changed")[0].split())
    assert cited.count("https://") == 1
    assert "key message" in " ".join(text.split()).casefold()
    for left in ("As data", "How the order comes about", "Used in"):
        assert left not in text


def test_a_row_is_not_split(open_page: Open) -> None:
    """Rows, messages and sides of a disagreement are each kept on one page."""
    page = open_page("themes/discharge/")
    page.emulate_media(media="print")
    for selector in ("table.evidence tbody tr", "ol.messages > li", ".side"):
        kept = page.locator(selector).first.evaluate("e => getComputedStyle(e).breakInside")
        assert kept == "avoid", selector
    header = page.locator("table.evidence thead").evaluate("e => getComputedStyle(e).display")
    assert header == "table-header-group"
    expect(page.locator(".filters")).to_be_hidden()


def test_a_filtered_table_says_so(open_page: Open, tmp_path: Path) -> None:
    """On paper a filtered table has the lines that are left, and says how many there are."""
    text = printed(open_page, "themes/finance/?kind=recommendation", tmp_path / "p.pdf")
    words = " ".join(text.split())
    found = re.search(r"(\d+) of (\d+) points shown\.", words)
    assert found
    assert 0 < int(found[1]) < int(found[2])


@pytest.mark.parametrize("path", ["404.html", "search/"])
def test_a_short_page_takes_one(open_page: Open, tmp_path: Path, path: str) -> None:
    """No empty page follows."""
    assert printed(open_page, path, tmp_path / "p.pdf").count("\f") == 1


_MOST = 10
"""Pages of A4 that the theme with least evidence takes at most, its terms included."""
_EMPTY = 0.34
"""Share of a page's height that may stand empty at its end."""
_FOOT = 60
"""Points at the foot of a page, where its number stands."""


def _lines(pdf: Path) -> list[list[tuple[float, float, str]]]:
    """Return for each page of a PDF its words: place from the top, right edge and text."""
    done = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"],  # noqa: S607 - where the system has it
        check=True,
        capture_output=True,
        text=True,
    )
    pages = done.stdout.split("<page ")[1:]
    word = re.compile(r'yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
    return [[(float(y), float(x), text) for y, x, text in word.findall(page)] for page in pages]


@pytest.mark.parametrize("path", ["themes/discharge/", "coverage/", "glossary/"])
def test_no_page_ends_early(open_page: Open, tmp_path: Path, path: str) -> None:
    """No third of a page is empty but of the last, and there are few pages."""
    printed(open_page, path, tmp_path / "p.pdf")
    pages = _lines(tmp_path / "p.pdf")
    assert len(pages) <= _MOST
    height = 842
    for number, words in enumerate(pages[:-1], start=1):
        last = max(y for y, _, _ in words if y < height - _FOOT)
        assert last > (1 - _EMPTY) * height, f"page {number} ends at {last:.0f}"


_HEADINGS = "main :is(h2, h3, dl.terms > dt, ul.leading > li > p, .glossary-definitions-title)"


@pytest.mark.parametrize(
    "path",
    [
        *("themes/discharge/", "themes/governance/", "coverage/", "disagreements/", ""),
        *("glossary/", "glossary/icb/"),
    ],
)
def test_no_heading_is_left_at_the_end_of_a_page(
    open_page: Open, tmp_path: Path, path: str
) -> None:
    """What a heading is of begins below it, on its page."""
    page = open_page(path)
    headings = {" ".join(h.split()) for h in page.locator(_HEADINGS).all_inner_texts()}
    page.pdf(path=str(tmp_path / "p.pdf"), prefer_css_page_size=True, format="A4")
    for words in _lines(tmp_path / "p.pdf"):
        shown = [word for word in words if word[0] < 842 - _FOOT]
        bottom = max(y for y, _, _ in shown)
        last = " ".join(text for y, _, text in shown if bottom - y < 4)
        assert last not in headings
