"""``briefing rename``: every place follows, nothing else changes, and nothing is ever half done."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.assist.edit.refused import RefusedError
from generator.assist.rename.links import relinked
from generator.assist.rename.renames import Renames
from generator.base.bounds import Bounds
from generator.base.problems import At
from generator.cli import files
from generator.cli.commands import main
from generator.knowledge.resolve.links import address
from generator.text.markup import parse
from tests.projects import compiled, tiny

ODD = """\
---
# comments stay
title:   Odd ways  # of writing
source: {publisher: Post}
published: 2020-01-02
kind: news
summary: Odd.
people:
  - id:    jane-example   # as elsewhere
    name: Jane Example
    organisation: 'tdb'
  - {id: "ben-writer", name: Ben Writer, organisation: Harbour Works}
senses:   {platform: stop,}
status: {kind: superseded, date: 2020-02, reason: Both are better.,
  superseded_by: [line-opens, "line-opens#paid-by-two"]}
points:
- id: a
  text: One.
  kind: statement
  themes:
    - money   # first
    # between
    - 'service'
  passage: Words here
  standing: reported
  speaker: >-
    jane-example
  agrees: ["line-opens#cost-40-million" , line-opens#paid-by-two]

- {id: b, text: Two., kind: statement, themes: [money], passage: More words, standing: reported,
   repeats: [line-opens#cost-40-million]}
---

Words here. [The opening](line-opens.md), [its cost][c], [a](<line-opens.md#p-paid-by-two> "t").
More words, `[code](line-opens.md)` and line-opens.md; [else](https://a.example/line-opens.md).

- [board](../glossary/tdb.md), [money](../themes/money.md#e-line-opens--paid-by-two), [me](#p-b),
  [takes over](../timeline/index.md#event-authority-takes-over) of the UTA

[c]: line-opens.md#p-cost-40-million
"""
PATH = "content/articles/odd.md"
GIT = shutil.which("git") or "git"
RENAMES = [
    ("line-opens", "first-line"),
    ("odd", "odd-ways"),
    ("line-opens#cost-40-million", "cost"),
    ("odd#b", "2019"),
    ("money", "prices"),
    ("tdb", "delivery-board"),
    ("platform", "stand"),
    ("jane-example", "j-example"),
    ("authority-takes-over", "region-takes-over"),
    ("platform", "2"),
    ("tdb", "0x1f"),
    ("Harbour Works", "2019"),
    ("Harbour Works", 'Works: “A”, "B" \\ C'),
    ("Harbour Works", "Works of the Harbour"),
]


def run(project: Path, *words: str) -> Result:
    """Run a command in a project."""
    result = CliRunner().invoke(main, ["-C", str(project), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def held(project: Path) -> dict[str, bytes]:
    """Return all files of a project by path, also those that no stage would read."""
    paths = (path for path in project.rglob("*") if path.is_file() and ".git/" not in str(path))
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in paths}


def told(project: Path) -> list[tuple[str, str]]:
    """Return what is wrong in a project, without places."""
    return [(problem.code, problem.severity) for problem in compiled(project).problems]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with an article that is written in odd ways, and nothing wrong."""
    made = tiny(tmp_path, {PATH: ODD})
    assert [code for code, severity in told(made) if severity == "error"] == []
    return made


def without_former(text: bytes) -> bytes:
    """Return a file less its former ids, lines and items alike."""
    return re.sub(rb"\n *former_ids: \[[^\]]*\]|, former_ids: \[[^\]]*\]", b"", text)


@pytest.mark.parametrize(("old", "new"), RENAMES)
def test_there_and_back_is_the_same(project: Path, old: str, new: str) -> None:
    """Everything checks as before after a rename, and a second one gives the same bytes.

    But for former ids, which lead on from the name between.
    """
    before, problems = held(project), told(project)
    assert run(project, "rename", old, new).exit_code == 0
    there = held(project)
    assert there != before
    assert told(project) == problems
    name = f"{old.partition('#')[0]}#{new}" if "#" in old else new
    assert run(project, "rename", name, old.rpartition("#")[2]).exit_code == 0
    assert told(project) == problems
    after = held(project)
    assert {path: without_former(text) for path, text in after.items()} == before
    assert (after != before) == (
        old not in {"jane-example", "authority-takes-over", "Harbour Works"}
    )


def test_every_kind_of_place_follows(project: Path) -> None:
    """References, links of all forms and addresses of lines change; code and other sites do not."""
    run(project, "rename", "line-opens", "first-line")
    text = (project / PATH).read_text("utf-8")
    expected = ODD.replace("line-opens", "first-line")
    for kept in ("`[code](first-line.md)` and first-line.md", "a.example/first-line.md"):
        expected = expected.replace(kept, kept.replace("first-line", "line-opens"))
    assert text == expected
    run(project, "rename", "first-line#paid-by-two", "shared")
    assert (project / PATH).read_text("utf-8") == text.replace("paid-by-two", "shared")
    opened = (project / "content/articles/first-line.md").read_text("utf-8")
    assert "    former_ids: [paid-by-two]\n" in opened
    assert opened.count("former_ids: [line-opens]\n---\n") == 1


def test_old_addresses_lead_on(project: Path) -> None:
    """The article's and the point's old addresses are known to be the new ones."""
    run(project, "rename", "line-opens", "first-line")
    run(project, "rename", "first-line#paid-by-two", "shared")
    moved = {page.uri for page in compiled(project).pages if page.template == "moved"}
    assert "articles/line-opens.md" in moved


def test_an_organisation_gets_quotes_where_it_needs_them(project: Path) -> None:
    """Its new name is written so that YAML reads it as it is."""
    run(project, "rename", "Harbour Works", "Works: “A”, B")
    assert 'organisation: "Works: “A”, B"}' in (project / PATH).read_text("utf-8")


@pytest.mark.parametrize(
    "odd",
    [
        '"Harbour W\\x6frks"',
        "'Harbour\n      Works'",
        "Harbour\n      Works",
        '"Harbour\\u0020Works"',
    ],
)
def test_a_name_follows_however_it_is_written(project: Path, odd: str) -> None:
    """Codes and line ends within it do not hide a name."""
    (project / PATH).write_text(ODD.replace("Harbour Works}", f"{odd}}}"), encoding="utf-8")
    done = run(project, "rename", "Harbour Works", "Night Works")
    assert (done.exit_code, "Night Works}" in (project / PATH).read_text("utf-8")) == (0, True)
    assert "error" not in [severity for _, severity in told(project)]


def test_navigation_follows(project: Path) -> None:
    """Where the settings name the page, they name it anew."""
    path = project / "mkdocs.yml"
    old = path.read_text("utf-8").replace("  - About: about.md", "  - Money: themes/money.md # x")
    path.write_text(old, encoding="utf-8")
    assert run(project, "rename", "money", "prices").exit_code == 0
    assert path.read_text("utf-8") == old.replace("themes/money.md", "themes/prices.md")


@pytest.mark.parametrize(("old", "new"), RENAMES[:3])
def test_dry_run_is_a_patch(project: Path, old: str, new: str) -> None:
    """What is printed changes nothing, and makes the same of the files where it is applied."""
    subprocess.run([GIT, "init", "-q"], cwd=project, check=True)
    before, patch = held(project), run(project, "rename", old, new, "--dry-run").stdout
    assert held(project) == before
    run(project, "rename", old, new)
    done = held(project)
    copy = project.parent / "copy"
    for path, data in before.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data)
    subprocess.run([GIT, "apply", "-"], cwd=copy, input=patch.encode(), check=True)
    assert held(copy) == done


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("line-opens", "year-book", "exists already"),
        ("line-opens", "line-opens", "has this id already"),
        ("line-opens", "../evil", "cannot be an id"),
        ("line-opens", "/etc/passwd", "cannot be an id"),
        ("line-opens", "First Line", "Did you mean “first-line”?"),
        ("line-opens", "null", "cannot be an id"),
        ("line-opens", "index", "is reserved"),
        ("line-opens", "con", "is reserved by Windows"),
        ("line-opens#paid-by-two", "twice-as-fast", "exists already"),
        ("line-opens#paid-by-two", "year-book#x", "cannot be an id"),
        ("tdb", "uta", "briefing merge glossary/tdb glossary/uta"),
        ("jane-example", "ben-writer", "exists already"),
        ("line-open", "x", "Did you mean “line-opens”?"),
        ("content/articles/linked.md", "x", "links are not followed"),
        ("../outside", "x", "does not exist"),
        ("Harbour Works", " ", "It is empty."),
        ("Harbour Works", "a\x1b[31m", "cannot be seen"),
        ("Harbour Works", "a\udcff", "no UTF-8"),
    ],
)
def test_what_cannot_be_changes_nothing(project: Path, old: str, new: str, said: str) -> None:
    """A collision, a bad id, a link or something outside is refused in a sentence."""
    (project / "content/articles/linked.md").symlink_to(project / "mkdocs.yml")
    before = held(project)
    done = run(project, "rename", old, new)
    assert done.exit_code == 2
    assert said in done.stderr
    assert held(project) == before


def test_one_id_of_several_things(tmp_path: Path) -> None:
    """Where an id names a theme and a term, both are named, and a folder chooses."""
    term = "---\nterm: money\nkind: phrase\nsenses: [{definition: Coins., source: Post}]\n---\n"
    project = tiny(tmp_path, {"content/glossary/money.md": term})
    assert "“glossary/money” or “themes/money”" in run(project, "rename", "money", "x").stderr
    assert run(project, "rename", "glossary/money", "coins").exit_code == 0
    assert (project / "content/glossary/coins.md").exists()
    assert (project / "content/themes/money.md").exists()


def test_a_change_that_would_make_an_error_is_refused(project: Path) -> None:
    """A former id of another article cannot be an id: the error is shown, nothing is written."""
    path = project / "content/articles/year-book.md"
    path.write_text(path.read_text("utf-8").replace("kind: res", "former_ids: [old]\nkind: res"))
    before = held(project)
    done = run(project, "rename", "line-opens", "old")
    assert done.exit_code == 1
    assert "former-id-collision" in done.stdout
    assert "Nothing was changed" in done.stderr
    assert held(project) == before


def test_a_file_that_cannot_be_read_and_may_name_it_stops_it(project: Path) -> None:
    """A file with broken front matter is not passed over where the id stands in it."""
    broken = project / "content/articles/broken.md"
    broken.write_text('---\ntitle: "never closed\n---\n\n[a](other.md)\n', encoding="utf-8")
    assert run(project, "rename", "money", "prices").exit_code == 0
    broken.write_text('---\ntitle: "never closed\n---\n\n[a](line-opens.md)\n', encoding="utf-8")
    before = held(project)
    done = run(project, "rename", "line-opens", "x")
    assert (done.exit_code, "broken.md cannot be read" in done.stderr) == (2, True)
    assert held(project) == before


@pytest.mark.parametrize("failing", ["fsync", "replace", "unlink", "interrupt", "late"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_failure_midway_leaves_all_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, failing: str, number: int
) -> None:
    """Wherever the system refuses or somebody interrupts, every file is whole and none is left."""
    before, calls = held(project), []

    def failed(*_: object) -> None:
        calls.append(1)
        if len(calls) == number:
            raise (
                KeyboardInterrupt
                if failing in {"interrupt", "late"}
                else OSError(28, "No space left")
            )

    def patched(name: str) -> None:
        original = getattr(Path, name)

        def act(self: Path, *args: object, **kwargs: object) -> object:
            # What tidies up works: only what changes a file of content may fail.
            changes = not self.name.startswith(".#") or (
                name == "replace" and not self.name.endswith("~")
            )
            done = original(self, *args, **kwargs) if failing == "late" else None
            if changes and self.is_relative_to(project):
                failed()
            return done if failing == "late" else original(self, *args, **kwargs)

        monkeypatch.setattr(Path, name, act)

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", failed)
    else:
        patched("unlink" if failing in {"unlink", "late"} else "replace")
    with monkeypatch.context():
        result = CliRunner().invoke(main, ["-C", str(project), "rename", "line-opens", "x"])
    monkeypatch.undo()
    if calls and len(calls) >= number:
        assert result.exit_code != 0
        assert held(project) == before
    else:
        assert result.exit_code == 0


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_the_place_of_the_new_file_is_not_followed(
    project: Path, dry: tuple[str, ...], *, there: bool
) -> None:
    """Nothing outside is written or made, not even while the change is tried."""
    outside = project.parent / "outside.md"
    if there:
        outside.write_text("Mine.\n", encoding="utf-8")
    (project / "content/themes/prices.md").symlink_to(outside)
    before = held(project)
    done = run(project, "rename", "money", "prices", *dry)
    assert (done.exit_code, "themes/prices.md exists already" in done.stderr) == (2, True)
    assert (outside.read_text("utf-8") if outside.exists() else None) == (
        "Mine.\n" if there else None
    )
    assert held(project) == before


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody saves between reading and writing is kept, and nothing is renamed."""
    path = project / "content/themes/money.md"
    original = files.change_all

    def late(root: Path, changes: object) -> None:
        path.write_text(path.read_text("utf-8") + "New.\n", encoding="utf-8")
        original(root, changes)  # type: ignore[arg-type]

    monkeypatch.setattr("generator.cli.change.change_all", late)
    done = run(project, "rename", "line-opens", "x")
    assert "themes/money.md has changed meanwhile" in done.stderr
    assert path.read_text("utf-8").endswith("New.\n")
    assert (project / "content/articles/line-opens.md").exists()


@pytest.mark.parametrize("change", ["\ufeff", "crlf"])
def test_the_way_a_file_is_stored_stays(project: Path, change: str) -> None:
    """A byte-order mark, the kind of line end and the file's rights stay."""
    text = ODD.replace("\n", "\r\n") if change == "crlf" else f"\ufeff{ODD}"
    (project / PATH).write_bytes(text.encode())
    (project / PATH).chmod(0o640)
    run(project, "rename", "odd", "odd-ways")
    run(project, "rename", "money", "prices")
    after = project / "content/articles/odd-ways.md"
    assert after.stat().st_mode & 0o777 == 0o640
    written = without_former(after.read_bytes().replace(b"\r\n", b"\n"))
    expected = (
        text.replace("\r\n", "\n").replace("money", "prices").replace("[prices](", "[money](")
    )
    assert written == expected.encode()
    assert after.read_bytes().count(b"\r\n") in {0, after.read_bytes().count(b"\n")}


def test_each_line_keeps_its_own_end(project: Path) -> None:
    """A file of which some lines end so and some so: no more of it changes than must."""
    lines = ODD.split("\n")
    mixed = "\n".join(f"{line}\r" if number % 3 else line for number, line in enumerate(lines))
    (project / PATH).write_bytes(mixed.removesuffix("\r").encode())
    run(project, "rename", "odd", "odd-ways")
    run(project, "rename", "money", "prices")
    written = (project / "content/articles/odd-ways.md").read_bytes()
    expected = mixed.removesuffix("\r").replace("money", "prices").replace("[prices](", "[money](")
    assert without_former(written) == expected.encode()


PIECES = ("- ", "[a](line-opens.md)", "`line-opens.md`", "line-opens.md", "\n", "\n\n", "> ", "](",
          "[b]: line-opens.md", "[b]", "<", "line-opens.md#p-paid-by-two", ")", "```\n", "    ",
          "[x](../articles/line-opens.md 'é')", "| a | [b](line-opens.md) |\n| --- | --- |\n", "\\",
          "[c](line-opens.md/)", "[d](line%2Dopens.md)", "![i](line-opens.md)")  # fmt: skip


RENAMED = Renames({"article": {"line-opens": "first-line"}})
BACK = Renames({"article": {"first-line": "line-opens"}})
HERE = At(PATH, 30)


def there_or_refused(text: str, renames: Renames) -> str:
    """Return a text with links renamed, or as it was where that is refused."""
    try:
        return relinked(text, HERE, renames, Bounds())
    except RefusedError:
        assert "%2D" in text, text
        return text


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_links_in_any_text_follow(text: str) -> None:
    """However a text is written, its links lead to the new address, and back they are the same.

    But for addresses in codes, which are refused or come back without them.
    """
    there = there_or_refused(text, RENAMED)
    before, after = (parse(each, HERE, Bounds())[0] for each in (text, there))
    now = [address(link)[0].removesuffix("/") for link in before.links]
    expected = ["articles/first-line.md" if uri == "articles/line-opens.md" else uri for uri in now]
    assert [address(link)[0].removesuffix("/") for link in after.links] == expected or text == there
    assert [block.text for block in after.blocks] == [block.text for block in before.blocks]
    assert there_or_refused(there, BACK) == text or "%2D" in text
