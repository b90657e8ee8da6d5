"""The search: what it finds, by which keys, and what a visit fetches of it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.cli.project import compile_project, open_project
from generator.site import search
from generator.site.pages.views.findable import findable
from tests.browser.conftest import NARROW, Open
from tests.served import served

expect.set_options(timeout=20_000)  # milliseconds: a busy machine searches slowly

_INDEX = "/assets/search/"


def _ask(page: Page, words: str) -> None:
    """Search in the dialog, and wait for the answer."""
    page.get_by_role("button", name="Search").click()
    page.keyboard.type(words)
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


@pytest.mark.parametrize(
    ("words", "kind", "title", "leads"),
    [
        ("STP", "Term", "STP", "glossary/stp/"),
        ("sustainability and transformation plan", "Term", "STP", "glossary/stp/"),
        ("discharge delay", "Term", "delayed discharge", "glossary/delayed-discharge/"),
        ("Humphries", "Person", "Richard Humphries", "voices/#v-richard-humphries"),
        ("Nottinghamshire", "Place", "Nottinghamshire", "examples/#place-nottinghamshire"),
    ],
)
def test_first_result_by_name(
    open_page: Open, words: str, kind: str, title: str, leads: str
) -> None:
    """By its name, expansion or alias, a term, person or place comes first, with its kind."""
    page = open_page()
    _ask(page, words)
    first = page.get_by_role("dialog").locator(".finder-results > li").first
    assert first.locator(".finder-kind").first.inner_text() == kind
    assert first.get_by_role("link").first.inner_text() == title
    first.get_by_role("link").first.click()
    page.wait_for_url(f"**/{leads}")


def test_a_point_leads_to_its_passage(open_page: Open) -> None:
    """Words of a point find it in its article, and lead to the passage."""
    page = open_page("glossary/")
    _ask(page, "led only four of the 44")
    page.get_by_role("dialog").get_by_role(
        "link", name="Local government led only four"
    ).first.click()
    page.wait_for_url("**/articles/stp-coherent-system/#p-*")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_nothing_is_fetched_before_somebody_searches(open_page: Open) -> None:
    """A visit, and even an open dialog, fetch nothing of the index; a search fetches little."""
    page = open_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("themes/finance/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Search").click()
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if _INDEX in url] == []
    page.keyboard.type("budget")
    expect(page.get_by_role("status").filter(has_text="budget")).to_be_visible()
    assert [url for url in fetched if url.endswith(".pf_index")] != []


def test_by_keyboard(open_page: Open) -> None:
    """Ctrl K opens it, arrows go through the results, Esc closes it and focus goes back."""
    page = open_page("articles/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("discharge")
    expect(page.get_by_role("status").filter(has_text="discharge")).to_be_visible()
    links = page.get_by_role("dialog").locator(".finder-results a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_enter_opens_the_first_result(open_page: Open) -> None:
    """Enter on the words opens what stands first, without waiting for the list."""
    page = open_page()
    page.keyboard.press("Control+k")
    page.keyboard.type("Humphries")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voices/#v-richard-humphries")


def test_the_number_of_results_is_told(open_page: Open) -> None:
    """A status message gives the number, and says so where there is nothing."""
    page = open_page()
    _ask(page, "Nottinghamshire")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text("3 results for “Nottinghamshire”")
    page.get_by_role("searchbox").fill("xyzzy")
    expect(status).to_have_text("No result for “xyzzy”. Try fewer or shorter words.")
    expect(page.locator(".finder-results > li")).to_have_count(0)


def test_a_search_can_be_sent(open_page: Open) -> None:
    """On its own page, the words stand in the address, and an address with words searches."""
    page = open_page("search/?q=Nottinghamshire")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("3 results")
    page.get_by_role("main").get_by_role("searchbox").fill("Humphries")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Humphries")
    assert page.url.endswith("search/?q=Humphries")


def test_a_missing_page_has_the_search(open_page: Open) -> None:
    """The page for addresses that lead to nothing searches too."""
    page = open_page("404.html")
    page.get_by_role("main").get_by_role("searchbox").fill("STP")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("for “STP”")


def test_without_scripts_there_are_the_lists(open_page: Open) -> None:
    """The link in the header leads to a page that leads to everything there is to find."""
    page = open_page(java_script_enabled=False)
    page.get_by_role("link", name="Search").click()
    page.wait_for_url("**/search/")
    main = page.get_by_role("main")
    for name in ("Themes", "Articles", "Glossary", "Voices", "Examples and places"):
        expect(main.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_on_a_narrow_window(open_page: Open) -> None:
    """At 320 px the dialog fits, and nothing must be scrolled sideways."""
    page = open_page(viewport=NARROW)
    _ask(page, "STP")
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["width"] <= 320
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 320


def test_results_are_narrowed_to_a_kind(open_page: Open) -> None:
    """A choice of a kind leaves the results of that kind, and says how many there are of each."""
    page = open_page("search/?q=discharge")
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_have_text("11 results for “discharge”")
    show = main.get_by_role("group", name="Show")
    expect(show.get_by_role("radio")).to_have_count(5)
    expect(show.get_by_role("radio", name="All (11)")).to_be_checked()
    show.get_by_role("radio", name="Terms (7)").check()
    expect(main.get_by_role("status")).to_have_text("7 results for “discharge”")
    kinds = main.locator(".finder-results > li > p:first-child .finder-kind")
    expect(kinds).to_have_text(["Term"] * 7)
    assert page.url.endswith("search/?q=discharge&kind=term")
    page.keyboard.press("ArrowUp")
    expect(show.get_by_role("radio", name="Articles (2)")).to_be_checked()
    expect(main.get_by_role("status")).to_have_text("2 results for “discharge”")


def test_points_and_messages_alone(open_page: Open) -> None:
    """Narrowed to points, each result is a passage that leads to its place; an address asks so."""
    page = open_page("search/?q=discharge&kind=point")
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("points shown, from 4 articles and themes")
    results = main.locator(".finder-results > li")
    words = {kind.inner_text() for kind in results.locator(".finder-kind").all()}
    assert {"Point", "Key message"} <= words <= {"Point", "Key message", "Question"}
    point = results.filter(has_text="Point").first
    expect(point).to_contain_text("about 2014")
    point.get_by_role("link").click()
    page.wait_for_url("**/articles/*/#p-*")


def test_a_kind_without_results_stays_chosen(open_page: Open) -> None:
    """New words do not change the choice; another kind that has results can be chosen."""
    page = open_page("search/?q=Nottinghamshire&kind=term")
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("No result for “Nottinghamshire”")
    expect(main.get_by_role("radio", name="Terms (0)")).to_be_checked()
    main.get_by_role("radio", name="Places (1)").check()
    expect(main.locator(".finder-results > li")).to_have_count(1)
    page.get_by_role("main").get_by_role("searchbox").fill("")
    expect(main.get_by_role("group", name="Show")).to_be_hidden()


@pytest.fixture(scope="module")
def in_parts(top: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site with an index in parts, as a large one has it; yield its address."""
    folder = tmp_path_factory.mktemp("parts") / "site"
    shutil.copytree(site, folder)
    built = compile_project(top, open_project(top))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_PART", 1_000)
        search.index(findable(built.library, built.links), folder)
    assert len([*folder.glob("assets/search/*/pagefind-entry.json")]) == 3
    with served(folder) as address:
        yield address


