"""Dates as sources give them: EDTF (ISO 8601-2:2019, annex A) read as periods of whole days.

Accepted are a year, a month or a day, each with ``~``, ``?`` or ``%``, and ranges of two of them:
``A/B`` and ``[A..B]``, both read as "at some time from A to B", with ``..`` for an open end. A
qualifier changes the label, never the period. The other forms of EDTF are refused.
"""

import re
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, timedelta
from functools import lru_cache
from io import StringIO

from msgspec import Struct

from generator.base import labels
from generator.base.dates.guess import LONGEST, guess
from generator.base.kinds import UNDATED
from generator.base.language import ENGLISH, Language, cldr, speaking, spoken

_MARKS = ("~", "?", "%")
_NAMED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_YEARS = range(1000, date.max.year)
_YEARS_NAMED = 30
"""Years that a date may lie in; one that may lie in more of them says nothing of any."""
_SEASONS = range(21, 42)
"""Numbers that EDTF gives to seasons and quarters in a month's place."""
_LAST_MONTH = 12
_DAY = timedelta(days=1)
_ACCEPTED = (
    "Dates are written as a day (2016-09-22), a month (2016-09), a year (2016), an approximate "
    "year "
    "(2016~) or a range (2018-09/2023-09, 2018/.., ../2018)."
)


class DateError(ValueError):
    """A text that names no period; its message is a plain sentence.

    Attributes:
        readings: the accepted forms that it may mean, such as 2018-02-22 for 22/02/18: two where
            day and month could be either (03/04/2018), the day first; none where nothing is near.
    """

    def __init__(self, message: str, *readings: str) -> None:
        super().__init__(message)
        self.readings = readings

    @property
    def suggestion(self) -> str:
        """Return the one form that it means, or nothing."""
        return self.readings[0] if len(self.readings) == 1 else ""


class Period(Struct, frozen=True):
    """A stretch of whole days.

    Attributes:
        text: the EDTF that names it.
        start: its first day, or None where it has no beginning.
        end: the first day after it, or None where it has no end.
    """

    text: str
    start: date | None
    end: date | None

    @property
    def exact(self) -> bool:
        """Tell whether it is a single day without a qualifier."""
        named = _NAMED.fullmatch(self.text)
        return named is not None and named[3] is not None and not named[4]

    @property
    def certain(self) -> bool:
        """Tell whether it is a day, a month or a year, without a qualifier."""
        named = _NAMED.fullmatch(self.text)
        return named is not None and not named[4]

    @property
    def ends(self) -> tuple[str, str]:
        """Return the EDTF of its two ends, the same twice for a single date, ``..`` if open."""
        return _ends(self.text)

    @property
    def label(self) -> str:
        """Name it for a reader: ``about 2016``, ``between March 2018 and 2019``."""
        return _label(self.text, spoken())

    @property
    def year(self) -> str:
        """Return the year in which all of it lies, or nothing where it may lie in several."""
        if self.start is None or self.end is None:
            return ""
        return str(self.start.year) if self.start.year == (self.end - _DAY).year else ""

    def years(self, today: "Period | None" = None) -> tuple[str, ...]:
        """Return every year in which it may lie, the first first; none where they are too many.

        Args:
            today: how far an open end reaches. An open beginning is of the last year alone.
        """
        end = self.end or (today.end if today and self.start else None)
        last = end - _DAY if end else self.start
        first = self.start or last
        if not first or not last:
            return ()
        years = range(first.year, max(first, last).year + 1)
        return tuple(map(str, years)) if len(years) <= _YEARS_NAMED else ()

    @property
    def short_label(self) -> str:
        """Name it by its year alone, or in full where it may lie in several.

        A year is “about” where an end of the period has a qualifier: a range between two days that
        are sure, both in one year, leaves no doubt of the year.
        """
        return _short_label(self.text, self.year, spoken()) if self.year else self.label

    @property
    def plain_label(self) -> str:
        """Name it in full where it is a day, a month or a year; any other by ``short_label``."""
        return _plain_label(self, spoken())

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order by first day, then last day, then text; an open end lies at the end of time."""
        return (self.start or date.min, self.end or date.max, self.text)

    def contains(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two have a day in common."""
        return not (self.before(other) or other.before(self))

    def within(self, other: "Period") -> bool:
        """Tell whether every day of it lies in the other."""
        starts = other.start is None or (self.start is not None and other.start <= self.start)
        ends = other.end is None or (self.end is not None and self.end <= other.end)
        return starts and ends

    def before(self, other: "Period") -> bool:
        """Tell whether all of it comes before all of the other."""
        return self.end is not None and other.start is not None and self.end <= other.start


