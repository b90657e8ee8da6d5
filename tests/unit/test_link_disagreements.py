"""Where sources disagree, and what sets their points apart."""

from typing import Any

import pytest

from generator.base.dates import parse
from generator.base.model import DisputedQuestion, Figure
from generator.base.problems import At
from generator.knowledge.link.findings import Difference, Disagreement
from tests.records import article, linked, message, point, term, theme

_STP = term("stp", "STP", ("", "2018"), ("2018", ""))


def _disputed(
    one: dict[str, Any], other: dict[str, Any], published: str = "2018-09-20"
) -> Disagreement:
    """Return the disagreement between a point of February 2018 and one that disputes it."""
    first = article("first", point("first#a", **one), published="2018-02-01")
    second = article(
        "second", point("second#b", disputes=["first#a"], **other), published=published
    )
    (found,) = linked(first, second, _STP).disagreements
    return found


def test_a_dispute_of_the_same_time_place_and_meaning_is_a_real_conflict() -> None:
    """Months apart, in the same place, with nothing else between them."""
    found = _disputed({"places": ("Leeds",)}, {"places": ("Leeds", "York")})
    assert (found.rank, found.points) == (0, ("second#b", "first#a"))
    assert [clash.real for clash in found.clashes] == [True]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            {"as_of": parse("2016")},
            {"as_of": parse("2017")},
            Difference(kind="date", one=parse("2017"), other=parse("2016")),
        ),
        (
            {"places": ("Leeds",)},
            {"places": ("York",)},
            Difference(kind="place", one=("York",), other=("Leeds",)),
        ),
        (
            {"text": "The STP failed.", "senses": {"stp": ("1",)}},
            {"text": "The STP worked.", "senses": {"stp": ("2",)}},
            Difference(kind="definition", one=("STP",), other=("STP",), about="stp"),
        ),
        (
            {"figure": Figure(value=1, unit="trusts")},
            {"figure": Figure(value=1, unit="% of trusts")},
            Difference(kind="definition", one=("% of trusts",), other=("trusts",)),
        ),
        ({"kind": "definition"}, {}, Difference(kind="definition")),
        (
            {"figure": Figure(value=1, unit="trusts", period="2016/17")},
            {"figure": Figure(value=2, unit="trusts", period="2017/18")},
            Difference(kind="date", one=("2017/18",), other=("2016/17",)),
        ),
    ],
)
def test_another_date_place_or_definition_is_no_real_conflict(
    one: dict[str, Any], other: dict[str, Any], expected: Difference
) -> None:
    """Both may be right: the page says what sets them apart."""
    found = _disputed(one, other)
    assert (found.rank, found.clashes[0].differences) == (1, (expected,))


@pytest.mark.parametrize(
    ("both", "published"),
    [
        ({"figure": Figure(value=1, unit="trusts", period="2016/17")}, "2020-09-20"),
        ({"as_of": parse("2016")}, "2020-09-20"),
    ],
)
def test_figures_and_points_of_one_time_are_in_conflict(
    both: dict[str, Any], published: str
) -> None:
    """Whenever they were published, they speak of the same."""
    assert _disputed(both, both, published).rank == 0


def test_capitals_make_no_other_place() -> None:
    """A place is one however it is capitalised."""
    assert _disputed({"places": ("Leeds",)}, {"places": ("leeds",)}).rank == 0


def test_articles_years_apart_speak_of_different_times() -> None:
    """A date of publication reaches as far as a year."""
    found = _disputed({}, {}, published="2020-09-20")
    assert found.clashes[0].differences == (
        Difference(kind="date", one=parse("2020-09-20"), other=parse("2018-02-01")),
    )


@pytest.mark.parametrize(
    ("one", "nature"),
    [
        ({}, "conflict"),
        ({"as_of": parse("2010")}, "date"),
        ({"places": ("York",)}, "place"),
        ({"kind": "definition"}, "definition"),
    ],
)
def test_disputes_are_of_several_natures(one: dict[str, Any], nature: str) -> None:
    """A conflict is told apart from what speaks of another date, place or definition."""
    found = _disputed(one, {"places": ("Leeds",)})
    assert (found.nature, [clash.nature for clash in found.clashes]) == (nature, [nature])


def test_a_group_is_of_the_nature_of_its_gravest_clash() -> None:
    """A limit beside a conflict does not hide it."""
    made = article("a", point("a#x"), point("a#y", qualifies=["a#x"]))
    (limit,) = linked(made).disagreements
    assert limit.nature == "limit"
    (both,) = linked(made, article("b", point("b#x", disputes=["a#x"]))).disagreements
    assert both.nature == "conflict"


def test_a_question_stands_over_the_points_that_it_names() -> None:
    """Two of its points name a group; the lines that rest on one of them are known."""
    made = article("a", point("a#x")), article("b", point("b#x", disputes=["a#x"]))
    asked = DisputedQuestion(question="Is it?", points=("a#x", "b#x"), at=At("t.md"))
    money = theme(
        "money",
        messages=(message(1, ["a#x"]), message(2, ["z#x"], contested_by=("b#x",))),
        disagreements=(asked,),
    )
    (found,) = linked(*made, article("z", point("z#x")), money).disagreements
    assert (found.question, found.theme) == ("Is it?", "money")
    assert [(line.kind, line.index) for line in found.lines] == [("message", 0), ("message", 1)]


def test_what_qualifies_comes_after_what_disputes() -> None:
    """Real conflicts first, then disputes over another thing, then qualifications."""
    early = article("early", point("early#a"), point("early#b"), point("early#c"), published="2010")
    late = article(
        "late",
        point("late#w", qualifies=["early#c"]),
        point("late#x", qualifies=["early#a"]),
        point("late#y", disputes=["early#b"]),
        point("late#z", disputes=["late#x"]),
    )
    assert [(found.rank, found.points) for found in linked(early, late).disagreements] == [
        (0, ("late#x", "late#z", "early#a")),
        (1, ("late#y", "early#b")),
        (2, ("late#w", "early#c")),
    ]


def test_a_great_tangle_is_shown_pair_by_pair() -> None:
    """Nobody can compare seven claims side by side."""
    points = [point(f"many#p{n}", qualifies=[f"many#p{n - 1}"] if n else []) for n in range(8)]
    found = linked(article("many", *points)).disagreements
    assert [len(group.points) for group in found] == [2] * 7


def test_no_two_disagreements_have_one_id() -> None:
    """Of a great tangle one point stands in many pairs, and two points may clash in two ways."""
    others = [point(f"old#p{n}") for n in range(7)]
    disputing = point(
        "new#p", disputes=[p.id for p in others], qualifies=["old#p0"], kind="recommendation"
    )
    old = article("old", *others, published="2010")
    found = linked(article("new", disputing), old).disagreements
    assert len(found) == len({group.anchor for group in found}) == len(others)
    assert sorted(len(group.clashes) for group in found) == [1] * 6 + [2]
