"""WCAG 2.2 AA, as far as a machine can tell: axe-core on every kind of page, zoom, focus, targets."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Open

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "only => axe.run({runOnly: only, resultTypes: ['violations']})"


def _violations(page: Page, only: Sequence[str]) -> Iterator[str]:
    """Yield what axe-core finds, as rule and element."""
    page.evaluate(_AXE)
    found: Mapping[str, Any] = page.evaluate(_RUN, only)
    for violation in found["violations"]:
        for node in violation["nodes"]:
            where = urlsplit(page.url).path
            yield f"{where} {violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"


@pytest.mark.parametrize(
    ("scheme", "only"), [("light", _RULES), ("dark", ["color-contrast", "link-in-text-block"])]
)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_axe_finds_nothing(
    open_page: Open,
    kinds: Mapping[str, str],
    viewport: Mapping[str, int],
    scheme: str,
    only: Sequence[str],
) -> None:
    """No kind of page has a violation; dark colours change nothing but contrast."""
    page = open_page(viewport=viewport, color_scheme=scheme)
    found: list[str] = []
    for path in kinds.values():
        page.goto(path)
        found += _violations(page, only)
    assert found == []
