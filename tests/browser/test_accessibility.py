"""WCAG 2.2 AA, as far as a machine can tell it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import NARROW, WIDE, Open

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_LANDED = "articles/joint-working-local-politicians/#p-discharge-delays-biggest-issue"
_RUN = "only => axe.run({runOnly: only, resultTypes: ['violations']})"


def violations(page: Page, only: Sequence[str]) -> Iterator[str]:
    """Yield what axe-core finds, as rule and element."""
    page.evaluate(_AXE)
    found: Mapping[str, Any] = page.evaluate(_RUN, only)
    for violation in found["violations"]:
        for node in violation["nodes"]:
            where = urlsplit(page.url).path
            yield f"{where} {violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_axe_finds_nothing(
    open_page: Open, kinds: Mapping[str, str], viewport: ViewportSize, scheme: str
) -> None:
    """No kind of page has a violation, nor an open search with its results."""
    page = open_page(viewport=viewport, color_scheme=scheme)
    found: list[str] = []
    for path in kinds.values():
        page.goto(path)
        found += violations(page, RULES)
    page.goto("search/?q=discharge")
    page.locator("main .finder-results > li").first.wait_for()
    found += violations(page, RULES)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("STP")
    page.locator(".finder-dialog .finder-results > li").first.wait_for()
    found += violations(page, RULES)
    assert found == []


_ZOOMED = ViewportSize(width=640, height=450)
"""A window of 1280 by 900 at 200 %."""
_SPACED = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""


def _too_wide(page: Page, addresses: Iterable[str], spaced: str = "") -> list[str]:
    """Return the pages that are wider than the window, each with what reaches out of it."""
    wide = []
    for path in addresses:
        page.goto(path)
        if spaced:
            page.evaluate(_ADD_STYLE, spaced)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    return wide


_ADD_STYLE = """rules => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
}"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [NARROW, _ZOOMED], ids=["400", "200"])
def test_no_page_scrolls_sideways(
    open_page: Open, kinds: Mapping[str, str], viewport: ViewportSize, *, script: bool
) -> None:
    """At 400 and at 200 % no kind of page is wider than its window (WCAG 1.4.4 and 1.4.10)."""
    page = open_page(viewport=viewport, java_script_enabled=script)
    assert _too_wide(page, kinds.values()) == []


def test_text_may_be_spaced_wider(open_page: Open, kinds: Mapping[str, str]) -> None:
    """With the spacing of WCAG 1.4.12 no kind of page reaches out of a narrow window."""
    page = open_page(viewport=NARROW)
    assert _too_wide(page, kinds.values(), _SPACED) == []


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


_STOPS = 40
"""Stops of the Tab key looked at on each page: header, contents and the first of the text."""


