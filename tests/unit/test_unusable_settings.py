"""Settings with which a site could be built, but not published: the check tells of each."""

from pathlib import Path

import pytest

from generator.base.problems import errors
from generator.cli.project import compile_project, open_project
from tests.projects import tiny


def told(project: Path, added: str, *, theme: str = "", plugin: str = "") -> list[str]:
    """Return the errors of the small project with other settings."""
    path = project / "mkdocs.yml"
    text = path.read_text("utf-8").replace("plugins:\n", f"plugins:\n{plugin}")
    text = text.replace("  font: false\n", f"  font: false\n{theme}")
    path.write_text(f"{text}{added}", encoding="utf-8")
    found = errors(compile_project(project, open_project(project)).problems)
    lines = path.read_text("utf-8").splitlines()
    assert all(each.hint for each in found)
    return [f"{lines[each.at.line - 1].strip()} | {each.code} | {each.message}" for each in found]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("extra_css:\n  - gone.css\n", "- gone.css | “extra_css” names “gone.css”, but"),
        ("extra_css:\n  - https://example.org/a.css\n", "names another site’s file."),
        ("extra_javascript:\n  - {path: gone.mjs, type: module}\n", "type: module} | “extra_java"),
        ("extra_javascript:\n  - //example.org/a.js\n", "- //example.org/a.js | "),
        ("extra_templates:\n  - gone.html\n", "- gone.html | "),
        ("extra:\n  analytics: {provider: google}\n", "analytics: {provider: google} | "),
        ("copyright: <img src=https://example.org/a.png>\n", "a.png> | “copyright” makes the rea"),
        ("copyright: <a href=/about/>A</a>\n", "A</a> | “copyright” leads to “/about/”"),
        ("extra:\n  alternate:\n    - {name: E, link: /en/}\n", "link: /en/} | “alternate” leads"),
    ],
)
def test_what_pages_would_ask_for_in_vain(tmp_path: Path, added: str, said: str) -> None:
    """Each names its line and what to do."""
    (found,) = told(tiny(tmp_path), added)
    assert said in found.replace("unusable-setting | ", "")


@pytest.mark.parametrize("key", ["logo", "favicon", "static_templates"])
def test_what_the_theme_would_ask_for_in_vain(tmp_path: Path, key: str) -> None:
    """Its pictures and templates must be there."""
    value = "[gone.html]" if key == "static_templates" else "images/gone.png"
    (found,) = told(tiny(tmp_path), "", theme=f"  {key}: {value}\n")
    assert f"“{key}” names “" in found


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("name: material", "name: readthedocs", "theme: | unusable-setting | The theme is “readth"),
        (
            "font: false",
            "font: {text: Lato}",
            "font: {text: Lato} | unusable-setting | The theme’s",
        ),
        (
            "font: false",
            "font: false\n  palette: [{toggle: {name: A, icon: material/gone}}]",
            "material/gone}}] | unknown-icon | ",
        ),
    ],
)
def test_themes_that_ask_other_hosts_or_are_others(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    """Pages are made for one theme, without its fonts, and with icons that there are."""
    project = tiny(tmp_path)
    settings = (project / "mkdocs.yml").read_text("utf-8").replace(before, after)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (found,) = told(project, "")
    assert said in found


@pytest.mark.parametrize("name", ["blog", "info", "offline", "privacy", "social"])
def test_plugins_that_do_what_a_site_must_not(tmp_path: Path, name: str) -> None:
    """They are refused by name, unless they are switched off."""
    project = tiny(tmp_path)
    (found,) = told(project, "", plugin=f"  - {name}\n")
    assert found.startswith(f"- {name} | unusable-setting | The plugin “{name}” cannot be used: ")
    settings = (project / "mkdocs.yml").read_text("utf-8")
    off = settings.replace(f"  - {name}\n", f"  - {name}: {{enabled: false}}\n")
    (project / "mkdocs.yml").write_text(off, encoding="utf-8")
    assert compile_project(project, open_project(project)).problems == ()


def test_what_is_there_may_be_named(tmp_path: Path) -> None:
    """Files of the theme, of the project's own part of it, and images of content."""
    project = tiny(tmp_path)
    own = project / "templates" / "theme"
    own.mkdir(parents=True)
    for name in ("a.css", "a.js", "a.html"):
        (own / name).touch()
    picture = next((project / "content" / "images").iterdir()).name
    added = "extra_css: [a.css]\nextra_javascript: [a.js]\nextra_templates: [a.html]\n"
    theme = f"  favicon: assets/images/favicon.png\n  logo: images/{picture}\n"
    assert told(project, added, theme=theme) == []
