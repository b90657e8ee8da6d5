"""What a preview's server answers: files of the site and nothing else, and never late."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from generator.base.problems import At, Problem
from generator.publish.plugin.answers import PATIENCE, Answers
from generator.publish.plugin.notices import Notices, Told, listing
from tests.projects import TINY, compiled

PAGE = "articles/line-opens/"


def elsewhere(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer what is left to the publisher's server."""
    start_response("404 Not Found", [])
    return [b"elsewhere"]


@pytest.fixture
def notices() -> Notices:
    """Tell of a build of the small project that found nothing."""
    notices = Notices()
    notices.found(compiled(TINY))
    notices.end()
    return notices


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one page, beside a file that is no part of it."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "site"
    (folder / PAGE).mkdir(parents=True)
    (folder / PAGE / "index.html").write_text("<body><p>Words.</p></body></html>", "utf-8")
    (folder / "a.js").write_text("run()", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def asked(notices: Notices, site: Path, path: str, root: str = "/") -> tuple[str, str, str]:
    """Return status, type and text of an answer."""
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:  # noqa: ANN401 - as WSGI has it
        told.update(headers, status=status)

    environ: WSGIEnvironment = {}
    setup_testing_defaults(environ)
    environ["PATH_INFO"] = path.encode().decode("latin-1")
    answer = Answers(elsewhere, site, root, notices)(environ, start)
    return told["status"], told.get("Content-Type", ""), b"".join(answer).decode()


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "//../secret.txt", "/articles/../../secret.txt", "/link.txt"),
        *("/a.js\0", "/articles", "/no-such/", "/_preview/", "/_preview/notices.jinja"),
        *("/_preview/../secret.txt", "/" + "a" * 5_000),
    ],
)
def test_only_the_site_is_answered(notices: Notices, site: Path, path: str) -> None:
    """No address leads out of the site, and what is not there is left to the publisher."""
    assert asked(notices, site, path)[2] == "elsewhere"


def test_files_have_their_types(notices: Notices, site: Path) -> None:
    """A script is sent as one, a page as one, also below an address of its own."""
    assert asked(notices, site, "/a.js") == ("200 OK", "text/javascript", "run()")
    status, kind, text = asked(notices, site, f"/trams/{PAGE}", root="/trams/")
    assert (status, kind) == ("200 OK", "text/html; charset=utf-8")
    assert text.index("Words.") < text.index('src="/trams/_preview/reload.js"')
    assert text.endswith("</body></html>")


def test_nobody_waits_for_a_build_that_does_not_end(notices: Notices, site: Path) -> None:
    """While a build is at work a page is shown as it was, after a short while; files at once."""

    def ask_meanwhile() -> None:
        start = time.monotonic()
        assert "Words." in asked(notices, site, f"/{PAGE}")[2]
        assert PATIENCE / 2 < time.monotonic() - start < 2 * PATIENCE
        start = time.monotonic()
        assert asked(notices, site, "/a.js")[2] == "run()"
        assert asked(notices, site, "/_preview/version")[2] == before
        assert time.monotonic() - start < PATIENCE / 2

    before = notices.told.version
    notices.guarding(ask_meanwhile)()
    assert notices.told.failure == ""
    assert notices.told.version != before


def test_whatever_a_build_raises_is_told(notices: Notices, site: Path) -> None:
    """A fault of ours is no reason to go silent: pages stay, and say what it is."""

    def fail() -> None:
        raise KeyError("no such thing")

    notices.guarding(fail)()
    assert "KeyError: &#39;no such thing&#39;" in asked(notices, site, f"/{PAGE}")[2]
    notices.guarding(lambda: None)()
    assert "KeyError" not in asked(notices, site, f"/{PAGE}")[2]


def test_a_page_that_is_missing_is_stood_in_for(notices: Notices, site: Path) -> None:
    """A page of the site that is not there yet has an answer, which shows it when it is."""
    status, _, text = asked(notices, site, "/timeline/")
    assert status == "200 OK"
    assert "This page cannot be shown yet" in text
    assert "_preview/reload.js" in text


def test_a_long_list_is_cut_and_says_so() -> None:
    """Of thousands of problems the first are listed, and the others counted."""
    many = tuple(
        Problem(At("content/a.md", line), "broken-link", f"The {line}. link.")
        for line in range(1, 1_001)
    )
    text = listing(Told(version="1", problems=many), "/")
    assert text.count("<li ") == 500
    assert "500 more are not listed here" in text
    assert "1000 errors" in text
