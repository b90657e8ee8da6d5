"""How a language writes dates and numbers: by CLDR, of which Babel holds the rules.

Babel is loaded when the first of them is written: most of what the program does writes none.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.base.language import pgettext, spoken

if TYPE_CHECKING:
    from babel import Locale

_REMEMBERED = 65536
_YEAR_AT_END = re.compile(r"[\s,،]*(?:'[^']*'\s*)?y+.*$")
"""The year in a pattern of dates, with what belongs to it, where nothing but that follows it."""


def day(value: date) -> str:
    """Name a day: ``22 September 2016``."""
    return _written(value, _locale().date_formats["long"].pattern)


def month(value: date) -> str:
    """Name the month of a day: ``September 2016``."""
    return _written(value, _locale().datetime_skeletons["yMMMM"].pattern)


def year(value: date) -> str:
    """Name the year of a day: ``2016``."""
    return _written(value, _locale().datetime_skeletons["y"].pattern)


def day_in_year(value: date) -> str:
    """Name a day without its year, or with it where the year does not stand at the end."""
    pattern = _locale().date_formats["long"].pattern
    return _written(value, _YEAR_AT_END.sub("", pattern) or pattern)


def month_in_year(value: date) -> str:
    """Name a month likewise."""
    pattern = _locale().datetime_skeletons["yMMMM"].pattern
    return _written(value, _YEAR_AT_END.sub("", pattern) or pattern)


def number(value: float) -> str:
    """Write a number with its groups and with all the decimal places that it has."""
    return _number(value, spoken().locale)


def quoted(text: str) -> str:
    """Return contributed words between marks of quotation.

    CLDR has these marks as well, but not the space that French sets beside them; Babel has neither.
    """
    return pgettext("quotation", "“%(text)s”", text=text)


def territorial() -> str:
    """Return the language with the country where most of its speakers are: ``en_GB``."""
    from babel.core import get_global  # noqa: PLC0415

    locale = _locale()
    likely = get_global("likely_subtags").get(str(locale), "").rpartition("_")[2]
    country = locale.territory or likely
    return f"{locale.language}_{country}" if country.isalpha() else locale.language


def name_of_language(tag: str, readers: str = "") -> str:
    """Name a language, as headings do: ``Saesneg`` where Welsh is spoken.

    Args:
        tag: of the language, by BCP 47.
        readers: of the language in which to name it; empty for the one that is spoken.
    """
    from babel import Locale  # noqa: PLC0415 - as said above

    there = Locale.parse(readers, sep="-") if readers else _locale()
    name = Locale.parse(tag, sep="-").get_display_name(there) or tag
    return name[:1].upper() + name[1:]


def _written(value: date, pattern: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - as said above

    return format_date(value, pattern, _locale())


@lru_cache(maxsize=_REMEMBERED, typed=True)
def _number(value: float, locale: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415

    exponent = Decimal(str(value)).as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    whole = _parsed(locale).decimal_formats[None].pattern.partition(".")[0]
    pattern = f"{whole}.{'0' * places}" if places else whole
    return format_decimal(value, pattern, _parsed(locale))


def _locale() -> "Locale":
    return _parsed(spoken().locale)


@lru_cache
def _parsed(locale: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(locale)
