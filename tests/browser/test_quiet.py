"""What a page does without being asked: nothing."""

from collections.abc import Mapping

from tests.browser.conftest import Log, Open


def test_no_page_asks_another_host(open_page: Open, kinds: Mapping[str, str], log: Log) -> None:
    """No kind of page asks another host for anything, sets a cookie or reports an error."""
    page = open_page()
    for path in kinds.values():
        page.goto(path)
    assert page.context.cookies() == []
    assert log == Log(errors=[], elsewhere=[])
