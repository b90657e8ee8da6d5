"""Evidence, figures, questions and what is missing as tables, for spreadsheets.

Each is a file of CSV; all together are the sheets of one workbook. Nothing in them is a formula.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from io import BytesIO

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.base import labels
from generator.base.cells import Cell, csv_text
from generator.base.language import NP_, Wordings
from generator.base.language.bidi import plain
from generator.base.model import Article, Figure, Library, Person, Point
from generator.knowledge.link import Links
from generator.site.pages.kinds.coverage.tables import coverage_tables
from generator.site.render import Output

WORKBOOK = "data/briefing.xlsx"
_WIDTHS = (14, 60)
"""Characters of the narrowest and the widest column."""
_COLUMNS = Wordings(
    {
        "id": NP_("column", "id"),
        "claim": NP_("column", "claim"),
        "kind": NP_("column", "kind"),
        "themes": NP_("column", "themes"),
        "how its source puts it": NP_("column", "how its source puts it"),
        "speaker": NP_("column", "speaker"),
        "role": NP_("column", "role"),
        "organisation": NP_("column", "organisation"),
        "interest": NP_("column", "interest"),
        "when it was true": NP_("column", "when it was true"),
        "passage": NP_("column", "passage"),
        "agrees with": NP_("column", "agrees with"),
        "disputes": NP_("column", "disputes"),
        "qualifies": NP_("column", "qualifies"),
        "repeats": NP_("column", "repeats"),
        "updates": NP_("column", "updates"),
        "article": NP_("column", "article"),
        "publisher": NP_("column", "publisher"),
        "published": NP_("column", "published"),
        "source": NP_("column", "source"),
        "status": NP_("column", "status"),
        "page": NP_("column", "page"),
        "value": NP_("column", "value"),
        "of": NP_("column", "of"),
        "before": NP_("column", "before"),
        "unit": NP_("column", "unit"),
        "parts": NP_("column", "parts"),
        "about": NP_("column", "about"),
        "period": NP_("column", "period"),
        "not to be read as": NP_("column", "not to be read as"),
        "for": NP_("column", "for"),
        "theme": NP_("column", "theme"),
        "question": NP_("column", "question"),
        "points": NP_("column", "points"),
        "counted by": NP_("column", "counted by"),
    }
)
"""Titles of columns in the workbook; in CSV, columns have the keys, by which programs know them."""
_KINDS = Wordings(
    {
        "figure": NP_("in a table", "figure"),
        "statement": NP_("in a table", "statement"),
        "finding": NP_("in a table", "finding"),
        "recommendation": NP_("in a table", "recommendation"),
        "barrier": NP_("in a table", "barrier"),
        "example": NP_("in a table", "example"),
        "definition": NP_("in a table", "definition"),
        "prediction": NP_("in a table", "prediction"),
        "quoted": NP_("in a table", "quoted"),
        "reported": NP_("in a table", "reported"),
        "argued": NP_("in a table", "argued"),
        "measured": NP_("in a table", "measured"),
        "article": NP_("in a table", "article"),
        "year": NP_("in a table", "year"),
        "voice": NP_("in a table", "voice"),
        "standing": NP_("in a table", "standing"),
        "organisation": NP_("in a table", "organisation"),
    }
)
"""Kinds of points, how their sources put them, and by what points are counted: likewise."""
_OF_KINDS = frozenset({"kind", "how its source puts it", "counted by"})
"""Columns whose cells are such kinds."""
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zone
"""When every workbook was made: equal content makes equal bytes."""


class Sheet(Struct, frozen=True, kw_only=True):
    """A table: its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_data(library: Library, links: Links) -> Iterator[Output]:
    """Yield a file for each table, and the workbook of all."""
    sheets = {name: make(library, links) for name, make in _TABLES.items()}
    yield Output(uri=WORKBOOK, data=_workbook(sheets))
    for name, sheet in sorted(sheets.items()):
        yield Output(uri=table_file(name), data=csv_text(sheet.columns, sheet.rows).encode())


def table_files() -> Iterator[str]:
    """Yield the addresses of these files without making them."""
    yield WORKBOOK
    yield from map(table_file, sorted(_TABLES))


def table_file(name: str) -> str:
    """Return the address of a table as CSV."""
    return f"data/{name}.csv"


