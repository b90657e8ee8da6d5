"""The accepted forms that another way of writing a date may mean."""

import re
from collections.abc import Callable, Mapping

LONGEST = 40
"""Characters of the longest text that may be a date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""How months begin in English texts, whatever the language of the site."""
_GAP = r"[-/. ]"
_SPELT = f"(?P<month>{'|'.join(_MONTHS)})[a-z]*\\.?"
_SINGLE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}}){_GAP}(?P<month>\d\d?)(?:{_GAP}(?P<day>\d\d?)(?:[t ]\d.*)?)?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        rf"(?:(?P<day>\d\d?){_GAP})?(?P<month>\d\d?){_GAP}(?P<year>\d{{4}}|\d\d)",
        rf"(?P<month>\d\d?){_GAP}(?P<day>\d\d?){_GAP}(?P<year>\d{{4}}|\d\d)",
        rf"(?:(?P<day>\d\d?)(?:st|nd|rd|th)? )?{_SPELT},? (?P<year>\d{{4}})",
        rf"{_SPELT} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})",
    )
)
_ABOUT = re.compile(r"(?:c|ca|circa|about|around|approximately|approx)\b\.? ?(.+)")
_RANGE = re.compile(
    r"(?:between |from )?(.+?)(?: (?:to|and|until|-|/) |/|(?<=\d{4})-(?=\d{4}))(.*)"
)


def guess(text: str, accepted: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the accepted forms that a text may mean, the day before the month first.

    Args:
        text: a date as people write it: 22/02/18, February 2018, c. 2016, 2018 to 2023.
        accepted: tells whether a form is accepted and its days exist.
    """
    plain = " ".join(text.lower().replace("–", "-").replace("—", "-").split())
    if len(plain) > LONGEST:
        return ()
    several = _several(plain, accepted)
    return _readings(plain, accepted) or ((several,) if several else ())


_TO_TWO_DIGITS = re.compile(r"(?P<first>(?P<century>\d\d)\d\d)(?:/|-(?=1[3-9]|20))(?P<last>\d\d)")
"""As in 2016/17 or 2016-17; what may be a month has been read as one before, and EDTF gives numbers
from 21 on to seasons."""


def _several(plain: str, accepted: Callable[[str], bool]) -> str:
    if about := _ABOUT.fullmatch(plain):
        named = _single(about[1], accepted)
        return named and f"{named}~"
    if years := _TO_TWO_DIGITS.fullmatch(plain):
        plain = "{first}/{century}{last}".format(**years.groupdict())
    if found := _RANGE.fullmatch(plain):
        first, last = (end if end == ".." else _single(end, accepted) for end in found.groups())
        span = f"{first}/{last or '..'}"
        known = first and (last or not found[2]) and {first, last} != {"..", ""}
        return span if known and accepted(span) else ""
    return ""


def _single(plain: str, accepted: Callable[[str], bool]) -> str:
    readings = _readings(plain, accepted)
    return readings[0] if len(readings) == 1 else ""


def _readings(plain: str, accepted: Callable[[str], bool]) -> tuple[str, ...]:
    found = (pattern.fullmatch(plain) for pattern in _SINGLE)
    forms = (_written(match.groupdict()) for match in found if match)
    return tuple(dict.fromkeys(form for form in forms if accepted(form)))


def _written(parts: Mapping[str, str | None]) -> str:
    year, month, day = parts["year"] or "", parts.get("month"), parts.get("day")
    if len(year) == len("18"):
        # POSIX's rule for two digits (strptime %y): 69 to 99 are of the twentieth century.
        year = f"19{year}" if year >= "69" else f"20{year}"
    if month and month.isalpha():
        month = str(1 + _MONTHS.index(month[:3]))
    return "-".join([year, *(part.rjust(2, "0") for part in (month, day) if part)])
