"""What the formats share: counts, and a file's path as the code host knows it."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.base.problems import Problem
from generator.base.words import counted


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """Count errors, warnings and the files that have any."""
    found = Counter(problem.severity for problem in problems)
    return {
        "errors": found["error"],
        "warnings": found["warning"],
        "files": len({problem.at.path for problem in problems}),
    }


def total(problems: Sequence[Problem]) -> str:
    """Say how many errors and warnings there are."""
    found = counts(problems)
    errors = counted(found["errors"], "error")
    return f"{errors}, {counted(found['warnings'], 'warning')}."


def folder_in_repository(root: Path) -> str:
    """Return where a workflow's repository has the project, such as ``sites/trams/``, or nothing.

    GitHub names the repository's folder in GITHUB_WORKSPACE.
    """
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not root.is_relative_to(Path(workspace).resolve()):
        return ""
    inside = root.relative_to(Path(workspace).resolve()).as_posix()
    return "" if inside == "." else f"{inside}/"
