"""Support of a key message: computed from its points, never written by hand."""

from dataclasses import replace

import pytest

from generator.knowledge.link.findings import Support
from generator.knowledge.link.relations import collect_relations
from generator.knowledge.link.support import rate_support
from tests.records import article, library, linked, point, theme


def support(*articles_points: object, rests_on: list[str]) -> Support:
    """Return the support of one message of the theme money."""
    links = linked(theme("money", [rests_on]), *articles_points)  # type: ignore[arg-type]
    (found,) = links.support.values()
    return found


def test_two_articles_agree() -> None:
    """Points of two articles that nobody disputes are agreed."""
    made = article("a", point("a#x")), article("b", point("b#x"))
    assert support(*made, rests_on=["a#x", "b#x"]) == "agreed"


def test_one_article_is_one_source() -> None:
    """However many points of one article there are, they are one source."""
    made = article("a", point("a#x"), point("a#y"))
    assert support(made, rests_on=["a#x", "a#y"]) == "single"


def test_a_repetition_is_no_second_witness() -> None:
    """A point and another that repeats it are one source, heard twice."""
    made = article("a", point("a#x")), article("b", point("b#x", repeats=["a#x"]))
    assert support(*made, rests_on=["a#x", "b#x"]) == "repeated"


def test_two_repetitions_of_a_third_are_repeated() -> None:
    """Two articles that took it over from the same third one are one witness, even without it."""
    made = (
        article("a", point("a#x")),
        article("b", point("b#x", repeats=["a#x"])),
        article("c", point("c#x", repeats=["b#x"])),
    )
    assert support(*made, rests_on=["b#x", "c#x"]) == "repeated"


def test_a_repetition_beside_an_independent_source_is_agreed() -> None:
    """One article of its own beside a repeated one makes two witnesses."""
    made = (
        article("a", point("a#x")),
        article("b", point("b#x", repeats=["a#x"])),
        article("c", point("c#x")),
    )
    assert support(*made, rests_on=["a#x", "b#x", "c#x"]) == "agreed"


@pytest.mark.parametrize("disputing", ["within", "outside", "stated by the message's own"])
def test_contested_wins(disputing: str) -> None:
    """A dispute outweighs all agreement, from whichever side it is stated."""
    own = ["z#x"] if disputing.startswith("stated") else []
    made = (
        article("a", point("a#x", disputes=own)),
        article("b", point("b#x", disputes=["a#x"] if disputing == "within" else [])),
        article("z", point("z#x", disputes=["a#x"] if disputing == "outside" else [])),
    )
    assert support(*made, rests_on=["a#x", "b#x"]) == "contested"


@pytest.mark.parametrize("kind", ["agrees", "qualifies", "updates"])
def test_no_other_relation_contests(kind: str) -> None:
    """To agree, to qualify and to update is not to dispute."""
    made = article("a", point("a#x")), article("b", point("b#x", relations={kind: ["a#x"]}))
    assert support(*made, rests_on=["a#x", "b#x"]) == "agreed"


def test_what_repeats_two_is_independent_of_neither() -> None:
    """An article that took it over from two others stands beside neither as a second witness."""
    made = (
        article("a", point("a#x")),
        article("b", point("b#x")),
        article("p", point("p#x", repeats=["a#x", "b#x"])),
        article("q", point("q#x", repeats=["b#x"])),
    )
    assert support(*made, rests_on=["p#x", "b#x"]) == "repeated"
    assert support(*made, rests_on=["p#x", "q#x"]) == "repeated"
    assert support(*made, rests_on=["p#x", "a#x", "b#x"]) == "agreed"


def test_two_that_repeat_a_draft_are_one_witness() -> None:
    """What is not published is a source all the same."""
    made = library(
        theme("money", [["b#x", "c#x"]]), article("b", point("b#x")), article("c", point("c#x"))
    )
    made = replace(made, repeats={"b#x": ("a#draft",), "c#x": ("d#x",), "d#x": ("a#draft",)})
    assert list(rate_support(made, collect_relations(made)).values()) == ["repeated"]


@pytest.mark.parametrize("length", [2, 3, 4])
def test_repetitions_in_a_circle_are_one_witness(length: int) -> None:
    """Points that repeat each other, an error told elsewhere, have no witness among them."""
    made = [
        article(f"a{n}", point(f"a{n}#x", repeats=[f"a{(n + 1) % length}#x"]))
        for n in range(length)
    ]
    assert support(*made, rests_on=[f"a{n}#x" for n in range(length)]) == "repeated"
    assert support(*made, rests_on=["a0#x", "a1#x"]) == "repeated"


def test_relations_are_seen_from_both_ends() -> None:
    """A point knows what it states and what others state of it."""
    links = linked(article("a", point("a#x")), article("b", point("b#x", qualifies=["a#x"])))
    seen = {
        id_: [(each.kind, each.point, each.stated) for each in relations]
        for id_, relations in links.relations.items()
    }
    assert seen == {"a#x": [("qualifies", "b#x", False)], "b#x": [("qualifies", "a#x", True)]}


def test_of_one_date_the_best_agreed_point_comes_first() -> None:
    """The newest first; among those of one date, that with which the most articles agree."""
    links = linked(
        article("a", point("a#w"), point("a#x"), point("a#y"), point("a#z")),
        article("b", point("b#x", agrees=["a#y", "a#z"]), published="2010"),
        article("c", point("c#x", agrees=["a#y"]), point("c#y", agrees=["c#x"]), published="2020"),
    )
    listed = [each.id for each in links.evidence.by_theme["money"]]
    assert listed == ["c#x", "c#y", "a#y", "a#z", "a#w", "a#x", "b#x"]