def year_of(period: Period | None) -> str:
    """Return the year under which lists have what is of a period, or ``UNDATED``."""
    return (period.year if period else "") or UNDATED


# What is said is remembered for each language: the last argument is part of the key.


@lru_cache(maxsize=65536)
def _plain_label(period: Period, _: Language) -> str:
    return period.label if period.certain else period.short_label


@lru_cache(maxsize=65536)
def _short_label(text: str, year: str, _: Language) -> str:
    qualified = any(end.endswith(_MARKS) for end in _ends(text))
    return labels.qualified(cldr.year(date(int(year), 1, 1)), "~" if qualified else "")


@lru_cache(maxsize=65536)
def _label(text: str, _: Language) -> str:
    first, last = _ends(text)
    if first == last:
        return labels.date_not_known() if first == ".." else _name(first)
    if last == "..":
        return labels.or_later(_name(first))
    if first == "..":
        return labels.or_earlier(_name(last))
    return labels.between(_led_by(first, last), _name(last))


@lru_cache(maxsize=65536)
def parse(text: str) -> Period:
    """Read a date or a range.

    Raises:
        DateError: the text is none of the accepted forms, names a day that does not exist, or
            ends before it begins.
    """
    try:
        return _read(text)
    except DateError as error:
        readings = error.readings or guess(text, _accepted)
        raise DateError(str(error) or _refusal(text), *readings) from None


@lru_cache(maxsize=65536)
def half_open(start: str, end: str) -> Period:
    """Return the period of ``from`` and ``to``, each a single date; empty and ``..`` are open.

    It begins on the first day of what ``start`` names; the first day of what ``end`` names is
    the first that it no longer covers. Its text names the days covered, as ``parse`` reads it.

    Raises:
        DateError: one of them is not a single date, or ``end`` is not after ``start``.
    """
    first = None if start in {"", ".."} else _single_start(start)
    after = None if end in {"", ".."} else _single_start(end)
    if first and after and after <= first:
        raise DateError(f"“to: {end}” is not after “from: {start}”.")
    texts = _covered(start, end)
    text = texts[0] if texts[0] == texts[1] != ".." else "/".join(texts)
    return Period(text, first, after)


def span_label(start: str, end: str) -> str:
    """Name the period of ``from`` and ``to`` for a reader by the days that it covers.

    ``("2017-03", "2021-04")`` is ``March 2017 to March 2021``: April is no longer covered.

    Raises:
        DateError: as ``half_open``.
    """
    half_open(start, end)
    first, last = _covered(start, end)
    if first == last:
        return labels.at_any_time() if first == ".." else _name(first)
    if last == "..":
        return labels.since(_name(first))
    if first == "..":
        return labels.until(_name(last), day=last.count("-") > 1)
    return labels.span(_led_by(first, last), _name(last))


def _read(text: str) -> Period:
    """Read an accepted form; the error's message is empty where the text is not one."""
    first, last = _ends(text)
    if first == last == text:
        return Period(text, *_bounds(text))
    start = None if first == ".." else _bounds(first)[0]
    end = None if last == ".." else _bounds(last)[1]
    if start and end and end <= start:
        raise DateError(f"“{text}” ends before it begins.", f"{last}/{first}")
    return Period(text, start, end)


def _accepted(text: str) -> bool:
    try:
        return bool(_read(text).text)
    except DateError:
        return False


def _ends(text: str) -> tuple[str, str]:
    """Return the two ends of a range, or the text twice."""
    if text.startswith("[") and text.endswith("]") and ".." in text:
        first, _, last = text[1:-1].partition("..")
        return first or "..", last or ".."
    first, slash, last = text.partition("/")
    return (first, last) if slash else (text, text)


