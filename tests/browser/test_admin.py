"""The form for editing: fetched, apart from all reading pages, and at work in a browser."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser.conftest import WIDE
from tests.projects import BRIEFING, tiny
from tests.served import served

_PATIENCE = 60_000
_TRIES = 150
_DECAP = "decap-cms@3.16.3"
_DECAP_HASH = (
    "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
)
_COLLECTIONS = ("Articles", "Themes", "Glossary")
_SIGN_IN = "Work with Test Repository"


@pytest.fixture(scope="module")
def environment(top: Path) -> dict[str, str]:
    """Return an environment with the pinned npm first."""
    own = {"PATH": f"{top / '.venv/bin'}:{os.environ['PATH']}", "NODE_OPTIONS": "--use-system-ca"}
    return {**os.environ, **own}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project that asks for the form."""
    root = tiny(tmp_path_factory.mktemp("admin"))
    settings = (root / "mkdocs.yml").read_text("utf-8")
    asked = settings.replace("  - briefing:\n", "  - briefing:\n      admin: true\n")
    place = "edit_uri_template: https://github.com/harbour/trams/edit/main/content/{path}\n"
    (root / "mkdocs.yml").write_text(asked + place, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(project: Path, environment: dict[str, str]) -> Path:
    """Build its site."""
    run(environment, *BRIEFING, "-C", project, "build")
    return project / "site"


def run(environment: dict[str, str], *command: str | Path, folder: Path | None = None) -> str:
    """Run a command, and return all that it says."""
    done = subprocess.run(
        command, env=environment, cwd=folder, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_no_reading_page_leads_to_the_form(site: Path) -> None:
    """The form is there, asks not to be found by search engines, and nothing names its address."""
    page = LexborHTMLParser((site / "admin/index.html").read_text("utf-8"))
    robots = page.css_first("meta[name=robots]")
    assert robots is not None
    assert robots.attributes["content"] == "noindex"
    others = [path for path in site.rglob("*") if path.suffix in {".html", ".xml", ".txt", ".json"}]
    named = [path for path in others if "admin/" in path.read_text("utf-8")]
    assert [path.relative_to(site).as_posix() for path in named] == []


def test_form_has_a_policy_of_its_own(site: Path) -> None:
    """Programs come from the site alone; besides the code host only a host of fonts is named."""
    page = (site / "admin/index.html").read_text("utf-8")
    hosts = {urlsplit(host).hostname for host in re.findall(r"https://[^\s;\"&]+", page)}
    assert hosts == {"api.github.com", "avatars.githubusercontent.com", "cdn.jsdelivr.net"}
    assert "script-src &#39;self&#39;;" in page
    assert "unsafe-eval" not in page


def test_a_tree_carries_the_form(project: Path, site: Path, environment: dict[str, str]) -> None:
    """A publisher that runs no plugin of ours publishes the same form, and it is verified."""
    tree = project.parent / "tree"
    run(environment, *BRIEFING, "-C", project, "export", "--to", tree)
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--strict")
    run({**environment, "NO_MKDOCS_2_WARNING": "1"}, *mkdocs, folder=tree)
    for file in (site / "admin").iterdir():
        assert (tree / "site/admin" / file.name).read_bytes() == file.read_bytes()
    told = run(environment, *BRIEFING, "-C", project, "verify", tree / "site")
    assert told == "0 errors, 0 warnings.\n"


def test_a_changed_form_is_refused(
    project: Path, site: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """One byte more in the page, or a form that nobody asked for, is an error of verification."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    with (copy / "admin/index.html").open("a", encoding="utf-8") as page:
        page.write(" ")
    verify = (*BRIEFING, "-C", project, "verify", copy)
    done = subprocess.run(verify, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "admin/index.html:1:1: error form-changed" in done.stdout
    plain = tiny(tmp_path / "plain")
    verify = (*BRIEFING, "-C", plain, "verify", site)
    done = subprocess.run(verify, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "admin/config.yml" in done.stdout


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window that reaches nothing but this machine."""
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(_PATIENCE)
    context.route(
        lambda address: not address.startswith("http://127.0.0.1"), lambda route: route.abort()
    )
    yield context.new_page()
    context.close()


def in_the_browser(site: Path, folder: Path) -> Path:
    """Copy a form, to save in the browser's own storage instead of a code host."""
    shutil.copytree(site / "admin", folder / "admin")
    config = yaml.safe_load((folder / "admin/config.yml").read_text("utf-8"))
    config["backend"] = {"name": "test-repo"}
    (folder / "admin/config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def test_form_offers_to_sign_in(site: Path, page: Page) -> None:
    """As it is published, the form starts under its policy, and asks the code host's user in."""
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).hostname))
    with served(site) as address:
        page.goto(f"{address}admin/")
        expect(page.get_by_role("button", name="Sign In Using Access Token")).to_be_visible()
    assert set(asked) - {"127.0.0.1", None, ""} <= {"cdn.jsdelivr.net"}


def test_form_shows_the_collections(site: Path, tmp_path: Path, page: Page) -> None:
    """Signed in, there are articles, themes and terms; a new article has each key with its hint."""
    with served(in_the_browser(site, tmp_path)) as address:
        page.goto(f"{address}admin/")
        page.get_by_role("button", name=_SIGN_IN).click()
        for name in _COLLECTIONS:
            expect(page.get_by_role("treeitem", name=name)).to_be_visible()
        page.goto(f"{address}admin/#/collections/articles/new")
        expect(page.get_by_role("textbox", name="Title").first).to_be_visible()
        hint = "What the source is called; your own words where it has no title."
        expect(page.get_by_text(hint)).to_be_visible()


_PUT = """async ([path, text]) => {
  let folder = await navigator.storage.getDirectory();
  const parts = ["sveltia-cms-test", ...path.split("/")];
  const name = parts.pop();
  for (const part of parts) folder = await folder.getDirectoryHandle(part, {create: true});
  const file = await folder.getFileHandle(name, {create: true});
  const out = await file.createWritable();
  await out.write(text);
  await out.close();
}"""
_GET = """async (path) => {
  let folder = await navigator.storage.getDirectory();
  const parts = ["sveltia-cms-test", ...path.split("/")];
  const name = parts.pop();
  for (const part of parts) folder = await folder.getDirectoryHandle(part);
  try {
    return await (await (await folder.getFileHandle(name)).getFile()).text();
  } catch {
    return "";  // it is being written
  }
}"""


def _once_saved(page: Page, path: str, words: str) -> str:
    """Return a file of the browser's storage when it holds some words and changes no more."""
    before = ""
    for _ in range(_TRIES):
        saved = str(page.evaluate(_GET, path))
        if words in saved and saved == before:
            break
        before = saved
        page.wait_for_timeout(300)
    return before


def test_saving_keeps_what_the_form_does_not_ask(
    project: Path, site: Path, tmp_path: Path, page: Page, environment: dict[str, str]
) -> None:
    """An article saved by the form passes the check, with its chosen senses and its text."""
    path = "content/articles/line-opens.md"
    text = (
        (project / path).read_text("utf-8").replace("kind: news", "kind: news\nsenses: {tdb: '1'}")
    )
    assert "senses:" in text
    with served(in_the_browser(site, tmp_path)) as address:
        page.goto(f"{address}admin/")
        page.evaluate(_PUT, [path, text])
        page.get_by_role("button", name=_SIGN_IN).click()
        expect(page.get_by_role("treeitem", name="Articles")).to_be_visible()
        page.goto(f"{address}admin/#/collections/articles/entries/line-opens")
        page.get_by_role("textbox", name="Title").first.fill("The line opens at last")
        page.get_by_role("button", name="Save").click()
        saved = _once_saved(page, path, "at last")
    assert "title: The line opens at last" in saved
    assert re.search(r"^senses:\n  tdb: '1'$", saved, re.MULTILINE)
    assert saved.endswith(text.partition("\n---\n")[2].strip() + "\n")
    copy = tmp_path / "project"
    shutil.copytree(project / "content", copy / "content")
    shutil.copy(project / "mkdocs.yml", copy)
    (copy / path).write_text(saved, encoding="utf-8")
    assert run(environment, *BRIEFING, "-C", copy, "check") == "0 errors, 0 warnings.\n"


@pytest.fixture(scope="module")
def decap(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """Fetch Decap's program, and return its file."""
    folder = tmp_path_factory.mktemp("decap")
    run(environment, "npm", "pack", _DECAP, "--prefer-offline", "--silent", folder=folder)
    archive = next(folder.glob("*.tgz"))
    assert base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() == _DECAP_HASH
    with tarfile.open(archive) as files:
        files.extract("package/dist/decap-cms.js", folder, filter="data")
    return folder / "package/dist/decap-cms.js"


def test_decap_reads_the_configuration(site: Path, decap: Path, tmp_path: Path, page: Page) -> None:
    """Decap CMS, whose format it is, finds no fault in the configuration, and shows it."""
    folder = in_the_browser(site, tmp_path)
    shutil.copy(decap, folder / "admin")
    (folder / "admin/index.html").write_text(
        '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>'
        '<script src="decap-cms.js"></script></body></html>',
        encoding="utf-8",
    )
    with served(folder) as address:
        page.goto(f"{address}admin/")
        page.get_by_role("button", name="Login").click()
        for name in _COLLECTIONS:
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        assert "Config Errors" not in page.inner_text("body")
