"""A built site, a server for it, and a browser that reaches nothing else."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from generator.base.addresses import url
from generator.cli.project import compile_project, open_project
from tests.benchmarks.corpus import make
from tests.chromium import started
from tests.projects import BRIEFING, agreeing_article, long_article, noted_article
from tests.served import served

_ARTICLES, _TERMS = 105, 10
_POINTS, _WORDS, _AGREEING = 300, 140, 35
"""A project so large that each list which can be split is split; an article so long that its digest
and its points are, and those that refer to it."""
_PATIENCE = 30_000
"""Milliseconds that a busy machine may take for a step."""

NARROW = ViewportSize(width=320, height=640)
WIDE = ViewportSize(width=1280, height=900)

_LONG = 80_000
"""Bytes of a page that has everything its kind can have."""

Open = Callable[..., Page]
"""Opens a window: ``open_page(address, viewport=…, any other option of a browser context)``."""


@dataclass(frozen=True, slots=True)
class Log:
    """What went wrong in a window without anything on the page telling."""

    errors: list[str]
    """Of scripts and of the console, violations of the Content-Security-Policy among them."""
    elsewhere: list[str]
    """Addresses on other hosts that a page asked for; none was reached."""


@pytest.fixture(scope="session")
def site(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this project's site as its readers get it."""
    return _built(top, tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="session")
def large_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with the kinds of page that this one has not grown to: parts of lists."""
    project = tmp_path_factory.mktemp("large") / "project"
    make(project, articles=_ARTICLES, terms=_TERMS)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("  - briefing:\n", "  - briefing:\n      review: true\n", 1)
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    article = min((project / "content" / "articles").iterdir())
    text = article.read_text("utf-8").replace("points:", "former_ids: [renamed]\npoints:", 1)
    article.write_text(text, "utf-8")
    long = long_article(_POINTS, _WORDS, "governance, finance")
    (article.parent / "long.md").write_text(long, "utf-8")
    for number in range(_AGREEING):
        agreeing = agreeing_article(number, "finance", "long#point-0")
        (article.parent / f"agreeing-{number}.md").write_text(agreeing, "utf-8")
    (article.parent / "noted.md").write_text(noted_article("finance"), "utf-8")
    return project


@pytest.fixture(scope="session")
def large(large_project: Path) -> Path:
    """Build the large project's site."""
    return _built(large_project, large_project.parent / "site")


@pytest.fixture(scope="session")
def hebrew(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of a small project in Hebrew, which is read from right to left."""
    return _built(top / "tests" / "hebrew", tmp_path_factory.mktemp("hebrew") / "site")


@pytest.fixture(scope="session")
def hebrew_kinds(top: Path, hebrew: Path, hebrew_address: str) -> Mapping[str, str]:
    """Return for each template the address of one page of it; the page for errors is one more."""
    found = {**_fullest(top / "tests" / "hebrew", hebrew), "404": "404.html"}
    return {name: hebrew_address + path for name, path in found.items()}


@pytest.fixture(scope="session")
def hebrew_address(hebrew: Path) -> Iterator[str]:
    """Serve it; yield its address."""
    with served(hebrew) as address:
        yield address


def _built(project: Path, folder: Path) -> Path:
    command = [*BRIEFING, "-C", str(project), "build", "--site-dir", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=project)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def large_kinds(large_project: Path, large: Path) -> Mapping[str, str]:
    """Return for each template the address of one page of the large project's site.

    An article with notes is one more.
    """
    return {**_fullest(large_project, large), "notes": "articles/noted/"}


@pytest.fixture(scope="session")
def kinds(
    top: Path, site: Path, large_kinds: Mapping[str, str], large_address: str
) -> Mapping[str, str]:
    """Return for each template the address of one page; the page for errors is one more.

    It is the fullest, but for those that only repeat more of the same and would keep us waiting.
    What this project has no page of is taken from the large one.
    """
    rare = {name: large_address + path for name, path in large_kinds.items()}
    return {**rare, **_fullest(top, site), "404": "404.html"}


def _fullest(project: Path, site: Path) -> Mapping[str, str]:
    found: dict[str, list[tuple[int, str]]] = {}
    for page in compile_project(project, open_project(project)).pages:
        address = url(page.uri)
        file = site / address
        size = (file / "index.html" if file.is_dir() else file).stat().st_size
        found.setdefault(page.template, []).append((size, address))
    chosen = {
        name: max([p for p in sizes if p[0] < _LONG] or sizes) for name, sizes in found.items()
    }
    return {name: address for name, (_, address) in sorted(chosen.items())}


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this machine; yield its address."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def large_address(large: Path) -> Iterator[str]:
    """Serve the large project's site; yield its address."""
    with served(large) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    expect.set_options(timeout=_PATIENCE)
    with started() as chromium:
        yield chromium


@pytest.fixture
def log() -> Log:
    """Return what the windows of a test report."""
    return Log(errors=[], elsewhere=[])


@pytest.fixture
def open_page(browser: Browser, address: str, log: Log) -> Iterator[Open]:
    """Return what opens windows; when the test ends, none of them may have reported anything."""
    contexts = []

    def opened(path: str = "", **options: Any) -> Page:  # noqa: ANN401 - handed on to Playwright
        context = browser.new_context(base_url=address, **{"viewport": WIDE, **options})
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        context.route(lambda other: not _ours(other), lambda route: route.abort())
        page = context.new_page()
        page.on("request", lambda request: _note_host(request, log))
        page.on("pageerror", lambda error: log.errors.append(str(error)))
        page.on("console", lambda message: _note_error(message.type, message.text, log))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert log == Log(errors=[], elsewhere=[])


def _note_host(request: Request, log: Log) -> None:
    if urlsplit(request.url).scheme not in {"data", "blob"} and not _ours(request.url):
        log.elsewhere.append(request.url)


def _ours(address: str) -> bool:
    """Tell whether an address is that of a site served here."""
    return address.startswith("http://127.0.0.1:")


def _note_error(kind: str, text: str, log: Log) -> None:
    if kind == "error":
        log.errors.append(text)