def _evidence(library: Library, _: Links) -> Sheet:
    columns = (
        *("id", "claim", "kind", "themes", "how its source puts it", "speaker", "role"),
        *("organisation", "interest", "when it was true", "passage", "agrees with", "disputes"),
        *("qualifies", "repeats", "updates", "article", "publisher", "published", "source"),
        *("status", "page"),
    )
    rows = (_claim(library, point) for point in library.points.values())
    return Sheet(columns=columns, rows=tuple(rows))


def _claim(library: Library, point: Point) -> tuple[Cell, ...]:
    article = library.articles[point.article]
    return (
        point.id,
        point.text,
        point.kind,
        _themes(library, point),
        point.standing,
        *_speaker(point.speaker),
        article.date_of(point).text,
        point.passage.exact,
        *("; ".join(others) for others in point.relations.values()),
        *_source(article),
        _status(point),
        library.settings.address(point.uri),
    )


def _speaker(speaker: Person | None) -> tuple[Cell, ...]:
    if speaker is None:
        return (None, None, None, None)
    return (speaker.name, speaker.role, speaker.organisation, speaker.interest)


def _source(article: Article) -> tuple[Cell, ...]:
    source = article.publication
    return (article.title, source.publisher, article.published.text, source.url)


def _status(point: Point) -> str | None:
    if not (status := point.status):
        return None
    return plain(labels.status_note(status.kind, status.date.plain_label, status.reason))


def _figures(library: Library, _: Links) -> Sheet:
    columns = (
        *("id", "value", "of", "before", "unit", "parts", "about", "period", "not to be read as"),
        *("claim", "themes"),
        *("when it was true", "article", "publisher", "published", "source", "status", "page"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            point.id,
            *(figure.value, figure.of, figure.before, figure.unit, _parts(figure)),
            *(figure.about, figure.period, figure.caution),
            point.text,
            _themes(library, point),
            library.date_of(point.id).text,
            *_source(library.articles[point.article]),
            _status(point),
            library.settings.address(point.uri),
        )
        for point in library.points.values()
        if (figure := point.figure)
    )
    return Sheet(columns=columns, rows=rows)


def _parts(figure: Figure) -> str:
    return plain(labels.apart(f"{part.value} {part.about}" for part in figure.parts))


def _questions(library: Library, _: Links) -> Sheet:
    audiences = library.settings.audiences
    rows = tuple(
        (
            labels.audience(question.audience, audiences),
            theme.title,
            question.text,
            "; ".join(question.points),
            library.settings.address(theme.uri),
        )
        for theme in library.themes.values()
        for question in theme.questions
    )
    columns = ("for", "theme", "question", "points", "page")
    return Sheet(columns=columns, rows=rows)


def _coverage(library: Library, links: Links) -> Sheet:
    """Return how many points each theme has by article, year, voice, standing and organisation."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (table.id, row.id, row.label.title, *row.counts)
        for table in coverage_tables(library, links)
        for row in table.rows
    )
    return Sheet(columns=("counted by", "id", "of", *library.themes), rows=rows)


_TABLES: dict[str, Callable[[Library, Links], Sheet]] = {
    "evidence": _evidence,
    "figures": _figures,
    "questions": _questions,
    "coverage": _coverage,
}


def _themes(library: Library, point: Point) -> str:
    return plain(labels.apart(library.themes[theme].title for theme in point.themes))


def _workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """Write tables as a workbook; formulas name its sheets, which have the names of the files."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        book.set_properties({"created": _EPOCH})
        head = book.add_format({"bold": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for name, sheet in sheets.items():
            _write(book.add_worksheet(name), sheet, head, body)
    return file.getvalue()


def _write(page: Worksheet, sheet: Sheet, head: Format, body: Format) -> None:
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for number, column in enumerate(sheet.columns):
        longest = max((len(str(row[number] or "")) for row in sheet.rows), default=0)
        page.set_column(number, number, min(max(longest, _WIDTHS[0]), _WIDTHS[1]), body)
        page.write_string(0, number, _COLUMNS.get(column, column), head)
    kinds = {number for number, column in enumerate(sheet.columns) if column in _OF_KINDS}
    for line, row in enumerate(sheet.rows, start=1):
        for number, cell in enumerate(row):
            # A cell with an empty text would not count as empty.
            if isinstance(cell, str) and cell:
                shown = _KINDS.get(cell, cell) if number in kinds else cell
                page.write_string(line, number, shown, body)
            elif isinstance(cell, int | float):
                page.write_number(line, number, cell, body)
