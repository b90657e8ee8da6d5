"""A built site, a server for it, and a browser that reaches nothing else."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect, sync_playwright

from generator.addresses import url
from generator.cli.project import compile_project, open_project
from tests.served import served

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_BUILD = "from generator.cli import main; main()"
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
    folder = tmp_path_factory.mktemp("site") / "site"
    command = [sys.executable, "-c", _BUILD, "-C", str(top), "build", "--site-dir", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=top)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def kinds(top: Path, site: Path) -> Mapping[str, str]:
    """Return for each template the address of one page; the page for errors is one more.

    It is the fullest, but for those that only repeat more of the same and would keep us waiting.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for page in compile_project(top, open_project(top)).pages:
        address = url(page.uri)
        file = site / address
        size = (file / "index.html" if file.is_dir() else file).stat().st_size
        found.setdefault(page.template, []).append((size, address))
    chosen = {
        name: max([p for p in sizes if p[0] < _LONG] or sizes) for name, sizes in found.items()
    }
    return {**{name: address for name, (_, address) in sorted(chosen.items())}, "404": "404.html"}


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this machine; yield its address."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.fail("The browser tests need Chromium. Type: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        expect.set_options(timeout=_PATIENCE)
        started = playwright.chromium.launch(executable_path=path, args=list(_SWITCHES))
        yield started
        started.close()


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
        context.route(lambda other: not other.startswith(address), lambda route: route.abort())
        page = context.new_page()
        page.on("request", lambda request: _note_host(request, address, log))
        page.on("pageerror", lambda error: log.errors.append(str(error)))
        page.on("console", lambda message: _note_error(message.type, message.text, log))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert log == Log(errors=[], elsewhere=[])


def _note_host(request: Request, address: str, log: Log) -> None:
    if urlsplit(request.url).scheme not in {"data", "blob"} and not request.url.startswith(address):
        log.elsewhere.append(request.url)


def _note_error(kind: str, text: str, log: Log) -> None:
    if kind == "error":
        log.errors.append(text)
