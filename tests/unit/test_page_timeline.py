"""The timeline: its picture, where its events stand, and what stands for many marks."""

from datetime import date, timedelta

from msgspec.structs import asdict

from generator.base.dates import parse
from generator.base.labels import year_spans
from generator.base.limits import EVENTS_ON_A_PAGE
from generator.base.model import Article, Event, Library, Term
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import link
from generator.knowledge.link.became import passings
from generator.knowledge.link.timeline import event_pages
from generator.site.pages.kinds.coverage import coverage_pages
from generator.site.pages.kinds.timeline import timeline_pages
from generator.site.pages.kinds.timeline.picture import Picture, draw
from generator.site.pages.views.presenter import Presenter
from tests.records import article, event, library, point, term


def _event(number: int, day: str) -> Event:
    return event(f"event-{number}", day)


def _library(*records: Article | Term, events: tuple[Event, ...] = ()) -> Library:
    made = library(*records)
    fields = asdict(made)
    return Library(**{**fields, "events": events})


def _presenter(made: Library) -> Presenter:
    links, _ = link(made, Glossary.compile(made)[0])
    return Presenter.of(made, links)


def _drawn(*records: Article | Term, events: tuple[Event, ...] = ()) -> Picture:
    picture = draw(_presenter(_library(*records, events=events)))
    assert picture is not None
    return picture


def test_marks_stand_in_order_of_time_and_apart() -> None:
    """Articles of one week stand below one another; later ones stand further right."""
    days = ("2016-09-20", "2016-09-22", "2018-01-01")
    made = [article(f"a{n}", published=day) for n, day in enumerate(days)]
    marks = {mark.title: mark for mark in _drawn(*made).lanes[0].marks}
    first, second, third = (marks[f"{parse(d).label}: Title of a{n}"] for n, d in enumerate(days))
    assert first.x < second.x < third.x
    assert first.y < second.y
    assert first.y == third.y


def test_a_life_begins_and_ends_with_its_senses() -> None:
    """A bar reaches the edge where a term is still in use, and stops where it ended."""
    made = article("a", published="2015"), article("b", published="2020")
    stp = term("stp", "STP", ("2016", "2018"), ("2018", ""))
    picture = _drawn(*made, stp, term("old", "OLD"), term("plan", "Plan"), events=(_RENAMED,))
    life = next(life for life in picture.lives if life.label == "STP")
    assert [life.label for life in picture.lives] == ["Plan", "STP"]
    plan, partnership = life.bars
    assert (plan.open, partnership.open) == (False, True)
    assert round(plan.x + plan.width, 1) == round(partnership.x, 1)
    assert partnership.x + partnership.width == 100.0


_RENAMED = event("renamed", "2018-01-01", ends=("plan",), starts=("stp#2",), effect="renamed")


def test_terms_in_use_stand_by_name() -> None:
    """Not by their ids, which readers do not see; the meanings of one term by date."""
    terms = (
        term("a", "The UTA", ("2017", "")),
        term("b", "tram", ("2010", "2012"), ("2012", "")),
        term("c", "10 Year Plan", ("2025", "")),
    )
    [page] = timeline_pages(_presenter(_library(*terms)))
    shown = [(span.term.title, span.period) for span in page.context.spans]  # type: ignore[attr-defined]
    assert [name for name, _ in shown] == ["10 Year Plan", "tram", "tram", "The UTA"]
    assert [period for name, period in shown if name == "tram"] == ["2010 to 2011", "since 2012"]


def test_a_term_whose_meaning_changes_neither_begins_nor_ends() -> None:
    """It would read as if it had done both on one day; the link leads to what it means since."""
    stp, ics = term("stp", "STP", ("2016", "2018"), ("2018", "")), term("ics", "ICS", ("2018", ""))
    old = term("old", "OLD", ("", "2018"))
    change = event("change", "2018", starts=("ics", "stp#2"), ends=("old", "stp#1"))
    [page] = timeline_pages(_presenter(_library(stp, ics, old, events=(change,))))
    [moment] = page.context.moments  # type: ignore[attr-defined]
    parts = (moment.starts, moment.changes, moment.ends)
    assert [[to.title for to in part] for part in parts] == [["ICS"], ["STP"], ["OLD"]]
    assert moment.changes[0].uri == "glossary/stp.md#sense-2"


def test_what_became_what_has_lines() -> None:
    """A family stands together under its whole names, each end with a line to what it became."""
    names = "A name of a body that is longer than any column", "Second", "Third", "Alone"
    terms = [
        term("one", names[0], ("2010", "2015")),
        term("two", names[1], ("2012", "2015")),
        term("three", names[2], ("2015", "")),
        term("alone", names[3], ("2011", "")),
    ]
    merged = event("m", "2015-01-01", ends=("one", "two"), starts=("three",), effect="merged")
    picture = _drawn(article("a", published="2016"), *terms, events=(merged,))
    assert [life.label for life in picture.lives] == [*names[:3]]
    first, second, third = picture.lives
    assert first.y < second.y < third.y
    lines = {(line.y - first.y, line.to_y - first.y) for line in picture.passages}
    assert len(lines) == 2
    assert len({line.to_y for line in picture.passages}) == 1
    assert {line.x for line in picture.passages} == {third.bars[0].x}


