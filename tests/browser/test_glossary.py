"""The glossary's own pages: finding a term, with script and without, and its time line."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Open


def _shown(page: Page) -> list[str]:
    """Return the labels of the terms in sight."""
    links = page.locator("dl.terms dt a").all()
    return [link.inner_text() for link in links if link.is_visible()]


def test_a_term_is_found_by_any_of_its_names(open_page: Open) -> None:
    """By its label, another name, what it stands for in any sense, and a spelling of one sense."""
    page = open_page("glossary/")
    field = page.get_by_role("searchbox", name="Find a term")
    for words, label in (
        ("stp", "STP"),
        ("BCF", "Better Care Fund"),
        ("transformation partnership", "STP"),
        ("plan transformation", "STP"),
        ("ACS", "ICS"),
        ("king's", "The King’s Fund"),
    ):
        field.fill(words)
        assert label in _shown(page), words
        assert len(_shown(page)) < 5, words
        expect(page.get_by_role("status").first).to_contain_text("terms shown.")
    heads = page.locator("h2:visible").all_inner_texts()
    assert len(heads) == len(_shown(page)), "a letter without terms is not shown"


def test_no_term_found_is_said(open_page: Open) -> None:
    """Where no name has the words, that is said, and without words all terms are back."""
    page = open_page("glossary/", viewport=NARROW)
    every = _shown(page)
    field = page.get_by_role("searchbox", name="Find a term")
    field.fill("xylophone")
    assert _shown(page) == []
    expect(page.get_by_role("status").first).to_contain_text("none has all these words")
    field.fill("")
    assert _shown(page) == every


@pytest.mark.parametrize(
    ("words", "term"),
    [("clinical commissioning group", "ccg"), ("stp", "stp"), ("foundation", "foundation-trust")],
)
def test_enter_opens_the_term_that_is_called_so(open_page: Open, words: str, term: str) -> None:
    """Whoever knows the term types it and goes to its entry, not to one that only names it too."""
    page = open_page("glossary/")
    page.get_by_role("searchbox", name="Find a term").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/glossary/{term}/")


def test_a_letter_shows_its_terms_again(open_page: Open) -> None:
    """A link to a letter that the words have hidden takes the words away."""
    page = open_page("glossary/")
    field = page.get_by_role("searchbox", name="Find a term")
    field.fill("better care fund")
    page.get_by_label("Letters").get_by_role("link", name="S", exact=True).click()
    expect(field).to_have_value("")
    expect(page.locator("#section-letter-s")).to_be_in_viewport()


def test_without_script_the_whole_list_is_there(open_page: Open) -> None:
    """Nothing offers a search that would not work, and every term is in sight."""
    page = open_page("glossary/", java_script_enabled=False)
    assert page.get_by_role("searchbox", name="Find a term").count() == 0
    assert {"STP", "ICS", "Better Care Fund"} <= set(_shown(page))


def test_the_list_of_terms_has_no_marks_of_its_own(open_page: Open) -> None:
    """Each term leads to its entry already, so no name in the list is marked once more."""
    page = open_page("glossary/")
    assert page.locator("a.glossary-term").count() == 0


def test_an_entry_is_a_time_line(open_page: Open) -> None:
    """What came before, each sense and what came after are one list, the periods in order."""
    page = open_page("glossary/ics/")
    items = page.locator("ol.senses > li")
    words = [" ".join(item.inner_text().split()) for item in items.all()]
    first_sense = next(n for n, text in enumerate(words) if "accountable care system" in text)
    assert all("Preceded by" in text for text in words[:first_sense])
    assert any("STP" in text for text in words[:first_sense])
    assert all(item.locator(".period").count() == 1 for item in items.all())
    items.filter(has_text="Preceded by STP").get_by_role("link", name="STP").click()
    page.wait_for_url("**/glossary/stp/")
    assert "Succeeded by ICS, integrated care system" in page.locator("li.beside").last.inner_text()
