"""What editors are told to look at."""

import csv
import json
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.commands import main
from generator.cli.project import compile_project, open_project
from generator.cli.review.dead import dead_addresses
from generator.knowledge.review import KINDS, Limits, Task, review
from generator.site.pages.kinds.review import ReviewPage, detail_of
from tests.projects import compiled, rendered, texts_of, tiny
from tests.translating import bilingual, translate

FERRIES = """\
---
title: Ferries
source: {publisher: Harbour Post, url: https://www.example.org/ferries}
published: 2016?
published_basis: It has no date.
kind: news
summary: A ferry runs.
owner: Ana Owner
reviewed: 2017-01-01
points:
  - {id: runs, text: A ferry runs., kind: statement, themes: [service], passage: ferry runs, standing: reported}
  - {id: sank, text: One sank., kind: statement, themes: [service], passage: One sank, standing: reported, draft: true}
---

The ferry runs, says the TDB of old. One sank. The XYZ says nothing.
"""  # noqa: E501 - a line for each point


def found(folder: Path, changes: Mapping[str, str | None], limits: Limits = Limits()) -> list[Task]:  # noqa: B008 - it is frozen
    """Return what should be looked at in the small project with changes."""
    built = compiled(tiny(folder, changes), drafts=True)
    return [*review(built.library, built.links, built.problems, limits)]


def told(tasks: list[Task], path: str) -> list[tuple[str, str]]:
    """Return kinds and details of the tasks of a file."""
    return [(task.kind, detail_of(task)) for task in tasks if task.at.path.endswith(path)]


def test_all_kinds_are_found(tmp_path: Path) -> None:
    """Each for its own reason, the most pressing kind first."""
    changes = {"content/articles/ferries.md": FERRIES}
    limits = Limits(days=30, words=10, dead=frozenset({"https://www.example.org/ferries"}))
    tasks = found(tmp_path, changes, limits)
    assert [kind for kind, _ in told(tasks, "articles/ferries.md")] == [
        "dead-address",
        "event-since-review",
        "old-review",
        "draft",
        "unused-point",
        "undefined-term",
        "unclear-date",
        "long-digest",
    ]
    assert {*KINDS} - {task.kind for task in tasks} == {"unused-term", "untranslated"}
    order = [KINDS.index(task.kind) for task in tasks]
    assert order == sorted(order)


def test_tasks_name_reason_place_and_owner(tmp_path: Path) -> None:
    """What exactly is to be looked at, on which line, and whose it is."""
    tasks = found(tmp_path, {"content/articles/ferries.md": FERRIES})
    event = next(task for task in tasks if task.kind == "event-since-review")
    assert detail_of(event) == "The region takes over, January 2018"
    draft = next(task for task in tasks if task.kind == "draft" and task.name == "One sank.")
    assert (draft.at.line, draft.owner) == (12, "Ana Owner")
    old = next(task for task in tasks if task.name == "Ferries" and task.kind == "old-review")
    assert detail_of(old) == "Reviewed 1 January 2017"


def test_words_that_are_not_explained_name_page_and_owner(tmp_path: Path) -> None:
    """They are where the words stand, and whoever looks after that page is asked."""
    tasks = found(tmp_path, {"content/articles/ferries.md": FERRIES})
    (task,) = (task for task in tasks if task.kind == "undefined-term")
    assert (task.name, task.owner, task.at.line) == ("Ferries", "Ana Owner", 15)
    assert "“XYZ”" in detail_of(task)


def test_terms_that_are_never_marked_are_not_unused(tmp_path: Path) -> None:
    """What is not looked for is not missed; another that nothing mentions is."""
    term = "---\nterm: {}\nkind: phrase\n{}senses:\n  - definition: A stop.\n    source: Law\n---\n"
    changes = {
        "content/glossary/halt.md": term.format("tram halt", ""),
        "content/glossary/stop.md": term.format("stopping place", "auto: false\n"),
    }
    tasks = found(tmp_path, changes)
    assert [task.name for task in tasks if task.kind == "unused-term"] == ["tram halt"]


