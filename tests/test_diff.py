"""What ``briefing diff`` says of changes as editors make them: files in, report out.

A case edits the project in ``tests/golden/diff/trams``: a section named by a path is a file that
is written, ``edit PATH`` changes one, lines after ``-`` becoming those after ``+`` below them, and
``delete`` lists files that go. ``base`` before a section's name lays it under both states.
"""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import get_args

import jsonschema_rs
import pytest
from click import unstyle
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from generator.base.model import RelationKind, SupportKind
from generator.cli.commands import main
from generator.cli.diff.data import schema_text
from generator.cli.diff.markdown import LONGEST
from generator.cli.diff.report import report_of
from generator.cli.diff.sides import side
from generator.cli.diff.text import text_of
from generator.knowledge.changes import KINDS, Reason
from generator.knowledge.changes.change import Cause, ChangeGroup, Subject
from generator.site.sentences import HEADINGS, sentence
from tests.cases import GOLDEN, case_files, check, sections
from tests.projects import TINY, compiled, long_article, tiny
from tests.translating import bilingual, in_welsh, translate

_EDIT = re.compile(r"((?:^-(?: .*)?\n)+)((?:^\+(?: .*)?\n)*)", re.MULTILINE)


def laid(path: Path, project: Path, *, base: bool) -> Path:
    """Lay what a case says over a project."""
    for section, text in sections(path).items():
        name = section.removeprefix("base ")
        if (base and name == section) or name in {"report", "decisions"}:
            continue
        if name == "delete":
            for gone in text.split():
                (project / gone).unlink()
        elif name.startswith("edit "):
            edit(project / name.removeprefix("edit "), f"{text}\n")
        else:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text(f"{text}\n", encoding="utf-8")
    return project


def edit(file: Path, changes: str) -> None:
    """Change lines of a file; each must be there, and once."""
    text = file.read_text(encoding="utf-8")
    for block in _EDIT.findall(changes):
        old, new = ("".join(f"{line[2:]}\n" for line in part.splitlines()) for part in block)
        assert text.count(old) == 1, f"{old} in {file}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def states(path: Path, folder: Path) -> tuple[Path, Path]:
    """Return the projects before and after the change of a case."""
    base, head = folder / "base", folder / "head"
    for project in (base, head):
        shutil.copytree(GOLDEN / "diff" / "trams", project)
    return laid(path, base, base=True), laid(path, head, base=False)


@case_files("diff")
def test_report(path: Path, tmp_path: Path) -> None:
    """Each change, as editors make it, is reported by what it does to readers."""
    base, head = states(path, tmp_path)
    report = report_of(side(base, None), side(head, None))
    told = unstyle("\n".join(text_of(report))).partition("\n")[2].strip()
    check(path, {"report": told, "decisions": str(report.decisions)})


def run(root: Path, *arguments: str) -> Result:
    """Run ``briefing diff`` in a project."""
    return CliRunner().invoke(main, ["-C", str(root), "diff", *arguments])


def git(root: Path, *arguments: str, data: bytes = b"") -> str:
    """Run git, as somebody."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", *who, *arguments],  # noqa: S607 - whichever git there is
        cwd=root,
        input=data,
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def reworded(project: Path) -> None:
    """Reword a message."""
    theme = project / "content/themes/money.md"
    text = theme.read_text(encoding="utf-8")
    theme.write_text(text.replace("Nobody agrees on", "Sources differ on"), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a project in a folder of a repository with two revisions and a third, uncommitted."""
    (tmp_path / "repository").mkdir()
    project = tiny(tmp_path / "repository")
    git(project.parent, "init", "--quiet", "--initial-branch", "main")
    git(project.parent, "add", ".")
    git(project.parent, "commit", "--quiet", "--message", "First")
    (project / "content/about.md").write_text("---\ntitle: About us\n---\n\nNew.\n", "utf-8")
    git(project.parent, "commit", "--quiet", "--all", "--message", "Second")
    reworded(project)
    return project


