"""The report of what a change does, as one file: accessible, at any width, and quiet."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, ViewportSize

from generator.cli.commands import main
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_accessibility import RULES, violations
from tests.projects import TINY, tiny


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report with decisions, errors, and words that differ."""
    folder = tmp_path_factory.mktemp("report")
    project = tiny(folder, {"content/articles/line-opens.md": None})
    theme = project / "content/themes/money.md"
    theme.write_text(theme.read_text("utf-8").replace("Nobody agrees", "Sources differ"), "utf-8")
    done = CliRunner().invoke(main, ["-C", str(project), "diff", str(TINY), "--format", "html"])
    assert done.exit_code == 1
    (folder / "changes.html").write_text(done.output, encoding="utf-8")
    return folder / "changes.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_report_is_accessible(
    browser: Browser, report: Path, viewport: ViewportSize, scheme: str
) -> None:
    """Axe finds nothing, nothing reaches out of a narrow window, and its policy holds."""
    context = browser.new_context(
        viewport=viewport,
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # for axe alone: what the policy says is asked for below
    )
    page = context.new_page()
    page.goto(report.as_uri())
    assert [*violations(page, RULES)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_its_own_style_is_all_that_its_policy_allows(browser: Browser, report: Path) -> None:
    """The style takes effect under the policy, and nothing is refused."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('dl')).display") == "grid"
    assert said == []
    page.close()
