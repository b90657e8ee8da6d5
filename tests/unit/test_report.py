"""Problems as they are printed: for people, for programs, for GitHub and as SARIF."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from generator.base.problems import At, Problem
from generator.cli.commands import main
from generator.cli.report import exit_code, report
from tests.cases import case_files, check, sections
from tests.projects import tiny

SCHEMA = Path("tests/vendor/sarif/sarif-2.1.0-rtm.5.json")
BROKEN = "content/articles/broken.md"
WRONG = "---\ntitle: Trams: what next?\n---\n\nText.\n"
INJECTION = 'content/articles/a,b: "c".md'


def run(project: Path, *arguments: str, **environment: str) -> Result:
    """Run the check in a project."""
    unset = {"GITHUB_ACTIONS": None, "GITHUB_STEP_SUMMARY": None, "GITHUB_WORKSPACE": None}
    arguments = ("-C", str(project), "check", *arguments)
    return CliRunner().invoke(main, arguments, env={**unset, "NO_COLOR": None, **environment})


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a project with one error and one warning."""
    unused = "---\nterm: Sleeper\nkind: phrase\nsenses: [{definition: A beam., source: A}]\n---\n"
    return tiny(tmp_path, {BROKEN: WRONG, "content/glossary/sleeper.md": unused})


@case_files("report")
def test_text_shows_the_line_and_the_place(path: Path, tmp_path: Path) -> None:
    """Each problem stands with its place, its line, a mark under the place, and the hint."""
    case = sections(path)
    name = next(name for name in case if name.startswith("content/"))
    done = run(tiny(tmp_path, {name: f"{case[name]}\n"}))
    check(path, {"printed": done.stdout.removesuffix("\n"), "counts": done.stderr.strip()})


def test_colours_are_for_terminals_that_want_them(broken: Path) -> None:
    """Colours are left out where the output is no terminal, and with NO_COLOR everywhere."""
    arguments = ["-C", str(broken), "check"]
    coloured, plain = (
        CliRunner().invoke(main, arguments, color=True, env={"NO_COLOR": wanted}).stdout
        for wanted in (None, "1")
    )
    assert "\x1b[31m" in coloured
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


def test_many_of_a_kind_are_grouped_and_counted(tmp_path: Path) -> None:
    """The first of a kind are shown and the rest counted; others are shown however many there are.

    A run that asks for each, and programs, get all.
    """
    articles = {f"content/articles/a-{n:02}.md": WRONG for n in range(30)}
    project = tiny(tmp_path, {**articles, "content/about.md": "---\ntitle: [A]\n---\n\nText.\n"})
    grouped, each = run(project), run(project, "--all")
    assert grouped.stdout.count("error needs-quotes") == 10
    assert "20 more errors: needs-quotes, in 20 files." in grouped.stdout.splitlines()
    assert "briefing check --all" in grouped.stdout
    assert grouped.stdout.count("error wrong-type") == 1
    assert each.stdout.count("error needs-quotes") == 30
    assert "more errors" not in each.stdout
    assert grouped.stderr == each.stderr
    assert grouped.stderr.startswith("31 errors, ")
    told = json.loads(run(project, "--format", "json").stdout)["problems"]
    assert [problem["code"] for problem in told].count("needs-quotes") == 30


def test_named_files_alone_are_told_of(broken: Path) -> None:
    """The whole project is compiled; what is wrong in other files is counted and no more."""
    done = run(broken, "content/glossary/sleeper.md")
    assert (done.exit_code, "needs-quotes" in done.stdout) == (0, False)
    assert "content/glossary/sleeper.md:2:7: warning unused-term" in done.stdout
    assert done.stderr.splitlines() == [
        "0 errors, 1 warning.",
        "In other files: 1 error, 0 warnings.",
    ]
    done = run(broken, "--format", "json", str(broken / BROKEN))
    assert done.exit_code == 1
    assert [each["path"] for each in json.loads(done.stdout)["problems"]] == [BROKEN]
    assert run(broken, BROKEN, "content/glossary/sleeper.md").stderr == "1 error, 1 warning.\n"


