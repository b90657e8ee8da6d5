"""Tables of evidence: filters that are in the address, and the whole table without script."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from tests.browser.conftest import NARROW, Open

_THEME = "themes/finance/"


def _number(mark: Locator) -> int:
    return int(mark.locator("[aria-hidden]").last.inner_text())


def _rows(page: Page) -> int:
    return page.locator("table.evidence tbody tr:visible").count()


def test_a_choice_leaves_what_matches(open_page: Open) -> None:
    """A choice hides the other lines, says how many are left, and stands in the address."""
    page = open_page(_THEME)
    everything = page.locator("table.evidence tbody tr").count()
    page.get_by_label("Kind").select_option(label="Recommendation")
    left = _rows(page)
    assert 0 < left < everything
    for row in page.locator("table.evidence tbody tr:visible").all():
        expect(row.locator(".kind")).to_have_text("Recommendation")
    expect(page.get_by_role("status")).to_have_text(
        f"Kind Recommendation: {left} of {everything} points shown."
    )
    expect(page).to_have_url(re.compile(r"/themes/finance/\?kind=recommendation$"))


def test_a_filtered_table_can_be_sent_to_somebody(open_page: Open) -> None:
    """An address with choices opens the table with them; “Show all” takes them away."""
    page = open_page(f"{_THEME}?year=2014&voice=richard-vize&kind=nonsense")
    assert page.get_by_label("Year").input_value() == "2014"
    assert page.get_by_label("Voice").input_value() == "richard-vize"
    expect(page.get_by_role("status")).to_contain_text("Year 2014, Voice Richard Vize: ")
    assert page.get_by_label("Kind").input_value() == ""
    left = _rows(page)
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^All \d+ points shown\.$"))
    assert _rows(page) > left
    expect(page).to_have_url(re.compile(r"/themes/finance/$"))
    assert page.evaluate("document.activeElement.tagName") == "SELECT"


def test_an_address_with_choices_outlives_their_words(open_page: Open) -> None:
    """It is made of ids: where readers see other words for them, it shows the same, in these."""
    page = open_page(f"{_THEME}?kind=barrier&theme=culture")
    left = _rows(page)

    def translated(route: Route) -> None:
        text = route.fetch().text()
        for word, other in {"Barrier": "Rhwystr", "Culture": "Diwylliant"}.items():
            text = text.replace(f">{word}<", f">{other}<")
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    page.route(f"**/{_THEME}*", translated)
    page.reload()
    expect(page.get_by_role("status")).to_contain_text(
        f"Kind Rhwystr, Theme Diwylliant: {left} of "
    )
    assert _rows(page) == left > 0
    expect(page).to_have_url(re.compile(r"\?kind=barrier&theme=culture$"))


def test_a_filtered_address_opens_at_its_table(open_page: Open) -> None:
    """With the choice in words; a line of an open date is found under each year, and said to be."""
    page = open_page("themes/discharge/?year=2024")
    expect(page.get_by_role("form", name="Filter the evidence")).to_be_in_viewport()
    status = page.get_by_role("status")
    expect(status).to_have_text(
        re.compile(r"^Year 2024: \d+ of \d+ points shown\. \d+ of them may be")
    )
    assert 0 < _rows(page) == page.locator("tr[data-year~='2024']").count()


def test_each_mark_of_the_map_leads_to_what_it_counts(open_page: Open) -> None:
    """The marks of a theme lead to as many lines as their numbers say; gaps lead nowhere."""
    page = open_page("coverage/")
    marks = page.locator("table.map tbody").nth(1).locator("td:not(.gap) a")
    counted = {str(mark.get_attribute("href")): _number(mark) for mark in marks.all()}
    assert len(counted) > 4
    for address, number in counted.items():
        page.goto(f"coverage/{address}")
        expect(page.get_by_role("status")).to_contain_text(f": {number} of ")
        assert _rows(page) == number
    page.goto("coverage/")
    gaps = page.locator("table.map td.gap")
    assert {gap.inner_text() for gap in gaps.all()} == {"0"}


def test_marks_of_the_map_are_large_enough(open_page: Open) -> None:
    """Each is as large as a finger needs, and the map needs no scrolling aside on a telephone."""
    page = open_page("coverage/", viewport=NARROW)
    table = page.locator("table.map")
    for mark in table.locator("a.spot").all():
        box = mark.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("table", ["table.map", "table.counts"])
def test_numbers_compare_on_a_telephone(open_page: Open, table: str) -> None:
    """Each number stands below the name of its column, which stays in sight; gaps are seen."""
    page = open_page("coverage/", viewport=NARROW)
    counts = page.locator(table).first
    heads = [_middle(head) for head in counts.locator("thead th").all()]
    rows = counts.locator("tbody tr").filter(has=page.locator("td"))
    assert rows.count() > 4
    for row in (rows.nth(1), rows.nth(3)):
        cells = [_middle(cell) for cell in row.locator("td").all()]
        assert cells == [pytest.approx(head, abs=10) for head in heads]
    rows.nth(3).scroll_into_view_if_needed()
    rows.nth(3).evaluate("row => row.scrollIntoView({block: 'center'})")
    expect(counts.locator("thead th").first).to_be_in_viewport()


def _middle(cell: Locator) -> float:
    box = cell.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


@pytest.mark.parametrize("table", ["table.map", "table.counts"])
def test_many_columns_keep_the_names_of_rows_in_sight(open_page: Open, table: str) -> None:
    """Where there are too many columns for a telephone, they move beside the names of the rows."""
    page = open_page("coverage/", viewport=NARROW)
    counts = page.locator(table).first
    counts.evaluate("table => table.classList.remove('few')")
    counts.evaluate(
        "table => { for (const cell of table.querySelectorAll('td')) cell.style.minWidth = '7rem';"
        " table.parentElement.scrollLeft = 400; }"
    )
    name = counts.locator("tbody tr", has=page.locator("td")).first.locator("th")
    box = name.bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] < NARROW["width"] / 2
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_a_link_to_a_line_shows_it(open_page: Open) -> None:
    """A line that the choices in the address hide is shown where the address names it."""
    page = open_page(_THEME)
    line = page.locator("tr[data-year='2016']").first.get_attribute("id")
    page.goto(f"{_THEME}?year=2014#{line}")
    expect(page.locator(f"[id='{line}']")).to_be_visible()


def test_nothing_matches(open_page: Open) -> None:
    """Choices that exclude one another say so."""
    page = open_page(f"{_THEME}?year=2018&voice=richard-vize")
    assert _rows(page) == 0
    expect(page.get_by_role("status")).to_contain_text("none matches all the choices")


def test_without_script_the_table_is_whole(open_page: Open) -> None:
    """Without script there are no filters, and every line is there."""
    page = open_page(f"{_THEME}?year=2014", java_script_enabled=False)
    assert page.locator(".filters").count() == 0
    assert _rows(page) == page.locator("table.evidence tbody tr").count() > 20


def test_a_line_is_a_card_in_a_narrow_window(open_page: Open) -> None:
    """At 320 px each part of a line stands below the other, with its name."""
    page = open_page(_THEME, viewport=NARROW)
    cell = page.locator("table.evidence tbody tr").first.locator("td").nth(1)
    assert cell.evaluate("element => getComputedStyle(element).display") == "block"
    named = cell.evaluate("element => getComputedStyle(element, '::before').content")
    assert named == '"Date: "'


def test_the_timeline_says_the_same_in_few_lines_on_a_telephone(open_page: Open) -> None:
    """Facts run on as text does; none is left out but dashes that stand for none."""
    page = open_page("timeline/", viewport=NARROW)
    rows = page.locator("table:is(.timeline, .spans) tbody tr").evaluate_all(
        "rows => rows.map(r => [r.textContent, r.innerText, r.getBoundingClientRect().height])"
    )
    for whole, shown, _ in rows:
        assert set(shown.split()) == {*whole.split()} - {"–"}
    assert sum(height for *_, height in rows) / len(rows) < 150


def test_scores_run_on_below_their_article_on_a_telephone(open_page: Open) -> None:
    """Each number beside its name; nothing stands for what two articles do not share."""
    page = open_page("articles/beyond-winter-blame/", viewport=NARROW)
    page.get_by_text("How the order comes about").click()
    table = page.locator("table.scores")
    cells = table.locator("tbody td:visible").all()
    assert cells
    for cell in cells:
        named = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert re.match(r'"\w.*:\s"$', named)
    assert "–" not in table.inner_text()
    assert "–" in (table.text_content() or "")
    assert table.locator("tbody :is(th, td)").evaluate_all(_BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


_BROKEN = r"""all => all.flatMap(each => {
  const words = [], range = document.createRange();
  const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    for (const word of node.data.matchAll(/\p{L}{3,}/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top)));
      if (lines.size > 1) words.push(word[0]);
    }
  }
  return words;
})"""


@pytest.mark.parametrize("path", ["figures/", "themes/discharge/"])
def test_no_column_breaks_a_word(open_page: Open, path: str) -> None:
    """In the narrowest window that has columns."""
    page = open_page(path, viewport=ViewportSize(width=960, height=900))
    head = page.locator("table.evidence thead th").last
    expect(head).to_be_visible()
    assert page.locator("table.evidence :is(th, td)").evaluate_all(_BROKEN) == []


def test_by_theme(open_page: Open) -> None:
    """A line that is of other themes too is found by them; the figures are filtered by theme."""
    page = open_page(f"{_THEME}?theme=culture")
    assert page.locator(".filters").get_by_label("Theme").input_value() == "culture"
    rows = page.locator("table.evidence tbody tr:visible")
    assert 0 < rows.count() < page.locator("table.evidence tbody tr").count()
    for row in rows.all():
        expect(row.locator(".theme-tag", has_text="Culture")).to_be_visible()
    page.goto("figures/")
    page.locator(".filters").get_by_label("Theme").select_option(label="Finance")
    for row in rows.all():
        expect(row.locator(".theme-tag", has_text="Finance")).to_be_visible()


def test_what_cannot_be_filtered_has_no_filters(open_page: Open) -> None:
    """A table of other things than points, such as the timeline's, stands as it is."""
    page = open_page("timeline/")
    expect(page.locator("table.evidence").first).to_be_visible()
    expect(page.locator(".filters")).to_have_count(0)


