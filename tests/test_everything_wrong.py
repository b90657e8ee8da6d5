"""One project in which everything is wrong, and the whole list of what is said about it."""

import os
import shutil
from pathlib import Path

from generator.build import outputs
from tests.cases import GOLDEN
from tests.projects import compiled

PROJECT = GOLDEN / "projects" / "everything-wrong"


def _complete(project: Path) -> Path:
    """Copy the project, and add what no repository holds: links, pipes and files beyond bounds."""
    shutil.copytree(PROJECT / "content", project / "content")
    articles = project / "content" / "articles"
    (articles / "linked.md").symlink_to("other.md")
    os.mkfifo(articles / "pipe.md")
    long, large = "word " * 5_000, "words of a long text\n" * 40_000
    front = "---\ntitle: A\n---\n\n"
    (articles / "long-line.md").write_text(f"{front}{long}\n", encoding="utf-8")
    (articles / "too-large.md").write_text(f"{front}{large}", encoding="utf-8")
    points = "".join(f"  - id: p-{number}\n" for number in range(501))
    (articles / "too-many.md").write_text(f"---\npoints:\n{points}---\n", encoding="utf-8")
    lists = {"headings": "# A\n" * 501, "links": "[a](https://a.example)\n" * 2_001}
    for name, body in lists.items():
        (project / "content" / f"many-{name}.md").write_text(body, encoding="utf-8")
    return project


def test_every_problem_is_told_in_one_run(tmp_path: Path) -> None:
    """All problems of all files come out, in order of place, and nothing is raised."""
    found = "".join(f"{problem}\n" for problem in compiled(_complete(tmp_path)).problems)
    expected = PROJECT / "problems.txt"
    if os.environ.get("OVERWRITE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found.splitlines() == expected.read_text("utf-8").splitlines()


def test_what_is_left_can_be_shown(tmp_path: Path) -> None:
    """A preview of the same project writes every page, each without what is wrong."""
    project = _complete(tmp_path)
    built = compiled(project, drafts=True)
    written = {output.uri for output in outputs(built, project)}
    assert written >= {page.uri for page in built.pages} >= {"index.md", "themes/service.md"}