@pytest.mark.parametrize(
    "words",
    ["discharge", "Nottinghamshire", "Nottinghamshire council", "Humphries led", "STP", "xyzzy"],
)
def test_an_index_in_parts_answers_as_a_whole_one(
    open_page: Open, in_parts: str, words: str
) -> None:
    """The same is found and comes first, also by words that not all parts have."""
    page = open_page()
    whole = _answer(page, f"search/?q={words}")
    parts = _answer(page, f"{in_parts}search/?q={words}")
    assert parts[0] == whole[0]
    assert sorted(parts[1]) == sorted(whole[1])
    assert {*whole[1][:1]} <= {*parts[1][:3]}
    if whole[1]:
        page.get_by_role("main").locator(".finder-results a").first.click()
        page.wait_for_url(lambda url: "search/" not in url)


def _answer(page: Page, address: str) -> tuple[list[str], list[str]]:
    """Return what a search says of numbers, by kind too, and all its results in order."""
    page.goto(address)
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("esult")
    number = re.match(r"\d+", main.get_by_role("status").inner_text())
    results = main.locator(".finder-results > li")
    while (shown := results.count()) < int(number[0] if number else 0):
        main.get_by_role("button", name="More results").click()
        expect(results).not_to_have_count(shown)
    told = (main.get_by_role("status"), main.locator("fieldset label"))
    heads = main.locator(".finder-results > li > p:first-child")
    return [text for each in told for text in each.all_inner_texts()], heads.all_inner_texts()
