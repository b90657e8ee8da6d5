"""A site in Hebrew: pages that are read, and pictures whose time runs, from right to left."""

import subprocess
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import NARROW, WIDE, Open
from tests.browser.test_accessibility import RULES, violations

_ARTICLE = "articles/line-opens/"


def _box(part: Locator) -> tuple[float, float]:
    """Return the left and the right edge of an element."""
    box = part.bounding_box()
    assert box is not None
    return box["x"], box["x"] + box["width"]


def test_every_kind_of_page_is_turned(open_page: Open, hebrew_kinds: Mapping[str, str]) -> None:
    """Its headings begin at the right edge of its text, and its name stands on the right."""
    page = open_page()
    for path in hebrew_kinds.values():
        page.goto(path)
        assert page.locator("body").evaluate("body => getComputedStyle(body).direction") == "rtl"
        edge = _box(page.locator("main article").first)[1]
        assert edge - _box(page.locator("main h1"))[1] < 2, path
        assert page.locator("main :is(h1, h2, h3)").evaluate_all(_ELSEWHERE) == [], path
        assert _box(page.locator(".site-name"))[1] > _box(page.locator(".finder-open"))[1], path


_ELSEWHERE = """all => all.filter(heading => {
  const words = document.createRange();
  words.selectNodeContents(heading);
  const gap = heading.getBoundingClientRect().right - words.getBoundingClientRect().right;
  return heading.checkVisibility() && !heading.matches(".visually-hidden") && gap > 20;
}).map(heading => heading.outerHTML)"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["320", "1280"])
def test_no_page_scrolls_sideways(
    open_page: Open, hebrew_kinds: Mapping[str, str], viewport: ViewportSize, *, script: bool
) -> None:
    """What reaches out of a window that is read from the right reaches out on the left."""
    page = open_page(viewport=viewport, java_script_enabled=script)
    for path in hebrew_kinds.values():
        page.goto(path)
        assert page.evaluate(_OUTSIDE) == [], path


_OUTSIDE = """() => {
  const all = [...document.querySelectorAll("p, li, dd, h1, h2, h3")]
    .filter(each => each.checkVisibility() && !each.closest(".scroll, .visually-hidden"))
    .filter(each => {
      const { left, right, width } = each.getBoundingClientRect();
      return width > 1 && (left < 0 || right > innerWidth + 1);
    }).map(each => each.outerHTML.slice(0, 120));
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth ? [`${scrollWidth} pixels`, ...all] : all;
}"""


_LETTERS = """(text) => {
  const box = text.getBBox(), seen = text.getScreenCTM();
  return [box.x, box.x + box.width].map((x) => x * seen.a + seen.e);
}"""
"""Where the letters of a label begin and end, without the rim that keeps lines off them."""


def test_time_runs_from_right_to_left(open_page: Open, hebrew_address: str) -> None:
    """Years, events and bars: what is later stands further left; names are no mirror images."""
    page = open_page(f"{hebrew_address}timeline/")
    picture = page.locator("svg.time")
    years = [int(text) for text in picture.locator(".time-year").all_text_contents()[1:]]
    assert years == sorted(years)
    for marks in (picture.locator(".time-year"), picture.locator("circle.time-events")):
        places = [_box(mark)[0] for mark in marks.all()]
        assert len(places) > 3
        assert all(later < earlier for earlier, later in pairwise(places))
    left, right = _box(picture)
    ends = [_box(bar) for bar in picture.locator(".time-bar").all()]
    assert all(later[1] <= earlier[0] + 2 for earlier, later in pairwise(ends))
    assert abs(ends[0][1] - right) < 2
    assert abs(ends[-1][0] - left) < 2
    for label in picture.locator("text").all():
        start, end = label.evaluate(_LETTERS)
        assert left - 1 <= start <= end <= right + 1
        assert label.evaluate("e => e.getScreenCTM().a") > 0


def test_a_label_begins_where_its_bar_does(open_page: Open, hebrew_address: str) -> None:
    """On the right, or ends where it ends, where there is more room."""
    page = open_page(f"{hebrew_address}timeline/")
    bars, labels = page.locator("svg.time .time-bar"), page.locator("svg.time .time-label")
    assert bars.count() == labels.count() == 3
    for bar, label in zip(bars.all(), labels.all(), strict=True):
        edges = [abs(a - b) for a, b in zip(_box(bar), _box(label), strict=True)]
        assert min(edges) < 10


def test_the_map_begins_with_the_oldest_year_on_the_right(
    open_page: Open, hebrew_address: str
) -> None:
    """Its columns follow one another to the left."""
    page = open_page(f"{hebrew_address}coverage/")
    heads = page.locator("table.map thead th").all()
    assert len(heads) > 3
    assert all(_box(later)[1] <= _box(earlier)[0] + 1 for earlier, later in pairwise(heads))
    assert _box(page.locator("table.map tbody th[scope=row]").first)[0] >= _box(heads[0])[1] - 1


def _place(page: Page, selector: str, words: str) -> float:
    """Return where some words stand: their middle, in pixels from the left."""
    place: float | None = page.locator(selector).first.evaluate(_MIDDLE, words)
    assert place is not None, words
    return place


_MIDDLE = """(element, words) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.textContent.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + words.length);
    const { left, right } = range.getBoundingClientRect();
    return (left + right) / 2;
  }
  return null;
}"""


def test_latin_names_keep_their_own_order(open_page: Open, hebrew_address: str) -> None:
    """The sign at the end of an English title is on its right, and what follows it on its left."""
    page = open_page(f"{hebrew_address}articles/costs-disputed/")
    for title in ("h1", ".breadcrumbs [aria-current]"):
        assert _place(page, title, "What") < _place(page, title, "?")
    page.goto(f"{hebrew_address}{_ARTICLE}")
    people = "main #section-people + ul li:last-child"
    name, role = _place(page, people, "דן לוי"), _place(page, people, "נהג")
    first, last = _place(page, people, "Harbour"), _place(page, people, "(Ltd.)")
    assert first < last < role < name


def test_a_preview_begins_where_its_link_does(open_page: Open, hebrew_address: str) -> None:
    """Its right edge is that of the link; in a narrow window none of it is outside."""
    for viewport in (WIDE, NARROW):
        page = open_page(f"{hebrew_address}{_ARTICLE}", viewport=viewport)
        mark = page.locator("main a.glossary-term").first
        page.keyboard.press("Shift")
        mark.focus()
        preview = page.locator("#preview")
        preview.wait_for()
        left, right = _box(preview)
        assert 0 <= left < right <= viewport["width"]
        assert viewport is NARROW or abs(right - _box(mark)[1]) < 2


def test_the_search_is_turned(open_page: Open, hebrew_address: str) -> None:
    """The dialog closes on its left, and finds names in either script."""
    page = open_page(f"{hebrew_address}{_ARTICLE}")
    page.locator("a.finder-open").click()
    dialog = page.locator("dialog")
    close, field = dialog.locator(".finder-close"), dialog.get_by_role("searchbox")
    assert _box(close)[0] - _box(dialog)[0] < 30
    for words in ("Jane", "הרכבת"):
        field.fill(words)
        expect(dialog.locator(".finder-results > li").first).to_be_visible()
        kind, title = (dialog.locator(".finder-results > li p").first.locator(e) for e in _RESULT)
        assert _box(kind)[0] > _box(title)[0]


_RESULT = (".finder-kind", "a")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_axe_finds_nothing(
    open_page: Open,
    hebrew_kinds: Mapping[str, str],
    viewport: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    """No kind of page has a violation."""
    page = open_page(viewport=viewport, color_scheme=scheme)
    found: list[str] = []
    for path in hebrew_kinds.values():
        page.goto(path)
        found += violations(page, RULES)
    assert found == []


def test_pages_on_paper_have_their_number_on_the_left(
    open_page: Open, hebrew_address: str, tmp_path: Path
) -> None:
    """Where a line ends."""
    page = open_page(f"{hebrew_address}themes/service/")
    page.pdf(path=str(tmp_path / "p.pdf"), prefer_css_page_size=True, format="A4")
    done = subprocess.run(
        ["pdftotext", "-x", "0", "-y", "780", "-W", "300", "-H", "60", tmp_path / "p.pdf", "-"],  # noqa: S607 - where the system has it
        check=True,
        capture_output=True,
        text=True,
    )
    sheets = done.stdout.removesuffix("\f").split("\f")
    for number, text in enumerate(sheets, start=1):
        assert "".join(text.split()) == f"{number}/{len(sheets)}"
