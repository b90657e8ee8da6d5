"""Problems in SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors read."""

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from generator.base.problems import Problem, catalogue
from generator.cli.report.places import folder_in_repository

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"


def sarif_text(problems: Sequence[Problem], root: Path) -> str:
    """Return one run with all problems and the rules that they break, as a SARIF log."""
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "briefing",
        "version": version("briefing-site"),
        "rules": [_rule(code) for code in codes],
    }
    folder = folder_in_repository(root)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), folder) for problem in problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, object]:
    explained = catalogue()[code]
    return {
        "id": code,
        "shortDescription": {"text": explained.summary},
        "fullDescription": {"text": explained.why},
        "help": {"text": f"Wrong:\n\n{explained.wrong}\nRight:\n\n{explained.right}"},
        "defaultConfiguration": {"level": explained.severity},
    }


def _result(problem: Problem, rule: int, folder: str) -> dict[str, object]:
    location = {
        "artifactLocation": {"uri": quote(f"{folder}{problem.at.path}"), "uriBaseId": _ROOT},
        "region": {"startLine": problem.at.line, "startColumn": problem.at.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": f"{problem.message} {problem.hint}".strip()},
        "locations": [{"physicalLocation": location}],
    }
