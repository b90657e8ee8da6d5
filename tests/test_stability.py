"""Same content, same bytes: whatever the order of files, the folder, or the machine's settings."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import outputs
from tests.cases import GOLDEN
from tests.projects import TINY, compiled

WRONG = GOLDEN / "projects" / "everything-wrong"

_PROGRAM = """
import json, locale, sys, time
from hashlib import sha256
from pathlib import Path
from generator.build import outputs
from tests.projects import compiled
locale.setlocale(locale.LC_ALL, "")
project = Path(sys.argv[1])
built = compiled(project)
made = {output.uri: sha256(output.data).hexdigest() for output in outputs(built, project)}
said = [str(problem) for problem in built.problems]
print(json.dumps({"made": made, "problems": said}))
"""

_MACHINES = (
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "12345", "LANGUAGE": "de"},
)


def made(project: Path) -> dict[str, object]:
    """Return all that a build makes, as digests, and all that it says."""
    built = compiled(project)
    digests = {o.uri: sha256(o.data).hexdigest() for o in outputs(built, project)}
    return {"made": digests, "problems": list(map(str, built.problems))}


@pytest.fixture(scope="module")
def expected() -> dict[str, object]:
    """Return what the small project makes where it lies."""
    return made(TINY)


def test_a_second_build_is_identical(expected: dict[str, object]) -> None:
    """A build leaves nothing behind that changes the next."""
    assert made(TINY) == expected


@settings(max_examples=6)
@given(st.randoms(use_true_random=False), st.text("abcxyz é-", min_size=1, max_size=12))
def test_order_and_folder_do_not_matter(
    expected: dict[str, object], rng: random.Random, name: str
) -> None:
    """Files of another order, age and folder make the same site."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / f"x{name}"
        _copy(TINY, project, rng)
        assert made(project) == expected


def test_problems_come_in_one_order(tmp_path: Path) -> None:
    """What is wrong is told in order of place, in whatever order the files come."""
    expected = compiled(WRONG).problems
    for seed in range(2):
        _copy(WRONG, tmp_path / f"{seed}", random.Random(seed))  # noqa: S311 - to be repeatable
        assert compiled(tmp_path / f"{seed}").problems == expected


def _copy(source: Path, project: Path, rng: random.Random) -> None:
    """Copy the content file by file in any order, with any dates of change."""
    files = sorted(path for path in (source / "content").rglob("*") if path.is_file())
    rng.shuffle(files)
    for path in files:
        target = project / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (rng.randrange(2**31), rng.randrange(2**31)))


@pytest.mark.parametrize("machine", _MACHINES, ids=lambda machine: machine["LC_ALL"])
def test_the_machine_does_not_matter(
    top: Path, tmp_path: Path, expected: dict[str, object], machine: dict[str, str]
) -> None:
    """Another locale, time zone, hash seed and working folder make the same bytes."""
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM, TINY],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(top), **machine},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(result.stdout) == expected
