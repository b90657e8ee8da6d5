"""Settings with which a site could be built, but not published: the check tells of each."""

from pathlib import Path

import click
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


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("features: toc.follow", "“features” is neither a list nor left out."),
        ("palette: 2026", "“palette” is neither a list nor left out."),
        ("locale: de", "The theme knows no “locale”: its words follow “language”."),
    ],
)
def test_what_the_theme_would_stumble_over(tmp_path: Path, theme: str, said: str) -> None:
    """It is told, and does not end a build in a traceback or in a warning of MkDocs."""
    (found,) = told(tiny(tmp_path), "", theme=f"  {theme}\n")
    assert found == f"{theme} | unusable-setting | {said}"


@pytest.mark.parametrize("key", ["edit_uri_template", "edit_uri"])
def test_edit_links_that_lead_nowhere(tmp_path: Path, key: str) -> None:
    """A forgotten https:// is told once, and not for each page when the site is built."""
    address = "code.example.org/a/edit/main/{path}"
    (found,) = told(tiny(tmp_path), f"{key}: {address}\n")
    assert f"“{key}” leads to “{address}" in found
    assert "which is no whole address." in found
    whole = tiny(tmp_path / "whole")
    assert told(whole, f"{key}: https://{address}\n") == []
    of_host = tiny(tmp_path / "host")
    assert told(of_host, f"repo_url: https://code.example.org/a\n{key}: edit/main/\n") == []


def test_settings_nested_without_end(tmp_path: Path) -> None:
    """They are told in a sentence."""
    project = tiny(tmp_path)
    (project / "mkdocs.yml").write_text(f"extra: {5_000 * '['}", encoding="utf-8")
    with pytest.raises(click.UsageError, match="nested too deeply"):
        open_project(project)


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


@pytest.mark.parametrize(
    ("added", "rest", "said"),
    [
        ("theme: {name: [material]}", "[material]}", "“name” must be text, but a list was found."),
        (
            "theme: {name: , custom_dir: }",
            " }",
            "“custom_dir” must be text, but nothing was found.",
        ),
        ("theme: {static_templates: 1}", "1}", "“static_templates” must be a list, but a number"),
        ("edit_uri_template: x{}", "x{}", "may have nothing in braces but {path}, {path!q} or"),
        ("edit_uri_template: x{a}", "x{a}", "Write a brace that belongs to the address twice."),
        (
            "theme: {name: material, static_templates: !ENV NONE}",
            "!ENV NONE}",
            "but what its tag makes of",
        ),
        ("docs_dir: [content]", "[content]", "“docs_dir” must be text, but a list was found."),
        ("site_dir: true", "true", "“site_dir” must be text, but true was found. Put straight"),
        ("INHERIT: {}", "{}", "“INHERIT” must be text, but a group of keys was found."),
        ("extra: x", "x", "“extra” must be a group of keys, but text was found. Put keys"),
        ("hooks: [1]", "1]", "“hooks” must be text, but a number was found. Put straight quotes"),
        ("site_url: no", "no", "“site_url” must be text, but no was found. Put straight quotes"),
        ("site_url: a.b", "a.b", "“site_url”: The URL isn't valid"),
    ],
)
def test_values_of_a_wrong_kind(tmp_path: Path, added: str, rest: str, said: str) -> None:
    """They are told in our words, at their place; some would end MkDocs in a traceback."""
    project = tiny(tmp_path)
    text = f"site_name: Trams\nplugins: [briefing]\n{added}\n"
    text += "" if "docs_dir" in added else "docs_dir: content\n"
    text += "" if "theme" in added else "theme: {name: material, font: false}\n"
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(click.UsageError) as refused:
        open_project(project)
    place = f"mkdocs.yml:3:{len(added) - len(rest) + 1}: "
    assert refused.value.message.startswith(place)
    assert said in refused.value.message
    assert "class '" not in refused.value.message


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("audiences: all", "“audiences” must be a group of keys, but text was found. Put keys"),
        ("review: maybe", "“review” must be true or false, but text was found. Write true or"),
        ("protected: x", "“protected” must be a list, but text was found. Put square brackets"),
        ("first_rank: [2]", "“first_rank” must be text, but a number was found. Put straight"),
        ("contact: x", "“contact”: “x” begins with neither mailto: nor https://."),
        ("as_of: " + 900 * "x", "“as_of”: “xxxxx"),
    ],
)
def test_our_own_options_of_a_wrong_kind(tmp_path: Path, option: str, said: str) -> None:
    """So are those of the plugin, and nothing of any length is repeated."""
    project = tiny(tmp_path)
    text = f"docs_dir: content\nsite_name: Trams\nplugins:\n  - briefing:\n      {option}\n"
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(click.UsageError) as refused:
        open_project(project)
    column = len("      ") + option.index(":") + 3 + option.count("[")
    assert refused.value.message.startswith(f"mkdocs.yml:5:{column}: {said}")
    assert len(refused.value.message) < 600


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each has a line of its own."""
    project = tiny(tmp_path)
    (project / "mkdocs.yml").write_text("docs_dir: 1\nnav: x\nplugins: [briefing]\n", "utf-8")
    with pytest.raises(click.UsageError) as refused:
        open_project(project)
    assert [line.partition(" ")[0] for line in refused.value.message.splitlines()] == [
        "mkdocs.yml:1:11:",
        "mkdocs.yml:2:6:",
    ]
