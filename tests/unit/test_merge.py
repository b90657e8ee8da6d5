"""``briefing merge``: one of two stays, takes over what it lacks, and all now leads to it."""

from pathlib import Path

import pytest

from tests.projects import TINY, compiled, tiny
from tests.unit.test_rename import held, run, told

SECOND = "content/articles/line-opened.md"
DIGEST = """\
---
title: The opening
source: {publisher: Harbour Post}
published: 2016-09-22
authors: [Ana Reader]
kind: news
summary: Another digest of the same source.
people:
  - {id: jane-example, name: Jane Example, role: chair, organisation: tdb}
  - {id: ben-writer, name: Ben Writer}
points:
  # Of the market.
  - id: few-shops
    text: Few shops stayed open.  # a guess
    kind: statement
    themes: [service]
    passage: >-
      few shops
    standing: reported
    speaker: ben-writer
    agrees:
      - line-opens#twice-as-fast
former_ids: [opened]
---

There were few shops, Ben Writer said.
"""
THIRD = """\
---
title: Third
source: {publisher: Post}
published: 2020-01-02
kind: news
summary: Third.
people: [{id: j-example, name: J. Example}]
points:
  - {id: a, text: One., kind: statement, themes: [money], passage: One word, standing: reported,
     speaker: j-example, agrees: [line-opened#few-shops, line-opens#cost-40-million]}
  - {id: b, text: Two., kind: statement, themes: [service], passage: Two words, standing: reported,
     qualifies: [line-opens#twice-as-fast], agrees: [third#a]}
---

One word. Two words. [See](line-opened.md#p-few-shops), [one](#p-a), the UTA.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with two digests of one source, and an article that refers to both."""
    made = tiny(tmp_path, {SECOND: DIGEST, "content/articles/third.md": THIRD})
    assert [code for code, severity in told(made) if severity == "error"] == []
    return made


def test_articles(project: Path) -> None:
    """Points, people and text are joined; what led to the first leads to the second."""
    done = run(project, "merge", "line-opened", "line-opens")
    assert done.exit_code == 0, done.output
    assert "Not taken over from articles/line-opened: title, source, summary." in done.stderr
    text = (project / "content/articles/line-opens.md").read_text("utf-8")
    block = DIGEST.partition("points:\n")[2].partition("former_ids")[0]
    assert block.replace("line-opens#", "line-opens#") in text
    assert "  - {id: ben-writer, name: Ben Writer}\n" in text
    assert text.count("id: jane-example") == 1
    body = (TINY / "content/articles/line-opens.md").read_text("utf-8").rpartition("---\n\n")[2]
    assert text.endswith(f"{body}\nThere were few shops, Ben Writer said.\n")
    assert "former_ids: [opened, line-opened]\n---\n" in text
    assert not (project / SECOND).exists()
    third = (project / "content/articles/third.md").read_text("utf-8")
    assert third == THIRD.replace("line-opened", "line-opens")
    assert [code for code, severity in told(project) if severity == "error"] == []


def test_points(project: Path) -> None:
    """One of two points stays, with the relations of both but those to itself."""
    done = run(project, "merge", "third#a", "b")
    assert done.exit_code == 0, done.output
    third = (project / "content/articles/third.md").read_text("utf-8")
    assert "id: a," not in third
    assert "qualifies: [line-opens#twice-as-fast]" in third
    assert "agrees: [line-opened#few-shops, line-opens#cost-40-million]" in third
    assert "themes: [service, money]" in third
    assert "former_ids: [a]" in third
    assert "[one](#p-b)" in third
    (point,) = compiled(project).library.articles["third"].points
    assert point.former_ids == ("a",)


def test_lists_name_nothing_twice(project: Path) -> None:
    """A message that rests on both rests on one, and keeps its comments."""
    path = project / "content/themes/money.md"
    text = path.read_text("utf-8").replace(
        "    points: [line-opens#paid-by-two]\n",
        "    points:\n      - third#a  # first\n      # between\n      - third#b  # second\n",
    )
    path.write_text(text, encoding="utf-8")
    run(project, "merge", "third#a", "third#b")
    assert "    points:\n      - third#b  # first\n      # between\n" in path.read_text("utf-8")