def test_messages_on_one_source(tmp_path: Path) -> None:
    """They lead to the message on its page, and name the source."""
    tasks = [task for task in found(tmp_path, {}) if task.kind == "one-source"]
    assert [(task.uri, detail_of(task)) for task in tasks] == [
        ("themes/money.md#message-2", "The first line opens"),
        ("themes/service.md#message-2", "The first line opens; Transport year book"),
    ]


def test_sources_of_first_rank_are_the_projects_to_name(tmp_path: Path) -> None:
    """Without any, a source with an address will do; with some, it must be one of theirs."""
    (tmp_path / "any").mkdir()
    some = found(tmp_path / "any", {})
    assert "TDB" not in {t.name for t in some if t.kind == "term-without-source"}
    (tmp_path / "few").mkdir()
    few = found(tmp_path / "few", {}, Limits(first_rank=("law.example",)))
    assert "TDB" in {t.name for t in few if t.kind == "term-without-source"}
    (tmp_path / "own").mkdir()
    own = found(tmp_path / "own", {}, Limits(first_rank=("example.org",)))
    assert "TDB" not in {t.name for t in own if t.kind == "term-without-source"}


DEAD, ALIVE = "https://www.example.org/dead", "https://www.example.org/alive"
REPORTS = {
    "lychee": {
        "fail_map": {"index.md": [{"url": DEAD, "status": {"text": "Failed", "code": 404}}]},
        "success_map": {"index.md": [{"url": ALIVE, "status": {"text": "OK", "code": 200}}]},
    },
    "lychee, unreachable": {"error_map": {"index.md": [{"url": DEAD, "status": {"text": "DNS"}}]}},
    "muffet": [{"url": ALIVE, "links": [{"url": DEAD, "error": "404"}]}],
    "linkinator": {
        "links": [
            {"url": DEAD, "status": 0, "state": "BROKEN"},
            {"url": ALIVE, "status": 200, "state": "OK"},
        ]
    },
    "plain list in JSON": {"broken": [DEAD], "checked": [ALIVE]},
}


@pytest.mark.parametrize("which", REPORTS)
def test_json_of_checkers_of_links(which: str) -> None:
    """Each names its dead addresses in a way of its own."""
    assert dead_addresses(json.dumps(REPORTS[which])) == frozenset({DEAD})


@pytest.mark.parametrize(
    "text",
    [
        f"{DEAD}\n",
        f"# dead ones\n{DEAD}\n",
        (
            f"urlname;parentname;result;valid\n{DEAD};index.html;404 Not Found;False\n"
            f"{ALIVE};index.html;200 OK;True\n"
        ),
        f"[✖] {DEAD} → Status: 404\n[✓] {ALIVE} → Status: 200\n",
    ],
)
def test_text_of_checkers_of_links(text: str) -> None:
    """A line that holds nothing else, or says that its address is dead."""
    assert dead_addresses(text) == frozenset({DEAD})


def test_a_file_without_addresses_is_no_list_of_them(tmp_path: Path) -> None:
    """That somebody gave the wrong file is said, not passed over."""
    assert dead_addresses("all is well") is None
    project = tiny(tmp_path)
    for name, data, said in (
        ("wrong.txt", b"all is well", "names no address"),
        ("bytes", b"\xff\xfe", "is no text in UTF-8"),
    ):
        (tmp_path / name).write_bytes(data)
        result = CliRunner().invoke(
            main, ["-C", str(project), "review", "--links", str(tmp_path / name)]
        )
        assert (result.exit_code, said in " ".join(result.output.split())) == (2, True)


