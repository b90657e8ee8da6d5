"""WCAG 2.2 AA, as far as a machine can tell it."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import NARROW, WIDE, Open

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "only => axe.run({runOnly: only, resultTypes: ['violations']})"


def _violations(page: Page, only: Sequence[str]) -> Iterator[str]:
    """Yield what axe-core finds, as rule and element."""
    page.evaluate(_AXE)
    found: Mapping[str, Any] = page.evaluate(_RUN, only)
    for violation in found["violations"]:
        for node in violation["nodes"]:
            where = urlsplit(page.url).path
            yield f"{where} {violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"


@pytest.mark.parametrize(
    ("scheme", "only"), [("light", _RULES), ("dark", ["color-contrast", "link-in-text-block"])]
)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_axe_finds_nothing(
    open_page: Open,
    kinds: Mapping[str, str],
    viewport: ViewportSize,
    scheme: str,
    only: Sequence[str],
) -> None:
    """No kind of page has a violation; dark colours change nothing but contrast."""
    page = open_page(viewport=viewport, color_scheme=scheme)
    found: list[str] = []
    for path in kinds.values():
        page.goto(path)
        found += _violations(page, only)
    assert found == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_no_page_scrolls_sideways(
    open_page: Open, kinds: Mapping[str, str], *, script: bool
) -> None:
    """At 320 px, which is 1280 px at 400 %, no kind of page is wider than its window (1.4.10)."""
    page = open_page(viewport=NARROW, java_script_enabled=script)
    wide = []
    for path in kinds.values():
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            wide.append(path)
    assert wide == []


_FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const marked = [element, ...(element.labels || [])].some(
    each => getComputedStyle(each).outlineStyle !== "none"
  );
  return {
    name: element.id || element.textContent.trim().slice(0, 40) || element.className,
    tag: element.tagName,
    shown: box.right > 0 && box.left < innerWidth && style.visibility === "visible",
    marked,
  };
}"""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_focus_is_always_seen(open_page: Open, viewport: ViewportSize) -> None:
    """Going through a page by the Tab key, every stop is in the window and has an outline."""
    page = open_page("themes/discharge/", viewport=viewport)
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(_FOCUSED))
    assert [stop for stop in stops if not (stop["shown"] and stop["marked"])] == []


def test_the_first_stop_skips_to_the_text(open_page: Open) -> None:
    """The skip link is the first stop, and the next one after it is inside the text."""
    page = open_page("themes/finance/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main article :focus").count() == 1


def test_headings_are_in_order(open_page: Open, kinds: Mapping[str, str]) -> None:
    """Each kind of page has one first-level heading, and no level is left out."""
    page = open_page()
    for path in kinds.values():
        page.goto(path)
        levels = [int(tag[1]) for tag in page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(_TAGS)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(b <= a + 1 for a, b in pairwise(levels)), path


_TAGS = "all => all.map(element => element.tagName)"


def test_movement_is_off_where_it_is_unwanted(open_page: Open) -> None:
    """Nothing moves by itself for readers who ask for reduced motion."""
    page = open_page("themes/finance/", reduced_motion="reduce")
    moving = "all => all.filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    assert page.locator("body *").evaluate_all(moving) == 0
