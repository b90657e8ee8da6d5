"""Hostile input in a real browser: each barrier alone stops all of it.

The renderer is tried without the policy; the policy is tried with what the renderer would never
let through. ``alert`` is the canary: every payload calls it, or another host.
"""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Route
from selectolax.lexbor import LexborHTMLParser

from tests.chromium import started
from tests.hostile.payloads import Payload, briefing, lay, payloads
from tests.projects import tiny
from tests.served import served

_PATIENCE = 20_000
"""Milliseconds that a busy machine may take for a step."""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_COLOURS = """  font: false
  palette:
    - {scheme: default, toggle: {icon: material/brightness-7, name: Dark}}
    - {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}
"""
_SETTLED = 0.15
"""Seconds in which a payload that runs at all has run."""
_CERTAIN = 10.0
"""Seconds after which one has not."""
_TOO_SLOW = {"slow-text"}
"""Rows whose long pages a browser would be slow to show one by one; they are only built."""
_PROVOKE = """() => {
  const click = () => new MouseEvent("click", {bubbles: true, cancelable: true});
  for (const each of document.querySelectorAll("[href], [*|href]")) {
    const address = String(each.href?.baseVal ?? each.href ?? "");
    if (!/^(https?|mailto):/.test(address)) each.dispatchEvent(click());
  }
  for (const each of document.querySelectorAll("article *")) {
    for (const kind of ["mouseover", "pointerenter", "focus", "toggle", "load", "error"])
      each.dispatchEvent(new Event(kind));
    if ([...each.attributes].some((one) => /^on|^formaction/.test(one.name))) each.click?.();
  }
  for (const form of document.querySelectorAll("article form")) form.requestSubmit?.();
}"""
"""Does to a page what a reader might: clicks, points, submits."""
_ACTIVE = """() => [...document.querySelectorAll("*")].filter((each) =>
  [...each.attributes].some((one) => /^on|^srcdoc$/.test(one.name))
  || /^(iframe|object|embed|base|plaintext|xmp|marquee|math)$/i.test(each.tagName)
  || (/^(script|style|form|meta|link|dialog)$/i.test(each.tagName)
    && each.closest("article") && !each.matches(".filters, .finder-form, .finder-dialog"))
).map((each) => each.outerHTML.slice(0, 200))"""
"""Finds what contributed text must never become."""


@dataclass(slots=True)
class Watch:
    """What a window did that no page may do."""

    ran: list[str] = field(default_factory=list)
    """Calls of the canary, and dialogs."""
    asked: list[str] = field(default_factory=list)
    """Addresses on other hosts; none was reached."""
    refused: list[str] = field(default_factory=list)
    """What the browser said of the policy."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    with started() as browser:
        yield browser


@contextmanager
def window(chromium: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    """Open a window that reaches one site alone, and note what its pages try."""
    watch = Watch()
    context = chromium.new_context(base_url=address)
    context.set_default_timeout(_PATIENCE)
    context.expose_binding("alert", lambda _, *said: watch.ran.append(f"alert{said}"))
    # What a policy blocks is announced as a request too, but never comes to be routed.
    context.route(
        lambda other: not other.startswith(address),
        lambda route: _refuse(route, watch),
    )
    page = context.new_page()
    page.on("dialog", lambda dialog: _dismiss(dialog, watch))
    page.on(
        "console",
        lambda said: watch.refused.append(said.text) if "Content Security" in said.text else None,
    )
    yield page, watch
    context.close()


def _dismiss(dialog: Dialog, watch: Watch) -> None:
    watch.ran.append(dialog.message)
    dialog.dismiss()


def _refuse(route: Route, watch: Watch) -> None:
    watch.asked.append(route.request.url)
    route.abort()


@pytest.fixture(scope="module")
def site(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one site of all that is published, however hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    project = tiny(folder)
    for payload in published():
        lay(project, payload)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("  font: false\n", _COLOURS), "utf-8")
    done = briefing(top, project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def published() -> list[Payload]:
    """Return the payloads that become pages."""
    every = [payload for payload in payloads() if payload.wanted != "R"]
    return [payload for payload in every if payload.path.parent.name not in _TOO_SLOW]


def addresses(site: Path) -> list[str]:
    """Return the addresses of all pages."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in paths)


def test_no_page_holds_anything_active(site: Path) -> None:
    """In no page is there an event handler, a style attribute, or a script but the theme's."""
    for address in addresses(site):
        path = site / address / "index.html" if not address.endswith(".html") else site / address
        tree = LexborHTMLParser(path.read_text("utf-8"))
        names = {name for node in tree.css("*") for name in node.attributes}
        assert {name for name in names if name.startswith("on")} == set(), address
        assert "style" not in names, address
        assert tree.css("article script, article style, article iframe, base, object") == []
        inline = [node for node in tree.css("script:not([src])") if "type" not in node.attributes]
        assert len(inline) == 2, address


