"""What a reader looks at stays where it is: layout shift, on a slow line and a slow machine."""

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open

_MOST = 0.1
"""Cumulative layout shift that web.dev/cls calls good, and the bound of every page."""
_REST = 700
"""Milliseconds between keys: longer than those after which a browser puts a shift down to them."""
_OBSERVED = """
window.shifted = [];
new PerformanceObserver(list => {
  const own = list.getEntries().filter(entry => !entry.hadRecentInput);
  window.shifted.push(...own.map(entry => entry.value));
}).observe({type: 'layout-shift', buffered: true});
"""
_PAGES = {
    "home": "",
    "theme": "themes/governance/",
    "filtered theme": "themes/governance/?kind=recommendation",
    "article": "articles/joint-working-local-politicians/",
    "passage": "articles/stp-coherent-system/#p-four-of-44-council-led",
    "search": "search/",
    "search in the address": "search/?q=council",
    "glossary": "glossary/",
    "timeline": "timeline/",
    "coverage": "coverage/",
    "filtered figures": "figures/?theme=finance",
}


def _type(field: str, words: str) -> Callable[[Page], None]:
    def typed(page: Page) -> None:
        page.locator(field).click()
        for key in words:
            page.keyboard.type(key)
            page.wait_for_timeout(_REST)

    return typed


_DONE: Mapping[str, Callable[[Page], None]] = {
    "search": _type("main input[type=search]", "disch"),
    "glossary": _type("#term-words", "stp"),
}


@pytest.mark.parametrize("name", _PAGES)
@pytest.mark.parametrize("viewport", [(1280, 900), (390, 844)], ids=["1280", "390"])
def test_nothing_jumps(open_page: Open, name: str, viewport: tuple[int, int]) -> None:
    """Loading, typing and scrolling move nothing that is in sight by more than a tenth of it."""
    width, height = viewport
    page = open_page("about/", viewport={"width": width, "height": height})
    page.add_init_script(_OBSERVED)
    _slow_down(page)
    page.goto(_PAGES[name], wait_until="load")
    page.wait_for_timeout(_REST)
    if name in _DONE:
        _DONE[name](page)
    for _ in range(3):
        page.mouse.wheel(0, height)
        page.wait_for_timeout(100)
    page.wait_for_timeout(_REST)
    shifts = page.evaluate("window.shifted")
    assert sum(shifts) < _MOST, [value for value in shifts if value > _MOST / 20]


def _slow_down(page: Page) -> None:
    """Let scripts and styles arrive after the page, and run four times as long."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def test_a_shift_would_be_seen(browser: Browser) -> None:
    """What is put above a text when nobody has pressed a key is measured."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(_OBSERVED)
    page.goto("data:text/html,<p style='height:600px'>A text that is read</p>")
    page.wait_for_timeout(300)
    page.evaluate(
        "document.body.prepend(Object.assign(document.createElement('p'), {style: 'height:300px'}))"
    )
    page.wait_for_timeout(300)
    assert sum(page.evaluate("window.shifted")) > _MOST
    page.close()
