"""Meanings and passages beside their links: by keyboard, by pointer, by touch, on any window."""

from playwright.sync_api import Locator, Page, ViewportSize

from tests.browser.conftest import NARROW, Open

_ARTICLE = "articles/stp-coherent-system/"
_ZOOMED = ViewportSize(width=320, height=256)
"""A window of 1280 by 1024 at 400 %."""
_TOUCH = {"viewport": NARROW, "has_touch": True, "is_mobile": True}


def _mark(page: Page, words: str = "STPs") -> Locator:
    return page.locator("a.glossary-term", has_text=words).first


def _preview(page: Page) -> Locator:
    return page.locator("#preview")


def _inside(page: Page) -> bool:
    """Tell whether the preview lies within the window."""
    box = _preview(page).bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return box["x"] >= 0 and box["y"] >= 0 and right <= size["width"] and bottom <= size["height"]


def _focus(page: Page, mark: Locator) -> None:
    """Give a mark the focus as a keyboard does."""
    page.keyboard.press("Shift")
    mark.focus()


def test_the_meaning_opens_on_focus(open_page: Open) -> None:
    """A keyboard's focus opens the meaning that held at the time, and leaving closes it."""
    page = open_page(_ARTICLE)
    _focus(page, _mark(page))
    _preview(page).wait_for()
    assert "sustainability and transformation plan" in _preview(page).inner_text()
    assert "Now integrated care system (ICS)." in _preview(page).inner_text()
    page.keyboard.press("Tab")
    assert "sustainability and transformation plan" not in _shown(page)


def _shown(page: Page) -> str:
    page.wait_for_timeout(500)
    return _preview(page).inner_text() if _preview(page).is_visible() else ""


def test_escape_closes_and_the_focus_stays(open_page: Open) -> None:
    """Esc closes the meaning; the link keeps the focus, and still leads to the entry."""
    page = open_page(_ARTICLE)
    _focus(page, _mark(page))
    _preview(page).wait_for()
    page.keyboard.press("Escape")
    assert not _preview(page).is_visible()
    assert page.evaluate("document.activeElement.matches('.glossary-term')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/stp/#sense-plan")


def test_the_pointer_may_rest_on_the_meaning(open_page: Open) -> None:
    """It opens under a pointer, stays while the pointer is on it, and closes when it has left."""
    page = open_page(_ARTICLE)
    _mark(page).hover()
    _preview(page).wait_for()
    _preview(page).hover()
    assert _shown(page) != ""
    page.mouse.move(5, 5)
    assert _shown(page) == ""


def test_escape_closes_what_a_pointer_opened(open_page: Open) -> None:
    """Esc closes it while the pointer still rests on the link."""
    page = open_page(_ARTICLE)
    _mark(page).hover()
    _preview(page).wait_for()
    page.keyboard.press("Escape")
    assert _shown(page) == ""


def test_the_first_tap_opens_and_the_second_follows(open_page: Open) -> None:
    """A tap opens the meaning, a tap elsewhere closes it, a second tap follows the link."""
    page = open_page(_ARTICLE, **_TOUCH)
    _mark(page).tap()
    _preview(page).wait_for()
    page.locator("h1").tap()
    assert _shown(page) == ""
    _mark(page).tap()
    _preview(page).wait_for()
    assert page.url.endswith(_ARTICLE)
    _mark(page).tap()
    page.wait_for_url("**/glossary/stp/#sense-plan")


def test_the_meaning_stays_inside_a_narrow_window(open_page: Open) -> None:
    """At 320 px, and at 400 %, every meaning on a page lies within the window."""
    page = open_page(_ARTICLE, viewport=NARROW)
    for viewport in (NARROW, _ZOOMED):
        page.set_viewport_size(viewport)
        for mark in page.locator("a.glossary-term").all():
            _focus(page, mark)
            _preview(page).wait_for()
            assert _inside(page), mark.inner_text()
            page.keyboard.press("Escape")


