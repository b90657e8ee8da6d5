"""Problems as one JSON document."""

import json
from collections.abc import Sequence

from generator.base.problems import Problem
from generator.cli.report.places import counts


def json_text(problems: Sequence[Problem]) -> str:
    """Return all problems as one JSON document."""
    listed = [
        {
            "path": problem.at.path,
            "line": problem.at.line,
            "column": problem.at.column,
            "code": problem.code,
            "severity": problem.severity,
            "draft": problem.draft,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps({"problems": listed, "summary": counts(problems)}, ensure_ascii=False)