def test_people(project: Path) -> None:
    """One person with two ids gets one, and the name of the second."""
    done = run(project, "merge", "people/j-example", "jane-example")
    assert done.exit_code == 0, done.output
    third = (project / "content/articles/third.md").read_text("utf-8")
    assert "people: [{id: jane-example, name: Jane Example}]" in third
    assert "speaker: jane-example" in third
    assert told(project).count(("person-two-names", "error")) == 0


def test_terms(project: Path) -> None:
    """The first's name becomes another name of the second; choices and events follow."""
    path = project / "content/glossary/tram-board.md"
    path.write_text(
        "---\nterm: Tram Board\nkind: organisation\nsenses:\n  - id: new\n    from: 2018-01\n"
        "    definition: What came after.\n    source: Post\n---\n\nMore of it.\n",
        encoding="utf-8",
    )
    done = run(project, "merge", "tram-board", "tdb")
    assert done.exit_code == 0, done.output
    text = (project / "content/glossary/tdb.md").read_text("utf-8")
    assert "aliases: [delivery board, Tram Board]\n" in text
    assert "  - id: new\n    from: 2018-01\n" in text
    assert text.endswith("It met in the town hall.\n\nMore of it.\n")


def test_themes(project: Path) -> None:
    """Messages and questions stand together, and points carry one theme."""
    done = run(project, "merge", "service", "money")
    assert done.exit_code == 0, done.output
    built = compiled(project)
    assert [*built.library.themes] == ["money"]
    assert built.library.themes["money"].former_ids == ("service",)
    assert all(point.themes == ("money",) for point in built.library.points.values())


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("line-opens#paid-by-two", "third#a", "claims of two sources"),
        ("line-opens", "money", "are not two of one kind, but article and theme"),
        ("line-opens", "nowhere", "does not exist"),
        ("line-opens", "line-opens", "not two of one kind"),
        ("board-founded", "shares-change", "only renamed"),
    ],
)
def test_what_cannot_be_joined(project: Path, first: str, second: str, said: str) -> None:
    """Two kinds, two sources, or one thing with itself: refused, and nothing changes."""
    before = held(project)
    done = run(project, "merge", first, second)
    assert (done.exit_code, said in done.stderr) == (2, True)
    assert held(project) == before


def test_two_of_one_id_change_nothing(project: Path) -> None:
    """Where both have a point of one id, the place is told and no file changes."""
    path = project / SECOND
    path.write_text(DIGEST.replace("few-shops", "paid-by-two"), encoding="utf-8")
    third = project / "content/articles/third.md"
    third.write_text(THIRD.replace("few-shops", "paid-by-two"), encoding="utf-8")
    before = held(project)
    done = run(project, "merge", "line-opened", "line-opens")
    assert done.exit_code == 2
    assert "Both have “paid-by-two” under “points”" in done.stderr
    assert "line-opens.md:22:5" in done.stderr
    assert held(project) == before


def test_notes_of_one_name_change_nothing(project: Path) -> None:
    """Where both texts have a note of one name, one would take the other's place: refused."""
    path = project / SECOND
    text = path.read_text("utf-8").replace("shops, Ben", "shops,[^drive] Ben")
    path.write_text(f"{text}\n[^drive]: Of all shops.\n", encoding="utf-8")
    before = held(project)
    done = run(project, "merge", "line-opened", "line-opens")
    assert (done.exit_code, "Both texts define “[^drive]”" in done.stderr) == (2, True)
    assert held(project) == before


def test_passages_that_would_stand_twice_change_nothing(project: Path) -> None:
    """A merge after which a passage is ambiguous is refused, and the error shown."""
    path = project / SECOND
    path.write_text(path.read_text("utf-8") + "\nIt took half the time.\n", encoding="utf-8")
    before = held(project)
    done = run(project, "merge", "line-opened", "line-opens")
    assert (done.exit_code, "passage-ambiguous" in done.stdout) == (1, True)
    assert held(project) == before


def test_dry_run_changes_nothing(project: Path) -> None:
    """What would change is printed, with the file that would go."""
    before = held(project)
    patch = run(project, "merge", "line-opened", "line-opens", "--dry-run").stdout
    assert (
        "deleted file mode 100644\n--- a/content/articles/line-opened.md\n+++ /dev/null\n" in patch
    )
    assert held(project) == before
