"""Tables for spreadsheets: what they hold, that nothing is a formula, and where they are linked."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from generator.base.cells import csv_text, guarded
from generator.build import files
from generator.site.data.tables import WORKBOOK, table_files
from tests.projects import TINY, compiled, rendered, tiny

_NS = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_MARK = "\N{BYTE ORDER MARK}"


def tables(project: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each table, by its name."""
    made = {o.uri: o.text for o in files(compiled(project), project) if o.uri.endswith(".csv")}
    return {
        uri.removeprefix("data/").removesuffix(".csv"): [
            *csv.DictReader(StringIO(text.removeprefix(_MARK)))
        ]
        for uri, text in made.items()
    }


def workbook(project: Path) -> bytes:
    """Return the workbook of a project."""
    return next(o.data for o in files(compiled(project), project) if o.uri == WORKBOOK)


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of each sheet of a workbook, by its name."""
    with ZipFile(BytesIO(data)) as book:
        texts = ["".join(si.itertext()) for si in ET.fromstring(book.read("xl/sharedStrings.xml"))]  # noqa: S314 - ours
        named = ET.fromstring(book.read("xl/workbook.xml")).findall("sheets/sheet", _NS)  # noqa: S314 - ours
        found = {}
        for number, sheet in enumerate(named, start=1):
            page = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - ours
            assert page.findall(".//f", _NS) == []
            found[sheet.attrib["name"]] = [
                [_cell(cell, texts) for cell in row] for row in page.findall("sheetData/row", _NS)
            ]
        return found


def _cell(cell: ET.Element, texts: list[str]) -> str:
    value = cell.findtext("v", namespaces=_NS) or ""
    return texts[int(value)] if cell.get("t") == "s" else value


def test_each_table_holds_what_its_page_shows() -> None:
    """With publisher and address of each source, and where the passage is to be read."""
    made = tables(TINY)
    assert {*made} == {"evidence", "figures", "questions", "coverage"}
    claim = next(r for r in made["evidence"] if r["id"] == "line-opens#twice-as-fast")
    assert claim["speaker"] == "Jane Example"
    assert claim["role"] == "chair"
    assert claim["publisher"] == "Harbour Post"
    assert claim["source"] == "https://www.example.org/trams"
    assert claim["page"] == "articles/line-opens/#p-twice-as-fast"
    assert [row["value"] for row in made["figures"]] == ["9", "40"]
    assert made["figures"][1]["not to be read as"] == "the cost of running it"
    assert made["questions"][0]["for"] == "Leaders"
    assert made["coverage"][0]["counted by"] == "article"
    voice = next(row for row in made["coverage"] if row["counted by"] == "voice")
    assert (voice["id"], voice["of"]) == (
        "organisation",
        "An organisation, or a person who speaks for one",
    )
    assert {"money", "service"} <= made["coverage"][0].keys()


def test_workbook_holds_the_same_tables() -> None:
    """A sheet for each; numbers are numbers, and all else is text."""
    found = sheets(workbook(TINY))
    assert [*found] == ["evidence", "figures", "questions", "coverage"]
    made = tables(TINY)
    for name, sheet in zip(made["evidence"][0], found["evidence"][0], strict=True):
        assert name == sheet
    assert {name: len(rows) - 1 for name, rows in found.items()} == {
        name: len(rows) for name, rows in made.items()
    }
    cells = [cell for rows in found.values() for row in rows for cell in row]
    assert all(cells), "a cell with an empty text does not count as empty"


def test_equal_content_makes_equal_workbooks(tmp_path: Path) -> None:
    """No date of making is in it, nor anything else that differs."""
    assert workbook(TINY) == workbook(tiny(tmp_path))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "＠x"],  # noqa: RUF001
)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    """It stands behind an apostrophe, which spreadsheets do not show."""
    assert guarded(text) == f"'{text}"
    assert csv_text(["a"], [[text]]).split("\n")[1].lstrip('"').startswith("'")


def test_other_cells_are_left_as_they_are() -> None:
    """Numbers below nought are numbers, and words stay as they are written."""
    assert [guarded(cell) for cell in (-1, 2.5, None, "a=b", "", "’twas")] == [
        -1,
        2.5,
        None,
        "a=b",
        "",
        "’twas",
    ]
    assert csv_text(["a", "b"], [[-1, 'x "y"']]) == f'{_MARK}a,b\n-1,"x ""y"""\n'


def test_formulas_in_content_stay_text(tmp_path: Path) -> None:
    """A claim that begins like one is shown in the workbook, and guarded in CSV."""
    path = "content/articles/line-opens.md"
    text = (TINY / path).read_text("utf-8")
    wrong = '=HYPERLINK(\\"https://a.example\\")'
    project = tiny(
        tmp_path, {path: text.replace("text: The first line cost £40 million.", f'text: "{wrong}"')}
    )
    said = wrong.replace("\\", "")
    assert f"'{said}" in {row["claim"] for row in tables(project)["evidence"]}
    assert said in {cell for row in sheets(workbook(project))["evidence"] for cell in row}


def test_tables_are_linked_where_they_stand() -> None:
    """Each page with a table leads to it as a file, and to the workbook."""
    pages = {o.uri: o.text for o in rendered(compiled(TINY), TINY) if o.uri.endswith(".md")}
    for uri, name in {
        "themes/money.md": "evidence",
        "figures/index.md": "figures",
        "questions/index.md": "questions",
        "coverage/index.md": "coverage",
    }.items():
        led = re.findall(r'href="(?:\.\./)+(data/[^"]+)"', pages[uri])
        assert {f"data/{name}.csv", WORKBOOK} <= {*led}, uri
    assert {o.uri for o in files(compiled(TINY), TINY)} >= {*table_files()}
