"""Coverage: what is there by theme, year and kind of voice, and what nobody cites."""

from generator.base.dates import parse
from tests.records import article, block, linked, person, point


def test_points_are_counted_by_article_year_and_voice() -> None:
    """Each point counts once for each of its themes, in the year that it speaks of."""
    made = article(
        "a",
        point("a#x", themes=("money", "service"), standing="quoted"),
        point("a#y", as_of=parse("2013")),
    )
    coverage = linked(made, article("b", point("b#x"), published="2016")).coverage
    assert dict(coverage.by_article) == {("money", "a"): 2, ("service", "a"): 1, ("money", "b"): 1}
    assert dict(coverage.by_year) == {
        ("money", "2016"): 2,
        ("service", "2016"): 1,
        ("money", "2013"): 1,
    }
    assert dict(coverage.by_standing) == {
        ("money", "quoted"): 1,
        ("service", "quoted"): 1,
        ("money", "reported"): 2,
    }


def test_voices_are_told_apart_by_whose_they_are() -> None:
    """For an organisation, for nobody, as the author, or in an article that nobody signed."""
    made = article(
        "a",
        point("a#x", speaker=person("jane", "head", "The Bus Board")),
        point("a#y", speaker=person("john", "passenger")),
        point("a#z"),
        point("a#b", speaker=person("the-board", kind="body")),
        point("a#g", speaker=person("drivers", "", "The Bus Board", kind="group")),
        authors=("Ann Example",),
    )
    coverage = linked(made, article("b", point("b#x"))).coverage
    assert dict(coverage.by_voice) == {
        ("money", "organisation"): 2,
        ("money", "group"): 1,
        ("money", "person"): 1,
        ("money", "author"): 1,
        ("money", "unsigned"): 1,
    }
    assert dict(coverage.by_organisation) == {
        ("money", "the-board"): 1,
        ("money", "the-bus-board"): 2,
    }
    assert [*coverage.organisations.items()] == [
        ("the-bus-board", "The Bus Board"),
        ("the-board", "The Board"),
    ]


def test_years_run_without_a_gap() -> None:
    """Years between the first and the last are named even where nobody speaks of them."""
    made = article("a", point("a#x")), article("b", point("b#x"), published="2013/2015")
    coverage = linked(*made, article("c", point("c#x"), published="2013-05")).coverage
    assert coverage.years == ("2013", "2014", "2015", "2016", "undated")


def test_years_run_to_today() -> None:
    """That nothing is known of the last years is a gap; what may be of one is counted apart."""
    made = (
        article("a", point("a#x"), published="2016"),
        article("b", point("b#x"), published="2018/.."),
    )
    coverage = linked(*made, as_of="2020-02").coverage
    assert coverage.years == ("2016", "2017", "2018", "2019", "2020", "undated")
    assert dict(coverage.by_year) == {("money", "2016"): 1, ("money", "undated"): 1}
    assert dict(coverage.by_possible_year) == {
        ("money", "2018"): 1,
        ("money", "2019"): 1,
        ("money", "2020"): 1,
    }


def test_paragraphs_without_a_point_are_listed() -> None:
    """Headings are no paragraphs; what a passage cites is covered; the rest is listed by line."""
    blocks = (
        block(0, "A heading", heading=True),
        block(1, "Words that are cited."),
        block(2, "Words that nobody cites."),
    )
    (uncited,) = linked(article("a", point("a#x", block=1), blocks=blocks)).coverage.uncited
    assert (uncited.article, uncited.line, uncited.text) == ("a", 14, "Words that nobody cites.")