def test_what_ended_without_a_successor_is_no_family() -> None:
    """An event that only ends a term, or makes a law, draws no line."""
    ended = event("e", "2015-01-01", ends=("one",), starts=("two",), effect="law")
    made = _library(term("one", "One"), term("two", "Two"), events=(ended,))
    assert passings(made) == ()


def test_a_term_that_goes_on_became_nothing_else() -> None:
    """One sense gives way to the next on the day on which another term begins."""
    changed = event("e", "2015-01-01", ends=("one#1",), starts=("one#2", "two"), effect="replaced")
    made = _library(term("one", "One"), term("two", "Two"), events=(changed,))
    assert passings(made) == ()
    gone = event("e", "2015-01-01", ends=("one#1",), starts=("two",), effect="replaced")
    made = _library(term("one", "One"), term("two", "Two"), events=(gone,))
    assert [(each.before, each.after) for each in passings(made)] == [("one", "two")]


def test_many_marks_become_numbers() -> None:
    """Where a lane has too many marks to tell apart, each year has one with its number."""
    events = tuple(_event(n, f"20{10 + n % 10}-05-05") for n in range(60))
    lane = _drawn(article("a"), events=events).lanes[1]
    assert [mark.label for mark in lane.marks] == ["12", *["6"] * 8]
    assert lane.marks[0].title == "before 2012: 12"


def test_many_marks_of_one_time_become_a_number() -> None:
    """Where marks would pile up, the picture stays low enough to print, and the number is told."""
    made = [article(f"a{n}", published="2016-09-20") for n in range(12)]
    picture = _drawn(*made, article("b", published="2018-01-01"))
    assert [mark.label for mark in picture.lanes[0].marks] == ["12", "1"]
    assert picture.height < 200


def test_a_site_without_dates_has_no_picture() -> None:
    """Nothing is drawn where there is nothing to draw."""
    assert draw(_presenter(_library())) is None


def test_many_events_stand_on_pages_by_year() -> None:
    """No page holds more than it can; every event stands on the page that links name."""
    first = date(2010, 1, 1)
    days = [(first + timedelta(days=n)).isoformat() for n in range(3 * EVENTS_ON_A_PAGE)]
    made = _library(events=tuple(_event(n, day) for n, day in enumerate(days)))
    pages = {page.uri: page.context for page in timeline_pages(_presenter(made))}
    shown = {
        moment.anchor.removeprefix("event-"): uri
        for uri, context in pages.items()
        for moment in context.moments  # type: ignore[attr-defined]
    }
    assert shown == dict(event_pages(made))
    assert max(len(context.moments) for context in pages.values()) == EVENTS_ON_A_PAGE  # type: ignore[attr-defined]
    assert "timeline/2010-2.md" in pages


def test_a_point_leads_to_its_line_and_its_place() -> None:
    """Where lists split, links still name the page that holds an item."""
    points = [point(f"a#p{n}", places=("Market Square",)) for n in range(200)]
    made = _library(article("a", *points))
    presenter = _presenter(made)
    shown = presenter.point("a#p7")
    assert presenter.line("money", shown.id).startswith("themes/money/2016")
    assert shown.places[0].uri == "examples/index.md#place-market-square"
    assert [link.count for link in presenter.directory.part_links(shown.places[0].uri)] == [150, 50]


def test_a_place_is_one_however_it_is_capitalised() -> None:
    """It stands once, as most points call it, and every spelling leads there."""
    spelt = ("leeds", "Leeds", "Leeds")
    points = [point(f"a#p{n}", places=(name,)) for n, name in enumerate(spelt)]
    presenter = _presenter(_library(article("a", *points)))
    assert [place.name for page in presenter.directory.places for place in page.items] == ["Leeds"]
    assert {presenter.place(name).uri for name in spelt} == {"examples/index.md#place-leeds"}


def test_years_of_which_nobody_speaks_are_gathered() -> None:
    """A point on the distant past makes no row for each year since; few empty years keep theirs."""
    dated = [point(f"a#p{year}", as_of=parse(year)) for year in ("1066", "2012", "2015")]
    page = next(iter(coverage_pages(_presenter(_library(article("a", *dated, published="2016"))))))
    tables = {table.id: table for table in page.context.tables}  # type: ignore[attr-defined]
    assert [(row.label.title, row.counts[0]) for row in tables["year"].rows] == [
        *(("2015", 1), ("2014", 0), ("2013", 0), ("2012", 1), ("1067 to 2011", 0), ("1066", 1)),
    ]


def test_runs_of_years_are_named_once() -> None:
    """Few years are named one by one, many from the first to the last."""
    years = ("2020", "2001", "2002", "2003", "2005", *map(str, range(1066, 1100)))
    named = ["1066 to 1099", "2001", "2002", "2003", "2005", "2020"]
    assert list(year_spans(years)) == named
