"""Suggestions for texts of eight kinds: what is right is measured, and may not become less."""

from fractions import Fraction
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from generator.assist.suggest import suggest
from generator.assist.suggest.points import POINTS
from generator.assist.suggest.themes import LITTLE, Vocabulary
from generator.base.model import Block
from generator.base.names import is_id
from generator.base.problems import At
from generator.cli.commands import main
from generator.knowledge.glossary import Glossary
from generator.text.passages import Quote, locate
from tests.cases import sections
from tests.projects import TINY, compiled, tiny
from tests.suggest.measure import SETS, read, share, texts, totals

WANTED = {
    "roles and organisations": Fraction(80, 100),
    "attributed sentences": Fraction(70, 100),
    "figures found": Fraction(90, 100),
    "figures right": Fraction(90, 100),
}
"""Measure → the share of it that people need to be helped by."""
TEXTS = [path for of in SETS for path in texts(of)]
ARTICLE = "content/articles/new.md"
FRONT = (
    "title: New\nsource: {publisher: Post}\npublished: 2022-05-05\nkind: news\nsummary: Short.\n"
)

each_text = pytest.mark.parametrize(
    "path", TEXTS, ids=lambda path: f"{path.parent.name}-{path.stem}"
)


@pytest.mark.parametrize("of", SETS)
def test_enough_is_right(of: str) -> None:
    """In texts to which no rule was fitted as in the others, what is suggested is mostly right."""
    paths = texts(of)
    assert len(paths) == 8
    found = totals(paths)
    short = {name: found[name] for name, least in WANTED.items() if share(found[name]) < least}
    assert short == {}


@each_text
def test_few_points_and_each_with_a_telling_passage(path: Path) -> None:
    """There are at most fifteen; passages occur once, and ids are made of three to five words."""
    found = read(path)
    points = found.found.points
    assert 5 <= len(points) <= POINTS
    quotes = {point.id: Quote(exact=point.passage, at=At("a")) for point in points}
    assert len(quotes) == len(points)
    assert locate(found.blocks, quotes)[1] == []
    for point in points:
        assert is_id(point.id)
        assert point.passage in point.text
        assert 3 <= len(point.id.split("-")) <= 5, point.id
        words = sorted(word for word in point.id.split("-") if word.isalpha())
        assert len(LITTLE.intersection(words)) <= 1, point.id
        own = point.text.lower().replace("’", "").replace("'", "")
        assert all(word in own for word in words), point.id


@each_text
def test_what_is_written_is_never_refused(tmp_path: Path, path: Path) -> None:
    """Whatever a text says, in whichever quotation marks, its drafts can be read again."""
    project = tiny(tmp_path, {ARTICLE: f"---\n{FRONT}---\n\n{sections(path)['text']}\n"})
    done = CliRunner().invoke(main, ["-C", str(project), "suggest", ARTICLE, "--write"])
    assert done.exit_code == 0, done.output
    told = [each for each in compiled(project).problems if each.at.path == ARTICLE]
    assert [str(each) for each in told if each.label.startswith("error")] == []
    assert len(compiled(project, drafts=True).library.articles["new"].points) >= 5


@pytest.mark.parametrize(
    "begins",
    ["“", "‘", "„", '"', "'", "#", "- ", "%", "@", "`", "& ", "* ", "? ", "! ", "{", "[", "| "],
)
def test_a_sentence_may_begin_with_any_sign(tmp_path: Path, begins: str) -> None:
    """No sign at the beginning of a sentence makes its point unreadable."""
    text = (
        f"The {begins}trams must run at night: 40% of people, “all # of them”, wait for 20 minutes."
    )
    text = f"{text}\n\n\\{begins}Trams should stop here, 12 drivers said: “It’s late: too late.”"
    project = tiny(tmp_path, {ARTICLE: f"---\n{FRONT}---\n\n{text}\n"})
    done = CliRunner().invoke(main, ["-C", str(project), "suggest", ARTICLE, "--write"])
    assert done.exit_code == 0, done.output
    told = [each for each in compiled(project).problems if each.at.path == ARTICLE]
    assert [str(each) for each in told if each.label.startswith("error")] == []


def test_a_theme_with_many_points_does_not_always_come_first() -> None:
    """What a text is about decides, and not how much has been said of each theme before."""
    library = compiled(TINY).library
    many = {
        f"line-opens#p-{number}": replace(point, themes=("service",), text=f"Trams run {word}.")
        for point in [library.points["line-opens#twice-as-fast"]]
        for number, word in enumerate(("late", "slowly", "in winter", "at night", "to town") * 8)
    }
    vocabulary = Vocabulary(replace(library, points={**library.points, **many}))
    (first, *_) = vocabulary.leanings("Trams cost the town a million pounds, and who will pay?")
    assert first.theme == "money"


@pytest.mark.parametrize(
    "unit", ["Mr Aa Bb said ", "Aa Bb Cc ", "The Director of Aa at Bb, Mr Cc Dd, ", "“a b c d "]
)
def test_time_grows_with_the_length_of_a_text(unit: str) -> None:
    """No text made of one thing over and over takes more than its length is worth."""
    glossary, _ = Glossary.compile(compiled(TINY).library)
    library = compiled(TINY).library

    def seconds(times: int) -> float:
        block = Block(index=0, heading=False, text=unit * times, line=1)
        began = process_time()
        suggest((block,), library, glossary)
        return process_time() - began

    assert seconds(800) < 8 * seconds(200) + 0.5
