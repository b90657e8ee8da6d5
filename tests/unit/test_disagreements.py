"""Where sources disagree, and what sets their points apart."""

from pathlib import Path

import pytest

from generator.link.records import Difference
from tests.compiled import compile_content, point


def _two(root: Path, one: dict[str, object], other: dict[str, object], **more: object) -> object:
    """Return the disagreements between a point of 2018 and one that disputes it."""
    built = compile_content(
        root,
        {
            "first": {"points": [point("a", **one)], "published": "2018-02-01"},
            "second": {
                "points": [point("b", **{"disputes": ["first#a"], **other})],
                "published": more.get("published", "2018-09-20"),
            },
        },
        terms={
            "stp": {
                "senses": [
                    {"id": "plan", "to": "2018", "expansion": "a plan", **_SENSE},
                    {"id": "body", "from": "2018", "expansion": "a body", **_SENSE},
                ]
            }
        },
    )
    assert not [problem for problem in built.problems if problem.severity == "error"]
    return built.links.disagreements


_SENSE = {"definition": "What it means.", "source": "A source"}


def test_a_dispute_of_the_same_time_place_and_meaning_is_a_real_conflict(tmp_path: Path) -> None:
    """Months apart, in the same place, with nothing else between them."""
    (found,) = _two(tmp_path, {"places": ["Leeds"]}, {"places": ["Leeds", "York"]})  # type: ignore[misc]
    assert (found.rank, found.points) == (0, ("second#b", "first#a"))
    assert [clash.real for clash in found.clashes] == [True]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            {"as_of": "2016"},
            {"as_of": "2017"},
            Difference(kind="date", one="2017", other="2016"),
        ),
        (
            {"places": ["Leeds"]},
            {"places": ["York"]},
            Difference(kind="place", one="York", other="Leeds"),
        ),
        (
            {"text": "The STP failed.", "senses": {"stp": "plan"}},
            {"text": "The STP worked.", "senses": {"stp": "body"}},
            Difference(kind="definition", one="a body", other="a plan", about="stp"),
        ),
        (
            {"figure": {"value": 1, "unit": "trusts"}},
            {"figure": {"value": 1, "unit": "% of trusts"}},
            Difference(kind="definition", one="% of trusts", other="trusts"),
        ),
        ({"kind": "definition"}, {}, Difference(kind="definition")),
    ],
)
def test_another_date_place_or_definition_is_no_real_conflict(
    tmp_path: Path, one: dict[str, object], other: dict[str, object], expected: Difference
) -> None:
    """Both may be right: the page says what sets them apart."""
    (found,) = _two(tmp_path, one, other)  # type: ignore[misc]
    assert (found.rank, found.clashes[0].differences) == (1, (expected,))


def test_articles_years_apart_speak_of_different_times(tmp_path: Path) -> None:
    """A date of publication reaches as far as a year."""
    (found,) = _two(tmp_path, {}, {}, published="2020-09-20")  # type: ignore[misc]
    assert found.clashes[0].differences == (
        Difference(kind="date", one="20 September 2020", other="1 February 2018"),
    )


def test_what_qualifies_comes_after_what_disputes(tmp_path: Path) -> None:
    """Real conflicts first, then disputes over another thing, then qualifications."""
    built = compile_content(
        tmp_path,
        {
            "early": {
                "published": "2010",
                "published_basis": "the imprint",
                "points": [point("a"), point("b", "Another thing"), point("c", "A third thing")],
            },
            "late": {
                "points": [
                    point("x", qualifies=["early#a"]),
                    point("y", "Another thing", disputes=["early#b"]),
                    point("z", "A third thing", disputes=["late#x"]),
                ]
            },
        },
    )
    ranks = {found.points: found.rank for found in built.links.disagreements}
    assert ranks == {("late#x", "late#z", "early#a"): 0, ("late#y", "early#b"): 1}


def test_a_great_tangle_is_shown_pair_by_pair(tmp_path: Path) -> None:
    """Nobody can compare seven claims side by side."""
    points = [point("p0")] + [
        point(f"p{n}", qualifies=[f"many#p{n - 1}"]) for n in range(1, 8)
    ]
    built = compile_content(tmp_path, {"many": {"points": points}})
    assert [len(found.points) for found in built.links.disagreements] == [2] * 7