def test_every_page_has_its_policy(site: Path) -> None:
    """Each page says before anything else what may run, and admits no inline style."""
    for address in addresses(site):
        path = site / address / "index.html" if not address.endswith(".html") else site / address
        head = LexborHTMLParser(path.read_text("utf-8")).css("head > *")
        assert [node.tag for node in head[:2]] == ["meta", "meta"], address
        policy = head[1].attributes["content"] or ""
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-"), address
        assert "unsafe" not in policy
        assert "http" not in policy


def test_renderer_alone(chromium: Browser, site: Path, tmp_path: Path) -> None:
    """Without any policy, no payload runs, shows a dialog or asks another host."""
    bare = shutil.copytree(site, tmp_path / "bare")
    for path in bare.rglob("*.html"):
        path.write_text(_POLICY.sub("", path.read_text("utf-8")), encoding="utf-8")
    with served(bare) as address, window(chromium, address) as (page, watch):
        for each in addresses(bare):
            page.goto(each, wait_until="domcontentloaded")
            assert page.evaluate(_ACTIVE) == [], each
            page.evaluate(_PROVOKE)
            assert (watch.ran, watch.asked) == ([], []), each


def test_search_among_hostile_titles(chromium: Browser, site: Path, tmp_path: Path) -> None:
    """What the search shows of hostile titles and texts is text, without any policy."""
    bare = shutil.copytree(site, tmp_path / "bare")
    for path in bare.rglob("*.html"):
        path.write_text(_POLICY.sub("", path.read_text("utf-8")), encoding="utf-8")
    with served(bare) as address, window(chromium, address) as (page, watch):
        for words in ("onerror", "alert", "script", "hostile"):
            _search(page, words)
            assert page.evaluate(_ACTIVE) == [], words
            assert (watch.ran, watch.asked) == ([], []), words


def _search(page: Page, words: str) -> None:
    """Search, and wait for a result to show."""
    page.goto("search/")
    page.locator("main input[type=search]").press_sequentially(words)
    page.locator("main .finder-results a").first.wait_for(state="visible")


def test_ordinary_use_under_the_policy(chromium: Browser, site: Path) -> None:
    """Search, colours and previews work under the policy, which finds nothing to refuse."""
    with served(site) as address, window(chromium, address) as (page, watch):
        for each in ("", "articles/", "themes/money/", "glossary/tdb/", "articles/line-opens/"):
            page.goto(each)
        page.locator("label[title=Dark]").click()
        page.locator("body[data-md-color-scheme=slate]").wait_for()
        page.reload()
        page.locator("body[data-md-color-scheme=slate]").wait_for()
        page.locator("article a.glossary-term").first.hover()
        _search(page, "tram")
        assert watch == Watch()


ACTIVE = [payload for payload in payloads() if payload.html]
CANARIES = ("script", "image-onerror", "svg-onload", "iframe-srcdoc", "link-raw", "pointer-events")


@pytest.fixture(scope="module")
def victim(chromium: Browser, site: Path) -> Iterator[Callable[[Payload, bool], Watch]]:
    """Return what lets a payload into a page as it is, with or without the page's policy."""
    html = (site / "articles/line-opens/index.html").read_text("utf-8")
    html = html.replace("</h1>", "</h1>\n@@\n", 1)

    def let_in(payload: Payload, protected: bool) -> Watch:  # noqa: FBT001
        text = (html if protected else _POLICY.sub("", html)).replace("@@", payload.html)
        with window(chromium, address) as (page, watch):
            page.route("**/assets/**", lambda route: route.abort())
            page.route(
                "**/victim/", lambda route: route.fulfill(body=text, content_type="text/html")
            )
            page.goto("articles/victim/")
            with suppress(Error) if payload.beyond else nullcontext():
                page.evaluate(_PROVOKE)
            deadline = time.monotonic() + (_SETTLED if protected else _CERTAIN)
            while time.monotonic() < deadline and not watch.ran:
                page.wait_for_timeout(50)
        return watch

    with served(site) as address:
        yield let_in


@pytest.mark.parametrize("payload", ACTIVE, ids=lambda payload: payload.name)
def test_policy_alone(victim: Callable[[Payload, bool], Watch], payload: Payload) -> None:
    """Were a payload let through as it is, its page's policy would stop it."""
    watch = victim(payload, True)  # noqa: FBT003
    assert watch.ran == []
    assert bool(watch.asked) == bool(payload.beyond), watch.asked


@pytest.mark.parametrize(
    "payload",
    [each for each in ACTIVE if each.name.removeprefix("active-html/") in CANARIES],
    ids=lambda payload: payload.name,
)
def test_canary(victim: Callable[[Payload, bool], Watch], payload: Payload) -> None:
    """Without either barrier the payloads do run: the tests above can fail."""
    assert victim(payload, False).ran != []  # noqa: FBT003