def kinds(result: Result) -> list[str]:
    """Return the kinds of differences in a report."""
    return [change["kind"] for change in json.loads(result.output)["changes"]]


def test_revisions_are_compared_without_a_checkout(repository: Path) -> None:
    """A revision and the working tree, or two of them; tree and index stay as they are."""
    before = git(repository, "status", "--porcelain")
    since = run(repository, "HEAD", "--format", "json")
    assert kinds(since) == ["message-reworded"]
    assert since.exit_code == 0
    both = run(repository, "HEAD~1", "HEAD", "--format", "json")
    assert kinds(both) == ["record-changed", "text-changed"]
    assert git(repository, "status", "--porcelain") == before
    commit = git(repository, "rev-parse", "HEAD~1")
    assert json.loads(both.output)["base"]["name"] == f"HEAD~1 ({commit[:12]})"


def test_json_obeys_its_schema(repository: Path) -> None:
    """Of a report with every part; the schema refuses another form, and is printed on request."""
    (repository / "content/articles/line-opens.md").unlink()
    result = run(repository, "HEAD~1", "--format", "json")
    assert result.exit_code == 1
    printed = CliRunner().invoke(main, ["-C", str(repository), "schema", "diff"]).output
    schema = json.loads(printed)
    validator = jsonschema_rs.validator_for(schema)
    report = json.loads(result.output)
    assert [error.message for error in validator.iter_errors(report)] == []
    assert report["errors"]
    assert report["decisions"] == len(report["errors"]) + 2
    assert any(change["because"] for change in report["changes"])
    report["changes"][0]["kind"] = "something-else"
    assert not validator.is_valid(report)


def published(project: Path, folder: Path) -> Path:
    """Publish a project's data into a folder."""
    from tests.projects import rendered  # noqa: PLC0415

    text = next(
        o.text for o in rendered(compiled(project), project) if o.uri == "data/briefing.json"
    )
    (folder / "data").mkdir(parents=True)
    (folder / "data/briefing.json").write_text(text, encoding="utf-8")
    return folder


def test_published_data_compare_as_their_content_does(tmp_path: Path) -> None:
    """A site, by its folder or its file, says the same as what it was built from."""
    site, project = published(TINY, tmp_path / "site"), tiny(tmp_path)
    for name in (site, site / "data/briefing.json"):
        assert kinds(run(project, str(name), "--format", "json")) == []
    reworded(project)
    assert kinds(run(project, str(site), "--format", "json")) == ["message-reworded"]
    assert kinds(run(project, ".", str(site), "--format", "json")) == ["message-reworded"]


