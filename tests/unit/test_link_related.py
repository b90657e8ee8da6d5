"""Related reading: why another article is worth reading, in parts that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.model import Article
from generator.knowledge.link.findings import Related
from tests.records import article, block, linked, person, point, term


def related(*articles: object) -> dict[str, list[Related]]:
    """Return related reading by article."""
    return {id_: list(found) for id_, found in linked(*articles).related.items()}  # type: ignore[arg-type]


def reasons(found: Related) -> dict[str, tuple[str, ...]]:
    """Return what is shared, by kind of reason."""
    return {reason.kind: reason.items for reason in found.reasons}


def test_each_shared_thing_is_a_reason() -> None:
    """Themes, terms, people, places, relations and closeness in time are named one by one."""
    jane = person("jane-example")
    words = (block(0, "Words of the UTA."),)
    one = article(
        "a", point("a#x", speaker=jane, places=("Market",)), published="2016-09-22", blocks=words
    )
    other = article(
        "b",
        point("b#x", speaker=jane, places=("Market",), agrees=["a#x"]),
        published="2016-09-22",
        blocks=words,
    )
    (found,) = related(one, other, term("uta", "UTA"))["a"]
    assert found.article == "b"
    assert reasons(found) == {
        "relations": ("a b",),
        "people": ("jane-example",),
        "places": ("Market",),
        "terms": ("uta",),
        "themes": ("money",),
        "time": (),
    }


def test_nothing_shared_is_not_related() -> None:
    """An article that shares nothing but its date is not proposed."""
    made = article("a", point("a#x")), article("b", point("b#x", themes=("service",)))
    assert related(*made) == {"a": [], "b": []}


@pytest.mark.parametrize(("published", "near"), [("2016-09-22", 1.0), ("2018-01-01", None)])
def test_time_is_a_reason_within_a_year(published: str, near: float | None) -> None:
    """Articles of one day are near in time, and articles over a year apart are not."""
    (found,) = related(article("a", point("a#x")), article("b", point("b#x"), published=published))[
        "a"
    ]
    scores = {reason.kind: reason.score for reason in found.reasons}
    assert scores.get("time") == near


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    """Sharing a term that few articles have says more than sharing one that all have."""
    common, rare = block(0, "The UTA met."), block(0, "The UTA and the TDB met.")
    made: list[Article] = [
        article(name, point(f"{name}#x"), blocks=(rare if name in "ab" else common,))
        for name in "abcdef"
    ]
    best, second, *_ = related(*made, term("uta", "UTA"), term("tdb", "TDB"))["a"]
    assert best.article == "b"
    assert best.score > second.score


_ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(["2015", "2016-09-22", "2016-10", "2019~", "2012/2014", "../2018"]),
        st.lists(st.sampled_from(["money", "service"]), max_size=2, unique=True),
        st.lists(st.sampled_from(["Market", "Harbour", "Hill"]), max_size=3, unique=True),
        st.lists(st.sampled_from(["jane-example", "sam-sample"]), max_size=2, unique=True),
        st.lists(st.sampled_from(["UTA", "TDB", "STP"]), max_size=3, unique=True),
    ),
    min_size=1,
    max_size=8,
)


@given(_ARTICLES)
def test_parts_add_up(
    drawn: list[tuple[str, list[str], list[str], list[str], list[str]]],
) -> None:
    """The reasons' scores add up to the whole; the best comes first, at most five, never itself."""
    made = [
        article(
            f"a{number}",
            point(f"a{number}#x", themes=tuple(themes), places=tuple(places)),
            published=published,
            people=tuple(map(person, people)),
            blocks=(block(0, " and ".join(terms) or "Words."),),
        )
        for number, (published, themes, places, people, terms) in enumerate(drawn)
    ]
    known = (term(label.lower(), label) for label in ("UTA", "TDB", "STP"))
    for id_, found in related(*made, *known).items():
        assert len(found) <= 5
        assert id_ not in {each.article for each in found}
        assert [each.score for each in found] == sorted((e.score for e in found), reverse=True)
        for each in found:
            assert each.score == round(sum(reason.score for reason in each.reasons), 2)
            for reason in each.reasons:
                assert not reason.weights or reason.score == round(sum(reason.weights), 2)
            assert {reason.kind for reason in each.reasons} - {"time"}
