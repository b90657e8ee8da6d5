"""Notes to a text: there and back by keyboard, and on paper."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_print import printed


def test_a_note_is_a_step_away_and_back(open_page: Open, large_address: str) -> None:
    """A reader who uses keys goes to a note, and back to the place where they were reading."""
    page = open_page(f"{large_address}articles/noted/")
    page.get_by_role("link", name="Note 2").first.press("Enter")
    note = page.locator(".notes li:target")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("As of <b>March</b>, see the first note.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_accessible_name("Back to note 2 in the text, place 1")
    page.keyboard.press("Enter")
    expect(page.locator("sup:target")).to_be_in_viewport()
    assert page.locator("sup:target").get_attribute("id") == "noted-2-1"


def test_notes_are_printed_below_the_text(
    open_page: Open, large_address: str, tmp_path: Path
) -> None:
    """On paper a number in the text is that of a note below it, and nothing is to be clicked on."""
    text = printed(open_page, f"{large_address}articles/noted/", tmp_path / "p.pdf")
    words = " ".join(text.split())
    assert "took part,[1]" in words.replace(" [", "[")
    assert "1. Nobody counted the others" in words
    assert "↑" not in words