def spoilt(text: str) -> dict[str, str]:
    """Return published data that cannot be compared, each by what is wrong with it."""
    data = json.loads(text)
    return {
        "older": json.dumps(data | {"version": 1}),
        "newer": json.dumps(data | {"version": 3}),
        "unversioned": json.dumps({k: v for k, v in data.items() if k != "version"}),
        "cut off": text[:200],
        "empty": " \n",
        "a message on nothing": re.sub(
            r'("messages": \[\s*\{[^}]*?"points": \[)', r'\1"x#y", ', text, count=1
        ),
        "no object": "[]",
        "something else": '{"version": 2}',
        "wrong inside": text.replace('"standing": "quoted"', '"standing": 7', 1),
        "huge": re.sub(r'"figure": \{\s*"value": \d+', r"\g<0>" + 30 * "0", text, count=1),
        "no number": re.sub(r'("figure": \{\s*"value": )\d+', r"\1NaN", text, count=1),
        "deep": "[" * 200_000,
        "tall": json.dumps(data | {"articles": "tower"}).replace('"tower"', "[" * 700 + "]" * 700),
        "nested": '{"articles":' * 400 + "1" + "}" * 400,
        "without an article": json.dumps(data | {"articles": []}),
        "without points": json.dumps(data | {"points": []}),
        "without events": json.dumps(data | {"events": []}),
        "another site": json.dumps(data | {"site": {"title": "Ferries", "address": None}}),
    }


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ("older", "has version 1 of the data, and this program compares version 2. Build the site"),
        ("newer", "has version 3 of the data, which a newer program wrote"),
        ("unversioned", "says no version of its form"),
        ("cut off", "is no JSON: it cannot be read from line "),
        ("empty", "is empty."),
        ("a message on nothing", "is broken: it names the point “x#y”, and has none"),
        ("no object", "is not a site’s data/briefing.json"),
        ("something else", "is not a site’s data/briefing.json"),
        ("wrong inside", ".standing, expected text, got a number."),
        ("huge", ".figure.value, expected a number <= 999999999999999."),
        ("no number", ".figure.value, expected a number >= -999999999999999"),
        ("without an article", "is broken: it names the article “"),
        ("without points", "is broken: it names the point “"),
        ("without events", "is broken: it names the event “"),
        ("deep", "is no JSON that can be read"),
        ("tall", "is broken: "),
        ("nested", "version"),
        ("another site", "is of the site “Ferries”, and the working tree of “Trams”"),
    ],
)
def test_data_that_cannot_be_compared(tmp_path: Path, which: str, told: str) -> None:
    """The sentence says what is wrong with them, and the exit code that nothing was compared."""
    site, project = published(TINY, tmp_path / "site"), tiny(tmp_path)
    file = site / "data/briefing.json"
    file.write_text(spoilt(file.read_text("utf-8"))[which], encoding="utf-8")
    result = run(project, str(file))
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_schema_knows_every_kind_and_cause() -> None:
    """What a report may say, its schema allows, and nothing else."""
    schema = json.loads(schema_text())["properties"]["changes"]["items"]["properties"]
    assert schema["kind"]["enum"] == [*KINDS]
    assert schema["group"]["enum"] == [*get_args(ChangeGroup)]
    assert schema["because"]["items"]["properties"]["cause"]["enum"] == [*get_args(Cause)]


def test_data_in_no_encoding_of_ours(tmp_path: Path) -> None:
    """Published data that are no UTF-8 are refused."""
    (tmp_path / "data.json").write_bytes(b"\xff\xfe")
    result = run(tiny(tmp_path), str(tmp_path / "data.json"))
    assert (result.exit_code, "is no text in UTF-8." in result.output) == (2, True)


def test_data_obey_no_terminal(tmp_path: Path) -> None:
    """What a published file says is printed without what a terminal would obey, or not print."""
    site, project = published(TINY, tmp_path / "site"), tiny(tmp_path)
    file = site / "data/briefing.json"
    odd = json.dumps("\x1b[31m \u202e \ud800")[1:-1]
    said = file.read_text("utf-8").replace("Nobody agrees", f"Nobody {odd} agrees")
    file.write_text(said, encoding="utf-8")
    for form in ("text", "json", "markdown", "html"):
        report = run(project, str(file), "--format", form).stdout
        assert "Nobody" in report
        assert not set("\x1b\u202e\ud800") & {*report}


@pytest.mark.parametrize("name", ["", " "])
def test_a_name_that_is_empty(repository: Path, name: str) -> None:
    """A workflow whose variable is empty is told so, rather than that nothing differs."""
    result = run(repository, name)
    assert (result.exit_code, "is a variable empty?" in result.output) == (2, True)


@pytest.mark.parametrize(
    "name",
    ["nowhere", "HEAD~9", "--upload-pack=x", "0123456789abcdef", "^main", "x" * 5_000],
)
def test_unknown_revision(repository: Path, name: str) -> None:
    """A name that nothing has, or that had something before history was rewritten."""
    result = run(repository, "--", name)
    assert result.exit_code == 2
    told = " ".join(result.output.split())
    assert f"There is no revision “{name}”, nor a folder or file of that name." in told
    assert "partial" not in told
    assert "history rewritten" in told


def bounded(project: Path) -> None:
    """Let a project be refused as a whole, for what its settings allow."""
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - briefing:\n", f"  - briefing:\n{_BOUND}")
    settings.write_text(text, encoding="utf-8")


