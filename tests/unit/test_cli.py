"""The command line: what it prints where, its exit codes, and that no slip ends in a traceback."""

import json
import re
import subprocess
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from generator.base.problems import catalogue
from generator.cli.commands import main
from generator.schema.fields import KINDS
from tests.cases import GOLDEN
from tests.projects import BRIEFING, TINY, tiny

ARTICLE = "content/articles/year-book.md"
ERROR = (TINY / ARTICLE).read_text("utf-8").replace("themes: [money]", "themes: [mony]")
WARNING = "---\nterm: halt\nkind: phrase\nsenses: [{definition: A stop., source: Post}]\n---\n"


def run(project: Path, *words: str) -> Result:
    """Run ``briefing -C PROJECT WORDS``."""
    result = CliRunner().invoke(main, ["-C", str(project), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert "\x1b" not in result.output
    return result


@pytest.fixture(scope="module")
def good() -> Path:
    """Return a project without a problem."""
    return TINY


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a project with an error and a warning."""
    return tiny(tmp_path, {ARTICLE: ERROR, "content/glossary/halt.md": WARNING})


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """Return a project with a warning."""
    return tiny(tmp_path, {"content/glossary/halt.md": WARNING})


def test_check_of_a_good_project(good: Path) -> None:
    """Nothing to tell: no line on standard output, the counts on standard error, exit code 0."""
    result = run(good, "check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings.\n"


def test_check_says_where_it_reads_no_figures(tmp_path: Path) -> None:
    """English numbers mean nothing in another language; one line says what was passed over."""
    path = "content/articles/line-opens.md"
    text = (TINY / path).read_text("utf-8").replace("line cost £40", "line cost £41", 1)
    assert "figure-not-in-passage" in run(tiny(tmp_path / "en", {path: text}), "check").stdout
    german = tiny(
        tmp_path / "de", {path: text.replace("kind: news", "language: de\nkind: news", 1)}
    )
    result = run(german, "check")
    assert "figure-not-in-passage" not in result.stdout
    told = "Not checked, for want of English: the figures of 1 article."
    assert result.stderr.splitlines()[-1] == told
    assert told not in run(german, "check", "content/articles/year-book.md").stderr


def test_check_prints_each_problem_with_its_line(wrong: Path) -> None:
    """Each problem begins with a place that editors can follow, and shows the line itself."""
    result = run(wrong, "check")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:5] == [
        f"{ARTICLE}:15:14: error unknown-theme",
        "  The theme “mony” does not exist.",
        "  15 |     themes: [mony]",
        "     |              ^",
        "  Did you mean “money”?",
    ]
    assert "content/glossary/halt.md:2:7: warning unused-term" in result.stdout.splitlines()
    assert result.stderr == "1 error, 1 warning.\n"


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_only_where_asked_to(
    doubtful: Path, options: tuple[str, ...], code: int
) -> None:
    """A warning leaves the exit code at 0, and with ``--strict`` makes it 1."""
    assert run(doubtful, "check", *options).exit_code == code


def test_json_stands_alone_on_standard_output(wrong: Path, good: Path) -> None:
    """With ``--format json`` standard output is one JSON document, with problems and without."""
    result = run(wrong, "check", "--format", "json")
    printed = json.loads(result.stdout)
    assert result.exit_code == 1
    assert printed["summary"] == {"errors": 1, "warnings": 1, "drafts": 0, "files": 2}
    assert printed["problems"][0] == {
        "path": ARTICLE,
        "line": 15,
        "column": 14,
        "code": "unknown-theme",
        "severity": "error",
        "draft": False,
        "message": "The theme “mony” does not exist.",
        "hint": "Did you mean “money”?",
    }
    assert json.loads(run(good, "check", "--format", "json").stdout)["problems"] == []


def test_everything_wrong_ends_without_a_traceback(tmp_path: Path) -> None:
    """The worst project is told of in full, with exit code 1, in both formats."""
    project = tiny(tmp_path)
    folder = GOLDEN / "projects" / "everything-wrong" / "content"
    for path in folder.rglob("*"):
        if path.is_file():
            target = project / "content" / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    text, data = run(project, "check", "--all"), run(project, "check", "--format", "json")
    assert (text.exit_code, data.exit_code) == (1, 1)
    told = re.findall(r"^content\S*?.*:\d+:\d+: (?:error|warning) \S+$", text.stdout, re.MULTILINE)
    assert len(told) == len(json.loads(data.stdout)["problems"]) > 100


def test_build_of_wrong_content_publishes_nothing(wrong: Path) -> None:
    """An error in the content stops a build before anything is written."""
    result = run(wrong, "build")
    assert result.exit_code == 1
    assert "unknown-theme" in result.stdout
    assert "Nothing was published." in result.stderr
    assert not (wrong / "site").exists()


_SETTINGS = "docs_dir: content\nsite_name: Trams\nplugins:\n"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (None, "There is no mkdocs.yml"),
        ("site_name: [", "mkdocs.yml"),
        ("docs_dir: content\nsite_name: Trams\n", "lists no “briefing”"),
        ("docs_dir: content\nsite_name: Trams\nplugins: [briefing, no-such]\n", "no-such"),
        ("docs_dir: content\nsite_name: Trams\nplugins: [briefing: {audience: a}]\n", "audience"),
        ("plugins: [briefing]\n", "site_name"),
        ("- a list\n", "mkdocs.yml"),
        (
            f"use_directory_urls: false\n{_SETTINGS}  - briefing\n",
            "“use_directory_urls” must be true",
        ),
        (f"exclude_docs: about.md\n{_SETTINGS}  - briefing\n", "“exclude_docs” must not be set"),
        (f"draft_docs: about.md\n{_SETTINGS}  - briefing\n", "“draft_docs” must not be set"),
        (f"{_SETTINGS}  - briefing: {{image_hosts: ['*']}}\n", "“*” is no host"),
        (f"{_SETTINGS}  - briefing: {{image_hosts: ['a.b; x']}}\n", "“a.b; x” is no host"),
        (f"{_SETTINGS}  - briefing: {{audiences: {{Board: All}}}}\n", "“Board: All” is not an id"),
        (f"{_SETTINGS}  - briefing: {{audiences: {{all: }}}}\n", "“all: None” is not an id"),
        (f"{_SETTINGS}  - briefing: {{audiences: all}}\n", "“audiences” must be a group of keys"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build", "explain x"])
def test_settings_that_cannot_be_used(
    tmp_path: Path, settings: str | None, said: str, command: str
) -> None:
    """Without settings that can be read, every command says what is wrong and ends with 2."""
    project = tiny(tmp_path)
    (project / "mkdocs.yml").unlink()
    if settings is not None:
        (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    result = run(project, *command.split())
    assert result.exit_code == 2
    assert said in result.stderr


def test_settings_by_which_the_site_would_replace_its_sources(tmp_path: Path) -> None:
    """The check says so, as publishing would."""
    project = tiny(tmp_path)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    changed = settings.replace("site_dir: site", "site_dir: templates/site")
    (project / "mkdocs.yml").write_text(changed, encoding="utf-8")
    for command in ("check", "build"):
        result = run(project, command)
        assert result.exit_code
        assert "from which the site is made" in result.stderr


@pytest.mark.parametrize("format_", ["text", "json"])
def test_output_that_has_no_room(top: Path, wrong: Path, format_: str) -> None:
    """Where what is printed cannot be written, a sentence says so."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*BRIEFING, "-C", str(wrong), "check", "--format", format_],
            cwd=top,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses to open the settings, that is said in a sentence."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.cli.project.load_config", refuse)
    result = run(tiny(tmp_path), "check")
    assert result.exit_code == 2
    assert "mkdocs.yml: Permission denied." in result.stderr


@pytest.mark.parametrize("command", ["check", "build", "export --to tree", "pack -o a.html"])
def test_broken_template(tmp_path: Path, command: str) -> None:
    """A project's template that is broken is named with its line, by whatever renders it."""
    link = "---\ntitle: A\n---\n[a](articles/line-opens.md#section-points)\n"
    project = tiny(tmp_path, {"content/a.md": link})
    for name in ("article", "pack"):
        path = project / "templates" / "pages" / f"{name}.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>\n{{ nobody_said_this }}</p>", encoding="utf-8")
    result = run(project, *command.replace("tree", str(tmp_path / "tree")).split())
    assert result.exit_code == 1
    told = result.stdout + result.stderr
    assert re.search(r"broken(:|-template)[^|]+'nobody_said_this' is undefined", told), told
    assert re.search(r"(article|pack)\.jinja:2:", told), told


