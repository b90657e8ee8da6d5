"""What ``check --fix`` fixes, what it leaves alone, and that it never spoils a file."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.base.bounds import Bounds
from generator.cli.commands import main
from generator.schema.fields import PROSE
from generator.schema.fix import fixed_text
from generator.source.frontmatter import parse
from tests.cases import case_files, check, sections
from tests.projects import compiled, tiny

ARTICLE = "content/articles/a.md"
THEMES = frozenset({"money", "service"})
WRONG = "---\n# stays\ntitle: Trams: what next?\n---\n\nText.\n"
PIECES = (
    "---\n", "title: ", "A: b", "“", "”", "‘", '"', "#1", " # x", "  # y", "\n", "  ", "- ",
    "text\n", "22/02/18", "published: ", "themes: [mony]", "points:\n  - ", "\ttext", "{", "}",
)  # fmt: skip


def fixed(text: str) -> str:
    """Fix the text of an article."""
    return fixed_text(text, ARTICLE, "article", THEMES)


@case_files("fix")
def test_slip(path: Path) -> None:
    """What is clearly meant is written where the slip stood; comments and layout stay."""
    before = sections(path)[ARTICLE]
    check(path, {"fixed": fixed(f"{before}\n").removesuffix("\n")})


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_mending_never_makes_it_worse(text: str) -> None:
    """Whatever a text holds, a file that could be read still can be, and fixing twice is once."""
    text = f"---\n{text}\n---\n\nBody.\n"
    once = fixed(text)
    assert fixed(once) == once
    before, _ = parse(text, ARTICLE, Bounds(), "required", PROSE)
    after, _ = parse(once, ARTICLE, Bounds(), "required", PROSE)
    assert before is None or (after is not None and set(after.meta) >= set(before.meta))


def fix(project: Path) -> Result:
    """Run the check with fixing."""
    return CliRunner().invoke(main, ["-C", str(project), "check", "--fix", "--format", "json"])


def test_fix_shows_the_difference_and_writes_it(tmp_path: Path) -> None:
    """The change stands on standard error as a unified diff, away from the report."""
    project = tiny(tmp_path, {ARTICLE: WRONG})
    done = fix(project)
    lines = done.stderr.splitlines()
    assert "-title: Trams: what next?" in lines
    assert '+title: "Trams: what next?"' in lines
    assert done.stdout.startswith('{"problems"')
    text = (project / ARTICLE).read_text("utf-8")
    assert text == WRONG.replace("Trams: what next?", '"Trams: what next?"')


@pytest.mark.parametrize("text", [f"\ufeff{WRONG}", WRONG.replace("\n", "\r\n")])
def test_fix_keeps_the_way_a_file_is_stored(tmp_path: Path, text: str) -> None:
    """A byte-order mark and the kind of line end stay."""
    project = tiny(tmp_path, {ARTICLE: ""})
    (project / ARTICLE).write_bytes(text.encode())
    fix(project)
    expected = text.replace("Trams: what next?", '"Trams: what next?"')
    assert (project / ARTICLE).read_bytes() == expected.encode()


@pytest.mark.parametrize(
    "data", [b"---\ntitle: Caf\xe9: A\n---\n", "---\ntitle: A\u202e: b\n---\n".encode()]
)
def test_fix_leaves_what_it_cannot_read(tmp_path: Path, data: bytes) -> None:
    """A file in another encoding, or with unseen characters, stays byte for byte."""
    project = tiny(tmp_path, {ARTICLE: ""})
    (project / ARTICLE).write_bytes(data)
    fix(project)
    assert (project / ARTICLE).read_bytes() == data


def test_fix_leaves_good_content_alone(tmp_path: Path) -> None:
    """Where nothing is wrong, no file is written."""
    project = tiny(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*.md")}
    fix(project)
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*.md")} == before


def test_fix_never_half_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses at the last moment, the file is whole and nothing lies beside it."""
    project = tiny(tmp_path, {ARTICLE: WRONG})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = fix(project)
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert (project / ARTICLE).read_text("utf-8") == WRONG
    assert [path.name for path in (project / ARTICLE).parent.iterdir() if "#" in path.name] == []


def test_mended_theme_is_the_one_that_the_check_wants(tmp_path: Path) -> None:
    """After fixing, the check finds no unknown theme."""
    path = "content/articles/line-opens.md"
    project = tiny(tmp_path)
    text = (project / path).read_text("utf-8")
    (project / path).write_text(text.replace("themes: [money]", "themes: [mony]"), encoding="utf-8")
    assert "unknown-theme" in {problem.code for problem in compiled(project).problems}
    fix(project)
    assert compiled(project).problems == ()
    assert (project / path).read_text("utf-8") == text
