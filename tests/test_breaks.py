"""One page of a built site is broken in each way that verification must notice."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.publish.verify import verify
from tests.projects import BRIEFING, tiny
from tests.test_site import run

_PAGE = "articles/costs-disputed/index.html"
_OTHER = "https://other.example/"

_PLACES: dict[str, Callable[[str, str], str]] = {
    "in the head": lambda page, text: page.replace("</head>", f"{text}</head>", 1),
    "in the header": lambda page, text: page.replace("</header>", f"{text}</header>", 1),
    "before the header": lambda page, text: page.replace("<header", f"{text}<header", 1),
    "in the content": lambda page, text: page.replace("</article>", f"{text}</article>", 1),
    "in the footer": lambda page, text: page.replace("</footer>", f"{text}</footer>", 1),
    "at the end": lambda page, text: page.replace("</body>", f"{text}</body>", 1),
}

_ANYWHERE = {
    f'<script src="{_OTHER}a.js"></script>': "site-request-outside",
    "<script>run()</script>": "page-policy-mismatch",
    '<script>get("//other.example/count")</script>': "page-policy-mismatch site-request-outside",
    '<script src="../../lost.js"></script>': "site-link-broken",
    f'<link rel="stylesheet" href="{_OTHER}a.css">': "site-request-outside",
    f"<style>@import url({_OTHER}a.css);</style>": "site-request-outside",
    '<meta http-equiv="refresh" content="0; url=//other.example/">': "site-request-outside",
    """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src *">""": (
        "page-policy-mismatch"
    ),
    '<base href="../">': "page-active-content",
}
_IN_THE_BODY = {
    '<p id="__search"></p>': "page-id-repeated",
    '<a href="../no-such/">x</a>': "site-link-broken",
    '<a href="../../themes">x</a>': "site-link-broken",
    '<a href="../../../../">x</a>': "site-link-broken",
    '<a href="#no-such">x</a>': "site-anchor-missing",
    '<a href="../../about/#no-such">x</a>': "site-anchor-missing",
    '<p onclick="run()">x</p>': "page-active-content",
    "<p ONFOCUS=run()>x</p>": "page-active-content",
    '<a href="javascript:run()">x</a>': "page-active-content",
    '<a href="&#74;ava&Tab;script&colon;run()">x</a>': "page-active-content",
    '<a href="data:text/html,x">x</a>': "page-active-content",
    '<svg><a><set attributeName="href" to="javascript:run()"/></a></svg>': "page-active-content",
    '<img src="http://other.example/a.png" alt="">': "site-request-outside",
    '<img src="../../lost.png" alt="">': "site-link-broken",
    '<img srcset="//other.example/a.png 2x" alt="">': "site-request-outside",
    '<p style="background: url(//other.example/a.png)">x</p>': "site-request-outside",
    f'<form action="{_OTHER}"></form>': "site-request-outside",
    f'<button formaction="{_OTHER}">x</button>': "site-request-outside",
    f'<iframe src="{_OTHER}"></iframe>': "site-request-outside",
    '<iframe srcdoc="&lt;p&gt;x"></iframe>': "page-active-content",
    f'<object data="{_OTHER}"></object>': "site-request-outside",
    f'<noscript><img src="{_OTHER}a.png" alt=""></noscript>': "site-request-outside",
    f'<template><img src="{_OTHER}a.png" alt=""></template>': "site-request-outside",
    f'<select><option>x</select><img src="{_OTHER}a.png" alt="">': "site-request-outside",
    '<pre class="mermaid">graph</pre>': "site-request-outside",
    '<body onload="run()">': "page-active-content",
    '<p><b id="b">x<div>y</b></div>': "page-id-repeated",  # browsers make two of it
    '<p><a id="open" href="#open">never closed</p><p>x</p>': "page-id-repeated",
}
"""What is written into a page, and the codes of the problems that follow."""

_SWALLOWING = ("<!-- ", "<textarea>", "<template>", "<title>", "<plaintext>", "<style>")
"""What makes a browser take what follows for something else, so that links lose their ends."""

