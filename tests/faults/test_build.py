"""Faults of a real build: whatever befalls it, readers have one whole site or the other."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.builder import Tree, set_version, tree
from tests.projects import BRIEFING, tiny

KILLS = 50


def faults(top: Path, folder: Path, kind: str, moments: int) -> list[dict[str, object]]:
    """Run the program that meets a fault at so many moments; return what it told."""
    tiny(folder)
    command = [sys.executable, "-m", "tests.faults.builder", kind, str(moments), str(folder)]
    done = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == moments + 1
    return told


def briefing(top: Path, project: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Start the command line in a project."""
    return subprocess.Popen(
        [*BRIEFING, "-C", str(project), *arguments],
        cwd=top,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def built(top: Path, project: Path, number: int) -> Tree:
    """Publish a version, and return its files."""
    set_version(project, number)
    process = briefing(top, project, "build")
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return tree(project / "site")


def beside(project: Path) -> list[str]:
    """Return what builds have left beside the site."""
    return sorted(path.name for path in project.iterdir() if path.name.startswith(".site"))


def test_killed_at_fifty_moments(top: Path, tmp_path: Path) -> None:
    """A build killed at any moment leaves one whole site, and the next cleans up after it."""
    *killed, last = faults(top, tmp_path, "kill", KILLS)
    assert {told["code"] for told in killed} == {-9}
    assert {told["after"] for told in killed} <= {"1", "2"}
    assert {told["after"] for told in killed[: KILLS // 2]} == {"1"}
    assert (last["code"], last["after"], last["left"]) == (0, "2", [])


@pytest.mark.parametrize(
    ("kind", "reason"), [("full", "the disk is full"), ("readonly", "the file system is read-only")]
)
def test_refused_by_the_system_in_simulation(
    top: Path, tmp_path: Path, kind: str, reason: str
) -> None:
    """From any write on, ENOSPC or EROFS ends the build with a sentence, and the site stays."""
    *refused, last = faults(top, tmp_path, kind, 8)
    failed = [told for told in refused if told["code"] != 0]
    assert len(failed) >= 4
    for told in failed:
        assert reason in str(told["said"])
        assert "Traceback" not in str(told["said"])
        assert told["after"] == "1"
    assert (last["code"], last["after"], last["left"]) == (0, "2", [])


@contextmanager
def mounted(place: Path, size: int) -> Iterator[None]:
    """Mount a small file system in memory, or skip the test where that may not be done."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if (
        shutil.which("mount") is None
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("No tmpfs may be mounted here; the simulation beside this test stands for it.")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)  # noqa: S607


def test_disk_that_is_full(top: Path, tmp_path: Path) -> None:
    """On a real file system without room, the build ends with a sentence and the site stays."""
    project = tiny(tmp_path)
    whole = built(top, project, 1)
    with mounted(tmp_path / "small", 40_000_000):
        site = tmp_path / "small" / "site"
        shutil.copytree(project / "site", site)
        room = shutil.disk_usage(site).free - 300_000
        (tmp_path / "small" / "filler").write_bytes(bytes(room))
        set_version(project, 2)
        process = briefing(top, project, "build", "--site-dir", str(site))
        said, _ = process.communicate()
        assert (process.returncode, "the disk is full" in said) == (1, True), said
        assert tree(site) == whole
        assert sorted(path.name for path in site.parent.iterdir()) == ["filler", "site"]


def test_read_only_target(top: Path, tmp_path: Path) -> None:
    """In a file system that may not be written, the build ends with a sentence."""
    project = tiny(tmp_path)
    with mounted(tmp_path / "fixed", 100_000):
        again = ["mount", "-o", "remount,ro", str(tmp_path / "fixed")]
        subprocess.run(again, check=True)
        process = briefing(top, project, "build", "--site-dir", str(tmp_path / "fixed" / "site"))
        said, _ = process.communicate()
    assert (process.returncode, "the file system is read-only" in said) == (1, True), said
    assert "Traceback" not in said


def test_two_builds_at_once(top: Path, tmp_path: Path) -> None:
    """Of two builds at once both end well, one after the other, and the site is whole."""
    project = tiny(tmp_path)
    whole = built(top, project, 1)
    processes = [briefing(top, project, "build") for _ in range(2)]
    said = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert tree(project / "site") == whole
    assert beside(project) == []


def test_readers_never_meet_a_gap(top: Path, tmp_path: Path) -> None:
    """Who reads every page again and again during rebuilds finds each, and whole."""
    project = tiny(tmp_path)
    site = project / "site"
    built(top, project, 1)
    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    texts = {path: {(site / path).read_bytes()} for path in pages}
    built(top, project, 2)
    for path in pages:
        texts[path].add((site / path).read_bytes())
    wrong: list[str] = []
    rounds = 0
    over = threading.Event()

    def poll() -> None:
        nonlocal rounds
        while not over.is_set():
            wrong.extend(_unlike(site, pages, texts))
            rounds += 1
            time.sleep(0.005)

    reader = threading.Thread(target=poll)
    reader.start()
    for number in (1, 2, 1):
        built(top, project, number)
    over.set()
    reader.join()
    assert wrong == []
    assert rounds > 20


def _unlike(site: Path, pages: Sequence[Path], texts: dict[Path, set[bytes]]) -> Iterator[str]:
    for path in pages:
        try:
            text = (site / path).read_bytes()
        except OSError as error:
            yield f"{path}: {os.strerror(error.errno or 0)}"
        else:
            if text not in texts[path]:
                yield f"{path}: torn"


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--strict",), ("--quiet", "--strict")])
def test_quiet_never_weakens_a_check(top: Path, tmp_path: Path, options: Sequence[str]) -> None:
    """MkDocs itself stops at an error of ours, however little it says; the old site stays."""
    wrong = "---\ntitle: A\n---\n[a](nowhere.md)\n"
    project = tiny(tmp_path, {"content/a.md": wrong})
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("The last good site.")
    command = [sys.executable, "-m", "mkdocs", "build", *options, "-f", str(project / "mkdocs.yml")]
    environment = {**os.environ, "PYTHONPATH": str(top), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "content/a.md:4:1 broken-link" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
    assert (project / "site" / "index.html").read_text() == "The last good site."


def test_warnings_of_the_publisher_stop_a_build(top: Path, tmp_path: Path) -> None:
    """What MkDocs only warns of is no site to publish; it is told, and the old site stays."""
    project = tiny(tmp_path)
    whole = built(top, project, 1)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("about.md", "gone.md"), "utf-8")
    process = briefing(top, project, "build")
    said, _ = process.communicate()
    assert (process.returncode, "gone.md" in said, "Traceback" in said) == (1, True, False)
    assert tree(project / "site") == whole
    assert beside(project) == []


def test_a_page_that_becomes_too_large_names_its_source(top: Path, tmp_path: Path) -> None:
    """What only the built site shows is told with the contributed file; the old site stays."""
    # What a theme says is weighed before: on a page, an ampersand takes five letters.
    message = f'  - {{text: "R{"&" * 690}D", points: [line-opens#twice-as-fast]}}\n'
    head = "---\ntitle: T\norder: 9\nicon: material/tram\nquestion: Why?\nmessages:\n"
    project = tiny(tmp_path)
    whole = built(top, project, 1)
    (project / "content/themes/many.md").write_text(f"{head}{message * 100}---\n", "utf-8")
    process = briefing(top, project, "build")
    said, _ = process.communicate()
    assert process.returncode == 1
    assert "themes/many/index.html:1:1: error page-too-large" in said
    assert "The page is made from content/themes/many.md." in said
    assert tree(project / "site") == whole
