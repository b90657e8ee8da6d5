"""A report as JSON, by the schema that stands beside this module."""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files

from generator.base.problems import Problem
from generator.cli.diff.report import Report
from generator.cli.diff.sides import Side
from generator.knowledge.changes import Change
from generator.site.sentences import name_of, sentence, words_of


def json_of(report: Report) -> Iterator[str]:
    """Yield the pieces of a report as one JSON document, with a line for each difference."""
    record = {
        "version": 1,
        "base": _side(report.base),
        "head": _side(report.head),
        "decisions": report.decisions,
        "errors": _problems(report.new_errors),
    }
    yield json.dumps(record, ensure_ascii=False, indent=1).removesuffix("\n}")
    between = ',\n "changes": [\n  '
    for change in report.changes:
        yield between + json.dumps(_change(change), ensure_ascii=False)
        between = ",\n  "
    yield "\n ]\n}\n" if report.changes else ',\n "changes": []\n}\n'


def schema_text() -> str:
    """Return the JSON Schema of a report."""
    return files("generator.cli.diff").joinpath("diff.schema.json").read_text(encoding="utf-8")


def _side(side: Side) -> dict[str, object]:
    return {"name": side.name, "errors": _problems(side.problems)}


def _problems(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [
        {
            "path": problem.at.path,
            "line": problem.at.line,
            "column": problem.at.column,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "group": change.group,
        "decision": change.decision,
        "what": change.what,
        "name": name_of(change.name),
        "url": change.url,
        "part": words_of(change.part) or None,
        "before": words_of(change.before) or None,
        "after": words_of(change.after) or None,
        "because": [
            {
                "cause": reason.cause,
                "subject": reason.subject,
                "relation": reason.relation or None,
                "other": reason.other or None,
                "name": reason.name or None,
                "other_name": reason.other_name or None,
            }
            for reason in change.because
        ],
        "sentence": sentence(change),
    }
