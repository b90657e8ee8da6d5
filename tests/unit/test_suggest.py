"""Suggestions: what is found in texts of our own writing, and what is written into an article."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.assist.importer import import_document
from generator.assist.suggest import Suggestions, suggest
from generator.assist.suggest.people import people
from generator.base.bounds import Bounds
from generator.base.model import Block
from generator.base.problems import At
from generator.cli.commands import main
from generator.knowledge.glossary import Glossary
from generator.schema.fields import PROSE
from generator.source.frontmatter import parse as parse_matter
from generator.text.markup import parse
from generator.text.passages import Quote, locate
from tests.cases import GOLDEN, sections
from tests.projects import TINY, compiled, tiny

TEXTS = sorted((GOLDEN / "suggest").glob("*.txt"))
SHARE = 0.8
"""Share of figures and of people that must be found."""
LIBRARY = compiled(TINY).library
ARTICLE = "content/articles/new.md"


def blocks_of(path: Path) -> tuple[Block, ...]:
    """Return the blocks of a text as it is imported."""
    made = import_document(path.name, sections(path)["text"].encode())
    matter, _ = parse_matter(made.text, ARTICLE, Bounds(), "required", PROSE)
    assert matter is not None
    document, _ = parse(matter.body, At(ARTICLE), Bounds())
    return document.blocks


def suggested(path: Path) -> Suggestions:
    """Return what is suggested for a text."""
    glossary, _ = Glossary.compile(LIBRARY)
    return suggest(blocks_of(path), LIBRARY, glossary)


def hand_made(path: Path, what: str) -> set[str]:
    """Return a hand-made list."""
    return set(sections(path)[what].split("\n"))


def people_found(path: Path) -> set[str]:
    """Return the people that an import and its suggestions find together."""
    made = import_document(path.name, sections(path)["text"].encode())
    authors = {proposal.value for proposal in made.proposals if proposal.key == "authors"}
    return authors | {each.name for each in suggested(path).people if each.kind == "person"}


@pytest.mark.parametrize("what", ["people", "figures"])
def test_most_is_found_in_texts_of_our_own(what: str) -> None:
    """Of the people and figures of six texts, at least eight in ten are found."""
    assert len(TEXTS) == 6
    wanted = {(path.stem, each) for path in TEXTS for each in hand_made(path, what)}
    found = {
        (path.stem, each)
        for path in TEXTS
        for each in (
            people_found(path)
            if what == "people"
            else {figure.text for figure in suggested(path).figures}
        )
    }
    missed = sorted(wanted - found)
    assert len(missed) <= (1 - SHARE) * len(wanted), missed
    # What is no person or figure must not drown the rest.
    assert len(found - wanted) <= (1 - SHARE) * len(wanted), sorted(found - wanted)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_each_passage_occurs_once(path: Path) -> None:
    """The passage of each candidate is found in the text, and found once."""
    blocks = blocks_of(path)
    points = suggested(path).points
    quotes = {point.id: Quote(exact=point.passage, at=At("a")) for point in points}
    assert len(quotes) == len(points) > 3
    assert locate(blocks, quotes)[1] == []


def test_roles_and_organisations_are_told_apart() -> None:
    """A role and its organisation come from before the name and from after it."""
    found = {person.name: person for path in TEXTS for person in suggested(path).people}
    told = {name: (found[name].role, found[name].organisation) for name in (
        "Tomas Hale", "Helen Strand", "Owen Pryce", "Nadia Quill", "Samir Haddad")}  # fmt: skip
    assert told == {
        "Tomas Hale": ("harbour manager", "Elm Ferries"),
        "Helen Strand": ("chief engineer", "River Board"),
        "Owen Pryce": ("transport lead", "Lantern Bay Council"),
        "Nadia Quill": ("artistic director", "Barn Theatre"),
        "Samir Haddad": ("president", "Traders’ Circle"),
    }


def test_those_present_at_a_meeting_are_listed_with_their_organisations() -> None:
    """What stands in brackets is a role, or where somebody is from; a part of it is neither."""
    present = (
        "Present: Councillor Joan Whit (Chair), Dr Helen Farrow (Elm Health Trust), "
        "Peter Lons (Director of Adult Services), Lesley Tran (Healthwatch Elm)."
    )
    found = people([present])
    told = {person.name: (person.role, person.organisation) for person in found}
    assert told == {
        "Joan Whit": ("councillor", ""),
        "Helen Farrow": ("", "Elm Health Trust"),
        "Peter Lons": ("director of Adult Services", ""),
        "Lesley Tran": ("", "Healthwatch Elm"),
    }


def test_a_word_that_only_opens_a_sentence_is_no_organisation() -> None:
    """The text has it with a small letter elsewhere, or it is one such as “Her”."""
    found = people(
        [
            "The policy was late.",
            "Policy director Ana Reader says so.",
            "Her deputy, Ben Writer, agrees.",
            "Elmbay director Nadia Quill does not.",
        ]
    )
    told = {person.name: (person.role, person.organisation) for person in found}
    assert told == {
        "Ana Reader": ("policy director", ""),
        "Ben Writer": ("deputy", ""),
        "Nadia Quill": ("director", "Elmbay"),
    }


FRONT = """\
---
# A comment that stays
title: "New trams"  # and this one
source: {publisher: Post}
published: 2016-09-22
kind: news
summary: >-
  Folded text
  over two lines.
