"""What a preview says of problems, in the browser of whoever edits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_accessibility import RULES, violations
from tests.projects import TINY, tiny
from tests.serving import Server, serving

ARTICLE, PAGE = "content/articles/line-opens.md", "articles/line-opens/"
GOOD = (TINY / ARTICLE).read_text("utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project without a problem."""
    return tiny(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def server(top: Path, project: Path) -> Iterator[Server]:
    """Serve it."""
    with serving(top, project) as server:
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        yield server


def _window(browser: Browser, server: Server, viewport: ViewportSize) -> tuple[Page, list[str]]:
    """Open the article, and return also what its scripts and its policy complain of."""
    page = browser.new_page(viewport=viewport)
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server.url + PAGE)
    return page, errors


def test_problems_come_and_go_by_themselves(
    browser: Browser, server: Server, project: Path
) -> None:
    """An open page says by itself what is wrong, and no more once it is mended."""
    page, errors = _window(browser, server, WIDE)
    box = page.get_by_role("complementary", name="Problems")
    expect(box).to_have_count(0)
    for wrong, words in (
        (GOOD.replace("themes: [money]", "themes: [mony]"), "The theme “mony” does not exist."),
        (GOOD.replace('"forty million pounds, half', "forty: million pounds, half"), "colon"),
        (GOOD.replace("cost forty million", "came to forty million", 1), "is not in the text"),
        (
            GOOD.replace("kind: news", "kind: <script>alert(1)</script>"),
            "<script>alert(1)</script>",
        ),
        (GOOD.replace("glossary/tdb.md", "glossary/tbd.md"), "leads to no file on the site"),
    ):
        assert wrong != GOOD
        (project / ARTICLE).write_text(wrong, encoding="utf-8")
        expect(box).to_contain_text(words)
        expect(box).to_be_in_viewport()
        expect(page.get_by_role("heading", name="The first line opens")).to_be_visible()
    (project / ARTICLE).write_text(GOOD, encoding="utf-8")
    expect(box).to_have_count(0)
    page.close()
    assert errors == []


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_problems_can_be_read_by_everybody(
    browser: Browser, server: Server, project: Path, viewport: ViewportSize
) -> None:
    """Neither a page with problems nor the list of all has a violation, or is too wide."""
    wrong = GOOD.replace("themes: [money]", "themes: [mony]").replace("kind: news", "kind: novel")
    (project / ARTICLE).write_text(wrong, encoding="utf-8")
    (project / "content/articles/new.md").write_text("---\ntitle: [\n", encoding="utf-8")
    page, errors = _window(browser, server, viewport)
    expect(page.get_by_text("All problems: 4 errors")).to_be_visible()
    found: list[str] = []
    for address in (PAGE, "_preview/problems/", "articles/new/"):
        page.goto(server.url + address)
        found += violations(page, RULES)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.close()
    assert (found, errors) == ([], [])
