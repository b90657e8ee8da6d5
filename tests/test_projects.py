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
