"""Problems between records and in their texts: files in, problems out.

Each case lists the files that it lays over the small project, and the problems that come of it.
"""

from pathlib import Path

import pytest

from tests.cases import GOLDEN, check, sections
from tests.projects import TINY, compiled, dangling, tiny

CASES = sorted(
    path for name in ("resolve", "link", "projects") for path in GOLDEN.glob(f"{name}/*.txt")
)


def test_small_project_has_no_problem() -> None:
    """What the cases are laid over is without fault, so that each shows its own faults alone."""
    assert [str(problem) for problem in compiled(TINY).problems] == []


@pytest.mark.parametrize("path", CASES, ids=[f"{path.parent.name}/{path.stem}" for path in CASES])
def test_problems(path: Path, tmp_path: Path) -> None:
    """The files of the case give its problems, in this order, and no others."""
    files = {name: f"{text}\n" for name, text in sections(path).items() if name != "problems"}
    built = compiled(tiny(tmp_path, files))
    check(path, {"problems": "\n".join(map(str, built.problems))})
    assert list(dangling(built.library)) == []


@pytest.mark.parametrize("folder", ["articles", "glossary", "themes"])
def test_a_folder_that_is_a_link_is_told_of_once(tmp_path: Path, folder: str) -> None:
    """What refers to files in a folder that cannot be read is no second problem."""
    project = tiny(tmp_path)
    (project / "content" / folder).rename(tmp_path / "elsewhere")
    (project / "content" / folder).symlink_to(tmp_path / "elsewhere")
    told = [problem for problem in compiled(project).problems if problem.severity == "error"]
    assert [(str(each.at), each.code) for each in told] == [
        (f"content/{folder}:1:1", "symbolic-link")
    ]