people:
  - {id: jane-example, name: Jane Example, role: chair, organisation: tdb}  # known
points:
  - id: mine
    text: Trams cost 40 million pounds.
    kind: figure
    themes: [money]
    passage: cost forty million
    standing: reported
---
The building cost forty million pounds, half of it paid by the town, Jane Example said.

“The region must pay its part of the cost,” says Tomas Hale, director of the Harbour Post.
The CQX (Central Quay Exchange) has 12 platforms.
"""


def run(project: Path, *arguments: str) -> Result:
    """Run the command in a project."""
    return CliRunner().invoke(main, ["-C", str(project), "suggest", *arguments])


def test_suggestions_are_explained(tmp_path: Path) -> None:
    """Everything found is printed with the sentence or the words that it rests on."""
    done = run(tiny(tmp_path, {ARTICLE: FRONT}), ARTICLE)
    assert done.exit_code == 0
    for words in ("Tomas Hale: director, Harbour Post", "CQX: Central Quay Exchange",
                  "money (", "passage: "):  # fmt: skip
        assert words in done.stdout


def test_only_english_is_understood(tmp_path: Path) -> None:
    """In another language terms and acronyms are found alone; one line says so, none is written."""
    front = FRONT.replace("kind: news", "kind: news\nlanguage: de", 1)
    project = tiny(tmp_path, {ARTICLE: front})
    done = run(project, ARTICLE, "--write")
    assert done.exit_code == 0
    assert "CQX: " in done.stdout
    assert "Tomas Hale" not in done.stdout
    told = "people, figures, themes and points are found in English alone"
    assert done.stderr == f"The article is in German (de): {told}.\n"
    assert (project / ARTICLE).read_text("utf-8") == front


def test_write_adds_drafts_and_keeps_the_rest(tmp_path: Path) -> None:
    """What is added are drafts; comments, order and quotes stay, and the check still passes."""
    project = tiny(tmp_path, {ARTICLE: FRONT})
    before = {problem.code for problem in compiled(project).problems}
    done = run(project, ARTICLE, "--write")
    assert done.exit_code == 0
    text = (project / ARTICLE).read_text("utf-8")
    for line in FRONT.split("\n"):
        assert line in text
    matter, problems = parse_matter(text, ARTICLE, Bounds(), "required", PROSE)
    assert problems == []
    assert matter is not None
    points = matter.meta["points"]
    assert isinstance(points, tuple)
    assert points[0]["id"] == "mine"
    assert len(points) > 1
    assert all(point["draft"] is True for point in points[1:])
    assert {problem.code for problem in compiled(project).problems} - before <= {"unknown-acronym"}


def test_write_twice_adds_nothing(tmp_path: Path) -> None:
    """A second run finds its own points and people there already."""
    project = tiny(tmp_path, {ARTICLE: FRONT})
    run(project, ARTICLE, "--write")
    once = (project / ARTICLE).read_text("utf-8")
    run(project, ARTICLE, "--write")
    assert (project / ARTICLE).read_text("utf-8") == once


def test_unreadable_file_is_told_of(tmp_path: Path) -> None:
    """A file whose front matter is broken, or that is no article, is refused in a sentence."""
    project = tiny(tmp_path, {ARTICLE: "---\ntitle: [\n---\n"})
    assert run(project, ARTICLE).exit_code == 1
    assert run(project, "content/about.md").exit_code == 2


def test_bodies_and_groups_speak() -> None:
    """A term that says something is a body, and several of a kind a group; others are neither."""
    text = (
        "The TDB said that trams would stop in winter. Two drivers claimed that they were tired. "
        "The platform was full, and drivers wait. Nothing will change soon, according to the UTA."
    )
    glossary, _ = Glossary.compile(LIBRARY)
    block = Block(index=0, heading=False, text=text, line=1)
    found = suggest((block,), LIBRARY, glossary)
    assert [(each.kind, each.id, each.name, each.organisation) for each in found.people] == [
        ("body", "tdb", "TDB", "tdb"),
        ("body", "uta", "UTA", "uta"),
        ("group", "two-drivers", "two drivers, unnamed", ""),
    ]
    assert {point.speaker for point in found.points} == {"tdb", "two-drivers", "uta"}


def test_bodies_and_groups_are_written_as_such(tmp_path: Path) -> None:
    """What is added to an article passes the check."""
    article = (
        "---\ntitle: New\nsource: {publisher: Post}\npublished: 2016-05-05\nkind: news\n"
        "summary: Short.\n---\n\nThe TDB said that trams would stop in winter.\n\n"
        "Two drivers claim that they are tired of it.\n"
    )
    project = tiny(tmp_path, {ARTICLE: article})
    result = CliRunner().invoke(main, ["-C", str(project), "suggest", ARTICLE, "--write"])
    assert result.exit_code == 0, result.output
    written = (project / ARTICLE).read_text("utf-8")
    assert "{id: tdb, name: TDB, kind: body, organisation: tdb}" in written
    assert "{id: two-drivers, name: 'two drivers, unnamed', kind: group}" in written
    assert [each for each in compiled(project).problems if each.severity == "error"] == []
