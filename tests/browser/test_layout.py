"""Where things stand on a page: no odd gap, and what belongs together is together."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import WIDE, Open


def _gaps(page: Page) -> list[float]:
    """Return the room between each key message and what has happened since, in pixels."""
    found: list[float] = page.locator("ol.messages > li:has(> .since)").evaluate_all(
        """all => all.map(each => each.querySelector(':scope > .since').getBoundingClientRect().top
          - each.querySelector(':scope > .message').getBoundingClientRect().bottom)"""
    )
    return found


@pytest.mark.parametrize("theme", ["governance", "finance", "culture", "discharge"])
def test_what_has_happened_since_stands_close_below_its_message(
    open_page: Open, theme: str
) -> None:
    """However long the sources beside the message are."""
    gaps = _gaps(open_page(f"themes/{theme}/", viewport=WIDE))
    assert gaps
    assert all(0 <= gap < 24 for gap in gaps)
