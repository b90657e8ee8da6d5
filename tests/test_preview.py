"""A preview goes on whatever is wrong: it starts, answers at once, and says what to mend."""

import re
import shutil
import sys
import time
from pathlib import Path
from urllib.error import HTTPError

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.projects import BRIEFING, TINY, tiny
from tests.serving import Server, serving
from tests.test_site import run

ARTICLE, PAGE = "content/articles/line-opens.md", "articles/line-opens/"
LIST = "_preview/problems/"
GOOD = (TINY / ARTICLE).read_text("utf-8")
WRONG_THEME = GOOD.replace("themes: [money]", "themes: [mony]")
WRONG_YAML = GOOD.replace("title: The first", 'title: "The first')
SOON = 5
"""Seconds within which a browser is answered."""
MKDOCS = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr")


def notice(server: Server, page: str) -> str:
    """Return what a page says of problems, asked for in time; nothing where it says nothing."""
    start = time.monotonic()
    shown = server.read(page)
    assert time.monotonic() - start < SOON
    box = LexborHTMLParser(shown).css_first("aside.briefing-notices")
    return re.sub(r"\s+", " ", box.text()) if box else ""


def comes_to_say(server: Server, page: str, words: str) -> bool:
    """Wait until a page says something of problems."""
    return server.until(lambda: words in notice(server, page))


@pytest.fixture(params=["briefing", "mkdocs"])
def command(request: pytest.FixtureRequest) -> tuple[str, ...] | None:
    """Serve by our own command, and by the publisher's."""
    return MKDOCS if request.param == "mkdocs" else None


def test_it_starts_with_errors_and_tells_them_where_they_are(
    top: Path, tmp_path: Path, command: tuple[str, ...] | None
) -> None:
    """What is wrong from the first is left out and told on its page, until it is mended."""
    project = tiny(tmp_path, {ARTICLE: WRONG_THEME, "content/articles/new.md": "---\ntitle: [\n"})
    with serving(top, project, command=command) as server:
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        told = notice(server, PAGE)
        assert f"{ARTICLE}:18:14 error unknown-theme The theme “mony” does not exist." in told
        assert "Did you mean “money”?" in told
        assert "All problems: 3 errors, 1 warning" in notice(server, "about/")
        assert "unknown-theme" not in notice(server, "about/")
        every = server.read(LIST)
        assert "unknown-theme" in every
        assert "content/articles/new.md:" in every
        assert "cannot be shown yet" in server.read("articles/new/")
        assert "content/articles/new.md:" in notice(server, "articles/new/")
        (project / "content/articles/new.md").unlink()
        (project / ARTICLE).write_text(GOOD, encoding="utf-8")
        assert server.until(lambda: not notice(server, PAGE)), server.said
        assert "There are none" in server.read(LIST)
        with pytest.raises(HTTPError):
            server.read("articles/new/")


