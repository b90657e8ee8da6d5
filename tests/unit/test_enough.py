"""More problems than anyone can read: the first are told, the rest are counted."""

from pathlib import Path

import pytest

from generator.base import enough
from generator.base.problems import At, Problem, errors
from tests.projects import compiled, tiny


def test_all_are_kept_outside_of_a_run() -> None:
    """Who looks at one file alone sees all that is wrong in it."""
    found = [Problem(At("a.md", line), "bad-date", "") for line in range(1, 5)]
    assert enough.enough(found) == found
    assert enough.left_out() == []


def test_errors_are_not_lost_to_warnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many warnings come first, a run with an error ends with one."""
    monkeypatch.setattr(enough.room.__wrapped__, "__defaults__", (2,))  # type: ignore[attr-defined]
    article = (
        "---\ntitle: T\nsource: {publisher: P}\npublished: 2018-09-20\nkind: news\nsummary: S.\n"
        "---\nOne [a](no-{n}.md), [b](nor-{n}.md), [c](not-{n}.md).\n"
    )
    files = {f"content/articles/new-{n}.md": article.replace("{n}", str(n)) for n in range(4)}
    problems = compiled(tiny(tmp_path, files)).problems
    kept = [problem.code for problem in problems]
    assert kept.count("broken-link") == len(errors(problems)) == 2
    assert kept.count("article-without-points") == 2
    (more,) = (problem for problem in problems if problem.code == "more-problems")
    assert more.message == "10 errors and 2 warnings more were found and are not listed."
