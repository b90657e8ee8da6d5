"""How many points each theme has by article, year, voice, standing and organisation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from types import MappingProxyType
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from generator.base import labels
from generator.base.limits import ORGANISATIONS_COUNTED, YEARS_NAMED_EACH
from generator.base.model import Article, Library, Standing
from generator.knowledge.link import Links
from generator.knowledge.link.findings import VoiceKind
from generator.site.pages.views.newest import newest_articles
from generator.site.pages.views.page import To

_YEARS = "year"

_Counts = Mapping[tuple[str, str], int]


class Row(Struct, frozen=True, kw_only=True):
    """A line of a table: its label, and how many points each theme has; 0 is a gap.

    Attributes:
        id: what it counts, such as a year.
        label: the same for readers.
        counts: by theme.
        possible: likewise, the points that may belong there or elsewhere.
    """

    id: str
    label: To
    counts: tuple[int, ...]
    possible: tuple[int, ...]


class Table(Struct, frozen=True, kw_only=True):
    """Points of each theme by something; its columns are the themes."""

    id: str
    title: str
    rows: tuple[Row, ...]


def table_by_article(library: Library, links: Links, articles: Iterable[Article]) -> Table:
    """Count the points of each theme in some articles."""
    rows = {article.id: To(title=article.title, uri=article.uri) for article in articles}
    return _table(library, "article", links.coverage.by_article, rows)


def other_tables(library: Library, links: Links) -> Iterator[Table]:
    """Yield the tables by year, kind of voice, standing and organisation."""
    coverage = links.coverage
    years = {year: labels.year_name(year) for year in reversed(coverage.years)}
    yield _table(library, _YEARS, coverage.by_year, _plain(years), coverage.by_possible_year)
    voices = {kind: labels.VOICE_KINDS[kind] for kind in get_args(VoiceKind)}
    yield _table(library, "voice", coverage.by_voice, _plain(voices))
    standings = {standing: labels.STANDINGS[standing] for standing in get_args(Standing)}
    yield _table(library, "standing", coverage.by_standing, _plain(standings))
    names = dict(islice(coverage.organisations.items(), ORGANISATIONS_COUNTED))
    yield _table(library, "organisation", coverage.by_organisation, _plain(names))


def coverage_tables(library: Library, links: Links) -> tuple[Table, ...]:
    """Return every table in full, that of the articles the newest first."""
    newest = newest_articles(library)
    return (table_by_article(library, links, newest), *other_tables(library, links))


def with_runs_joined(table: Table) -> Table:
    """Return a table with a single row for each long run of rows that hold nothing.

    Only years follow one another; a point may speak of one long before all others.
    """
    rows: list[Row] = []
    if table.id != _YEARS:
        return table
    for empty, run in groupby(table.rows, lambda row: not any(row.counts + row.possible)):
        listed = tuple(run)
        rows += [_joined(listed)] if empty and len(listed) > YEARS_NAMED_EACH else listed
    return replace(table, rows=tuple(rows))


def _joined(rows: Sequence[Row]) -> Row:
    """Join rows, which stand newest first."""
    first, last = rows[-1], rows[0]
    label = To(title=labels.span(first.label.title, last.label.title), uri="")
    return Row(
        id=f"{first.id}-{last.id}", label=label, counts=first.counts, possible=first.possible
    )


def _plain(names: Mapping[str, str]) -> Mapping[str, To]:
    return {id_: To(title=name, uri="") for id_, name in names.items()}


def _table(
    library: Library,
    id_: str,
    counts: _Counts,
    rows: Mapping[str, To],
    possible: _Counts = MappingProxyType({}),
) -> Table:
    counted = (
        Row(
            id=key,
            label=label,
            counts=tuple(counts.get((theme, key), 0) for theme in library.themes),
            possible=tuple(possible.get((theme, key), 0) for theme in library.themes),
        )
        for key, label in rows.items()
    )
    return Table(id=id_, title=labels.COVERAGE_TABLES[id_], rows=tuple(counted))