@pytest.mark.parametrize("colours", ["none", "active"], ids=["own-colours", "forced-colours"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_focus_is_always_seen(
    open_page: Open, kinds: Mapping[str, str], viewport: ViewportSize, colours: str
) -> None:
    """Going through each kind of page by the Tab key, every stop is in sight and has an outline."""
    page = open_page(viewport=viewport, forced_colors=colours)
    hidden = []
    for path in kinds.values():
        page.goto(path)
        for _ in range(_STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(_FOCUSED)
            if stop["tag"] == "BODY":
                break
            hidden += [] if stop["shown"] and stop["marked"] else [(path, stop)]
    assert hidden == []


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


def test_no_title_is_the_only_source(open_page: Open, kinds: Mapping[str, str]) -> None:
    """A title attribute, which neither touch nor keyboard shows, says nothing new."""
    page = open_page()
    for path in kinds.values():
        page.goto(path)
        assert page.locator("body [title]").evaluate_all(_TITLES) == [], path


_TITLES = """all => all.filter(element => {
  const name = [element, ...(element.control ? [element.control] : [])]
    .map(each => each.getAttribute("aria-label") || each.textContent.trim());
  return !name.includes(element.title);
}).map(element => element.outerHTML.slice(0, 200))"""


def test_tables_are_told_apart(open_page: Open, kinds: Mapping[str, str]) -> None:
    """Each table has a caption, and each of its heads says what it is the head of."""
    page = open_page()
    for path in kinds.values():
        page.goto(path)
        for table in page.locator("table").all():
            assert (table.locator("caption").text_content() or "").strip(), path
            assert table.locator("th:not([scope])").count() == 0, path


def test_the_language_is_told(open_page: Open, kinds: Mapping[str, str]) -> None:
    """Each kind of page says that it is in English."""
    page = open_page()
    for path in kinds.values():
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "en", path


def test_what_is_chosen_is_seen_in_forced_colours(open_page: Open) -> None:
    """Where the system sets the colours, the section one is in still stands out from the others."""
    page = open_page("themes/", forced_colors="active")
    border = "element => getComputedStyle(element).borderBottomColor"
    links = page.locator(".site-sections > ul > li > a")
    here = page.locator(".site-sections [aria-current=page]").evaluate(border)
    others = {link.evaluate(border) for link in links.all()} - {here}
    assert here not in others
    assert len(others) == 1


def test_what_stands_apart_does_so_in_forced_colours(open_page: Open) -> None:
    """Another meaning of a term is another bar, and sides of a disagreement have a line between."""
    page = open_page("timeline/", forced_colors="active")
    fills = "all => all.map(each => getComputedStyle(each).fill)"
    bars = {page.locator(f".time-bar{kind}").evaluate_all(fills)[0] for kind in ("", ".time-even")}
    assert len(bars) == 2
    page.goto("disagreements/")
    line = page.locator(".side").first.evaluate("e => getComputedStyle(e).outlineStyle")
    assert line == "solid"


def test_colours_are_chosen_by_what_they_are_called(open_page: Open) -> None:
    """By keyboard, each choice of colours gives those that its name says, and is remembered."""
    page = open_page("about/", color_scheme="light")
    choices = page.get_by_role("radiogroup", name="Colours").get_by_role("radio")
    scheme = page.locator("body")
    for name, wanted in (("Use dark colours", "slate"), ("Use light colours", "default")):
        choices.and_(page.get_by_role("radio", name=name)).press("Space")
        expect(scheme).to_have_attribute("data-md-color-scheme", wanted)
    choices.and_(page.get_by_role("radio", name="Use dark colours")).press("Space")
    page.reload()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")


_FINGER = 24
"""Pixels that whatever can be tapped is high and wide at least (WCAG 2.5.8)."""
_SMALL = """least => [...document.querySelectorAll("a[href], main summary, button")]
  .filter(element => element.checkVisibility() && !element.matches(".glossary-term, .md-skip"))
  .filter(element => {
    const { width, height } = element.getBoundingClientRect();
    const within = getComputedStyle(element).display === "inline"; // a sentence, by its words
    return Math.round(height) < least || (!within && Math.round(width) < least);
  })
  .map(element => element.outerHTML.slice(0, 160))"""


def test_all_that_can_be_tapped_is_large_enough(open_page: Open, kinds: Mapping[str, str]) -> None:
    """Letters, numbers of notes and links in lists, on a phone; terms stand in sentences."""
    page = open_page(viewport=NARROW, has_touch=True, is_mobile=True)
    for path in kinds.values():
        page.goto(path)
        assert page.evaluate(_SMALL, _FINGER) == [], path


_UNDECIDED = """() => axe.run({runOnly: ["color-contrast"], resultTypes: ["incomplete"]})
  .then(found => found.incomplete.flatMap(each => each.nodes).map(node => node.target[0]))"""
_PAINT = """element => {
  let opacity = 1;
  for (let each = element; each; each = each.parentElement) {
    opacity *= getComputedStyle(each).opacity;
  }
  const style = getComputedStyle(element);
  const [red, green, blue] = (element.closest("svg") ? style.fill : style.color).match(/[0-9.]+/g);
  const box = element.getBoundingClientRect();
  const rim = element.closest("svg") ? parseFloat(style.strokeWidth) / 2 || 0 : 0;
  const [width, height] = [box.width - 2 * rim, box.height - 2 * rim];
  const clip = {x: box.x + rim, y: box.y + rim, width, height};
  return [[red, green, blue].map(Number), opacity, clip];
}"""
"""The colour of a text, how opaque it is, and its place, without the rim that keeps lines off."""
_BARE = """
* { color: transparent !important; transition: none !important; }
svg text { fill: transparent !important; }"""
"""Takes the texts themselves out of a picture, at once: links would fade."""
_PLAIN = 0.95
"""Share of what lies under a text that must set it off; a thin line may cross it."""
_CONTRAST = 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_no_contrast_is_left_undecided(
    open_page: Open, kinds: Mapping[str, str], scheme: str, viewport: ViewportSize
) -> None:
    """What axe cannot judge is measured: single signs, pictures, and what lies over something."""
    page = open_page(color_scheme=scheme, viewport=viewport, bypass_csp=True)
    for path in (*kinds.values(), _LANDED):
        page.goto(path)
        page.evaluate(_AXE)
        measured = {each: _set_off(page, each) for each in page.evaluate(_UNDECIDED)}
        assert {each: share for each, share in measured.items() if share < _PLAIN} == {}, path


def _set_off(page: Page, selector: str) -> float:
    """Return of how much of what lies under a text the text is set off as WCAG asks."""
    element = page.locator(selector).first
    element.scroll_into_view_if_needed()
    (red, green, blue), opacity, clip = element.evaluate(_PAINT)
    picture = Image.open(BytesIO(page.screenshot(clip=clip, style=_BARE))).convert("RGB")
    under = [picture.getpixel((x, y)) for x in range(picture.width) for y in range(picture.height)]
    good = 0
    for pixel in under:
        assert isinstance(pixel, tuple)
        pairs = zip((red, green, blue), pixel, strict=True)
        shown = [opacity * own + (1 - opacity) * below for own, below in pairs]
        good += _ratio(shown, pixel) >= _CONTRAST
    return good / len(under)


def _ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the contrast of two colours (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_text_that_is_not_set_off_would_be_found(browser: Browser) -> None:
    """The measure tells a pale text from a dark one."""
    page = browser.new_page()
    page.set_content(
        "<body style='background: #ddd'><p id='pale' style='color: #777'>Words</p>"
        "<p id='dark' style='color: #333'>Words</p></body>"
    )
    assert _set_off(page, "#pale") < _PLAIN <= _set_off(page, "#dark")
    page.close()


def test_a_passage_on_which_one_lands_has_no_violation(open_page: Open) -> None:
    """With its bar, which is over the text."""
    page = open_page(_LANDED)
    expect(page.locator(".landing")).to_be_in_viewport()
    assert list(violations(page, RULES)) == []


def test_one_link_text_leads_to_one_page(open_page: Open, kinds: Mapping[str, str]) -> None:
    """Whoever hears the links of a page alone knows where each leads.

    A name may be that of a speaker and of an entry in the glossary; terms and passages are told
    apart by the sentences that they stand in.
    """
    page = open_page()
    ours = [path for path in kinds.values() if "://" not in path]  # others say all the same words
    for path in ours:
        page.goto(path)
        leads = page.locator("main a[href]").evaluate_all(_LEADS)
        assert {words: to for words, to in leads.items() if len(to) > 2} == {}, path


_LEADS = """all => {
  const leads = {};
  for (const link of all) {
    if (link.matches(".glossary-term, .passage-link, .headerlink")) continue;
    const words = link.getAttribute("aria-label") || link.textContent.trim();
    const address = link.href.split("#")[0];
    if (!(leads[words] ||= []).includes(address)) leads[words].push(address);
  }
  return leads;
}"""
