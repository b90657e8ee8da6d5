"""What is retracted, superseded or corrected is told of wherever anything rests on it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from generator.base.dates import parse
from generator.base.model import Status, StatusKind
from generator.cli.commands import main
from generator.knowledge.link.findings import LineRef
from generator.site.pages.views.findable import findable
from tests.projects import TINY, compiled, rendered, texts_of, tiny
from tests.records import article, linked, point, theme

OPENS = "content/articles/line-opens.md"
STATUS = (
    "status: {kind: retracted, date: 2017-02-18, reason: The costs were made up., "
    "superseded_by: [costs-disputed, costs-disputed#bridge-left-out], "
    "source: {title: Notice (Harbour Post), url: https://www.example.org/notice}}\n"
)
REASON = "18 February 2017: The costs were made up."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose first article is retracted."""
    text = (TINY / OPENS).read_text("utf-8").replace("people:\n", f"{STATUS}people:\n", 1)
    return tiny(tmp_path_factory.mktemp("status"), {OPENS: text})


@pytest.fixture(scope="module")
def pages(project: Path) -> dict[str, str]:
    """Return all that is published, by source address, before terms are marked."""
    return texts_of(rendered(compiled(project), project))


def line(page: str, words: str, end: str) -> str:
    """Return what a page says of one thing, from some words on."""
    return page[page.index(words) :].partition(end)[0]


def test_its_page_begins_with_it(pages: dict[str, str]) -> None:
    """A notice above the summary says why, since when, and what took its place."""
    top = line(pages["articles/line-opens.md"], "<h1>", '<p class="lead">')
    assert f"<strong>Retracted</strong>, {REASON} In its place: " in top
    assert ">What the line really cost</a>" in top
    assert "#p-bridge-left-out" in top
    assert 'href="https://www.example.org/notice"' in top
    assert "None of its points supports a message." in top


@pytest.mark.parametrize(
    ("uri", "words", "end"),
    [
        ("themes/money.md", '<tr id="e-line-opens--cost-40-million"', "</tr>"),
        ("themes/money.md", '<li id="message-2"', "</li>"),
        ("figures/index.md", '<tr id="e-line-opens--cost-40-million"', "</tr>"),
        ("disagreements/index.md", "The first line cost £40 million.", "</div>"),
        ("examples/index.md", "Trams reach the market in half the time", "</li>"),
        ("articles/line-opens.md", "<p>The first line cost £40 million.</p>", "</li>"),
        ("voices/index.md", "Trams reach the market in half the time", "</li>"),
    ],
)
def test_every_line_that_rests_on_it_says_so(
    pages: dict[str, str], uri: str, words: str, end: str
) -> None:
    """A mark and the reason stand with the claim, the figure and the message."""
    told = line(pages[uri], words, end)
    assert '<span class="chip status status-retracted">Retracted</span>' in told
    assert "The costs were made up." in told


def test_lists_mark_it(pages: dict[str, str]) -> None:
    """In the list of articles, and with points of others that relate to it, a mark stands."""
    assert "Retracted</span>" in line(
        pages["articles/index.md"], ">The first line opens</a>", "</p>"
    )
    assert "Retracted</span>" in line(pages["articles/year-book.md"], "Repeats: ", "</li>")


def test_it_supports_and_contests_nothing(project: Path) -> None:
    """A message on other points loses a witness; one that rests on it alone is warned of."""
    built = compiled(project)
    told = {(problem.code, problem.at.line) for problem in built.problems}
    assert told == {("rests-on-withdrawn", 13)}
    kinds = {ref: support.kind for ref, support in built.links.support.items()}
    first, second = (LineRef(kind="message", theme="money", index=index) for index in (0, 1))
    assert (kinds[first], built.links.support[second].basis) == ("single", "retracted")
    assert built.links.support[first].articles == ("costs-disputed",)


def test_a_theme_does_not_begin_with_its_figure(pages: dict[str, str]) -> None:
    """What a page shows first is what stands."""
    before = (TINY / "expected/themes/money.md").read_text("utf-8")
    assert "40 million pounds" in line(before, 'id="section-figure"', "</section>")
    assert "9 million pounds" in line(pages["themes/money.md"], 'id="section-figure"', "</section>")


def test_the_search_says_so(project: Path) -> None:
    """The article, its points, and messages that rest on them are found as what they are."""
    built = compiled(project)
    found = {record.address: record for record in findable(built.library, built.links)}
    own, money = found["articles/line-opens/"], found["themes/money/"]
    assert own.note == "22 September 2016 · Retracted"
    assert all(passage.title.startswith("Retracted: ") for passage in own.passages)
    lines = [passage.title.partition(" [")[2] for passage in money.passages]
    assert lines == ["rests on what was retracted]", "rests on what was retracted]", "", ""]


