"""What the formats share: counts, and a file's path as the code host knows it."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.base.problems import Problem
from generator.base.words import counted


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """Count errors, warnings, errors in drafts, and the files that have any of these."""
    found = Counter(problem.label for problem in problems)
    return {
        "errors": found["error"],
        "warnings": found["warning"],
        "drafts": found["error in a draft"],
        "files": len({problem.at.path for problem in problems}),
    }


def total(problems: Sequence[Problem]) -> str:
    """Say how many errors and warnings there are; those of drafts apart, if there are any."""
    found = counts(problems)
    told = [counted(found["errors"], "error"), counted(found["warnings"], "warning")]
    drafts = found["drafts"]
    told += [f"{counted(drafts, 'error')} in drafts"] if drafts else []
    return f"{', '.join(told)}."


def folder_in_repository(root: Path) -> str:
    """Return where a workflow's repository has the project, such as ``sites/trams/``, or nothing.

    GitHub names the repository's folder in GITHUB_WORKSPACE.
    """
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not root.is_relative_to(Path(workspace).resolve()):
        return ""
    inside = root.relative_to(Path(workspace).resolve()).as_posix()
    return "" if inside == "." else f"{inside}/"
