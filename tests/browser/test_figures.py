"""Figures that content chose, drawn where their numbers allow it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Open
from tests.browser.test_print import printed

_BARS = """figure => [...figure.querySelectorAll('svg.bar')].map(bar => {
  const [full, part] = bar.querySelectorAll('rect');
  const width = each => each.getBBox().width;
  return {length: width(part) / width(full),
          part: getComputedStyle(part).fill, full: getComputedStyle(full).fill};
})"""
"""Of each bar how much of the width it fills, and the colours of both."""
_WAYS = {
    "320 px": {"viewport": NARROW},
    "wide": {"viewport": WIDE},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "without script": {"java_script_enabled": False},
}


@pytest.mark.parametrize("options", _WAYS.values(), ids=_WAYS)
def test_a_change_is_drawn_to_scale_and_says_what_it_is(
    open_page: Open, options: dict[str, object]
) -> None:
    """A share that fell from 33% to 26% is two bars on a scale to 100%, with its caution."""
    page = open_page("themes/discharge/", **options)
    figure = page.locator(".columns.first").get_by_role("figure")
    caption = figure.locator("figcaption")
    expect(caption).to_be_visible()
    for words in ("Measures: the resp", "Period: the four years", "Not to be read as: A fall in"):
        expect(figure).to_have_accessible_name(re.compile(re.escape(words)))
        expect(caption).to_contain_text(words)
    expect(figure.locator("dt")).to_have_text(["Before", "After"])
    bars = figure.evaluate(_BARS)
    assert [round(bar["length"], 2) for bar in bars] == [0.33, 0.26]
    assert all(bar["part"] != bar["full"] for bar in bars), bars
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_only_what_content_chose_is_drawn(open_page: Open) -> None:
    """A share, a change and parts of a count have pictures; a sum of money that is none has not."""
    page = open_page("figures/")
    figures = page.locator(".drawings").get_by_role("figure")
    expect(figures).to_have_count(4)
    expect(page.get_by_role("figure")).to_have_count(4)
    lincolnshire = figures.filter(has_text="Lincolnshire")
    expect(lincolnshire.locator("dt")).to_have_text(
        [
            "All of it",
            "county council",
            "district councils",
            "CCGs",
            "foundation trusts",
            "community healthcare provider",
        ]
    )
    lengths = [round(15 * bar["length"]) for bar in lincolnshire.evaluate(_BARS)]
    assert lengths == [15, 1, 7, 4, 2, 1]
    expect(page.locator(".drawings")).not_to_contain_text("£3.8 billion")


def test_a_drawn_figure_is_printed(open_page: Open, tmp_path: Path) -> None:
    """On paper it has its numbers and its caution, whole on a page."""
    page = open_page("themes/discharge/")
    page.emulate_media(media="print")
    figure = page.locator("figure.drawn")
    assert figure.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    expect(figure.locator("svg.bar")).to_have_count(2)
    for bar in figure.locator("svg.bar").all():
        expect(bar).to_be_visible()
    words = printed(open_page, "themes/discharge/", tmp_path / "p.pdf")
    assert "33% of delayed discharges" in words