def test_data_feeds_and_references_say_so(pages: dict[str, str]) -> None:
    """Programs and reference managers are told what pages tell."""
    data = json.loads(pages["data/briefing.json"])
    by_id = {each["id"]: each for each in (*data["articles"], *data["points"])}
    expected = {
        "kind": "retracted",
        "date": "2017-02-18",
        "reason": "The costs were made up.",
        "superseded_by": ["costs-disputed", "costs-disputed#bridge-left-out"],
        "source": "Notice (Harbour Post) https://www.example.org/notice",
    }
    assert by_id["line-opens"]["status"] == by_id["line-opens#paid-by-two"]["status"] == expected
    assert by_id["costs-disputed"]["status"] is None
    assert "<title>Retracted: The first line opens</title>" in pages["feeds/articles.xml"]
    assert "Retracted: The costs were made up." in pages["feeds/changes.xml"]
    assert f"Retracted, {REASON}" in pages["data/references/line-opens.bib"]
    assert f"Retracted, {REASON}" in pages["data/references/line-opens.ris"]
    for name in ("evidence", "figures"):
        rows = [*csv.DictReader(StringIO(pages[f"data/{name}.csv"].removeprefix("\ufeff")))]
        told = {row["id"]: row["status"] for row in rows}
        assert told["line-opens#cost-40-million"] == f"Retracted, {REASON}"
        assert told["costs-disputed#bridge-left-out"] == ""
    (cited,) = json.loads(pages["data/references/line-opens.json"])
    assert (cited["status"], cited["note"]) == ("retracted", f"Retracted, {REASON}")


def run(project: Path, *words: str) -> str:
    """Run a command, and return what it prints."""
    done = CliRunner().invoke(main, ["-C", str(project), *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_board_paper_and_explain_say_so(project: Path, tmp_path: Path) -> None:
    """The paper has it below each message and with the reference; explain with the record."""
    run(project, "pack", "-o", str(tmp_path / "paper.html"))
    paper = (tmp_path / "paper.html").read_text("utf-8")
    assert f"<strong>Retracted</strong> (Ana Reader, 2016), {REASON}" in paper
    assert f"Retracted, {REASON}" in paper[paper.index('id="references"') :]
    assert f"status    retracted, {REASON}" in run(project, "explain", "articles/line-opens")
    assert "status    retracted" in run(project, "explain", "line-opens#paid-by-two")


def status(kind: StatusKind) -> Status:
    """Return a status."""
    return Status(kind=kind, date=parse("2020"), reason="So.", superseded_by=(), source=None)


@pytest.mark.parametrize(
    ("kind", "basis"), [("retracted", "single"), ("superseded", "agreed"), ("corrected", "agreed")]
)
def test_only_what_is_retracted_supports_nothing(kind: StatusKind, basis: str) -> None:
    """What is superseded or corrected was said, and stays a witness of its time."""
    records = (
        article("a", replace(point("a#p"), status=status(kind))),
        article("b", point("b#p", agrees=["a#p"]), published="2018-01-01"),
        theme("money", [["a#p", "b#p"]]),
    )
    (support,) = linked(*records).support.values()
    assert support.basis == basis


def test_what_is_retracted_contests_nothing() -> None:
    """A dispute by a retracted point is none, on either side."""
    a, b = point("a#p"), point("b#p", disputes=["a#p"])
    for one, other in ((a, replace(b, status=status("retracted"))), (a, b)):
        records = (
            article("a", one),
            article("b", other, published="2018-01-01"),
            theme("money", [["a#p"]]),
        )
        (support,) = linked(*records).support.values()
        assert support.kind == ("single" if other.status else "contested")


def test_the_graver_of_two_counts(tmp_path: Path) -> None:
    """A corrected point of a retracted article is retracted; the other way round likewise."""
    text = (TINY / "content/articles/year-book.md").read_text("utf-8")
    whole = STATUS.replace("retracted", "superseded")
    project = tiny(
        tmp_path, {"content/articles/year-book.md": text.replace("kind: res", f"{whole}kind: res")}
    )
    points = compiled(project).library.points
    assert (
        points["year-book#repeats-the-time"].status
        == points["year-book#forty-million-again"].status
    )
    assert points["year-book#repeats-the-time"].status.kind == "superseded"  # type: ignore[union-attr]