_BOUND = "      bounds: {values: 1}\n"


@pytest.mark.parametrize("refused", [("base", "head"), ("base",), ("head",)])
def test_a_state_that_is_refused_is_not_compared(tmp_path: Path, refused: Sequence[str]) -> None:
    """Nothing of it could be read: no report says that nothing differs, or that all has gone."""
    for name in ("base", "head"):
        (tmp_path / name).mkdir()
        tiny(tmp_path / name)
    for name in refused:
        bounded(tmp_path / name / "project")
    root = tmp_path / "head" / "project"
    told = run(root, "../../base/project", "--format", "json")
    assert (told.exit_code, kinds(told)) == (1, [])
    for form in ("text", "markdown", "html"):
        report = run(root, "../../base/project", "--format", form)
        said = " ".join(report.output.split())
        assert report.exit_code == 1
        assert "There is nothing to compare." in said
        for name, called in {"base": "../../base/project", "head": "the working tree"}.items():
            named = re.search(rf"Nothing of {called} could be read: content/.*?values", said)
            assert bool(named) == (name in refused)


def test_folder_without_anything_to_compare(repository: Path) -> None:
    """One that is neither a project nor a site is said to be none; a branch may have its name."""
    result = run(repository, "content")
    told = " ".join(result.output.split())
    assert (result.exit_code, "content holds neither content/ nor data/briefing.json" in told) == (
        2,
        True,
    )
    git(repository, "branch", "content")
    assert kinds(run(repository, "content", "--format", "json")) == ["message-reworded"]


