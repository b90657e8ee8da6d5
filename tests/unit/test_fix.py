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


def moved_by_hand(tmp_path: Path) -> Path:
    """Return a project in which files and a point were renamed by hand, and nothing followed."""
    project = tiny(tmp_path, {"content/links.md": LINKS})
    content = project / "content"
    for old, new in {
        "articles/line-opens": "articles/first-line",
        "themes/money": "themes/prices",
        "glossary/tdb": "glossary/board",
    }.items():
        text = (content / f"{old}.md").read_text("utf-8")
        text = text.replace("id: paid-by-two", "id: shared\n    former_ids: [paid-by-two]")
        former = f"---\nformer_ids: [{old.partition('/')[2]}]\n"
        (content / f"{new}.md").write_text(text.replace("---\n", former, 1), encoding="utf-8")
        (content / f"{old}.md").unlink()
    return project


LINKS = """\
---
title: Links
---
[a](articles/line-opens.md), [b](articles/line-opens.md#p-paid-by-two), [c](themes/money.md),
[d](glossary/tdb.md) and `articles/line-opens.md`, the UTA.
"""


def test_what_was_renamed_by_hand_is_followed(tmp_path: Path) -> None:
    """Former ids tell every reference and link its name of now; one run leaves no error."""
    project = moved_by_hand(tmp_path)
    problems = compiled(project).problems
    assert len([problem for problem in problems if problem.severity == "error"]) > 15
    told = {problem.hint for problem in problems if problem.code.startswith("unknown-")}
    assert {"It is now “prices”.", "It is now “board”.", "It is now “first-line#shared”."} <= told
    fix(project)
    assert [problem.code for problem in compiled(project).problems] == []
    expected = LINKS.replace("line-opens", "first-line", 2).replace("paid-by-two", "shared")
    expected = expected.replace("money", "prices").replace("glossary/tdb", "glossary/board")
    assert (project / "content/links.md").read_text("utf-8") == expected


@pytest.mark.parametrize("name", ["the-first-line-opens", "line-openings"])
def test_an_article_that_was_only_moved_is_known_by_its_points(tmp_path: Path, name: str) -> None:
    """A file that got another name, and nothing else: one run follows it everywhere."""
    project = tiny(tmp_path, {"content/links.md": LINKS})
    (project / OPENS).rename(project / f"content/articles/{name}.md")
    problems = compiled(project).problems
    assert len([problem for problem in problems if problem.severity == "error"]) > 5
    fix(project)
    assert [problem.code for problem in compiled(project).problems] == []
    assert f"[b](articles/{name}.md#p-paid-by-two)" in (project / "content/links.md").read_text()


def test_no_other_article_takes_the_place_of_one_that_is_gone(tmp_path: Path) -> None:
    """Not where it lacks a point, nor where others know it by its own name."""
    project = tiny(tmp_path)
    (project / OPENS).unlink()
    themes = (project / "content/themes/money.md").read_text("utf-8")
    fix(project)
    assert (project / "content/themes/money.md").read_text("utf-8") == themes


def test_a_former_id_of_two_things_is_not_followed(tmp_path: Path) -> None:
    """Where two files had one name, no program can tell which is meant."""
    project = moved_by_hand(tmp_path)
    other = project / "content/articles/year-book.md"
    text = other.read_text("utf-8").replace(
        "kind: research", "kind: research\nformer_ids: [line-opens]"
    )
    other.write_text(text, encoding="utf-8")
    fix(project)
    assert "[a](articles/line-opens.md)" in (project / "content/links.md").read_text("utf-8")


OPENS = "content/articles/line-opens.md"


@pytest.mark.parametrize(
    ("old", "new", "passage"),
    [
        (
            "The line cost forty million pounds, half",
            "The line cost 40 million pounds in all, half",
            "    passage: cost 40 million pounds",
        ),
        (
            "need half the time of a bus",
            "need only half of the time of any bus",
            "    passage: half of the time",
        ),
    ],
)
def test_an_edited_passage_is_followed(tmp_path: Path, old: str, new: str, passage: str) -> None:
    """Where one place is clearly meant, the point takes its words, and a line asks for a look."""
    project = tiny(tmp_path)
    text = (project / OPENS).read_text("utf-8")
    (project / OPENS).write_text(text.replace(old, new), encoding="utf-8")
    done = fix(project)
    assert passage in (project / OPENS).read_text("utf-8").splitlines()
    assert f"+{passage}" in done.stderr.splitlines()
    assert "follows the text: does it still bear it out?" in done.stderr
    assert "passage-not-found" not in {problem.code for problem in compiled(project).problems}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cost forty million pounds", "was expensive"),
        ("cost forty million pounds", "cost many million pounds, then cost some million pounds"),
    ],
)
def test_a_passage_that_may_be_two_or_none_is_left(tmp_path: Path, old: str, new: str) -> None:
    """Where no place is clearly meant, or two are as near, a person must choose."""
    project = tiny(tmp_path)
    text = (project / OPENS).read_text("utf-8")
    (project / OPENS).write_text(text.replace(f"line {old}", f"line {new}"), encoding="utf-8")
    fix(project)
    assert "    passage: cost forty million pounds\n" in (project / OPENS).read_text("utf-8")


def test_a_passage_over_several_lines_stays_so(tmp_path: Path) -> None:
    """Folded text is folded again, set in as it was, with the comments about it."""
    article = (
        "---\ntitle: A\nsource: {publisher: Post}\npublished: 2019-01-01\nkind: news\nsummary: A.\n"
        "points:\n  - id: a\n    text: Words.\n    kind: statement\n    themes: [money]\n"
        "    # the words\n    passage: >-\n      The new line runs from the harbour to the market\n"
        "      and back again every ten minutes all day long\n    standing: reported\n---\n\n"
        "The new line now runs from the harbour to the market square and back again every ten\n"
        "minutes all day long.\n"
    )
    project = tiny(tmp_path, {ARTICLE: article})
    fix(project)
    expected = (
        "    # the words\n    passage: >-\n"
        "      The new line now runs from the harbour to the market\n"
        "      square and back again every ten minutes all day long\n    standing: reported\n"
    )
    assert expected in (project / ARTICLE).read_text("utf-8")