def test_a_slow_pointer_reaches_the_meaning(open_page: Open) -> None:
    """On its way across the gap the meaning stays open."""
    page = open_page(_ARTICLE)
    mark = _mark(page)
    mark.hover()
    _preview(page).wait_for()
    start, end = mark.bounding_box(), _preview(page).bounding_box()
    assert start is not None
    assert end is not None
    x = max(start["x"], end["x"]) + 3
    begin, finish = start["y"] + start["height"] / 2, end["y"] + end["height"] / 2
    for step in range(21):
        page.mouse.move(x, begin + (finish - begin) * step / 20)
        page.wait_for_timeout(25)
    assert _shown(page) != ""


def test_a_tap_in_a_low_window_makes_room_for_the_meaning(open_page: Open) -> None:
    """At 400 % a tapped link goes up, and its meaning leaves the rest of the message in sight."""
    page = open_page(_ARTICLE, **{**_TOUCH, "viewport": _ZOOMED})
    mark = _mark(page)
    mark.scroll_into_view_if_needed()
    mark.tap()
    _preview(page).wait_for()
    assert _inside(page)
    box = _preview(page).bounding_box()
    assert box is not None
    link = mark.bounding_box()
    assert link is not None
    assert link["y"] >= 0
    assert box["y"] >= _ZOOMED["height"] / 2
    assert box["y"] > link["y"] + 3 * link["height"]


def test_a_focus_in_a_low_window_leaves_its_whole_link_in_sight(open_page: Open) -> None:
    """At 400 % a passage, which comes late, covers no part of the link that it belongs to."""
    page = open_page("themes/discharge/", viewport=_ZOOMED)
    link = page.locator("ol.messages a.passage-link").nth(3)
    _focus(page, link)
    _preview(page).wait_for()
    box, shown = link.bounding_box(), _preview(page).bounding_box()
    assert box is not None
    assert shown is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= shown["y"]


def test_a_long_meaning_can_be_scrolled_by_keyboard(open_page: Open) -> None:
    """Where a meaning is higher than the room for it, the Tab key reaches it."""
    page = open_page(_ARTICLE, viewport={"width": 320, "height": 120})
    _focus(page, _mark(page))
    _preview(page).wait_for()
    assert _inside(page)
    assert _preview(page).get_attribute("tabindex") == "0"


def test_the_meaning_describes_its_link(open_page: Open) -> None:
    """A screen reader is told the meaning, whether it is open or not."""
    page = open_page(_ARTICLE)
    described = _mark(page).get_attribute("aria-describedby")
    assert "five-year plan" in page.locator(f"#{described}").inner_text()


def test_a_number_in_the_text_shows_its_point(open_page: Open) -> None:
    """The number behind a passage shows the point that rests on it, with its themes."""
    page = open_page(_ARTICLE)
    note = page.locator("a.passage-note").nth(3)
    note.hover()
    _preview(page).wait_for()
    assert "Point 4: Governance" in _preview(page).inner_text()
    assert "brought local partners together" in _preview(page).inner_text()
    note.click()
    assert page.url.endswith("#point-4")


def _passage(page: Page) -> Locator:
    return page.locator("table.evidence a.passage-link").first


def test_a_line_of_evidence_shows_its_passage(open_page: Open) -> None:
    """Under a pointer the paragraph round the passage opens, with the passage told apart."""
    page = open_page("themes/finance/")
    words = _passage(page).inner_text()
    _passage(page).hover()
    _preview(page).wait_for()
    marked = "".join(_preview(page).locator("mark").all_inner_texts())
    assert marked.startswith(words.removesuffix("\u00a0…"))
    assert len(_preview(page).inner_text()) > len(words) + 40
    page.mouse.move(5, 5)
    assert _shown(page) == ""


def test_a_passage_opens_on_focus_and_escape_closes_it(open_page: Open) -> None:
    """By keyboard too; the link keeps the focus and leads to the passage."""
    page = open_page("themes/finance/")
    _focus(page, _passage(page))
    _preview(page).wait_for()
    assert _inside(page)
    page.keyboard.press("Escape")
    assert not _preview(page).is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*/#p-*")
