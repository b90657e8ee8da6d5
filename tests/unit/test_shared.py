"""Digests compared with their sources: what is taken word for word, and what is not."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.assist.shared import RUN, Source
from generator.cli.commands import main
from tests.projects import tiny

ARTICLE = "content/articles/line-opens.md"
SOURCE = (
    "The new line, which opened in May, was paid for half by the town and half by the region. "
    "It’s “the best thing that ever happened to this harbour”, said the mayor."
)


@pytest.mark.parametrize(
    ("digest", "found"),
    [
        ("It was paid for half by the town, the rest by others.", []),
        (
            "It WAS paid for, half by the *town* and half by the region!",
            ["WAS paid for, half by the *town* and half by the region"],
        ),
        (
            "The NEW line, which opened in May, was. It's the best thing that ever happened to X.",
            [
                "The NEW line, which opened in May, was",
                "It's the best thing that ever happened to",
            ],
        ),
        ("", []),
    ],
    ids=["seven", "marks-and-case", "two", "empty"],
)
def test_runs_are_as_long_as_they_go(digest: str, found: list[str]) -> None:
    """Eight words in a row are told, with all that follow; marks and capitals do not count."""
    assert [run.words for run in Source(SOURCE).shared(digest)] == found


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_each_run_is_in_both(digest: list[str], source: list[str]) -> None:
    """What is told stands in the digest, and each eight words of it in the source."""
    text, whole = " ".join(digest), f" {' '.join(source)} "
    runs = list(Source(whole).shared(text))
    for run in runs:
        words = run.words.split()
        assert len(words) == run.length >= RUN
        assert run.words in text
        assert all(
            f" {' '.join(words[at : at + RUN])} " in whole for at in range(len(words) - RUN + 1)
        )
    shared = any(
        f" {' '.join(digest[at : at + RUN])} " in whole for at in range(len(digest) - RUN + 1)
    )
    assert bool(runs) == shared


def _check(project: Path, *arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["-C", str(project), "check", *map(str, arguments)])
    return done.exit_code, done.output


def test_check_against_a_source(tmp_path: Path) -> None:
    """Each run is told at its place, in the body and in the front matter; it stops no build."""
    project = tiny(tmp_path)
    source = tmp_path / "source.html"
    source.write_text(
        "<html><body><article><p>The line cost forty million pounds, half from the <b>town</b> and "
        "half from others.</p><p>After ten years of planning by the TDB, trams run at last.</p>"
        "</article></body></html>",
        "utf-8",
    )
    code, told = _check(project, ARTICLE, "--against", source)
    assert code == 0, told
    lines = [line for line in told.splitlines() if "words-of-source" in line]
    assert [line.split()[0].removeprefix(f"{ARTICLE}:") for line in lines] == ["11:3:", "40:1:"]
    assert "10 words in a row are also in source.html: “After ten years of planning" in told
    assert _check(project, ARTICLE, "--against", source, "--strict")[0] == 1
    assert "words-of-source" not in _check(project, ARTICLE)[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--against", "mkdocs.yml"], "name its FILE"),
        ([ARTICLE, "content/about.md", "--against", "mkdocs.yml"], "name its FILE"),
        (["content/about.md", "--against", "mkdocs.yml"], "is not an article"),
        (
            ["content/articles/year-book.md", "--against", "mkdocs.yml"],
            "it is in its source’s words",
        ),
        ([ARTICLE, "--against", "none.pdf"], "none.pdf does not exist"),
        ([ARTICLE, "--against", "https://www.example.org/trams"], "nothing is fetched"),
    ],
    ids=["no-file", "two-files", "no-article", "full", "no-source", "address"],
)
def test_what_cannot_be_compared_is_refused(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    """One digest is compared with one document."""
    code, output = _check(tiny(tmp_path), *arguments)
    assert code == 2
    assert told in output
