"""New files: what is in them, what check says of them, and that nothing is overwritten."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.base.bounds import Bounds
from generator.base.names import slug
from generator.cli.commands import main
from generator.schema.fields import PROSE, fields
from generator.schema.skeleton import skeleton
from generator.source.frontmatter import parse
from tests.projects import compiled, tiny

FOLDERS = {"article": "articles", "theme": "themes", "term": "glossary"}
_COMMENTED = re.compile(r"^# (?=(?: *- | *)[a-z_]+:(?: |$))", re.MULTILINE)


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_key_stands_in_a_new_file(kind: str) -> None:
    """Each key of the declaration stands in the file, open or commented out."""
    found = re.findall(r"^(?:# )?([a-z_]+):", skeleton(kind, "Trams"), re.MULTILINE)
    assert [row.name for row in fields(kind)] == found


@pytest.mark.parametrize(("kind", "codes"), [
    ("article", {"empty-field", "missing-field", "article-without-points"}),
    ("theme", set()),
    ("term", {"empty-field", "unused-term"}),
])  # fmt: skip
def test_only_what_a_person_must_fill_in_is_missing(
    tmp_path: Path, kind: str, codes: set[str]
) -> None:
    """What check says of a new file names the empty keys, and nothing else is wrong."""
    path = f"content/{FOLDERS[kind]}/sleepers.md"
    built = compiled(tiny(tmp_path, {path: skeleton(kind, "Sleepers")}))
    assert {problem.code for problem in built.problems if problem.at.path == path} <= codes
    empty = {f"“{row.name}”" for row in fields(kind) if row.required} - {"“title”", "“term”"}
    told = " ".join(problem.message for problem in built.problems)
    expected = empty - {"“kind”", "“senses”"} if kind == "term" else empty
    assert {key for key in expected if key not in told} == set()


@pytest.mark.parametrize("kind", FOLDERS)
def test_commented_keys_are_ready_to_be_used(kind: str) -> None:
    """With “# ” taken from all keys, the file is well-formed, its list items and groups too."""
    text = _COMMENTED.sub("", skeleton(kind, "Sleepers"))
    matter, problems = parse(text, "a.md", Bounds(), "required", PROSE)
    assert problems == []
    assert matter is not None
    assert set(matter.meta) == {row.name for row in fields(kind)}


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_any_title_comes_back_from_the_file(title: str) -> None:
    """Whatever signs a title holds, the front matter gives it back."""
    title = " ".join(title.split())
    if not slug(title):
        return
    matter, problems = parse(skeleton("article", title), "a.md", Bounds(), "required", PROSE)
    assert problems == []
    assert matter is not None
    assert matter.meta["title"] == title


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command in a folder; return its exit code and what it prints."""
    done = CliRunner().invoke(main, ["-C", str(folder), *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_new_prints_the_path_and_the_next_step(tmp_path: Path) -> None:
    """The path alone stands on standard output, what to do next on standard error."""
    code, out, err = run(tmp_path, "new", "article", "Trams & buses: what next?")
    assert (code, out) == (0, "content/articles/trams-and-buses-what-next.md\n")
    assert "briefing check" in err
    assert (tmp_path / out.strip()).read_text("utf-8").startswith("---\n# What the source")


def test_new_never_overwrites(tmp_path: Path) -> None:
    """A file that exists stays as it is."""
    place = tmp_path / "content" / "themes" / "trams.md"
    place.parent.mkdir(parents=True)
    place.write_text("mine", encoding="utf-8")
    code, _, err = run(tmp_path, "new", "theme", "Trams")
    assert code == 2
    assert "already exists" in err
    assert [path.read_text("utf-8") for path in place.parent.iterdir()] == ["mine"]


@pytest.mark.parametrize("title", ["…", "Index", "Con"])
def test_new_refuses_a_title_that_gives_no_name(tmp_path: Path, title: str) -> None:
    """A title without letters, or whose name is taken by the system or the site, makes no file."""
    code, _, err = run(tmp_path, "new", "article", title)
    assert code == 2
    assert "name" in err
    assert list(tmp_path.rglob("*.md")) == []


def new(project: Path, *words: str) -> Result:
    """Run ``briefing new`` in a project."""
    return CliRunner().invoke(main, ["-C", str(project), "new", *words])


def test_a_new_event_joins_the_timeline(tmp_path: Path) -> None:
    """It stands at the end of the list, all else stays, and only its date is missing."""
    project = tiny(tmp_path)
    path = project / "content/timeline.yml"
    before = "# Events.\n" + path.read_text("utf-8") + "# The end.\n"
    path.write_text(before, encoding="utf-8")
    assert new(project, "event", "The day: pass ends").exit_code == 0
    after = path.read_text("utf-8")
    assert after.startswith(before.removesuffix("# The end.\n"))
    assert after.endswith("# The end.\n")
    assert "  - id: the-day-pass-ends\n    date: " in after
    assert '    title: "The day: pass ends"\n' in after
    assert [problem.code for problem in compiled(project).problems] == ["empty-field"]
    again = new(project, "event", "The day pass ends")
    assert (again.exit_code, "has “the-day-pass-ends”" in again.stderr) == (2, True)
    assert path.read_text("utf-8") == after


def test_a_new_event_makes_the_timeline(tmp_path: Path) -> None:
    """Where there is none, the file is made."""
    project = tiny(tmp_path, {"content/timeline.yml": None})
    assert new(project, "event", "Trams begin").stdout == "content/timeline.yml\n"
    text = (project / "content/timeline.yml").read_text("utf-8")
    assert text.startswith("events:\n  - id: trams-begin\n    date: ")


@pytest.mark.parametrize(
    ("name", "article", "written"),
    [
        ("Bo Driver", "line-opens", "  - id: bo-driver\n    name: Bo Driver\n"),
        ("Jane Example", "year-book", "people:\n  - id: jane-example\n    name: Jane Example\n"),
    ],
)
def test_a_new_person_joins_an_article(
    tmp_path: Path, name: str, article: str, written: str
) -> None:
    """It joins the list, which is made in its place where there is none; nothing else changes."""
    project = tiny(tmp_path)
    path = f"content/articles/{article}.md"
    before = (project / path).read_text("utf-8")
    assert new(project, "person", name, "--in", path).exit_code == 0
    after = (project / path).read_text("utf-8")
    assert written in after
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(after.splitlines()) == len(before.splitlines()) + len(added)
    assert compiled(project).problems == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("person", "Jane Example"), "a person needs it"),
        (("theme", "A", "--in", "content/about.md"), "nothing else does"),
        (("person", "A", "--in", "content/about.md"), "no file of content"),
        (("person", "A", "--in", "../a.md"), "no file of content"),
        (("person", "Jane Example", "--in", "content/articles/line-opens.md"), "already"),
        (("event", "…"), "No id can be made"),
    ],
)
def test_what_cannot_be_added(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """A list that cannot take it, or has it, is told of, and nothing is written."""
    project = tiny(tmp_path)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = new(project, *words)
    assert (done.exit_code, said in done.stderr) == (2, True)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
