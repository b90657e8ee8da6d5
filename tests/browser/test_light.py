"""What a first view of a page fetches, as servers send it: compressed by gzip."""

import gzip
from pathlib import Path

from playwright.sync_api import Page, Response

from tests.browser.conftest import Open

_VIEW = 250_000
_HTML = 40_000
_LINE = 1_600
"""Bytes of HTML, before gzip, for each line of evidence, with what has happened since."""

_EVENT = 400
"""Bytes of HTML, before gzip, for each event under what has changed since."""


def _fetched(page: Page, path: str) -> dict[str, bytes]:
    """Open a page in a new window; return all that it fetches, by address."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return {answer.url: answer.body() for answer in answers}


def test_a_theme_is_light(open_page: Open, site: Path) -> None:
    """A theme's page takes at most 250 kB with all its files, and 40 kB of HTML.

    Both as transferred. Before gzip, lines of evidence and events take no more than they say.
    """
    themes = sorted(path.parent.name for path in (site / "themes").glob("*/index.html"))
    assert themes != []
    for theme in themes:
        page = open_page("robots.txt")
        fetched = _fetched(page, f"/themes/{theme}/")
        sizes = {url: len(gzip.compress(body)) for url, body in fetched.items()}
        html = next(url for url in fetched if url.endswith(f"/themes/{theme}/"))
        assert sum(sizes.values()) <= _VIEW, theme
        assert sizes[html] <= _HTML, theme
        assert _weight(page, "table.evidence tbody tr") <= _LINE, theme
        assert _weight(page, "ul.events > li") <= _EVENT, theme


def _weight(page: Page, selector: str) -> float:
    """Return how many bytes one of some elements takes, on average."""
    found = page.locator(selector)
    written = found.evaluate_all("all => all.map(each => each.outerHTML).join('')")
    return len(written.encode()) / found.count()
