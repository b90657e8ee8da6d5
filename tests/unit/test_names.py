"""Identifiers, and the nearest known word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.names import LONGEST_ID, ids_of, is_id, numbered, slug
from generator.base.nearest import allowance, hints_left_out, nearest


@pytest.mark.parametrize("text", ["a", "stp", "four-of-44-council-led", "2016", "a" * LONGEST_ID])
def test_identifier(text: str) -> None:
    """Lower-case letters, digits and single hyphens make an identifier."""
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "a-", "-a", "a--b", "A", "é", "a b", "a_b", "a.b", "a/b", "a\n", "٣", "a" * 81],
)
def test_no_identifier(text: str) -> None:
    """Anything else makes none."""
    assert not is_id(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Winter Pressures", "winter-pressures"),
        ("A&E", "a-and-e"),
        ("King’s Fund, the", "kings-fund-the"),
        ("  Café — Zürich 2018/19 ", "cafe-zurich-2018-19"),
        ("новости", ""),
        ("x" * 79 + " yz", "x" * 79),
    ],
)
def test_identifier_for_a_text(text: str, expected: str) -> None:
    """A text's identifier keeps its letters without accents, and hyphens between its words."""
    assert slug(text) == expected


@given(st.text())
def test_identifier_for_any_text(text: str) -> None:
    """Every text has an identifier that follows the rule, or none, and it is its own."""
    made = slug(text)
    assert made == "" or (is_id(made) and slug(made) == made)


@pytest.mark.parametrize(
    ("taken", "expected"), [(set(), "a"), ({"a"}, "a-2"), ({"a", "a-2", "a-4"}, "a-3")]
)
def test_a_taken_name_gets_a_number(taken: set[str], expected: str) -> None:
    """Of things that would share a name the first keeps it, and the others count from two."""
    assert numbered("a", taken) == expected


def test_every_name_has_an_identifier_of_its_own() -> None:
    """Names that would share one, that have none or whose own is taken get numbers."""
    names = ("The Board", "the board", "новости", "газета", "TDB")
    ids = ids_of(names, {"tdb"})
    assert [*ids.items()] == [
        *zip(names, ("the-board", "the-board-2", "other", "other-2", "tdb-2"), strict=True)
    ]


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("finanse", ["finance", "governance", "culture"], "finance"),
        ("Finance", ["finance"], "finance"),
        ("sumary", ["summary", "source"], "summary"),
        ("blog", ["news", "opinion"], ""),
        ("stps", ["stp-a", "stp-b"], ""),
        ("bed", ["beds", "bet"], "beds"),
        ("anything", [], ""),
        ("a" * 500, ["a" * 500], ""),
    ],
)
def test_nearest_known_word(word: str, known: list[str], expected: str) -> None:
    """The nearest word is given only where it is near, and clearly nearer than the next."""
    assert nearest(word, known) == expected


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=6))
def test_nearest_word_is_a_known_one_whatever_their_order(word: str, known: list[str]) -> None:
    """The answer is among the known words, and their order does not matter."""
    found = nearest(word, known)
    assert found in {"", *known}
    assert nearest(word, known[::-1]) == found


def test_hints_of_a_run_share_an_allowance() -> None:
    """What one run compares is limited; past that no word has a hint, and one problem says so."""
    known = {f"name-{number}" for number in range(99)} | {"finance"}
    with allowance(150):
        assert nearest("finanse", known) == "finance"
        assert hints_left_out() == []
        assert [nearest("finanse", known), nearest("finanse", known)] == ["", ""]
        (problem,) = hints_left_out()
        assert nearest("finanse", ["finance"]) == "finance"  # the rest is enough for so few
    assert (problem.code, "2 of them" in problem.message) == ("hints-left-out", True)
    assert nearest("finanse", known) == "finance"
