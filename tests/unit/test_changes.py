"""Differences between two states, where cases of whole projects would be large."""

from collections.abc import Iterable
from itertools import combinations

from msgspec.structs import replace

from generator.knowledge.changes import State, compare, state_of
from generator.knowledge.changes.state import Disagreement
from generator.site.data.library import library_record
from tests.projects import TINY, compiled


def disagreeing(pairs: Iterable[Iterable[int]], number: int = 8) -> State:
    """Return a state in which points disagree pair by pair, by their numbers."""
    built = compiled(TINY)
    state = state_of(library_record(built.library, built.links))
    point = state.points[0]
    points = tuple(replace(point, id=f"{point.article}#p{n}", text=f"P{n}.") for n in range(number))
    groups = tuple(
        Disagreement(kind=kind, question=None, points=tuple(points[n].id for n in pair))
        for pair, kind in zip(pairs, ("conflict", "limit", "date") * number**2, strict=False)
    )
    return replace(state, points=points, disagreements=groups)


def told(before: State, after: State) -> list[tuple[str, object, object]]:
    """Return what is told of disagreements."""
    found = (change for change in compare(before, after) if change.kind.startswith("dispute-"))
    return [(change.kind, change.before, change.after) for change in found]


def test_pairs_with_a_point_in_common_are_each_themselves() -> None:
    """Of a large tangle each pair is a disagreement: it is not taken for one beside it."""
    all_ = [*combinations(range(8), 2)]
    state = disagreeing(all_)
    assert told(state, disagreeing(all_)) == []
    assert told(state, disagreeing(all_[:-1])) == [("dispute-closed", "P6.\nP7.", "")]
    assert told(disagreeing(all_[:-1]), state) == [("dispute-opened", "", "P6.\nP7.")]


def test_disagreement_with_another_point_has_changed() -> None:
    """It was between two, and is between three; of another it is told that it is new."""
    before, after = disagreeing([(0, 1)]), disagreeing([(0, 1, 2), (3, 4)])
    assert told(before, after) == [
        ("dispute-opened", "", "P3.\nP4."),
        ("dispute-changed", "P0.\nP1.", "P0.\nP1.\nP2."),
    ]


def test_point_in_many_disagreements_fills_no_report() -> None:
    """Each of a thousand new ones could be any of a thousand former ones: a few are told."""
    before = disagreeing(((0, n) for n in range(1, 1_000)), number=2_000)
    after = disagreeing(((0, n) for n in range(1_000, 2_000)), number=2_000)
    assert sum(len(f"{was}{now}") for _, was, now in told(before, after)) < 200_000