def test_named_files_alone_are_fixed(tmp_path: Path) -> None:
    """With files, only these are touched."""
    other = "content/articles/other.md"
    project = tiny(tmp_path, {BROKEN: WRONG, other: WRONG})
    run(project, "--fix", BROKEN)
    assert '"Trams: what next?"' in (project / BROKEN).read_text("utf-8")
    assert (project / other).read_text("utf-8") == WRONG


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("content/articles/no-such.md", "does not exist"),
        ("content/articles", "is a folder"),
        ("mkdocs.yml", "is not content"),
        ("../other.md", "is not content"),
        ("/etc/passwd", "is not content"),
        ("content/articles/../../mkdocs.yml", "is not content"),
    ],
)
def test_what_is_no_content_cannot_be_checked(broken: Path, path: str, said: str) -> None:
    """A path that leads elsewhere is a usage error in a sentence, and nothing is printed."""
    (broken.parent / "other.md").write_text("A", encoding="utf-8")
    done = run(broken, path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_what_may_not_lie_in_content_can_be_checked(broken: Path) -> None:
    """A file that is refused, such as a link, is content all the same: its problem is told."""
    (broken / "content" / "articles" / "linked.md").symlink_to("/etc/passwd")
    assert "symbolic-link" in run(broken, "content/articles/linked.md").stdout


def test_json_holds_all_alone(broken: Path) -> None:
    """Standard output is one JSON document with every problem and the counts."""
    done = run(broken, "--format", "json")
    told = json.loads(done.stdout)
    assert [each["code"] for each in told["problems"]] == ["needs-quotes", "unused-term"]
    assert told["summary"] == {"errors": 1, "warnings": 1, "drafts": 0, "files": 2}


def test_github_is_chosen_in_its_workflows(broken: Path, tmp_path: Path) -> None:
    """In a workflow, errors come first as commands, and the summary has the whole list."""
    summary = tmp_path / "summary.md"
    told = run(broken, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary),
               GITHUB_WORKSPACE=str(broken.parent)).stdout.splitlines()  # fmt: skip
    assert [line.split("::")[1].split("::")[0].partition(" title")[0] for line in told] == [
        "error file=project/content/articles/broken.md,line=2,col=8,title=needs-quotes",
        "warning file=project/content/glossary/sleeper.md,line=2,col=7,title=unused-term",
    ]
    table = summary.read_text("utf-8")
    assert table.startswith("## Briefing check: 1 error, 1 warning.\n")
    assert re.findall(r"^\| (error|warning) \|", table, re.MULTILINE) == ["error", "warning"]


def many(number: int, code: str) -> list[Problem]:
    """Return problems in as many lines."""
    return [Problem(At("content/about.md", line), code, "A.") for line in range(1, number + 1)]


def test_github_shows_ten_of_each_and_keeps_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a step shows no more than ten errors and ten warnings, the others are in the summary."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    report([*many(30, "unused-term"), *many(12, "bad-date")], tmp_path, "github")
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told] == ["::error"] * 10 + ["::warning"] * 10
    assert summary.read_text("utf-8").count("\n| error |") == 12


def test_github_loses_none_without_a_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no summary can be written, every problem is a command."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    report(many(30, "bad-date"), tmp_path, "github")
    assert len(capsys.readouterr().out.splitlines()) == 30


def test_github_summary_stays_within_its_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that a step could not hold is cut, and says how many are missing."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    report(many(20_000, "bad-date"), tmp_path, "github")
    text = summary.read_text("utf-8")
    assert len(text.encode()) < 2**20
    assert re.search(r"\n[0-9]+ more do not fit here", text)


def test_content_cannot_give_commands_to_github(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a contributor wrote stays data: on one line, in its property, inert in the summary."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    text = "100%\r\n::add-path::/x | <b>[a](http://b.example)"
    report([Problem(At(INJECTION, 2, 3), "bad-date", text)], tmp_path, "github")
    out = capsys.readouterr().out
    place = 'file=content/articles/a%2Cb%3A "c".md,line=2,col=3,title=bad-date'
    assert out == f"::error {place}::100%25 ::add-path::/x | <b>[a](http://b.example)\n"
    row = summary.read_text("utf-8").splitlines()[-2]
    assert row.count(" | ") == 3
    assert r"\<b\>\[a\]\(http\:\/\/b\.example\)" in row


def sarif_errors(top: Path, log: object) -> list[str]:
    """Return what the schema of SARIF finds wrong in a log."""
    # As published, one pattern has a bracket too many, which ECMA 262 takes for an error.
    text = (top / SCHEMA).read_text("utf-8").replace("{2}]?$", "{2}$")
    schema = json.loads(text)
    return [str(error) for error in jsonschema_rs.validator_for(schema).iter_errors(log)]


def test_sarif_is_valid(top: Path, broken: Path) -> None:
    """The log is valid against the schema of SARIF 2.1.0, with a rule for each result."""
    log = json.loads(run(broken, "--format", "sarif").stdout)
    assert sarif_errors(top, log) == []
    assert sarif_errors(top, {"version": "2.1.0"}) != []
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert [
        (rules[result["ruleIndex"]]["id"], result["ruleId"], result["level"])
        for result in only["results"]
    ] == [
        ("needs-quotes", "needs-quotes", "error"),
        ("unused-term", "unused-term", "warning"),
    ]
    region = only["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 8}


def test_sarif_without_problems_is_valid(top: Path, tmp_path: Path) -> None:
    """A project without a problem gives a valid log without results."""
    log = json.loads(run(tiny(tmp_path), "--format", "sarif").stdout)
    assert sarif_errors(top, log) == []
    assert log["runs"][0]["results"] == []


def test_strict_counts_warnings() -> None:
    """A warning alone ends with 1 only where the check is strict."""
    warned = many(1, "unused-term")
    assert (exit_code(warned, strict=False), exit_code(warned, strict=True)) == (0, 1)
