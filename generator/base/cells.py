"""Tables for spreadsheets: CSV whose cells are text and numbers, and never formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

Cell = str | int | float | None
"""What a cell holds; None is an empty one."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula, in either width."""
_MARK = "\N{BYTE ORDER MARK}"
"""By this spreadsheets know UTF-8."""


def guarded(cell: Cell) -> Cell:
    """Return a cell as a spreadsheet shows it, and does not work it out: behind an apostrophe.

    What contributors write reaches programs in which a formula may open files and addresses.
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV (RFC 4180, but for the ends of lines), names of columns first."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return _MARK + file.getvalue()
