"""The form's page: its code host, its policy, and a program that is what was asked for."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.base.model import Settings
from generator.site.admin import AdminError, admin, host_of, integrity
from generator.site.admin.fetch import fetch


@pytest.mark.parametrize(
    ("address", "backend", "asked"),
    [
        (
            "https://github.com/harbour/trams/edit/main/content/{path}",
            {"name": "github", "repo": "harbour/trams", "branch": "main"},
            "https://api.github.com",
        ),
        (
            "https://code.example/harbour/trams/edit/main/content/{path}",
            {
                "name": "github",
                "repo": "harbour/trams",
                "branch": "main",
                "base_url": "https://code.example",
                "api_root": "https://code.example/api/v3",
            },
            "https://code.example",
        ),
        (
            "https://gitlab.com/harbour/lines/trams/-/edit/main/content/{path}",
            {
                "name": "gitlab",
                "repo": "harbour/lines/trams",
                "branch": "main",
                "base_url": "https://gitlab.com",
                "api_root": "https://gitlab.com/api/v4",
            },
            "https://gitlab.com",
        ),
        (
            "https://code.example/harbour/trams/_edit/live/content/{path}",
            {
                "name": "gitea",
                "repo": "harbour/trams",
                "branch": "live",
                "base_url": "https://code.example",
                "api_root": "https://code.example/api/v1",
            },
            "https://code.example",
        ),
    ],
)
def test_code_host_is_told_by_the_address_for_editing(
    address: str, backend: dict[str, str], asked: str
) -> None:
    """Each kind of code host is known by the shape of its addresses; users sign in with a token."""
    host = host_of(address)
    assert host.backend == {**backend, "auth_methods": ["token"]}
    assert (host.services, host.known) == ((asked,), True)


@pytest.mark.parametrize(
    "address", ["", "https://code.example/{path}", "http://github.com/o/r/edit/main/x"]
)
def test_unknown_host_is_left_to_fill_in(address: str) -> None:
    """Where nothing tells the repository, the configuration shows what to write."""
    host = host_of(address)
    assert not host.known
    assert host.backend["repo"] == "OWNER/REPOSITORY"


def test_no_form_unless_it_is_asked_for() -> None:
    """A project has no form, and verification expects none, by default."""
    settings = Settings(title="Trams", audiences={})
    assert admin(settings) == ()
    assert integrity(settings) == {}


def pretend(monkeypatch: pytest.MonkeyPatch, data: bytes | None, code: int = 0) -> None:
    """Put another program in the place of npm, which writes an archive."""

    def run(*_: object, cwd: Path, **__: object) -> "subprocess.CompletedProcess[str]":
        if data is not None:
            (cwd / "cms.tgz").write_bytes(data)
        return subprocess.CompletedProcess([], code, "", "npm error code E404\nnpm error gone")

    monkeypatch.setattr("shutil.which", lambda _: "/bin/npm")
    monkeypatch.setattr("subprocess.run", run)
    fetch.cache_clear()


def test_another_program_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What npm hands over is never used unless its hash is the one that stands in the code."""
    pretend(monkeypatch, b"another program")
    with pytest.raises(AdminError, match="is another one: its hash is sha512-"):
        fetch()


def test_failure_of_npm_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line that npm says is told."""
    pretend(monkeypatch, None, 1)
    with pytest.raises(AdminError, match=r"could not fetch @sveltia/cms@.*: npm error gone"):
        fetch()


def test_npm_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without npm, the message says what to install."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    fetch.cache_clear()
    with pytest.raises(AdminError, match="needs npm"):
        fetch()


def test_page_shows_a_title_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site's title is no mark-up, and the configuration names the site."""
    monkeypatch.setattr("generator.site.admin.fetch", lambda: ("program", "licence"))
    settings = Settings(title="<b>Trams", audiences={}, url="https://t.example/", admin=True)
    files = {output.uri: output.text for output in admin(settings)}
    assert "<title>Edit: &lt;b&gt;Trams</title>" in files["admin/index.html"]
    config: dict[str, Any] = yaml.safe_load(files["admin/config.yml"])
    assert config["site_url"] == "https://t.example/"
    assert files.keys() - integrity(settings).keys() == {"admin/LICENSE.txt"}
