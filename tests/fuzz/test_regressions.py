"""Inputs that fuzzing found, and those that it began with: no promise is broken by one again."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent
INPUTS = sorted(
    path
    for folder in ("corpus", "regressions")
    for path in (HERE / folder).glob("*/*")
    if path.name != ".gitkeep"
)


@pytest.mark.parametrize("path", INPUTS, ids=[f"{p.parent.name}/{p.name}" for p in INPUTS])
def test_input(path: Path) -> None:
    """The target takes the input."""
    TARGETS[path.parent.name](path.read_bytes())