@pytest.mark.parametrize(
    "words",
    ["chek", "check --strickt", "check --format xml", "explain", "schema articles", "check more"],
)
def test_wrong_usage(good: Path, words: str) -> None:
    """A command, option or value that there is not ends with 2 and says so on standard error."""
    result = run(good, *words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_a_folder_that_is_not_there() -> None:
    """``-C`` with a folder that does not exist is wrong usage."""
    result = CliRunner().invoke(main, ["-C", "no-such-folder", "check"])
    assert result.exit_code == 2
    assert "no-such-folder" in result.stderr


def test_the_current_folder_is_the_project(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``-C`` the command acts on the folder in which it is run."""
    monkeypatch.chdir(good)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_code_is_explained(good: Path, code: str) -> None:
    """``explain CODE`` gives its severity, why it matters, and a wrong and a right example."""
    result = run(good, "explain", code)
    told = catalogue()[code]
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code} ({told.severity})\n\n{told.summary}\n")
    assert "Wrong:\n    " in result.stdout
    assert "Right:\n    " in result.stdout


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "line-opens",
            ["Article line-opens: “The first line opens”", "  from      content/articles/line-o"],
        ),
        (
            "articles/line-opens/",
            [
                "Page articles/line-opens/: “The first line opens”",
                "  place     3 of 3 articles, newest first",
                "  message   1 of money rests on cost-40-million",
                "  named by  costs-disputed#bridge-left-out, which disputes cost-40-million",
                "  led to by articles/costs-disputed/",
            ],
        ),
        (
            "line-opens#cost-40-million",
            [
                "Point line-opens#cost-40-million: The first line cost £40 million.",
                "  passage   “cost forty million pounds”",
                "  address   articles/line-opens/#p-cost-40-million",
                "  disputes  costs-disputed#bridge-left-out (stated there)",
                "  message   1 of money",
            ],
        ),
        ("tdb", ["Term tdb: TDB (acronym)", "  sense     1: 2006 to 2018-01: The town's board"]),
        ("glossary/tdb", ["  made by   templates/pages/term.jinja"]),
        (
            "money",
            [
                "            by its own points several: 2 articles",
                "            contested by costs-disputed#bridge-left-out, against line-opens#cost",
                "            limited by costs-disputed#bridge-left-out, against the message",
                "            since     shares-change (April 2019): affects it",
            ],
        ),
        ("service", ["Theme service: “Service & speed”", "  message   2: repeated: The year book"]),
        ("index", ["Page home: “Trams”"]),
        ("timeline", ["  edit in   content/timeline.yml"]),
    ],
)
def test_explain_says_where_things_come_from_and_where_they_are_used(
    good: Path, name: str, lines: list[str]
) -> None:
    """Articles, points, terms, themes and pages are told with their file and what rests on them."""
    result = run(good, "explain", name)
    assert result.exit_code == 0
    printed = result.stdout.splitlines()
    for line in lines:
        assert any(each.startswith(line) for each in printed), line


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("content/articles/line-opens.md", "Article line-opens: "),
        ("/articles/line-opens/index.md", "Article line-opens: "),
        ("articles/first-tram", "Article line-opens: "),
        ("articles/line-opens/#p-cost-40-million", "Point line-opens#cost-40-million: "),
        ("first-tram#cost", "Point line-opens#cost-40-million: "),
        ("https://trams.example/site/articles/line-opens/#p-cost", "Point line-opens#cost-40-"),
        ("content/themes/money.md", "Theme money: "),
    ],
)
def test_explain_understands_what_people_paste(tmp_path: Path, name: str, first: str) -> None:
    """Files, addresses of the site and former ids name the same as an id does."""
    path = "content/articles/line-opens.md"
    text = (
        (TINY / path)
        .read_text("utf-8")
        .replace("points:\n", "former_ids: [first-tram]\npoints:\n", 1)
    )
    text = text.replace("id: cost-40-million\n", "id: cost-40-million\n    former_ids: [cost]\n")
    settings = (TINY / "mkdocs.yml").read_text("utf-8")
    site = "site_url: https://trams.example/site/\n"
    result = run(tiny(tmp_path, {path: text, "mkdocs.yml": settings + site}), "explain", name)
    assert result.stdout.startswith(first), result.stderr


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("passage-not-foun", "Did you mean “passage-not-found”?"),
        ("line-opens#cost-40-millions", "Did you mean “line-opens#cost-40-million”?"),
        ("nothing-like-it-at-all", ""),
    ],
)
def test_explain_of_what_there_is_not(good: Path, name: str, hint: str) -> None:
    """An unknown name is wrong usage; where one known name is clearly near, it is proposed."""
    result = run(good, "explain", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"“{name}” is not a problem code, page, article, point or term." in result.stderr
    assert ("Did you mean" in result.stderr) == bool(hint)
    assert hint in result.stderr


def test_explain_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """What is there, but has errors, is not said to be unknown alone."""
    project = tiny(tmp_path, {"content/articles/broken.md": "---\ntitle: [\n---\n"})
    result = run(project, "explain", "articles/broken")
    assert result.exit_code == 2
    assert "First fix content/articles/broken.md" in result.stderr


def test_explain_shows_the_arithmetic_of_related_reading(good: Path) -> None:
    """The parts add up to the score, and what is shared adds up to its part."""
    lines = run(good, "explain", "articles/line-opens").stdout.splitlines()
    scores = [line.split(": ")[-1] for line in lines if line.startswith("  related ")]
    assert len(scores) == 2
    for score in scores:
        parts, _, total = score.partition(" = ")
        assert round(sum(map(float, parts.split(" + "))), 2) == float(total)
    shared = [line.split(": ") for line in lines if re.match(r" +[0-9.]+ [a-z]+: ", line)]
    assert {head.split()[1] for head, _ in shared} >= {"people", "places", "themes"}
    for head, items in shared:
        weights = [float(item.rpartition(" ")[2]) for item in items.split(" + ")]
        assert round(sum(weights), 2) == float(head.split()[0])


def test_coverage_marks_what_nobody_covers(good: Path) -> None:
    """A row for each article, year and voice, a dash for a gap, and the uncited paragraphs."""
    printed = run(good, "coverage").stdout
    assert re.search(r"^By article +money +service$", printed, re.MULTILINE)
    assert re.search(r"^The first line opens +2 +1$", printed, re.MULTILINE)
    assert re.search(r"^2017 +– +–$", printed, re.MULTILINE)
    assert re.search(r"^Harbour Town Council +– +1$", printed, re.MULTILINE)
    assert "Paragraphs that no point cites: " in printed


def test_coverage_as_json_says_the_same(good: Path) -> None:
    """Counts by table, row and theme; paragraphs with their file and line."""
    printed = json.loads(run(good, "coverage", "--format", "json").stdout)
    assert printed["themes"] == ["money", "service"]
    assert printed["by_article"]["line-opens"] == {"money": 2, "service": 1}
    assert printed["by_year"]["2017"] == {"money": 0, "service": 0}
    tables = ("by_article", "by_organisation", "by_standing", "by_voice", "by_year")
    assert sorted(printed) == [*tables, "themes", "uncited"]
    assert all({"article", "path", "line", "text"} == set(each) for each in printed["uncited"])


def test_schemas_are_printed(good: Path) -> None:
    """``schema`` prints one JSON Schema, or all of them by kind."""
    every = json.loads(run(good, "schema").stdout)
    assert tuple(every) == KINDS
    for kind in KINDS:
        assert json.loads(run(good, "schema", kind).stdout) == every[kind]
        assert every[kind]["type"] == "object"


@pytest.mark.parametrize("command", main.list_commands(click.Context(main)))
def test_help_shows_examples(command: str) -> None:
    """Each command's help says what it does and gives examples that begin with its name."""
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert f"  briefing {command}" in result.stdout.partition("Examples:")[2]


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return a folder's files."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def test_export_writes_the_same_tree_twice(good: Path, tmp_path: Path) -> None:
    """Pages, data, assets, overrides, settings, glossary; a second run gives the same bytes."""
    to = tmp_path / "tree"
    assert run(good, "export", "--to", str(to)).exit_code == 0
    first = tree_of(to)
    assert run(good, "export", "--to", str(to)).exit_code == 0
    assert tree_of(to) == first
    assert {
        "mkdocs.yml",
        "docs/index.md",
        "docs/articles/year-book.md",
        "docs/data/briefing.json",
        "docs/assets/briefing.css",
        "theme/main.html",
    } <= first.keys()
    assert yaml.safe_load(first["mkdocs.yml"])["plugins"] == []


def test_export_replaces_neither_other_files_nor_a_site(good: Path, tmp_path: Path) -> None:
    """A folder that is not empty and holds no exported tree is refused and stays as it is."""
    for name in ("letter.txt", ".briefing-site"):
        to = tmp_path / name
        to.mkdir()
        (to / name).write_text("kept")
        result = run(good, "export", "--to", str(to))
        assert result.exit_code == 1
        assert "holds files that were not published here" in result.stderr
        assert "--to" in result.stderr
        assert tree_of(to) == {name: b"kept"}


def test_export_of_wrong_content(wrong: Path, tmp_path: Path) -> None:
    """With an error in the content nothing is exported."""
    result = run(wrong, "export", "--to", str(tmp_path / "tree"))
    assert result.exit_code == 1
    assert "Nothing was exported." in result.stderr
    assert not (tmp_path / "tree").exists()


def test_export_keeps_the_settings_of_the_site_alone(tmp_path: Path) -> None:
    """What speaks of our plugin, of folders or of editing is left out; other plugins are kept."""
    more = "edit_uri_template: https://x.example/{path}\nextra_css: [own.css]\nwatch: [content]\n"
    project = tiny(tmp_path)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("plugins:\n", "plugins:\n  - tags\n")
    (project / "mkdocs.yml").write_text(settings + more, encoding="utf-8")
    (project / "templates" / "theme").mkdir(parents=True)
    (project / "templates" / "theme" / "own.css").write_text("p { color: red }", encoding="utf-8")
    assert run(project, "export", "--to", str(tmp_path / "tree")).exit_code == 0
    kept = yaml.safe_load((tmp_path / "tree" / "mkdocs.yml").read_text("utf-8"))
    assert kept["plugins"] == ["tags"]
    assert kept["extra_css"] == ["assets/briefing.css", "assets/search.css", "own.css"]
    assert not kept.keys() & {"edit_uri_template", "watch", "site_dir"}


def test_export_refuses_settings_that_name_a_program(tmp_path: Path) -> None:
    """A setting that only Python can read is wrong usage, said in a sentence."""
    project = tiny(tmp_path)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra: {made: !!python/name:json.dumps }\n")
    result = run(project, "export", "--to", str(tmp_path / "tree"))
    assert result.exit_code == 2
    assert "mkdocs.yml names a program" in result.stderr


def test_verify_tells_what_a_site_lacks(good: Path, tmp_path: Path) -> None:
    """A folder without the pages of the project is no site of it."""
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>")
    result = run(good, "verify", str(tmp_path))
    assert result.exit_code == 1
    assert "articles/year-book/index.html:1:1: error page-missing" in result.stdout


def test_an_offline_site_has_a_limit(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site with more pages than can be searched from a script is refused, with both numbers."""
    monkeypatch.setattr("generator.cli.build.LIMIT", 3)
    result = run(good, "build", "--offline", "--site-dir", str(tmp_path / "site"))
    assert result.exit_code == 1
    assert re.search(r"An offline site may have 3 pages, and this one has [0-9]{2}", result.stderr)
    assert not (tmp_path / "site").exists()