def test_repository_of_somebody_else(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git refuses it, as in some containers; what git says is passed on."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = run(repository, "HEAD")
    told = " ".join(result.output.split())
    assert (result.exit_code, "belongs to somebody else" in told) == (2, True)
    assert "git config --global --add safe.directory" in told


def test_shallow_clone(repository: Path, tmp_path: Path) -> None:
    """What a shallow clone lacks is said to be lacking there, with the way to get it."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository.parent}", str(clone))
    result = run(clone / "project", "HEAD~1")
    assert result.exit_code == 2
    assert "is shallow" in " ".join(result.output.split())
    assert "fetch-depth: 0" in result.output


def test_partial_clone(repository: Path, tmp_path: Path) -> None:
    """What a partial clone lacks is not fetched behind anybody's back."""
    git(repository.parent, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    source = f"file://{repository.parent}"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", source, str(clone))
    result = run(clone / "project", "HEAD~1")
    assert result.exit_code == 2
    assert "partial clone, and nothing is fetched" in " ".join(result.output.split())


def test_outside_a_repository(tmp_path: Path) -> None:
    """Without a repository no name is a revision."""
    result = run(tiny(tmp_path), "main")
    assert result.exit_code == 2
    assert "is in no git repository" in " ".join(result.output.split())


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, revisions cannot be read."""
    monkeypatch.setenv("PATH", "/nowhere")
    result = run(repository, "HEAD")
    assert (result.exit_code, "git is not installed" in result.output) == (2, True)


def test_revision_without_the_project(repository: Path) -> None:
    """A revision from before the project lay where it does now has nothing to compare."""
    git(repository.parent, "mv", "project", "moved")
    git(repository.parent, "commit", "--quiet", "--all", "--message", "Moved")
    result = run(repository.parent / "moved", "HEAD~1")
    assert result.exit_code == 2
    assert "has no content here" in " ".join(result.output.split())


def test_settings_that_cannot_be_read(repository: Path) -> None:
    """Settings of either state that are wrong are named, and end the comparison."""
    (repository / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    told = " ".join(run(repository, "HEAD").output.split())
    assert "cannot be compared: mkdocs.yml:1:12: A list or group of keys that opens here" in told
    assert "while parsing" not in told
    (repository / "mkdocs.yml").write_bytes(b"site_name: \xff\n")
    assert "its mkdocs.yml cannot be read" in run(repository, "HEAD").output
    (repository / "mkdocs.yml").write_text("plugins: []\n", encoding="utf-8")
    assert "has no site_name" in " ".join(run(repository, "HEAD").output.split())
    said = "site_name: Trams\nplugins: [{briefing: {first_mention: never}}]\n"
    (repository / "mkdocs.yml").write_text(said, encoding="utf-8")
    result = run(repository, "HEAD")
    assert (result.exit_code, "first_mention" in result.output) == (2, True)


@pytest.mark.parametrize(
    "said",
    [
        "extra: " + "[" * 50_000,
        "nav: [\n" + "- x\n" * 100_000 + "]\n",
        "plugins: [{briefing: &a {audiences: *a}}]\n",
        (
            "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\n"
            "d: &d [*c, *c, *c, *c]\ne: &e [*d, *d, *d, *d]\nf: &f [*e, *e, *e, *e]\n"
            "plugins: [{briefing: {protected: [*f, *f, *f, *f]}}]\n"
        ),
    ],
    ids=["deep", "long", "circle", "aliases"],
)
def test_settings_that_cost_too_much(repository: Path, said: str) -> None:
    """Contributed settings neither end the process nor keep it busy."""
    (repository / "mkdocs.yml").write_text(f"site_name: Trams\n{said}", encoding="utf-8")
    result = run(repository, "HEAD")
    assert (result.exit_code, "its mkdocs.yml" in result.output) == (2, True)


def test_nothing_of_either_state_runs(repository: Path, tmp_path: Path) -> None:
    """No hook, plugin or tag of settings, no template, no filter of git's: none of them runs."""
    ran = tmp_path / "ran"
    trap = f"open({str(ran)!r}, 'w').close()\n"
    (repository / "trap.py").write_text(trap, encoding="utf-8")
    settings = (repository / "mkdocs.yml").read_text("utf-8")
    settings += "hooks: [trap.py]\nextra: {x: !!python/name:trap.x , y: !ENV [HOME, 1]}\n"
    (repository / "mkdocs.yml").write_text(settings, encoding="utf-8")
    broken = repository / "templates/pages"
    broken.mkdir(parents=True)
    (broken / "article.jinja").write_text("{{ nothing.there }}", encoding="utf-8")
    git(repository.parent, "config", "filter.trap.smudge", f"touch {ran}; cat")
    git(repository.parent, "config", "filter.trap.clean", f"touch {ran}; cat")
    (repository.parent / ".gitattributes").write_text("*.jinja filter=trap\n", encoding="utf-8")
    git(repository.parent, "add", ".gitattributes")
    git(repository.parent, "commit", "--quiet", "--all", "--message", "Third")
    ran.unlink(missing_ok=True)
    result = run(repository, "HEAD~1", "HEAD", "--format", "json")
    assert (result.exit_code, kinds(result), ran.exists()) == (0, ["message-reworded"], False)


def test_links_in_a_revision_are_not_followed(repository: Path, tmp_path: Path) -> None:
    """A link in a revision is a problem there, as it is in a folder, and nothing else is read."""
    (tmp_path / "secret.md").write_text((TINY / "content/about.md").read_text("utf-8"), "utf-8")
    (repository / "content/secret.md").symlink_to(tmp_path / "secret.md")
    git(repository.parent, "add", ".")
    git(repository.parent, "commit", "--quiet", "--message", "Third")
    report = json.loads(run(repository, "HEAD~1", "HEAD", "--format", "json").output)
    assert [error["code"] for error in report["errors"]] == ["symbolic-link"]
    assert [change["kind"] for change in report["changes"]] == ["message-reworded"]


def test_a_tree_that_leads_outside_is_held_in(repository: Path, tmp_path: Path) -> None:
    """A tree made by hand, with ways out in it, writes nothing outside of its folder."""
    made = ["hash-object", "-w", "--literally", "--stdin", "-t"]
    blob = git(repository, "hash-object", "-w", "content/about.md")
    link = git(repository, *made, "blob", data=str(tmp_path).encode())
    inner = git(repository, "mktree", data=f"100644 blob {blob}\tx.md\n".encode())
    entries = [("120000", "articles", link), ("40000", "articles", inner), ("40000", "..", inner)]
    raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(id_) for mode, name, id_ in entries)
    content = git(repository, *made, "tree", data=raw)
    settings = git(repository, "rev-parse", "HEAD:project/mkdocs.yml")
    listed = f"040000 tree {content}\tcontent\n100644 blob {settings}\tmkdocs.yml\n"
    project = git(repository, "mktree", data=listed.encode())
    top = git(repository, "mktree", data=f"040000 tree {project}\tproject\n".encode())
    commit = git(repository, "commit-tree", top, "-m", "Way out")
    report = json.loads(run(repository, commit, "--format", "json").output)
    assert {error["path"] for error in report["base"]["errors"]} == {"content/articles/x.md"}
    assert not (tmp_path / "x.md").exists()


def test_state_of_a_broken_base_is_compared_as_far_as_it_goes(repository: Path) -> None:
    """Errors of the base are listed, and what could be read of it is compared."""
    article = repository / "content/articles/line-opens.md"
    good = article.read_text("utf-8")
    article.write_text(good.replace("standing: quoted", "standing: shouted"), encoding="utf-8")
    shutil.copy(TINY / "content/themes/money.md", repository / "content/themes/money.md")
    git(repository.parent, "commit", "--quiet", "--all", "--message", "Broken")
    article.write_text(good, encoding="utf-8")
    reworded(repository)
    result = run(repository, "HEAD", "--format", "json")
    report = json.loads(result.output)
    assert [error["code"] for error in report["base"]["errors"]] == ["unknown-value"]
    assert "message-reworded" in kinds(result)
    assert result.exit_code == 0


HOSTILE = (
    "@octocat and #12, GH-7: <b>bold</b> <img src=x onerror=alert(1)> ![x](https://a.example/x) "
    "https://a.example/o/r/issues/1 www.a.example mailto:a@b.example "
    "[a](javascript:alert(1)) `code` *so* _so_ ~~so~~ | a | $x$ [^1] &lt;i&gt; \\* <!-- gone"
)


def spoken(root: Path, *arguments: str) -> str:
    """Return what a report says of a message that is full of marks."""
    theme = root / "content/themes/money.md"
    text = theme.read_text("utf-8").replace(
        "text: Sources differ on what the line cost.", "text: |-"
    )
    theme.write_text(text.replace("text: |-\n", f"text: |-\n      - {HOSTILE}\n"), "utf-8")
    return run(root, "HEAD", *arguments).output


def test_markdown_shows_what_is_contributed_as_it_is(repository: Path) -> None:
    """On GitHub it is words: no mark, picture, link or HTML, and nobody is called."""
    report = spoken(repository, "--format", "markdown")
    assert "@octocat" not in report
    assert "#12" not in report
    assert "GH-7" not in report
    assert not re.search(r"https?://|www\.|mailto:", report)
    page = MarkdownIt("gfm-like", {"linkify": False}).render(report)
    tree = HTMLParser(page)
    assert {node.tag for node in tree.css("body *")} <= {
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "strong",
        "s",
    }
    told = tree.body.text().replace("\u200b", "") if tree.body else ""
    assert f"is: - {HOSTILE}" in told
    assert "was: Nobody agrees on what the line cost." in told


def test_html_runs_nothing_and_needs_no_other_file(repository: Path) -> None:
    """What is contributed is text in it, and its policy allows its own style alone."""
    report = spoken(repository, "--format", "html")
    tree = HTMLParser(report)
    assert [node.tag for node in tree.css("script, img, link, b, i, iframe, object")] == []
    policy = next(n.attributes["content"] for n in tree.css("meta[http-equiv]")) or ""
    style = next(node.text() for node in tree.css("style"))
    assert b64encode(sha256(style.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    was, now = (node.text() for node in tree.css("dd"))
    assert was == "Nobody agrees on what the line cost."
    assert now == f"- {HOSTILE}"


def test_content_is_read_in_the_language_of_its_site(tmp_path: Path) -> None:
    """Terms are found by its rules, as they are in a build: here with a mutated first letter."""
    sense = "{definition: Man lle saif tramiau., source: Deddf}"
    term = f"term: gorsaf\nkind: phrase\nsenses: [{sense}]"
    project = tiny(tmp_path, {"content/glossary/gorsaf.md": f"---\n{term}\n---\n"})
    (project / "content/about.md").write_text(
        "---\ntitle: Us\n---\n\nMae dwy orsaf yma.\n", "utf-8"
    )
    settings = project / "mkdocs.yml"
    told = settings.read_text("utf-8").replace("material\n", "material\n  language: cy\n", 1)
    settings.write_text(told, encoding="utf-8")
    (gorsaf,) = (each for each in side(project, None).state.terms if each.id == "gorsaf")
    assert [mention.sentence for mention in gorsaf.used_in] == ["Mae dwy orsaf yma."]


def test_html_says_the_language_of_the_site(repository: Path) -> None:
    """The report is in English, and what it quotes in the language that the site is written in."""
    settings = repository / "mkdocs.yml"
    told = settings.read_text("utf-8").replace("material\n", "material\n  language: cy\n", 1)
    settings.write_text(told, encoding="utf-8")
    tree = HTMLParser(run(repository, "HEAD", "--format", "html").output)
    assert [node.attributes["lang"] for node in tree.css("html, dd")] == ["en-GB", "cy", "cy"]


def test_words_that_differ_are_marked(repository: Path) -> None:
    """Both kinds of page mark the words of a text that differ, and no others."""
    page = HTMLParser(run(repository, "HEAD", "--format", "html").output)
    assert [node.text() for node in page.css("del")] == ["Nobody agrees"]
    assert [node.text() for node in page.css("ins")] == ["Sources differ"]
    told = run(repository, "HEAD", "--format", "markdown").output
    assert "  - was: ~~Nobody agrees~~ on what the line cost." in told
    assert "  - is: **Sources differ** on what the line cost." in told


def test_markdown_has_at_most_so_many_characters(tmp_path: Path) -> None:
    """Of a change too large for a comment the first differences are told, and the rest counted."""
    base, head = tiny(tmp_path), tmp_path / "head"
    article = long_article(400, 20, "money").replace("Claim", "The claim of this " + "long " * 30)
    (base / "content/articles/long.md").write_text(article, "utf-8")
    shutil.copytree(base, head)
    new = article.replace("The claim", "That claim")
    (head / "content/articles/long.md").write_text(new, "utf-8")
    (head / "content/articles/line-opens.md").unlink()
    report = run(head, str(base), "--format", "markdown").output
    assert 50_000 < len(report) <= LONGEST
    assert "line-opens/ leads nowhere" in report
    left = int(re.findall(r"\*(\d+) more entries do not fit here", report)[0])
    whole = json.loads(run(head, str(base), "--format", "json").output)
    shown = sum(line.startswith("- ") for line in report.splitlines())
    assert shown + left == len(whole["changes"]) + len({e["message"] for e in whole["errors"]})


def test_markdown_lists_the_points_of_an_article(tmp_path: Path) -> None:
    """Each in a line, the first twenty; a reader sees how many there are besides."""
    base, head = tiny(tmp_path), tmp_path / "head"
    shutil.copytree(base, head)
    (head / "content/articles/long.md").write_text(long_article(22, 20, "money"), "utf-8")
    report = run(head, str(base), "--format", "markdown").output
    assert "- The points of “Long” are new.\n  - is:\n    - Claim number 0 of" in report
    assert "Claim number 19 of the long article.\n    - and 2 more\n" in report


def test_every_support_has_words() -> None:
    """Whatever becomes of a message, there is a sentence for it."""
    for was, now in permutations(get_args(SupportKind), 2):
        change = Subject("a/1", "A 1", "themes/a/").changed("support-changed", was, now)
        assert " → " in sentence(change)


_RELATED: Mapping[Cause, Sequence[RelationKind]] = {
    "objects": ("disputes", "qualifies"),
    "objects-no-more": ("disputes", "qualifies"),
    "relates": ("agrees", "updates", "repeats"),
    "relates-no-more": ("agrees", "updates", "repeats"),
}
_REASONS = tuple(
    Reason(cause=cause, subject="a#x", relation=relation, other=other)
    for cause in get_args(Cause)
    for relation in _RELATED.get(cause, ("",))
    for other in (["", "a#y"] if cause.startswith("objects") else ["a#y"])
)


def test_every_kind_has_a_sentence_and_a_heading() -> None:
    """And each reason has words of its own."""
    subject = Subject("a", "A", "themes/a/")
    for kind in KINDS:
        part = {"relation-added": "agrees", "relation-dropped": "agrees"}.get(kind, "years")
        support = kind == "support-changed"
        was, now = ("agreed", "single") if support else ("2001", "2002")
        change = subject.changed(kind, was, now, part=part, because=_REASONS)
        assert sentence(change).endswith(".")
        assert HEADINGS[change.group]


def test_translations_are_compared(tmp_path: Path) -> None:
    """What translators did is told by language and file, and what still waits for them."""
    base, head = bilingual(tmp_path / "base"), bilingual(tmp_path / "head")
    for project in (base, head):
        CliRunner().invoke(main, ["-C", str(project), "translate", "cy"])
    translate(base, ["glossary", "themes"])
    translate(head, ["glossary"])
    translate(head, ["themes"], lambda text: f"{in_welsh(text)}!")
    translate(head, ["about"])
    reworded(head)
    told = run(head, str(base), "--format", "json")
    assert told.exit_code == 0
    changes = {(c["kind"], c["what"]): c for c in json.loads(told.stdout)["changes"]}
    money = "content/themes/money.md"
    lacking = changes["translation-lacking", money]
    assert lacking["sentence"].startswith("Welsh (cy): no translation of 1 text of")
    assert lacking["after"].startswith("Sources differ on")
    other = changes["translation-changed", money]
    assert len(other["before"].splitlines()) == len(other["after"].splitlines()) > 1
    assert all(line.endswith("!") for line in other["after"].splitlines())
    assert ("translation-added", "content/about.md") in changes
    assert not any(what.startswith("content/glossary") for _, what in changes)


def test_a_language_that_goes_is_to_be_decided(tmp_path: Path) -> None:
    """All its addresses lead nowhere; one that comes is told of without all that it lacks."""
    without, bilingually = tiny(tmp_path / "without"), bilingual(tmp_path / "with")
    gone = run(without, str(bilingually))
    assert "The site in Welsh (cy) is gone: all below cy/ leads nowhere." in gone.output
    assert gone.exit_code == 1
    new = json.loads(run(bilingually, str(without), "--format", "json").stdout)
    assert [c["kind"] for c in new["changes"] if "Welsh" in c["name"]] == ["language-added"]


def test_revisions_are_compared_with_their_translations(repository: Path) -> None:
    """Catalogues of a revision are read with its content, and their errors told as new."""
    settings = repository / "mkdocs.yml"
    text = settings.read_text("utf-8")
    text = text.replace("  - briefing:\n", "  - briefing:\n      translations: [cy]\n")
    settings.write_text(text, encoding="utf-8")
    CliRunner().invoke(main, ["-C", str(repository), "translate", "cy"])
    translate(repository)
    git(repository.parent, "add", ".")
    git(repository.parent, "commit", "--quiet", "--message", "Welsh")
    assert "Nothing that readers are told differs." in run(repository, "HEAD").output
    (repository / "locale/cy/content/about.po").write_text('msgid "', encoding="utf-8")
    spoilt = run(repository, "HEAD")
    assert "broken-catalogue" in spoilt.output
    assert spoilt.exit_code == 1
