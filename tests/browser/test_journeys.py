"""What readers come for, each by links alone: with script and without."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Open

pytestmark = pytest.mark.parametrize(
    "window",
    [
        {"viewport": WIDE},
        {"viewport": NARROW},
        {"viewport": WIDE, "java_script_enabled": False},
        {"viewport": NARROW, "java_script_enabled": False},
    ],
    ids=["wide", "narrow", "wide-no-script", "narrow-no-script"],
)


def _section(page: Page, *names: str) -> None:
    """Follow the sections in the header, which a narrow window folds into a menu."""
    menu = page.locator("details.site-menu > summary")
    narrow = menu.is_visible()
    if narrow:
        menu.click()
    header = page.locator(".site-menu nav" if narrow else ".site-sections")
    if len(names) > 1 and not narrow:
        header.locator("summary", has_text=names[0]).click()
    header.get_by_role("link", name=names[-1], exact=True).click()


def test_what_finance_says_about_savings(open_page: Open, window: Mapping[str, object]) -> None:
    """From the home page to the message on savings, and on to the passage that it rests on."""
    page = open_page(**window)
    page.locator("main").get_by_role("link", name="Finance", exact=True).first.click()
    message = page.locator("ol.messages > li", has_text="Integration would not save money").first
    limit = message.locator(".objection").first
    expect(limit).to_contain_text(re.compile("Limited by .*Humphries"))
    message.get_by_role("link", name="Integration would not save money", exact=True).click()
    passage = page.locator(":target")
    expect(passage).to_contain_text("Integration would not save money")
    expect(passage).to_be_in_viewport()
    expect(page.locator("dl.source")).to_contain_text("Richard Vize")


def test_who_disagrees(open_page: Open, window: Mapping[str, object]) -> None:
    """The page of disagreements puts all sides beside one another, each with its passage."""
    page = open_page(**window)
    _section(page, "Evidence", "Where sources disagree")
    sides = page.locator(".dispute").first.locator(".side")
    expect(sides.nth(1)).to_be_visible()
    for side in sides.all():
        expect(side.locator("a.passage-link")).to_be_visible()
    sides.first.locator("a.passage-link").click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_what_stp_meant_in_2016(open_page: Open, window: Mapping[str, object]) -> None:
    """The glossary's entry gives each meaning with its time, and what came after."""
    page = open_page(**window)
    _section(page, "Glossary")
    page.locator("dl.terms").get_by_role("link", name="STP", exact=True).click()
    sense = page.locator("ol.senses > li").first
    expect(sense).to_contain_text("December 2015 to 30 March 2017")
    expect(sense).to_contain_text("sustainability and transformation plan")
    expect(page.locator("ol.senses")).to_contain_text("Succeeded by ICS")


def test_the_discharge_briefing_on_paper(open_page: Open, window: Mapping[str, object]) -> None:
    """On paper stand messages, evidence, questions and terms, and nothing to click on."""
    page = open_page("themes/discharge/", **window)
    page.emulate_media(media="print")
    for part in ("ol.messages", "table.evidence", "#section-questions", "ol.sources"):
        expect(page.locator(part).first).to_be_visible()
    for part in (".md-header", ".breadcrumbs", "nav.beside", ".md-footer"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator(".glossary-definitions")).to_contain_text("Terms used on this page")
    expect(page.locator(".messages .reference").first).to_have_text(re.compile(r"\[\d\]"))
    term = page.locator("a.glossary-term[data-expansion]").first
    written = term.evaluate("element => getComputedStyle(element, '::after').content")
    assert written == f'" (" "{term.get_attribute("data-expansion")}" ")"'.replace('" "', "")


def test_what_is_missing(open_page: Open, window: Mapping[str, object]) -> None:
    """The page of gaps says which theme no article of a year speaks of."""
    page = open_page(**window)
    _section(page, "Evidence", "What is missing")
    row = page.locator("tr", has=page.locator("th[scope=row]", has_text="2017"))
    expect(row.locator("td").first).to_have_text("none")


def test_what_keith_willett_said_in_which_role(
    open_page: Open, window: Mapping[str, object]
) -> None:
    """From the index of voices to a person with role and organisation of the time."""
    page = open_page(**window)
    _section(page, "Evidence", "Voices")
    page.locator("nav.index").get_by_role("link", name="Keith Willett", exact=True).click()
    voice = page.locator(".voice", has=page.locator("h3", has_text="Keith Willett"))
    expect(voice.locator("h3")).to_be_in_viewport()
    expect(voice).to_contain_text(re.compile(r"director for acute care", re.IGNORECASE))


def test_a_figure_to_quote(open_page: Open, window: Mapping[str, object]) -> None:
    """The register begins with figures that have their caution beside them."""
    page = open_page(**window)
    _section(page, "Evidence", "Figures")
    figure = page.locator("figure.drawn").first
    expect(figure.locator("figcaption")).to_contain_text("Not to be read as:")


def test_two_pages_for_the_board(open_page: Open, window: Mapping[str, object]) -> None:
    """Each theme offers its paper above its messages; so does the home page."""
    page = open_page(**window)
    home = page.locator(".papers a").first.get_attribute("href")
    page.locator("main").get_by_role("link", name="Discharge", exact=True).first.click()
    theme = page.locator(".papers a").first.get_attribute("href")
    assert home != theme
    assert theme
    assert page.request.get(f"{page.url}{theme}").body().startswith(b"%PDF")


def test_what_changed_since_a_date(open_page: Open, window: Mapping[str, object]) -> None:
    """Changes stand in the order of their dates, with what was told before where that is known."""
    page = open_page(**window)
    _section(page, "Evidence", "Changes")
    expect(page.locator("ul.changes > li").first).to_be_in_viewport()
    compared = page.locator("dl.compared").first
    expect(compared).to_contain_text("It was")
    expect(compared).to_contain_text("It is")
