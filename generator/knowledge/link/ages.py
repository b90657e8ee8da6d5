"""How old the evidence is: its oldest and its newest date, and what may be later."""

from collections.abc import Iterable
from datetime import date

from generator.base.dates import Period
from generator.base.model import Library
from generator.knowledge.link.findings import Age, Ages, Evidence
from generator.knowledge.link.lines import lines_of


def measure_ages(library: Library, evidence: Evidence) -> Ages:
    """Measure all evidence, that of each theme, and that of each key message and question."""
    return Ages(
        site=age_of(map(library.date_of, library.points)),
        themes={
            theme: age_of(library.date_of(point.id) for point in points)
            for theme, points in evidence.by_theme.items()
        },
        lines={ref: age_of(map(library.date_of, line.points)) for ref, line in lines_of(library)},
    )


def age_of(dates: Iterable[Period]) -> Age:
    """Measure evidence of these dates."""
    listed = sorted({*dates}, key=lambda period: period.sort_key)
    return Age(
        oldest=next((period for period in listed if period.start), None),
        newest=max((period for period in listed if period.end), key=_begin, default=None),
        open=tuple(period for period in listed if not period.end),
    )


def _begin(period: Period) -> tuple[date, date]:
    """Order by what is surely known: of a day and its year, the day is later."""
    return period.start or date.min, period.end or date.max