def test_a_file_that_cannot_be_read_stays_as_it_was(top: Path, tmp_path: Path) -> None:
    """The last good state of a page is shown, with what rests on it, beside what is wrong now."""
    project = tiny(tmp_path)
    with serving(top, project) as server:
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        (project / ARTICLE).write_text(WRONG_YAML, encoding="utf-8")
        assert comes_to_say(server, PAGE, "needs-quotes"), server.said
        assert "The first line cost £40 million." in server.read(PAGE)
        assert "The town and the region shared the cost" in server.read("themes/money/")
        assert "All problems: 1 error" in notice(server, "themes/money/")
        again = WRONG_THEME.replace("Ten years of", "Twelve years of")
        (project / ARTICLE).write_text(again, encoding="utf-8")
        assert server.comes_to_show(PAGE, "Twelve years of"), server.said
        assert "unknown-theme" in notice(server, PAGE)
        (project / ARTICLE).write_text(WRONG_YAML, encoding="utf-8")
        assert comes_to_say(server, PAGE, "needs-quotes"), server.said
        assert "Twelve years of" in server.read(PAGE)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (None, "<h1>Unclosed {{ "),
        (None, "<p>"),
        (None, "<h1>{{ 1 / 0 }}</h1>"),
        (MKDOCS, "<h1>{{ nobody_said_this }}</h1>"),
    ],
)
def test_a_broken_template_spoils_its_own_pages_alone(
    top: Path, tmp_path: Path, command: tuple[str, ...] | None, text: str
) -> None:
    """A page whose template is broken says so, and all others are shown; then it is mended."""
    project = tiny(tmp_path)
    for name in ("timeline", "points"):
        template = project / "templates" / "pages" / f"{name}.jinja"
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_text(text, encoding="utf-8")
    with serving(top, project, command=command) as server:
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        assert "templates/pages/timeline.jinja:1:1 error broken-template" in notice(
            server, "timeline/"
        )
        assert "broken-template" not in notice(server, PAGE)
        shutil.copy(top / "templates/pages/timeline.jinja", project / "templates/pages")
        assert server.comes_to_show("timeline/", "The town founds its board"), server.said
        assert "broken-template" not in notice(server, "timeline/")


def test_a_page_stays_as_it_was_while_its_template_is_broken(top: Path, tmp_path: Path) -> None:
    """Pages of the navigation, and those that it does not name, keep what they last showed."""
    project = tiny(tmp_path)
    pages = project / "templates" / "pages"
    pages.mkdir(parents=True)
    for name in ("timeline", "article"):
        shutil.copy(top / f"templates/pages/{name}.jinja", pages)
    with serving(top, project) as server:
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        for name, page, words in (
            ("timeline", "timeline/", "The town founds its board"),
            ("article", PAGE, "Ten years of planning"),
        ):
            good = (pages / f"{name}.jinja").read_text("utf-8")
            (pages / f"{name}.jinja").write_text("<p>{{ nothing", encoding="utf-8")
            assert comes_to_say(server, page, "broken-template"), server.said
            assert words in server.read(page)
            (pages / f"{name}.jinja").write_text(good.replace("<h1", "<h1 id='new'"))
            assert server.comes_to_show(page, "id='new'"), server.said
            assert "broken-template" not in notice(server, page)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("templates/theme/main.html", "{% block content %", "main.html:1: "),
        ("mkdocs.yml", "site_name: [", "mkdocs.yml"),
    ],
)
def test_what_stops_every_page_is_told_on_every_page(
    top: Path, tmp_path: Path, name: str, text: str, words: str
) -> None:
    """A broken theme, or broken settings, leave the site as it was, and each page says why."""
    project = tiny(tmp_path)
    file = project / name
    good = file.read_text("utf-8") if file.exists() else (top / name).read_text("utf-8")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(good, encoding="utf-8")
    with serving(top, project) as server:
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        file.write_text(text, encoding="utf-8")
        assert comes_to_say(server, PAGE, "The site could not be built"), server.said
        assert words in notice(server, "about/")
        assert "Ten years of planning" in server.read(PAGE)
        file.write_text(good, encoding="utf-8")
        assert server.until(lambda: not notice(server, PAGE)), server.said


