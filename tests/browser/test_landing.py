"""From a line of evidence to its passage and back: what a reader who lands there is told."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import NARROW, WIDE, Open

_TWO_LINES = 60
"""Pixels of two lines that a finger can hit, with the frame round them."""
_BELOW = """() => {
  const bar = document.querySelector(".landing").getBoundingClientRect();
  const passage = document.querySelector(".passage:target, .passage :target").getClientRects()[0];
  return passage.top >= bar.bottom && passage.bottom <= innerHeight;
}"""


def _follow(page: Page) -> str:
    """Follow a key message's passage; return where the message stands."""
    message = page.locator("ol.messages > li").nth(1)
    message.locator("a.passage-link").first.click()
    expect(page).to_have_url(re.compile("#p-"))
    return "themes/discharge/#message-2"


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_a_passage_says_where_it_is_from(open_page: Open, viewport: ViewportSize) -> None:
    """The article, its date, whose words these are, the original, and the way back to the line."""
    page = open_page("themes/discharge/", viewport=viewport)
    line = _follow(page)
    bar = page.get_by_role("note", name="Where this passage is from")
    title = page.locator("h1").inner_text()
    expect(bar).to_contain_text(title)
    expect(bar).to_contain_text(re.compile("our words for what .+ (argued|said|counted|reported)"))
    expect(bar).to_contain_text(re.compile(r"20\d\d"))
    expect(bar.get_by_role("link", name="Open the original")).to_be_in_viewport()
    assert page.evaluate(_BELOW)
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] <= _TWO_LINES
    bar.get_by_role("link", name="Back to Discharge").click()
    expect(page).to_have_url(re.compile(f"/{line}$"))
    expect(page.locator("#message-2")).to_be_in_viewport()


def test_the_bar_stays_while_the_digest_is_read(open_page: Open) -> None:
    """It goes with the passage, and leaves with the digest; elsewhere there is none."""
    page = open_page("articles/joint-working-local-politicians/#p-discharge-delays-biggest-issue")
    bar = page.locator(".landing")
    expect(bar).to_be_in_viewport()
    page.mouse.wheel(0, 400)
    expect(bar).to_be_in_viewport()
    page.locator("#section-cite").scroll_into_view_if_needed()
    expect(bar).not_to_be_in_viewport()
    page.goto("articles/joint-working-local-politicians/")
    expect(bar).to_be_hidden()


def test_a_filtered_table_is_come_back_to_as_it_was(open_page: Open) -> None:
    """The choices in the address are part of the way back."""
    page = open_page("themes/finance/?year=2014")
    page.locator("table.evidence tbody tr:visible a.passage-link").first.click()
    page.get_by_role("link", name="Back to Finance").click()
    expect(page).to_have_url(re.compile(r"/themes/finance/\?year=2014#"))
    assert page.get_by_label("Year").input_value() == "2014"


def test_the_way_back_follows_from_the_last_line(open_page: Open) -> None:
    """A passage reached from another page leads back to that one."""
    page = open_page("themes/discharge/")
    _follow(page)
    page.goto("figures/")
    page.locator("table.evidence a.passage-link").first.click()
    page.get_by_role("link", name="Back to Figures").click()
    expect(page).to_have_url(re.compile(r"/figures/#"))


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_without_script_a_passage_says_where_it_is_from(
    open_page: Open, viewport: ViewportSize
) -> None:
    """That it is in our words, the original, and the themes that rest on the article."""
    page = open_page("themes/discharge/", viewport=viewport, java_script_enabled=False)
    _follow(page)
    bar = page.locator(".landing")
    expect(bar).to_be_in_viewport()
    expect(bar).to_contain_text("in our words")
    assert page.evaluate(_BELOW)
    assert page.locator(".passage:target, .passage :target").count() == 1
    bar.get_by_role("link", name="Discharge").click()
    expect(page).to_have_url(re.compile("/themes/discharge/$"))


def test_no_paraphrase_is_called_a_quotation(open_page: Open) -> None:
    """Lines are ours, whatever the source puts between quotation marks."""
    page = open_page("themes/culture/")
    said = page.locator(".standing", has_text="Said")
    assert said.count() > 0
    assert page.get_by_text("Quoted").count() == 0
