"""“Report a mistake”: where it leads, and what a contact may be."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import asdict

from generator.base.model import Library, Settings
from generator.cli.commands import main
from generator.site.pages.views.report_address import report_address
from tests.projects import tiny
from tests.records import article, library


@pytest.mark.parametrize(
    ("contact", "url", "expected"),
    [
        ("", "", ""),
        (
            "mailto:desk@trams.example",
            "",
            (
                "mailto:desk@trams.example?subject=Mistake%20in%20%E2%80%9CA%20%26%20B%E2%80%9D"
                "&body=articles/a/"
            ),
        ),
        (
            "https://trams.example/form?kind=mistake",
            "https://trams.example/",
            (
                "https://trams.example/form?kind=mistake"
                "&page=https%3A%2F%2Ftrams.example%2Farticles%2Fa%2F"
            ),
        ),
        (
            "https://trams.example/form#mistake",
            "",
            "https://trams.example/form?page=articles%2Fa%2F#mistake",
        ),
        (
            "mailto:desk@trams.example?subject=Trams",
            "",
            "mailto:desk@trams.example?subject=Trams&body=articles/a/",
        ),
    ],
)
def test_the_page_is_named(contact: str, url: str, expected: str) -> None:
    """A mail names the page in its subject, a form is given its address."""
    made = library(article("a"))
    fields = asdict(made)
    settings = Settings(title="Trams", audiences={}, contact=contact, url=url)
    made = Library(**{**fields, "settings": settings})
    assert report_address(made.settings, "A & B", "articles/a.md") == expected


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "desk@trams.example", "7"])
def test_a_contact_that_is_no_address_is_refused(tmp_path: Path, contact: str) -> None:
    """What every page links to begins with mailto: or https://."""
    project = tiny(tmp_path)
    text = (project / "mkdocs.yml").read_text("utf-8")
    changed = text.replace("- briefing:\n", f"- briefing:\n      contact: {contact}\n")
    assert changed != text
    (project / "mkdocs.yml").write_text(changed, encoding="utf-8")
    result = CliRunner().invoke(main, ["-C", str(project), "check"])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
