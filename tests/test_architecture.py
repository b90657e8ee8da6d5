"""The layers that pyproject.toml declares, and proof that the check of them can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = Path(sys.executable).with_name("lint-imports")


def lint(project: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the project in a folder."""
    return subprocess.run(
        [LINT, "--no-cache"], cwd=project, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(top: Path, tmp_path: Path) -> Path:
    """Return a copy of the package with the project's contract, free to be spoilt."""
    shutil.copytree(top / "generator", tmp_path / "generator")
    shutil.copy(top / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_point_one_way(top: Path) -> None:
    """Every module has a layer and imports only from the layers below it."""
    result = lint(top)
    assert result.returncode == 0, result.stdout


def test_module_without_a_layer_is_refused(copy: Path) -> None:
    """A module that the contract does not name fails the check."""
    (copy / "generator" / "stray.py").write_text('"""A module without a layer."""\n')
    result = lint(copy)
    assert result.returncode == 1
    assert "generator.stray" in result.stdout


def test_import_from_a_higher_layer_is_refused(copy: Path) -> None:
    """A low module that imports a high one fails the check."""
    with (copy / "generator" / "base" / "problems.py").open("a", encoding="utf-8") as file:
        file.write("\nimport generator.base.model  # noqa: E402, F401\n")
    result = lint(copy)
    assert result.returncode == 1
    assert "generator.base.problems is not allowed to import generator.base.model" in result.stdout
