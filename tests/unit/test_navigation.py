"""The navigation: every plain page has a place in it, and each of its entries leads to a page."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.problems import At, errors
from generator.build import build
from generator.cli.project import compile_project, open_project
from generator.publish.plugin.configuration import settings as project_settings
from generator.site.navigation import placed
from tests.hostile.payloads import briefing
from tests.projects import SETTINGS, compiled, tiny

PAGE = "---\ntitle: {}\n---\n\nThe words.\n"


def test_new_plain_pages_follow_the_others(tmp_path: Path) -> None:
    """A page that the settings do not name stands after the plain pages that they do name."""
    pages = compiled(tiny(tmp_path, {"content/new.md": PAGE.format("New")})).library.pages
    about: list[object] = [{"About": "about.md"}, {"Access": "accessibility.md"}]
    nav = ["index.md", {"Themes": ["themes/index.md"]}, {"About": about}, {"Last": ["x.md"]}]
    assert placed(nav, pages) == [*nav[:2], {"About": [*about, "new.md"]}, nav[3]]


def test_new_plain_pages_get_a_section_where_none_has_one(tmp_path: Path) -> None:
    """At the end, in the order of their titles."""
    changes = {"content/b.md": PAGE.format("Alpha"), "content/a.md": PAGE.format("Beta")}
    pages = compiled(tiny(tmp_path, {**changes, "content/accessibility.md": None})).library.pages
    nav: list[object] = ["index.md", {"About": "about.md"}]
    assert placed(nav, pages) == [*nav, {"More": ["b.md", "a.md"]}]
    assert placed(nav, {"about": pages["about"]}) == nav


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("gone.md", "Write content/gone.md again"),
        ("about/", "Name the page by its file: “about.md”."),
        ("./about.md", "Name the page by its file: “about.md”."),
        ("/about/", "Name the page by its file: “about.md”."),
        ("about.md#who", "Name the page by its file: “about.md”."),
        ("themes/", "Name the page by its file: “themes/index.md”."),
        ("../about.pdf", "Name a page by its file, such as about.md"),
        ("data/briefing.json", "Name a page by its file, such as about.md"),
        ("//[", "Name a page by its file, such as about.md"),
    ],
)
def test_entries_must_be_pages(tmp_path: Path, entry: str, hint: str) -> None:
    """Whatever the publisher would complain of is told at its line, with what to write instead."""
    project = with_entry(tmp_path, entry)
    (found,) = compile_project(project, open_project(project)).problems
    assert (str(found.at), found.code) == ("mkdocs.yml:12:13", "navigation-without-page")
    assert found.hint.startswith(hint)


def with_entry(folder: Path, entry: str) -> Path:
    """Return the small project with another entry in the place of a page, at strict settings."""
    project = tiny(folder)
    text = (project / "mkdocs.yml").read_text("utf-8")
    text = text.replace("- About: about.md", f'- About: "{entry}"')
    strict = "validation:\n  nav: {absolute_links: warn}\n"
    (project / "mkdocs.yml").write_text(text.replace("validation:\n", strict), encoding="utf-8")
    return project


@pytest.mark.parametrize("entry", ["https://www.example.org/a.md", "//example.org/", "leaf.pdf"])
def test_entries_may_lead_elsewhere(tmp_path: Path, entry: str) -> None:
    """To other sites, and to files that the project's own theme brings along."""
    project = with_entry(tmp_path, entry)
    (project / "templates" / "theme").mkdir(parents=True)
    (project / "templates" / "theme" / "leaf.pdf").write_bytes(b"%PDF-")
    assert compile_project(project, open_project(project)).problems == ()


def test_a_page_that_is_taken_away_is_told_by_the_check(tmp_path: Path) -> None:
    """At the line of the settings that names it: the publisher would refuse it later."""
    project = tiny(tmp_path, {"content/about.md": None})
    problems = compile_project(project, open_project(project)).problems
    told = [str(problem.at) for problem in problems if problem.code == "navigation-without-page"]
    lines = (project / "mkdocs.yml").read_text("utf-8").splitlines()
    line = lines.index("  - About: about.md") + 1
    assert told == [f"mkdocs.yml:{line}:12"]


@pytest.mark.parametrize(
    ("changes", "bounds", "code"),
    [
        ({"content/about.md": "---\ntitle: [\n---\n"}, Bounds(), "unclosed-bracket"),
        ({"content/about.md": "---\nname: About\n---\nText.\n"}, Bounds(), "unknown-key"),
        ({}, Bounds(values=1), "too-many-values"),
        ({}, Bounds(themes=1), "too-many-themes"),
        ({f"content/p{n}.md": "" for n in range(99)}, Bounds(files=1), "too-many-files"),
    ],
)
def test_a_page_that_is_refused_is_told_of_once(
    tmp_path: Path, changes: dict[str, str], bounds: Bounds, code: str
) -> None:
    """That it is then missing, or its translation has no original, follows, and is not told too."""
    translation = {"locale/cy/content/about.po": 'msgid "About"\nmsgstr "Ynghylch"\n'}
    project = tiny(tmp_path, {**changes, **translation})
    settings = project_settings(open_project(project))
    settings = replace(settings, bounds=bounds, translations=("cy",))
    codes = {problem.code for problem in errors(build(project, settings).problems)}
    assert code in codes
    assert not codes & {"navigation-without-page", "stray-translation"}


def test_a_draft_that_is_wrong_has_no_page(tmp_path: Path) -> None:
    """Its error stops nobody, so that an entry that names it is told of."""
    draft = {"content/articles/new.md": "---\ndraft: true\n---\nText.\n"}
    project = tiny(tmp_path, draft)
    settings = replace(SETTINGS, navigation={"articles/new.md": At("mkdocs.yml", 3)})
    found = errors(build(project, settings).problems)
    assert [problem.code for problem in found] == ["navigation-without-page"]


@pytest.mark.parametrize("uri", ["new", "about"])
def test_readers_find_plain_pages(top: Path, tmp_path: Path, uri: str) -> None:
    """The built home page leads to a page that the settings name, and to one that they do not."""
    project = tiny(tmp_path, {"content/new.md": PAGE.format("The <i>new</i>")})
    done = briefing(top, project, "build")
    assert done.returncode == 0, done.stderr
    home = (project / "site" / "index.html").read_text("utf-8")
    title = {"new": "The &lt;i&gt;new&lt;/i&gt;", "about": "About"}[uri]
    assert f'href="{uri}/">{title}</a>' in home