def test_a_long_table_begins_short(open_page: Open) -> None:
    """Its first lines are shown; one click shows all, and a choice looks through all."""
    page = open_page(_THEME)
    everything = page.locator("table.evidence tbody tr").count()
    assert _rows(page) == 12 < everything
    expect(page.get_by_role("status")).to_have_text(f"The first 12 of {everything} points shown.")
    last = page.locator("table.evidence tbody tr").last.get_attribute("data-voice")
    page.get_by_label("Voice").select_option(last)
    expect(page.locator("table.evidence tbody tr").last).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    assert _rows(page) == everything
    page.reload()
    page.get_by_role("button", name=f"Show all {everything} points").last.click()
    assert _rows(page) == everything
    # Below the table as well as above it; the focus goes on to what is new.
    expect(page.locator("table.evidence tbody tr").nth(12).locator("a").first).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(f"All {everything} points shown.")


def test_links_lead_to_their_place_beside_a_short_table(open_page: Open) -> None:
    """A line that is not among the first is shown; what stands below the table is in the window."""
    page = open_page(_THEME)
    line = page.locator("table.evidence tbody tr").last.get_attribute("id")
    for place in (line, "section-questions"):
        page.goto("robots.txt")
        page.goto(f"{_THEME}#{place}")
        page.wait_for_load_state()
        expect(page.locator(f"[id='{place}']")).to_be_in_viewport()
