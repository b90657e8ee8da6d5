"""What is covered and what is not: themes by article, period and voice, and uncited paragraphs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import get_args

from generator.base.dates import year_of
from generator.base.model import Article, Library, Standing
from generator.knowledge.link import Links
from generator.knowledge.link.findings import Uncited, VoiceKind
from generator.site.pages.paging.size import LINES
from generator.site.pages.paging.split import Chunk, Leaf, leaves
from generator.site.pages.views.gaps import RUN, Gap, gaps
from generator.site.pages.views.records import Page, ThemeTag, To
from generator.site.pages.views.views import Views

WHOLE = 60
"""Articles, or uncited paragraphs, on a page, at most."""
_CELL = 80
"""Bytes of a count."""
_ORGANISATIONS = 25
"""Organisations in the table: those with the most points."""
_YEARS = "year"
_LONGEST = 240
"""Characters shown of a paragraph."""

_VOICES: Mapping[VoiceKind, str] = {
    "organisation": "A person who speaks for an organisation",
    "person": "A person who speaks for none",
    "author": "The article’s author",
    "unsigned": "An unsigned article",
}
_STANDINGS: Mapping[Standing, str] = {
    "quoted": "Quoted in the source",
    "reported": "Reported in the source",
    "argued": "Argued by the author",
    "measured": "Measured",
}
_Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table: its label, and how many points each theme has; 0 is a gap."""

    id: str
    label: To
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Points of each theme by something; its columns are the themes."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UncitedView:
    """A paragraph that no point cites."""

    article: To
    section: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """Context of ``coverage``: the tables and the first uncited paragraphs, or a part of either."""

    part: str
    gaps: tuple[Gap, ...]
    themes: tuple[ThemeTag, ...]
    tables: tuple[Table, ...]
    article_chunks: tuple[Chunk, ...]
    uncited: tuple[UncitedView, ...]
    uncited_chunks: tuple[Chunk, ...]
    uncited_total: int


def coverage_pages(views: Views) -> Iterator[Page]:
    """Yield the page of what is missing, and its parts by year."""
    library, coverage = views.library, views.links.coverage
    newest = _newest(library)
    row = max(LINES // 2 // WHOLE, _CELL * len(library.themes))
    first, *articles = leaves(
        newest, lambda a: year_of(a.published), "coverage/articles", LINES // 2, lambda _: row
    )
    place = {article.id: number for number, article in enumerate(newest)}
    paragraphs = sorted(coverage.uncited, key=lambda u: place[u.article])
    first_uncited, *uncited = leaves(
        paragraphs, partial(_year, library), "coverage/paragraphs", WHOLE
    )
    tables = (
        _by_article(library, coverage.by_article, first.items),
        *map(gathered, _others(library, views.links)),
    )
    yield _page(views, tables, first, first_uncited)
    for leaf in articles:
        table = _by_article(library, coverage.by_article, leaf.items)
        yield _page(views, (table,), leaf, None)
    for part in uncited:
        yield _page(views, (), None, part)


def coverage_tables(library: Library, links: Links) -> tuple[Table, ...]:
    """Return every table in full."""
    counts = links.coverage.by_article
    return (_by_article(library, counts, _newest(library)), *_others(library, links))


def gathered(table: Table) -> Table:
    """Return a table with a single row for each long run of rows that hold nothing.

    Only years follow one another; a point may speak of one long before all others.
    """
    rows: list[Row] = []
    if table.id != _YEARS:
        return table
    for empty, run in groupby(table.rows, lambda row: not any(row.counts)):
        listed = tuple(run)
        rows += [_run(listed)] if empty and len(listed) > RUN else listed
    return replace(table, rows=tuple(rows))


def _run(rows: Sequence[Row]) -> Row:
    """Join rows, which stand newest first."""
    first, last = rows[-1], rows[0]
    label = _plain(f"{first.label.title} to {last.label.title}")
    return Row(id=f"{first.id}-{last.id}", label=label, counts=first.counts)


def _newest(library: Library) -> list[Article]:
    articles = library.articles.values()
    return sorted(articles, key=lambda a: (a.published.sort_key, a.id), reverse=True)


def _year(library: Library, paragraph: Uncited) -> str:
    return year_of(library.articles[paragraph.article].published)


def _by_article(library: Library, counts: _Counts, articles: Iterable[Article]) -> Table:
    labels = {a.id: To(title=a.title, uri=a.uri) for a in articles}
    return _table(library, "article", "By article", counts, labels)


def _others(library: Library, links: Links) -> Iterator[Table]:
    coverage = links.coverage
    years = {year: _plain(year) for year in reversed(coverage.years)}
    yield _table(library, _YEARS, "By the year that the point speaks of", coverage.by_year, years)
    voices = {kind: _plain(_VOICES[kind]) for kind in get_args(VoiceKind)}
    yield _table(library, "voice", "By kind of voice", coverage.by_voice, voices)
    standings = {standing: _plain(_STANDINGS[standing]) for standing in get_args(Standing)}
    title = "By how the source puts it"
    yield _table(library, "standing", title, coverage.by_standing, standings)
    named = {name: _plain(name) for name in coverage.organisations[:_ORGANISATIONS]}
    title = "By the organisation in whose name it is said"
    yield _table(library, "organisation", title, coverage.by_organisation, named)


def _plain(label: str) -> To:
    return To(title=label, uri="")


def _table(
    library: Library, id_: str, title: str, counts: _Counts, labels: Mapping[str, To]
) -> Table:
    rows = (
        Row(
            id=key,
            label=label,
            counts=tuple(counts.get((theme, key), 0) for theme in library.themes),
        )
        for key, label in labels.items()
    )
    return Table(id=id_, title=title, rows=tuple(rows))


def _page(
    views: Views,
    tables: tuple[Table, ...],
    articles: Leaf[Article] | None,
    uncited: Leaf[Uncited] | None,
) -> Page:
    part = next((leaf.part for leaf in (articles, uncited) if leaf and leaf.part), "")
    context = CoveragePage(
        part=part,
        gaps=() if part else gaps(views),
        themes=views.tags(views.library.themes),
        tables=tables,
        article_chunks=articles.chunks if articles else (),
        uncited=tuple(_uncited(views, u) for u in uncited.items) if uncited else (),
        uncited_chunks=uncited.chunks if uncited else (),
        uncited_total=uncited.total if uncited else 0,
    )
    uri = articles.uri if articles else uncited.uri if uncited else ""
    title = f"What is missing: {part}" if part else "What is missing"
    return Page(uri=uri, title=title, template="coverage", context=context)


def _uncited(views: Views, paragraph: Uncited) -> UncitedView:
    text = paragraph.text
    return UncitedView(
        article=views.article(views.library.articles[paragraph.article]),
        section=paragraph.section,
        text=text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …",
    )
