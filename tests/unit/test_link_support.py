"""Support of a key message: computed from its points, never written by hand."""

import pytest
from msgspec.structs import replace

from generator.base.model import Article
from generator.knowledge.link.findings import Objection, Support
from generator.knowledge.link.relations import collect_relations
from generator.knowledge.link.support import rate_support
from tests.records import article, library, linked, message, point, theme


def rated(*articles: Article, rests_on: list[str], **fields: tuple[str, ...]) -> Support:
    """Return the support of one message of the theme money."""
    asked = theme("money", messages=(message(1, rests_on, **fields),))
    (found,) = linked(asked, *articles).support.values()
    return found


def support(*articles: Article, rests_on: list[str]) -> str:
    """Return its kind alone."""
    return rated(*articles, rests_on=rests_on).kind


@pytest.mark.parametrize("relation", ["agrees", "updates"])
def test_two_articles_agree_where_one_says_so(relation: str) -> None:
    """A relation between points of independent articles makes the message agreed."""
    made = article("a", point("a#x")), article("b", point("b#x", relations={relation: ["a#x"]}))
    found = rated(*made, rests_on=["a#x", "b#x"])
    assert (found.kind, found.connected) == ("agreed", (("b#x", "a#x"),))


def test_two_articles_that_nothing_connects_are_several() -> None:
    """To stand under one message is not to agree."""
    made = article("a", point("a#x")), article("b", point("b#x"))
    assert support(*made, rests_on=["a#x", "b#x"]) == "several"


def test_each_article_has_to_agree_with_another() -> None:
    """A third that nothing connects says something of its own."""
    made = (
        article("a", point("a#x"), point("a#y")),
        article("b", point("b#x", agrees=["a#x"])),
        article("c", point("c#x")),
    )
    assert support(*made, rests_on=["a#x", "b#x", "a#y"]) == "agreed"
    assert support(*made, rests_on=["a#x", "b#x", "c#x"]) == "several"


def test_agreement_outside_the_message_does_not_count() -> None:
    """Articles may agree on one thing and be cited for another."""
    made = (
        article("a", point("a#x"), point("a#y")),
        article("b", point("b#x"), point("b#y", agrees=["a#y"])),
    )
    assert support(*made, rests_on=["a#x", "b#x"]) == "several"


def test_points_of_one_article_that_agree_are_one_source() -> None:
    """However many points of one article there are, they are one source."""
    made = article("a", point("a#x"), point("a#y", agrees=["a#x"]))
    assert support(made, rests_on=["a#x", "a#y"]) == "single"


def test_a_repetition_is_no_second_witness() -> None:
    """A point and another that repeats it, and agrees, are one source, heard twice."""
    made = (
        article("a", point("a#x")),
        article("b", point("b#x", repeats=["a#x"], agrees=["a#x"])),
    )
    assert support(*made, rests_on=["a#x", "b#x"]) == "repeated"


def test_two_repetitions_of_a_third_are_repeated() -> None:
    """Two articles that took it over from the same third one are one witness, even without it."""
    made = (
        article("a", point("a#x")),
        article("b", point("b#x", repeats=["a#x"])),
        article("c", point("c#x", repeats=["b#x"])),
    )
    assert support(*made, rests_on=["b#x", "c#x"]) == "repeated"


def test_a_repetition_of_what_agrees_need_not_say_so() -> None:
    """One article of its own that agrees, beside a repeated one, makes two witnesses."""
    made = (
        article("a", point("a#x")),
        article("b", point("b#x", repeats=["a#x"])),
        article("c", point("c#x", agrees=["a#x"])),
    )
    assert support(*made, rests_on=["a#x", "b#x", "c#x"]) == "agreed"


@pytest.mark.parametrize("disputing", ["within", "outside", "stated by the message's own"])
def test_contested_wins(disputing: str) -> None:
    """A dispute with another source outweighs all agreement, from whichever side it is stated."""
    own = ["z#x"] if disputing.startswith("stated") else []
    within = {"disputes": ["a#x"]} if disputing == "within" else {"agrees": ["a#x"]}
    made = (
        article("a", point("a#x", disputes=own)),
        article("b", point("b#x", relations=within)),
        article("z", point("z#x", disputes=["a#x"] if disputing == "outside" else [])),
    )
    found = rated(*made, rests_on=["a#x", "b#x"])
    assert found.kind == "contested"
    assert Objection(point="b#x" if disputing == "within" else "z#x", against="a#x") in (
        found.contested_by
    )
    assert found.basis == ("several" if disputing == "within" else "agreed")


def test_two_accusations_in_one_article_are_one_report() -> None:
    """An article that reports a quarrel is one source, and nobody contests it."""
    made = article("a", point("a#x"), point("a#y", disputes=["a#x"]))
    assert support(made, rests_on=["a#x", "a#y"]) == "single"
    assert support(made, rests_on=["a#x"]) == "single"


def test_what_is_qualified_is_limited() -> None:
    """By whom is said; what qualifies another is not limited itself."""
    made = (
        article("a", point("a#x"), point("a#y", qualifies=["a#x"])),
        article("b", point("b#x", qualifies=["a#x"])),
    )
    found = rated(*made, rests_on=["a#x"])
    limits = (Objection(point="a#y", against="a#x"), Objection(point="b#x", against="a#x"))
    assert (found.kind, found.basis, found.limited_by) == ("limited", "single", limits)
    assert support(*made, rests_on=["b#x"]) == "single"


def test_a_message_may_be_contested_or_limited_as_a_whole() -> None:
    """The front matter names the points, also where no point of it is disputed."""
    made = article("a", point("a#x")), article("b", point("b#x"), point("b#y"))
    limited = rated(*made, rests_on=["a#x"], limited_by=("b#x",))
    assert (limited.kind, limited.limited_by) == ("limited", (Objection(point="b#x", against=""),))
    both = rated(*made, rests_on=["a#x"], limited_by=("b#x",), contested_by=("b#y",))
    assert (both.kind, both.contested_by) == ("contested", (Objection(point="b#y", against=""),))


def test_what_repeats_two_is_independent_of_neither() -> None:
    """An article that took it over from two others stands beside neither as a second witness."""
    made = (
        article("a", point("a#x")),
        article("b", point("b#x", agrees=["a#x"])),
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
    (found,) = rate_support(made, collect_relations(made)).values()
    assert found.kind == "repeated"


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
