"""What pages say of time: what has happened since, present names, and how old evidence is."""

import pytest
from msgspec.structs import replace

from generator.base.dates import parse
from generator.base.limits import EVENTS_BESIDE_A_CLAIM
from generator.base.model import Article, Event, Term, Theme
from generator.site.pages.views.ages import age_view
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.since import newest_since
from generator.site.pages.views.told_once import told_once
from generator.site.pages.views.usual import usual_basis
from generator.site.pages.views.view_types import MessageView
from tests.records import article, event, library, linked, message, point, term, theme

_2014 = parse("2014")


def _presenter(*records: Article | Theme | Term | Event, as_of: str = "2026") -> Presenter:
    return Presenter.of(library(*records, as_of=as_of), linked(*records, as_of=as_of))


def _messages(presenter: Presenter) -> tuple[MessageView, ...]:
    return presenter.messages(presenter.library.themes["money"])


def test_what_happened_stands_before_what_is_planned() -> None:
    """The shortest of what happened leads, and a plan says that it is one."""
    presenter = _presenter(
        article("a", point("a#p", as_of=_2014)),
        event("it-all-ended-at-last", "2020", points=("a#p",)),
        event("plan", "2030", points=("a#p",)),
    )
    shown = [(e.title, e.date, e.planned) for e in presenter.point("a#p").since.events]
    assert shown == [("It All Ended At Last", "2020", False), ("Plan", "2030", True)]


def test_more_events_than_a_claim_has_room_for_are_counted() -> None:
    """Those that are left out are on the timeline; their number is told."""
    events = [event(f"e{n}", str(2015 + n), points=("a#p",)) for n in range(9)]
    since = _presenter(article("a", point("a#p", as_of=_2014)), *events).point("a#p").since
    assert (len(since.events), since.total) == (EVENTS_BESIDE_A_CLAIM, 9)


def test_a_page_tells_of_the_newest_first() -> None:
    """What changed last is what its reader is most likely not to know."""
    events = [event(f"e{n}", str(2015 + n), points=("a#p",)) for n in range(3)]
    presenter = _presenter(article("a", point("a#p", as_of=_2014)), *events)
    found = newest_since(presenter, presenter.links.since.articles["a"], 2)
    assert [each.date for each in found.events] == ["2017", "2016"]


@pytest.mark.parametrize(
    ("ids", "above", "told", "beside"),
    [
        (["a#p", "a#q"], "", ["Both"], [["First"], []]),
        (["a#p"], "", [], [["Both", "First"]]),
        (["a#p", "a#q"], "both", ["Both"], [["First"], []]),
        (["a#p"], "both", ["Both"], [["First"]]),
        ([], "", [], []),
    ],
)
def test_what_has_happened_since_all_of_a_list_is_told_once(
    ids: list[str], above: str, told: list[str], beside: list[list[str]]
) -> None:
    """Above the list, and beside no line of it; what came after one line stands beside that."""
    presenter = _presenter(
        article("a", point("a#p", as_of=_2014), point("a#q", as_of=_2014)),
        event("both", "2018", points=("a#p", "a#q")),
        event("first", "2019", points=("a#p",)),
    )
    bearings = presenter.links.since.points["a#p"]
    given = tuple(bearing for bearing in bearings if bearing.event.id == above)
    since, points = told_once(presenter, ids, given)
    assert [each.title for each in since.events] == told
    assert [[each.title for each in point.since.events] for point in points] == beside


def _renamed() -> Term:
    """Return a term that was given up for another in 2017."""
    old = term("tdb", "TDB", ("2006", "2017"))
    return replace(old, senses=(replace(old.senses[0], successor="uta"),))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The TDB pays.", "The TDB [now UTA] pays."),
        ("The TDB’s trams and the TDB.", "The TDB’s [now UTA] trams and the TDB."),
        ("The UTA pays.", "The UTA pays."),
    ],
)
def test_a_term_that_has_ended_has_its_present_name_in_the_line(text: str, told: str) -> None:
    """Once, after the first words that name it, and not within them."""
    money = theme("money", [message(1, ["a#p"], text=text)])
    old, new = _renamed(), term("uta", "UTA", ("2017", ""))
    shown = _messages(_presenter(article("a", point("a#p", as_of=_2014)), money, old, new))[0]
    assert "".join(f"{p.text} [{p.now}]" if p.now else p.text for p in shown.told) == told