_WHOLE: dict[str, tuple[Callable[[str], str], str]] = {
    "no head": (
        lambda page: page[: page.index("<head>")] + page[page.index("</head>") :],
        "page-policy-missing",
    ),
    "no policy": (lambda page: re.sub("<meta http-equiv[^>]*>", "", page), "page-policy-missing"),
    "a policy too late": (
        lambda page: re.sub(
            "(?s)(<meta http-equiv[^>]*>)(.*?)</head>", r"\2\1</head>", page, count=1
        ),
        "page-policy-mismatch",
    ),
    "a policy in the body": (
        lambda page: re.sub("(?s)(<meta http-equiv[^>]*>)(.*?)(<header)", r"\2\1\3", page, count=1),
        "page-policy-mismatch",
    ),
    "a policy in a template": (
        lambda page: re.sub("(<meta http-equiv[^>]*>)", r"<template>\1</template>", page),
        "page-policy-mismatch",
    ),
    "a policy without its default": (
        lambda page: page.replace("default-src 'none'; ", ""),
        "page-policy-mismatch",
    ),
    "a policy with another host": (
        lambda page: page.replace("connect-src 'self'", "connect-src other.example"),
        "page-policy-mismatch",
    ),
    "a policy with one hash less": (
        lambda page: re.sub("'sha256-[^']*' ?", "", page, count=1),
        "page-policy-mismatch",
    ),
    "a changed program": (
        lambda page: page.replace("var __md_scope", "let __md_scope", 1),
        "page-policy-mismatch",
    ),
    "a link of the header to another place": (
        lambda page: page.replace('<a href="../../themes/">', '<a href="../../theme/">', 1),
        "site-link-broken",
    ),
    "a heading without its id": (
        lambda page: page.replace('<h2 id="section-points">', "<h2>"),
        "site-anchor-missing",
    ),
    "300,001 bytes": (lambda page: page.ljust(300_001), "page-too-large"),
}
"""What is done to a whole page."""


@pytest.fixture(scope="module")
def built(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the small project."""
    project = tiny(tmp_path_factory.mktemp("breaks"))
    done = run(top, *BRIEFING, "-C", project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


@contextmanager
def broken(path: Path, change: Callable[[str], str]) -> Iterator[None]:
    """Change a file for a while."""
    sound = path.read_bytes()
    changed = change(sound.decode())
    assert changed.encode() != sound, "nothing to break"
    path.write_text(changed, encoding="utf-8")
    try:
        yield
    finally:
        path.write_bytes(sound)


def codes(site: Path, page: str = _PAGE) -> str:
    """Return the codes of a site's problems, all of which are on one page."""
    problems = verify(site)
    assert {problem.at.path for problem in problems} <= {page}
    return " ".join(sorted({problem.code for problem in problems}))


def test_the_site_is_sound(built: Path) -> None:
    """Before it is broken, nothing is wrong with it."""
    assert verify(built) == []


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize(("text", "expected"), _ANYWHERE.items())
def test_what_may_stand_nowhere(built: Path, text: str, expected: str, place: str) -> None:
    """What asks another host, runs or changes addresses is noticed wherever it is written."""
    with broken(built / _PAGE, lambda page: _PLACES[place](page, text)):
        assert codes(built) == expected


@pytest.mark.parametrize("place", [place for place in _PLACES if place != "in the head"])
@pytest.mark.parametrize(("text", "expected"), _IN_THE_BODY.items())
def test_what_may_not_stand_in_the_body(built: Path, text: str, expected: str, place: str) -> None:
    """Likewise for what only the body can hold, in the frame and in the content."""
    with broken(built / _PAGE, lambda page: _PLACES[place](page, text)):
        assert expected in codes(built).split()


@pytest.mark.parametrize("before", ["<header", "<h1", "<h2"])
@pytest.mark.parametrize("text", _SWALLOWING)
def test_what_swallows_the_rest(built: Path, text: str, before: str) -> None:
    """Where a browser reads the content otherwise than it looks, its places are missed."""
    with broken(built / _PAGE, lambda page: page.replace(before, f"{text}{before}", 1)):
        assert "site-anchor-missing" in {problem.code for problem in verify(built)}


@pytest.mark.parametrize("name", _WHOLE)
def test_what_is_done_to_a_page(built: Path, name: str) -> None:
    """A page that lacks a part, or has it otherwise, is noticed."""
    change, expected = _WHOLE[name]
    with broken(built / _PAGE, change):
        assert expected in codes(built).split()


def test_a_fault_of_every_page_is_told_of_every_page(built: Path) -> None:
    """What is wrong in the header that pages share is wrong on each of them."""
    pages = {path: path.read_text("utf-8") for path in built.rglob("*.html")}
    for path, page in pages.items():
        path.write_text(page.replace("</header>", '<a href="/no-such/">x</a></header>'), "utf-8")
    problems = verify(built)
    for path, page in pages.items():
        path.write_text(page, "utf-8")
    assert {problem.code for problem in problems} == {"site-link-broken"}
    assert {built / problem.at.path for problem in problems} == pages.keys()


def test_a_lost_page_is_told_of_every_page_that_leads_there(built: Path) -> None:
    """A page that is gone is missed by all that link to it, neighbours or not."""
    lost = built / "about/index.html"
    page = lost.read_bytes()
    lost.unlink()
    problems = verify(built, ["about/"])
    lost.write_bytes(page)
    linking = {path for path in built.rglob("*.html") if path != lost}
    broken_links = {each.at.path for each in problems if each.code == "site-link-broken"}
    assert {built / path for path in broken_links} >= linking
    assert "page-missing" in {problem.code for problem in problems}