def output(project: Path, *arguments: str) -> str:
    """Run ``briefing review``."""
    result = CliRunner().invoke(main, ["-C", str(project), "review", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_command_filters_and_prints(tmp_path: Path) -> None:
    """By kind and owner; for people, for programs, and for a spreadsheet."""
    project = tiny(tmp_path, {"content/articles/ferries.md": FERRIES})
    text = output(project, "--kind", "unclear-date", "--owner", "ana owner")
    assert text.splitlines()[0] == "Dates that are not clear (1)"
    assert "content/articles/ferries.md:1:1 Ferries: possibly 2016: It has no date." in text
    assert "[Ana Owner]" in text
    tasks = json.loads(output(project, "--kind", "draft", "--format", "json"))["tasks"]
    assert {"kind": "draft", "url": "articles/ferries/#p-sank"}.items() <= tasks[0].items()
    nobody = json.loads(output(project, "--owner", "-", "--format", "json"))["tasks"]
    assert nobody
    assert {task["owner"] for task in nobody} == {None}
    assert output(project, "--owner", "Nobody Such").strip() == "Nothing needs a look."


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    """A title that a spreadsheet would work out is shown as it is written."""
    wrong = FERRIES.replace("title: Ferries", "title: \"=cmd|' /C calc'!A0\"")
    project = tiny(tmp_path, {"content/articles/ferries.md": wrong})
    text = output(project, "--format", "csv", "--kind", "unclear-date", "--owner", "Ana Owner")
    assert text.startswith("\N{BYTE ORDER MARK}kind,path,line,name")
    rows = [*csv.DictReader(StringIO(text.removeprefix("\N{BYTE ORDER MARK}")))]
    assert [row["name"] for row in rows] == ["'=cmd|' /C calc'!A0"]


def test_page_is_for_editors_alone(tmp_path: Path) -> None:
    """It is served, and published only where the settings ask for it."""
    project = tiny(tmp_path)
    assert "review/index.md" not in {page.uri for page in compiled(project).pages}
    served = compiled(project, drafts=True)
    page = next(page for page in served.pages if page.uri == "review/index.md")
    assert isinstance(page.context, ReviewPage)
    shown = texts_of(rendered(served, project))
    assert "Two more lines may open by 2030." in shown["review/index.md"]
    assert "review/" in shown["coverage/index.md"]
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("- briefing:\n", "- briefing:\n      review: true\n")
    settings.write_text(text, "utf-8")
    pages = compile_project(project, open_project(project)).pages
    assert "review/index.md" in {page.uri for page in pages}


def test_page_is_published_whatever_the_navigation_knows(tmp_path: Path) -> None:
    """A project that asks for the page, or for none of ours by name, is built without complaint."""
    project = tiny(tmp_path)
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("- briefing:\n", "- briefing:\n      review: true\n")
    settings.write_text(text.replace('not_in_nav: "*"\n', ""), "utf-8")
    done = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert done.exit_code == 0, done.output
    assert (project / "site/review/index.html").is_file()


def test_page_is_exported_whatever_the_navigation_knows(tmp_path: Path) -> None:
    """A strict publisher of the exported tree does not complain of it either."""
    project, tree = tiny(tmp_path), tmp_path / "tree"
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("- briefing:\n", "- briefing:\n      review: true\n")
    settings.write_text(text.replace('not_in_nav: "*"', 'not_in_nav: "/articles/"'), "utf-8")
    done = CliRunner().invoke(main, ["-C", str(project), "export", "--to", str(tree)])
    assert done.exit_code == 0, done.output
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    built = subprocess.run(build, cwd=tree, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (tree / "site/review/index.html").is_file()


def test_texts_without_a_translation(tmp_path: Path) -> None:
    """Of each language and file it is told how many texts lack one, and whose the file is."""
    project = bilingual(tmp_path)
    CliRunner().invoke(main, ["-C", str(project), "translate", "cy"])
    translate(project, ["about"])
    listed = CliRunner().invoke(main, ["-C", str(project), "review", "--kind", "untranslated"])
    assert "content/themes/money.md:1:1 Money: Welsh: 10 texts" in listed.stdout
    assert "content/about.md" not in listed.stdout
