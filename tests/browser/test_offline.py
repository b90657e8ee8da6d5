"""The site made to open from a folder: links, looks and search, without a server."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.projects import BRIEFING


@pytest.fixture(scope="module")
def handout(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this project's site for a folder, with a space in its name."""
    folder = tmp_path_factory.mktemp("hand out") / "site"
    command = [*BRIEFING, "build", "--offline", "--site-dir", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=top)
    assert done.returncode == 0, done.stderr
    return folder


def test_a_double_click_is_enough(handout: Path, browser: Browser) -> None:
    """Home, a theme, its passage and a search are all from files, and nothing else is asked."""
    asked, wrong = list[str](), list[str]()
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto((handout / "index.html").as_uri())
    page.get_by_role("link", name="Finance").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Finance")
    page.locator("a.passage-link").first.click()
    expect(page.locator(":target")).to_be_visible()
    page.locator("a.finder-open").click()
    page.keyboard.type("délayed transf")
    results = page.locator(".finder-dialog .finder-results > li")
    expect(results.first).to_contain_text("DTOC")
    results.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DTOC")
    page.goto((handout / "search" / "index.html").as_uri() + "?q=Nottinghamshire")
    expect(page.locator("main .finder-results > li").first).to_contain_text("Nottinghamshire")
    page.locator("main").get_by_role("radio", name="Articles").check()
    kinds = page.locator("main .finder-results > li > p .finder-kind")
    expect(kinds.first).to_have_text("Article")
    assert set(kinds.all_inner_texts()) == {"Article"}
    page.close()
    assert [address for address in asked if not address.startswith(handout.as_uri())] == []
    assert wrong == []


def test_no_link_leads_to_a_folder(handout: Path, browser: Browser) -> None:
    """Each link into the site names a file: a folder would be shown as a list."""
    page = browser.new_page()
    for path in sorted(handout.rglob("*.html"))[::10]:
        page.goto(path.as_uri())
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        assert [link for link in links if link.startswith("file:") and link.endswith("/")] == [], (
            path
        )
    page.close()
