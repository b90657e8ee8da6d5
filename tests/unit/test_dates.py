"""Dates: what is read, how it is named, how it is compared."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from generator.base.dates import DateError, Period, half_open, parse, span_label, year_of
from tests.cases import case_files, check, sections

days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))
plain = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))
named = st.builds(lambda text, mark: text + mark, plain, st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """Draw a range with its ends in order, either of them perhaps open."""
    first, last = sorted((draw(named), draw(named)), key=lambda text: parse(text).sort_key)
    first, last = draw(st.sampled_from([(first, last), (first, ".."), ("..", last)]))
    return draw(st.sampled_from([f"{first}/{last}", f"[{first}..{last}]".replace("....", "..")]))


periods = st.one_of(named, ranges()).map(parse)


def outcome(read: Callable[[str], str], line: str) -> str:
    """Return what a reader gets to see, or the refusal."""
    try:
        return read(line)
    except DateError as error:
        hint = f" [{error.suggestion}]" if error.suggestion else ""
        return f"refused: {error}{hint}"


def described(text: str) -> str:
    """Return the bounds and the label of what a text names."""
    period = parse(text)
    exact = ", exact" if period.exact else ""
    return f"{period.start or ''} until {period.end or ''}{exact}: {period.label}"


def spanned(line: str) -> str:
    """Return what the two ends of a line, parted by a bar, come to."""
    start, end = (part.strip() for part in line.split("|"))
    period = half_open(start, end)
    bounds = f"{period.start or ''} until {period.end or ''}"
    return f"{bounds}, {period.text}: {span_label(start, end)}"


@case_files("dates")
def test_reading(path: Path) -> None:
    """Each text has the bounds and the label, or the refusal and the suggestion, of the case."""
    lines = sections(path)["dates"].split("\n")
    if path.stem == "half-open":
        read = [outcome(spanned, line) for line in lines]
    else:
        read = [outcome(described, line) for line in lines]
    check(path, {"read": "\n".join(read)})


@pytest.mark.parametrize(
    ("text", "year", "short"),
    [
        ("2016-09-22", "2016", "2016"),
        ("2016~", "2016", "about 2016"),
        ("2016-03/2016-05", "2016", "2016"),
        ("[2016-03..2016-05]", "2016", "2016"),
        ("2016-03~/2016-05", "2016", "about 2016"),
        ("2016-03/2016-05?", "2016", "about 2016"),
        ("2016/2017", "undated", "between 2016 and 2017"),
        ("[2018..2019]", "undated", "between 2018 and 2019"),
        ("2016/..", "undated", "2016 or later"),
        ("../..", "undated", "date not known"),
    ],
)
def test_year_of_a_date(text: str, year: str, short: str) -> None:
    """A date belongs to a year only where all of it lies there; else it is named in full."""
    assert year_of(parse(text)) == year
    assert parse(text).short_label == short


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2016-09-22", "22 September 2016"),
        ("2016-03/2016-05", "2016"),
        ("2016-03~/2016-05~", "about 2016"),
        ("2016-09-22~", "about 2016"),
        ("2016/..", "2016 or later"),
    ],
)
def test_what_is_inferred_looks_the_same_everywhere(text: str, plain: str) -> None:
    """A date that a source gives stands in full; any other never looks like one."""
    assert parse(text).plain_label == plain


def test_what_has_no_date_belongs_to_no_year() -> None:
    """Such as a mention in a theme's introduction."""
    assert year_of(None) == "undated"


def test_suggestions_are_accepted() -> None:
    """What a refusal suggests can be written."""
    suggested = sections(Path(__file__).parents[1] / "golden/dates/suggested.txt")["dates"]
    for text in suggested.split("\n"):
        with pytest.raises(DateError) as caught:
            parse(text)
        assert parse(caught.value.suggestion).text == caught.value.suggestion


def test_refusal_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """A form over which the library stumbles leaves standard output alone."""
    with pytest.raises(DateError, match="is not a date"):
        parse("~2016S2/")
    assert capsys.readouterr() == ("", "")


