"""What has happened since: which events bear on what, and on what they do not."""

from typing import Any

import pytest

from generator.base.dates import parse
from generator.base.model import Passage
from generator.knowledge.link import Links
from generator.knowledge.link.findings import LineRef
from tests.records import article, block, event, linked, message, person, point, term, theme

_TDB = term("tdb", "TDB", ("", "2018"), ("2018", ""))


def _ids(bearings: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - one of several mappings
    return [(bearing.event.id, bearing.by) for bearing in bearings]


def _message(links: Links, number: int = 1) -> list[tuple[str, str]]:
    ref = LineRef(kind="message", theme="money", index=number - 1)
    return _ids(links.since.lines.get(ref, ()))


def test_an_event_bears_on_the_point_that_it_names() -> None:
    """And on the message on it, its article and its theme."""
    end = event("end", "2018", points=("a#x",))
    links = linked(article("a", point("a#x"), point("a#y")), theme("money", [["a#x"]]), end)
    assert {key: _ids(found) for key, found in links.since.points.items()} == {
        "a#x": [("end", "named")]
    }
    assert _message(links) == [("end", "named")]
    assert _ids(links.since.articles["a"]) == [("end", "named")]
    assert {key: _ids(found) for key, found in links.since.themes.items()} == {
        "money": [("end", "named")]
    }


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2018-05", "2018"),  # may be of the same day
        ("2018", "2018-05"),
        ("2018-05-02", "2018-05-01"),
        ("2018/..", "2020"),  # may be later
    ],
)
def test_what_may_be_later_is_not_affected(published: str, day: str) -> None:
    """Only what was surely said before an event did not know of it."""
    made = article("a", point("a#x", text="The TDB ran."), published=published)
    found = linked(made, _TDB, event("end", day, points=("a#x",), terms=("tdb",))).since
    assert (found.points, found.articles, found.themes) == ({}, {}, {})


def test_an_affected_term_affects_what_uses_it() -> None:
    """In its words or its passage; outside of both it is the article's alone."""
    blocks = (block(0, "Words of the TDB here."), block(1, "Words. The TDB, once more."))
    made = article(
        "a",
        point("a#words", text="The TDB ran.", block=1),
        point("a#other", text="It ran.", block=1),
        blocks=blocks,
        published="2016",
    )
    end = event("end", "2017", ends=("tdb",))
    found = linked(made, _TDB, end).since
    assert {key: _ids(each) for key, each in found.points.items()} == {"a#words": [("end", "term")]}
    assert _ids(found.articles["a"]) == [("end", "term")]
    assert [bearing.term for bearing in found.articles["a"]] == ["tdb"]
    assert _ids(found.terms["tdb"]) == [("end", "named")]


def test_a_term_in_the_passage_affects_the_point() -> None:
    """A point need not repeat the name that its passage holds."""
    passage = point("a#x", text="It ran.", passage=_passage("The TDB ran"))
    made = article("a", passage, blocks=(block(0, "The TDB ran for years."),))
    found = linked(made, _TDB, event("end", "2017", terms=("tdb",))).since
    assert _ids(found.points["a#x"]) == [("end", "term")]


def _passage(words: str) -> Passage:
    return Passage(exact=words, block=0, start=0, end=len(words))


def test_only_the_affected_sense_is_affected() -> None:
    """What the name meant at the time decides."""
    old = article("old", point("old#x", text="The TDB ran."), published="2016")
    new = article("new", point("new#x", text="The TDB ran."), published="2019")
    found = linked(old, new, _TDB, event("end", "2020", terms=("tdb#2",))).since
    assert set(found.points) == {"new#x"}


def test_a_speaker_carries_what_bears_on_the_organisation() -> None:
    """By the person, by the organisation's name, and by its term; messages do not take that on."""
    board = person("jane-example", "chair", "the board", "tdb")
    made = article("a", point("a#x", speaker=board), published="2016")
    events = (
        event("leaves", "2017", people=("jane-example",)),
        event("moves", "2018", organisations=("TDB",)),
        event("closes", "2019", ends=("tdb",)),
        event("reopens", "2020", terms=("tdb#2",)),
    )
    links = linked(made, _TDB, theme("money", [["a#x"]]), *events)
    assert _ids(links.since.points["a#x"]) == [
        ("moves", "speaker"),
        ("leaves", "speaker"),
        ("closes", "speaker"),
    ]
    assert _message(links) == []
    assert _ids(links.since.people["jane-example"]) == [("leaves", "named")]
    assert {bearing.event.id for bearing in links.since.organisations["TDB"]} == {
        "moves",
        "closes",
        "reopens",
    }


def test_a_message_uses_a_term_in_its_own_words() -> None:
    """From the time of its oldest point on."""
    made = (
        article("a", point("a#x"), published="2014"),
        article("b", point("b#x"), published="2019"),
    )
    lines = theme(
        "money",
        messages=(
            message(1, ["a#x", "b#x"], text="The TDB ran."),
            message(2, ["b#x"], text="The TDB ran."),
        ),
    )
    links = linked(*made, _TDB, lines, event("end", "2017", terms=("tdb",)))
    assert (_message(links, 1), _message(links, 2)) == ([("end", "term")], [])


def test_the_shortest_title_comes_first() -> None:
    """A reader takes in the short one at a glance."""
    events = (
        event("one", "2018", points=("a#x",), title="A long title"),
        event("two", "2019", points=("a#x",), title="Short"),
    )
    found = linked(article("a", point("a#x")), *events).since
    assert [bearing.event.id for bearing in found.points["a#x"]] == ["two", "one"]


def test_a_theme_of_later_points_is_not_affected() -> None:
    """An event that names a theme bears on it once something was said before."""
    old, new = event("old", "2010", themes=("money",)), event("new", "2020", themes=("money",))
    found = linked(article("a", point("a#x"), published="2015"), old, new).since
    assert _ids(found.themes["money"]) == [("new", "named")]


def test_evidence_has_an_age() -> None:
    """Its oldest date, the newest that ends, and those that may be later."""
    made = (
        article("a", point("a#x"), published="2014-04/2014-11"),
        article("b", point("b#x"), point("b#y", as_of=parse("2018")), published="2018-09-20"),
        article("c", point("c#x"), published="2018-09/.."),
    )
    ages = linked(*made, theme("money", [["a#x"]])).ages
    oldest, newest, (later,) = ages.site.oldest, ages.site.newest, ages.site.open
    assert oldest
    assert newest
    assert [each.text for each in (oldest, newest, later)] == [
        "2014-04/2014-11",
        "2018-09-20",
        "2018-09/..",
    ]
    assert ages.themes["money"] == ages.site
    (line,) = ages.lines.values()
    assert (line.oldest, line.newest, line.open) == (oldest, oldest, ())
    assert ages.themes["service"].newest is None
