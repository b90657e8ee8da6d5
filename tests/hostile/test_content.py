"""What contributors may send: refused with its place, published without effect, or plain text."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from generator.base.problems import errors
from generator.publish.verify import MARKER
from tests.hostile.payloads import Payload, briefing, lay, payloads, write_outcome
from tests.projects import compiled, tiny

PAYLOADS = payloads()


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_outcome(payload: Payload, tmp_path: Path) -> None:
    """Each payload has its outcome, and each refusal its place, its code and how to fix it."""
    project = tiny(tmp_path)
    lay(project, payload)
    built = compiled(project)
    found = [f"{problem.at} {problem.code}" for problem in built.problems]
    if os.environ.get("OVERWRITE_GOLDEN"):
        write_outcome(payload, found)
    else:
        assert found == list(payload.problems)
    assert bool(errors(built.problems)) == (payload.wanted == "R"), found
    assert [problem for problem in errors(built.problems) if not problem.message] == []


REFUSED = [
    payload
    for payload in PAYLOADS
    if payload.wanted == "R" and not any(each.endswith(" too-slow") for each in payload.problems)
]
"""Those that do not use up what a whole run may spend: after them no other text is read."""


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with every payload that is refused, and a site published before."""
    project = tiny(tmp_path_factory.mktemp("refused"))
    for payload in REFUSED:
        lay(project, payload)
    (project / "site").mkdir()
    (project / "site" / MARKER).touch()
    (project / "site" / "index.html").write_text("The last good site.")
    return project


def test_all_at_once(top: Path, refused: Path) -> None:
    """In one run every refused file is told of, in order, as valid JSON, without a traceback."""
    done = briefing(top, refused, "check", "--format", "json")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    listed = json.loads(done.stdout)["problems"]
    places = [(each["path"], each["line"], each["column"], each["code"]) for each in listed]
    assert places == sorted(places)
    found = {f"{path}:{line}:{column} {code}" for path, line, column, code in places}
    wanted = {each for payload in REFUSED for each in payload.problems}
    assert sorted(wanted - found) == []


@pytest.mark.parametrize("format_", ["text", "github"])
def test_no_line_of_a_log_is_contributed(top: Path, refused: Path, format_: str) -> None:
    """Each line begins as ours do: none passes for a command to the system that runs the build."""
    done = briefing(top, refused, "check", "--format", format_)
    grouped = (
        r"[0-9,]+ more (?:errors?|warnings?): [a-z-]+, in [0-9,]+ files?\.$|“briefing check --all” "
    )
    began = {
        "text": rf"content/|  |{grouped}|$",
        "github": "::(?:error|warning) file=content/|…|$",
    }
    lines = done.stdout.split("\n")
    assert [line for line in lines if not re.match(began[format_], line)] == []
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)


def test_refused_content_leaves_the_last_good_site(top: Path, refused: Path) -> None:
    """A build of hostile content ends with 1, and what was published stays as it was."""
    done = briefing(top, refused, "build")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert (refused / "site" / "index.html").read_text() == "The last good site."
    assert sorted(path.name for path in refused.iterdir()) == ["content", "mkdocs.yml", "site"]


def test_what_passes_the_check_is_published(top: Path, tmp_path: Path) -> None:
    """Check 0 means build 0: the publisher, at its strictest, refuses nothing that we accept.

    All of it in one project, whose settings name each section and not one of the new pages.
    """
    project = tiny(tmp_path)
    shutil.copy(top / "mkdocs.yml", project)
    audiences = "audiences:\n        leaders: Leaders\n"
    settings = (project / "mkdocs.yml").read_text("utf-8").replace("audiences:\n", audiences)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for payload in PAYLOADS:
        if payload.wanted != "R":
            lay(project, payload)
    checked = briefing(top, project, "check", "--format", "json")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    done = briefing(top, project, "build")
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