def _bounds(named: str) -> tuple[date, date]:
    """Return the first day of a single date and the first day after it."""
    found = _NAMED.fullmatch(named)
    if not found:
        raise DateError("")
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if year not in _YEARS:
        raise DateError(f"“{named}” is outside the years {_YEARS[0]} to {_YEARS[-1]}.")
    if not found[2]:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if not 0 < month <= _LAST_MONTH:
        raise DateError(
            "" if month in _SEASONS else f"“{named}” does not name a month from 01 to 12."
        )
    after = date(year + month // 12, month % 12 + 1, 1)
    if not found[3]:
        return date(year, month, 1), after
    days = (after - _DAY).day
    if not 0 < day <= days:
        with speaking(ENGLISH):
            in_month = cldr.month(date(year, month, 1))
        raise DateError(f"“{named}” is not a real day: {in_month} has {days} days.")
    return date(year, month, day), date(year, month, day) + _DAY


def _single_start(text: str) -> date:
    period = parse(text)
    if not _NAMED.fullmatch(text) or not period.start:
        raise DateError(f"“{text}” is a range: a single date is needed here.")
    return period.start


def _name(named: str) -> str:
    """Name a single date for a reader."""
    return _qualified(named, cldr.day, cldr.month)


def _qualified(named: str, day: Callable[[date], str], month: Callable[[date], str]) -> str:
    """Name a single date with how sure it is, its day and its month as they are to be written."""
    found = _NAMED.fullmatch(named)
    if not found:
        return named
    write = day if found[3] else month if found[2] else cldr.year
    written = write(date(int(found[1]), int(found[2] or 1), int(found[3] or 1)))
    return labels.qualified(written, found[4])


def _covered(start: str, end: str) -> tuple[str, str]:
    """Return the first and last of what ``from`` and ``to`` cover, each as fine as it needs be.

    Where one of the two would hold the other (2016 and June 2016), it is written as finely.
    """
    first, last = _bare(start or ".."), _bare(end or "..")
    if last != "..":
        last = _cut(_bounds(last)[0] - _DAY, last)
    if ".." not in {first, last}:
        if first.startswith(last):
            last = _cut(_bounds(last)[1] - _DAY, first)
        elif last.startswith(first):
            first = _cut(_bounds(first)[0], last)
    if first == last:
        return (first + (_mark(start) or _mark(end)),) * 2
    return first + _mark(start), last + _mark(end)


def _mark(named: str) -> str:
    return named[-1] if named.endswith(_MARKS) else ""


def _bare(named: str) -> str:
    return named.removesuffix(_mark(named))


def _cut(day: date, model: str) -> str:
    """Write a day as finely as a model is written: a year, a month or a day."""
    return day.isoformat()[: len(model)]


def _refusal(text: str) -> str:
    """Say why a text is no date: an unused form of EDTF, or not EDTF at all."""
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    reason = "is a form of date that is not accepted here" if _is_edtf(text) else "is not a date"
    return f"“{shown}” {reason}. {_ACCEPTED}"


def _is_edtf(text: str) -> bool:
    """Tell whether the library knows it: a season, a long year, digits left open, a time."""
    if len(text) > LONGEST or " " in text:
        return False
    # Only here: it takes 0.1 s to load and some 10 ms a date, too slow for what we accept.
    from edtf import parse_edtf  # noqa: PLC0415

    try:
        # On some forms it prints: standard output is not its own.
        with redirect_stdout(StringIO()):
            parse_edtf(text)
    except Exception:  # noqa: BLE001 - besides its own error, it falls over its grammar in many ways
        return False
    return True


def _led_by(first: str, last: str) -> str:
    """Name the first of two dates, without its year where the last one tells it."""
    finer_than_a_year = first[4:5] == last[4:5] == "-"
    if finer_than_a_year and first[:4] == last[:4]:
        return _qualified(first, cldr.day_in_year, cldr.month_in_year)
    return _name(first)
