"""The navigation: every plain page has a place in it, and each of its entries leads to a page."""

from pathlib import Path

import pytest

from generator.base.problems import At
from generator.cli.project import compile_project, open_project
from generator.site.navigation import check_navigation, named_in, placed
from tests.hostile.payloads import briefing
from tests.projects import compiled, tiny

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


def test_entries_lead_to_pages() -> None:
    """What is no page of ours is left to the publisher: other sites, and files of other kinds."""
    at = At("mkdocs.yml", 7, 3)
    nav = ["index.md", {"Gone": ["gone.md"]}, {"Far": "https://www.example.org/a.md"}, "x.pdf"]
    found = [*check_navigation(dict.fromkeys(named_in(nav), at), ["index.md"])]
    assert [(problem.at, problem.code) for problem in found] == [(at, "navigation-without-page")]
    assert "gone.md" in found[0].message


def test_a_page_that_is_taken_away_is_told_by_the_check(tmp_path: Path) -> None:
    """At the line of the settings that names it: the publisher would refuse it later."""
    project = tiny(tmp_path, {"content/about.md": None})
    problems = compile_project(project, open_project(project)).problems
    told = [str(problem.at) for problem in problems if problem.code == "navigation-without-page"]
    lines = (project / "mkdocs.yml").read_text("utf-8").splitlines()
    line = lines.index("  - About: about.md") + 1
    assert told == [f"mkdocs.yml:{line}:12"]


@pytest.mark.parametrize("uri", ["new", "about"])
def test_readers_find_plain_pages(top: Path, tmp_path: Path, uri: str) -> None:
    """The built home page leads to a page that the settings name, and to one that they do not."""
    project = tiny(tmp_path, {"content/new.md": PAGE.format("The <i>new</i>")})
    done = briefing(top, project, "build")
    assert done.returncode == 0, done.stderr
    home = (project / "site" / "index.html").read_text("utf-8")
    title = {"new": "The &lt;i&gt;new&lt;/i&gt;", "about": "About"}[uri]
    assert f'href="{uri}/">{title}</a>' in home