def test_a_theme_that_is_broken_from_the_first_is_told(top: Path, tmp_path: Path) -> None:
    """Where no page could ever be built, each address says why."""
    project = tiny(tmp_path, {"templates/theme/main.html": "{% block content %"})
    with serving(top, project) as server:
        assert server.until(lambda: server.shows("", "could not be built")), server.said
        assert "main.html:1: " in notice(server, PAGE)
        shutil.copy(top / "templates/theme/main.html", project / "templates/theme")
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("site_name: [\n", "mkdocs.yml:1:12: A list or group of keys that opens here"),
        ("site_nam: Trams\n", "Unrecognised configuration name: site_nam"),
        ("", "“site_name” is missing"),
        ("docs_dir: content\nplugins: [nobody-has-this]\nsite_name: Trams\n", "nobody-has-this"),
    ],
)
def test_settings_that_are_broken_from_the_first_are_told(
    top: Path, tmp_path: Path, text: str, words: str
) -> None:
    """It starts, each address says what is wrong and where, and the site follows when mended."""
    project = tiny(tmp_path, {"mkdocs.yml": text})
    with serving(top, project) as server:
        assert server.until(lambda: server.shows("", "could not be built")), server.said
        for page in ("", PAGE, LIST):
            assert words in re.sub(r"\s+", " ", LexborHTMLParser(server.read(page)).text())
        assert "as they were" not in server.read(PAGE)
        shutil.copy(TINY / "mkdocs.yml", project)
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        assert not notice(server, PAGE)
        (project / ARTICLE).write_text(GOOD.replace("Ten years of", "Twelve years of"))
        assert server.comes_to_show(PAGE, "Twelve years of"), server.said


def test_a_folder_without_settings_is_no_project(top: Path, tmp_path: Path) -> None:
    """There is nothing to start with, and nothing that could be mended in it."""
    with serving(top, tiny(tmp_path, {"mkdocs.yml": None})) as server:
        assert server.until(lambda: server.ended), server.said
        assert "There is no mkdocs.yml in" in server.said


def test_the_publisher_ends_where_its_own_first_build_fails(top: Path, tmp_path: Path) -> None:
    """What we cannot prevent: MkDocs builds before it serves, and ends if the theme is broken."""
    project = tiny(tmp_path, {"templates/theme/main.html": "{% block content %"})
    with serving(top, project, command=MKDOCS) as server:
        assert server.until(lambda: server.ended), server.said
        assert "A template is broken: " in server.said
        assert "Traceback" not in server.said


def test_what_is_told_cannot_run(top: Path, tmp_path: Path) -> None:
    """Contributed words in it are escaped, and each page has its policy."""
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    text = GOOD.replace("kind: news", f'kind: "{hostile}"', 1)
    project = tiny(tmp_path, {ARTICLE: text})
    with serving(top, project) as server:
        assert server.comes_to_show(PAGE, "Ten years of planning"), server.said
        for page in (PAGE, LIST):
            shown = server.read(page)
            assert "<script>alert" not in shown
            assert "&lt;script&gt;alert(1)" in shown
            tree = LexborHTMLParser(shown)
            policy = tree.css_first("meta[http-equiv=Content-Security-Policy]")
            assert policy
            assert "default-src 'none'" in str(policy.attributes["content"])
            assert not any("onerror" in node.attributes for node in tree.css("*"))


def test_nothing_of_it_is_published(top: Path, tmp_path: Path) -> None:
    """A built site, also one with warnings, holds nothing that only a preview has."""
    project = tiny(tmp_path, {"content/a.md": "See <b>this</b>.\n"})
    done = run(top, *BRIEFING, "-C", project, "build")
    assert (done.returncode, "raw-html" in done.stdout) == (0, True), done.stderr
    for path in (project / "site").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert b"_preview" not in data, path
        assert b"briefing-notices" not in data, path
        assert path.name not in {"_preview", "notices.css", "reload.js"}


def test_another_language_shows_wherever_words_stand(top: Path, tmp_path: Path) -> None:
    """Words are equal in any language, and yet their pages are made anew."""
    project = tiny(tmp_path)
    with serving(top, project) as server:
        assert server.comes_to_show("articles/", "The first line opens"), server.said
        for language in ("de", "cy"):
            text = GOOD.replace("kind: news", f"kind: news\nlanguage: {language}", 1)
            (project / ARTICLE).write_text(text, encoding="utf-8")
            said = f'<span lang="{language}">The first line opens</span>'
            assert server.comes_to_show("articles/", said), server.said
            assert server.comes_to_show("themes/money/", f'<span lang="{language}">'), server.said
