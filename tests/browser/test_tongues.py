"""Pages with words in other languages: axe, and what scripts take over from them."""

import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, ViewportSize

from tests.browser.conftest import NARROW, WIDE, Open
from tests.browser.test_accessibility import RULES, violations
from tests.projects import BRIEFING, tongues
from tests.served import served

_PAGES = (
    *("", "about/", "articles/", "articles/adroddiad/", "articles/strassenbahn/", "changes/"),
    *("disagreements/", "examples/", "figures/", "glossary/", "glossary/pflegegrad/", "questions/"),
    *("themes/money/", "themes/wales/", "timeline/", "voices/"),
)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with words in German and Welsh; yield its address."""
    project = tongues(tmp_path_factory.mktemp("tongues"))
    command = [*BRIEFING, "-C", str(project), "build", "--site-dir", str(project.parent / "site")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=project)
    assert done.returncode == 0, done.stderr
    with served(project.parent / "site") as address:
        yield address


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_axe_finds_nothing(open_page: Open, spoken: str, viewport: ViewportSize) -> None:
    """No page has a violation, ``valid-lang`` among the rules."""
    page = open_page(viewport=viewport)
    found: list[str] = []
    for path in _PAGES:
        page.goto(spoken + path)
        found += violations(page, RULES)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == []


def _language(words: Locator) -> str:
    """Return the language that an element's words are read in."""
    return str(words.evaluate("element => element.closest('[lang]').lang"))


def test_search_results_say_their_language(open_page: Open, spoken: str) -> None:
    """Title and words of a result are in its language, its label and date in the site's."""
    page = open_page(f"{spoken}search/?q=Straßenbahn")
    result = page.locator("main .finder-results > li").first
    result.wait_for()
    assert _language(result.locator("p > a")) == "de"
    assert _language(result.locator(".finder-kind").first) == "en"
    page.goto(f"{spoken}search/?q=Pflegegrad")
    summary = page.locator("main .finder-results > li p", has_text="Stufe").first
    summary.wait_for()
    assert _language(summary) == "de"
    page.goto(f"{spoken}search/?q=Brücke&kind=point")
    point = page.locator("main .finder-results > li > a", has_text="Brücke").first
    point.wait_for()
    assert _language(point) == "de"


def test_previews_say_their_language(open_page: Open, spoken: str) -> None:
    """A meaning, a passage on another page and a point are shown in their language."""
    page = open_page(f"{spoken}articles/strassenbahn/")
    preview = page.locator("#preview")
    page.locator("a.glossary-term", has_text="Pflegegrades").hover()
    preview.wait_for()
    assert _language(preview.locator("dt span")) == "de"
    page.mouse.move(0, 0)
    page.goto(f"{spoken}themes/money/")
    page.locator("a.passage-link[href*='p-bridge-dearer']").first.hover()
    preview.wait_for()
    assert _language(preview.locator("mark")) == "de"
    assert _language(preview.locator("strong")) == "de"
    assert _language(preview) == "en"