def test_a_term_that_nothing_followed_has_its_end_in_the_line() -> None:
    """Readers must not take for present what has ended without a successor."""
    money = theme("money", [message(1, ["a#p"], text="The TDB pays.")])
    records = (article("a", point("a#p", as_of=_2014)), money, term("tdb", "TDB", ("2006", "2017")))
    parts = _messages(_presenter(*records))[0].told
    assert [(part.text, part.now) for part in parts] == [("The TDB", "ended 2016"), (" pays.", "")]


def test_a_term_that_is_still_in_use_today_stands_alone() -> None:
    """Before it was given up, nothing was to be said."""
    money = theme("money", [message(1, ["a#p"], text="The TDB pays.")])
    records = (article("a", point("a#p", as_of=_2014)), money, _renamed(), term("uta", "UTA"))
    assert [part.now for part in _messages(_presenter(*records, as_of="2015"))[0].told] == [""]


def test_the_age_of_a_theme_names_what_began_later() -> None:
    """Of what began after its newest evidence, only what is still there, and no new meaning."""
    presenter = _presenter(
        article("a", point("a#p", as_of=_2014), point("a#q", as_of=parse("2016~"))),
        article("b", point("b#p", as_of=parse("2018/.."))),
        term("uta", "UTA", ("2017", "")),
        term("tdb", "TDB", ("2006", "2017")),
        term("tram", "Tram", ("", "2017"), ("2017", "")),
        event("takes-over", "2017", starts=("uta", "tram#2"), ends=("tdb",), points=("a#p",)),
    )
    since = presenter.links.since.themes["money"]
    age = age_view(presenter, presenter.links.ages.themes["money"], since)
    assert (age.oldest, age.newest, age.open) == ("2014", "about 2016", ("2018 or later",))
    assert ([to.title for to in age.later], age.today) == (["UTA"], "2026")


def test_a_message_elsewhere_says_what_became_of_its_terms() -> None:
    """Lists of what rests on a point name its messages, and must be no less up to date."""
    money = theme("money", [message(1, ["a#p"], text="The TDB pays.")])
    records = (article("a", point("a#p", as_of=_2014)), money, _renamed(), term("uta", "UTA"))
    assert [line.text for line in _presenter(*records).point("a#p").used_by] == [
        "The TDB [now UTA] pays."
    ]


def test_a_message_says_who_limits_it_and_of_when_it_is() -> None:
    """The years of its points where they differ from their articles', and a way to both sides."""
    a = article("a", point("a#p", as_of=_2014), published="2018")
    b = article("b", point("b#q", qualifies=["a#p"]))
    shown = _messages(_presenter(a, b, theme("money", [["a#p"]])))[0]
    assert (shown.years, shown.of_its_sources) == ("2014", False)
    told = [(o.kind, o.point.id, o.dispute.uri) for o in shown.objections if o.dispute]
    assert told == [("limited", "b#q", "disagreements/index.md#d-b--q--a--p")]


@pytest.mark.parametrize(
    ("groups", "usual"),
    [
        ([["a#p"], ["a#p"], ["a#p", "b#q"]], "single"),
        ([["a#p"], ["a#p", "b#q"]], None),
        ([["a#p"], ["a#p"], ["a#p", "b#q"], ["a#p", "b#q"]], None),
    ],
)
def test_what_nearly_all_messages_rest_on_is_said_once(
    groups: list[list[str]], usual: str | None
) -> None:
    """Of two thirds, and of three messages at least."""
    records = (article("a", point("a#p")), article("b", point("b#q")), theme("money", groups))
    assert usual_basis(_messages(_presenter(*records))) == usual