def test_to_is_the_first_day_no_longer_covered() -> None:
    """A sense with ``to: 2017-03`` holds on 28 February 2017 and not on 1 March."""
    period = half_open("2015-12", "2017-03")
    assert period.contains(date(2017, 2, 28))
    assert not period.contains(date(2017, 3, 1))


def test_qualifier_changes_only_the_label() -> None:
    """About September 2016 is September 2016 when a sense is chosen."""
    assert (parse("2016-09~").start, parse("2016-09~").end) == (date(2016, 9, 1), date(2016, 10, 1))
    assert parse("2016-09~").within(half_open("2016-09", "2016-10"))


@given(periods)
def test_text_names_the_period(period: Period) -> None:
    """A period's text is read as the same period again."""
    assert parse(period.text) == period


@given(plain, plain)
def test_text_of_a_span_names_the_days_covered(start: str, end: str) -> None:
    """The text of a half-open period is EDTF for the same days."""
    first, last = sorted((start, end), key=lambda text: parse(text).sort_key)
    if parse(first).start != parse(last).start:
        assert parse(half_open(first, last).text) == half_open(first, last)


@given(st.one_of(named, st.tuples(named, named).map("/".join)))
def test_bounds_agree_with_the_library(text: str) -> None:
    """Where both ends are given, the days are those of the EDTF library."""
    try:
        period = parse(text)
    except DateError:
        return
    value = parse_edtf(text)
    assert (period.start, period.end) == (
        as_date(value.lower_strict()),
        as_date(value.upper_strict()) + timedelta(days=1),
    )


def as_date(moment: struct_time) -> date:
    """Return the day of the library's kind of moment."""
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


@given(st.lists(periods, max_size=8), st.randoms(use_true_random=False))
def test_order_is_total(many: list[Period], random: Random) -> None:
    """Any shuffle is sorted into one order, by first day and then by last day."""
    expected = sorted(many, key=lambda period: period.sort_key)
    random.shuffle(many)
    ordered = sorted(many, key=lambda period: period.sort_key)
    assert ordered == expected
    assert all((a.start or date.min) <= (b.start or date.min) for a, b in pairwise(ordered))


@given(periods, periods, days)
def test_comparisons_agree_with_days(one: Period, other: Period, day: date) -> None:
    """A day in both makes them overlap; a period within another shares all its days."""
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) != (one.before(other) or other.before(one))
    if one.contains(day) and other.contains(day):
        assert one.overlaps(other)
    if one.within(other) and one.contains(day):
        assert other.contains(day)
    if one.before(other):
        assert not (one.contains(day) and other.contains(day))


@given(periods)
def test_bounds_are_first_day_and_first_day_after(period: Period) -> None:
    """A period holds its first day and not the day before, its last and not the day after."""
    step = timedelta(days=1)
    if period.start:
        assert period.contains(period.start)
        assert not period.contains(period.start - step)
    if period.end:
        assert period.contains(period.end - step)
        assert not period.contains(period.end)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is written, it is a period or a sentence about it."""
    message, suggestion = ".", text
    try:
        assert parse(text).text == text
    except DateError as error:
        message, suggestion = str(error), error.suggestion
    assert message.endswith(".")
    assert not suggestion or parse(suggestion).text == suggestion


@pytest.mark.parametrize(
    ("text", "today", "years"),
    [
        ("2016-09-22", "2020", ("2016",)),
        ("2016-11/2018-01", "", ("2016", "2017", "2018")),
        ("2018-09/..", "2020-02", ("2018", "2019", "2020")),
        ("2018-09/..", "2017", ("2018",)),
        ("2018-09/..", "", ("2018",)),
        ("../2018-09", "2020", ("2018",)),
        ("../..", "2020", ()),
        ("1900/2000", "2020", ()),
    ],
)
def test_a_date_may_lie_in_several_years(text: str, today: str, years: tuple[str, ...]) -> None:
    """An open end reaches to today; one that may lie in very many years is found under none."""
    assert parse(text).years(parse(today) if today else None) == years
