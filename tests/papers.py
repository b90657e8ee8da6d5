"""What programs of others say of papers."""

import html
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.styles.style import ParagraphStyle
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from selectolax.lexbor import LexborHTMLParser
from weasyprint import HTML  # type: ignore[import-untyped]

_LINE = 1.2
"""Height of a line, in sizes of its type: more than Word’s single spacing of Arial, 1.15."""


def words_of(html: str) -> str:
    """Return the words of a paper, with single spaces between."""
    return " ".join(" ".join(body.text() for body in LexborHTMLParser(html).css("body")).split())


def told_by(program: str, *arguments: str | Path) -> str:
    """Return what a program of Poppler says."""
    path = shutil.which(program)
    assert path, f"Type: sudo apt-get install poppler-utils ({program} is missing)"
    return subprocess.run([path, *arguments], check=True, capture_output=True, text=True).stdout


def catalogue_of(pdf: bytes) -> dict[str, Any]:
    """Return what a PDF says of itself as a whole."""
    return PDFDocument(PDFParser(BytesIO(pdf))).catalog


def structure_of(pdf: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each element of a PDF’s structure with those that it holds, by their kinds."""
    yield from _below(resolve1(catalogue_of(pdf)["StructTreeRoot"]))


def numberings_of(pdf: bytes) -> list[str]:
    """Return how the items of each list are numbered, as its tags say."""
    root = resolve1(catalogue_of(pdf)["StructTreeRoot"])
    lists = [each for each in _elements(root) if each.get("S") and _kind(each) == "L"]
    return [str(resolve1(each["A"])["ListNumbering"]).strip("/'") for each in lists]


def loose_pieces(pdf: bytes) -> list[tuple[int, int]]:
    """Return each piece of a page that is marked as text and has no place in the structure.

    By the page’s number, from 0, and the piece’s.
    """
    document = PDFDocument(PDFParser(BytesIO(pdf)))
    placed = {
        (each["Pg"].objid, number)
        for each in _elements(resolve1(document.catalog["StructTreeRoot"]))
        for number in _kids(each)
        if isinstance(number, int)
    }
    return [
        (count, int(number))
        for count, page in enumerate(PDFPage.create_pages(document))
        for stream in page.contents
        for number in re.findall(rb"/MCID (\d+)", resolve1(stream).get_data())
        if (page.pageid, int(number)) not in placed
    ]


def _elements(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, dict):
            yield from _elements(kid)


def _kids(element: dict[str, Any]) -> list[Any]:
    kids = resolve1(element.get("K", []))
    return [resolve1(kid) for kid in (kids if isinstance(kids, list) else [kids])]


def _below(element: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    elements = [kid for kid in _kids(element) if isinstance(kid, dict) and "S" in kid]
    if "S" in element:
        yield _kind(element), tuple(map(_kind, elements))
    for each in elements:
        yield from _below(each)


def _kind(element: dict[str, Any]) -> str:
    return str(element["S"]).strip("/'")


def pages_in_word(document: bytes, line: float = _LINE) -> int:
    """Return how many pages a Word document takes at most, by the measures of its own styles.

    Args:
        document: its bytes.
        line: how high its lines are, in sizes of their type.
    """
    read = docx.Document(BytesIO(document))
    sheet = read.sections[0]
    sides = (sheet.top_margin, sheet.right_margin, sheet.bottom_margin, sheet.left_margin)
    margins = " ".join(f"{side.pt}pt" for side in sides if side is not None)
    lines = "".join(_as_html(paragraph, line) for paragraph in read.paragraphs)
    style = (
        f"@page {{ size: A4; margin: {margins} }}"
        " p { font-family: Liberation Sans, Arial, Arimo, DejaVu Sans Condensed, Noto Sans }"
        " div { columns: 2; column-gap: 6mm }"
    )
    return len(HTML(string=f"<style>{style}</style>{lines}").render().pages)


def _as_html(paragraph: Any, line: float) -> str:  # noqa: ANN401 - its module is private
    style = paragraph.style

    def points(measure: Callable[[ParagraphStyle], Any]) -> float:
        each: Any = style
        while each is not None and measure(each) is None:
            each = each.base_style
        return float(measure(each).pt) if each is not None else 0.0

    left = points(lambda each: each.paragraph_format.left_indent)
    before = points(lambda each: each.paragraph_format.space_before)
    after = points(lambda each: each.paragraph_format.space_after)
    size = points(lambda each: each.font.size)
    assert size
    return (
        f'<p style="margin: {before}pt 0 {after}pt {left}pt; font-size: {size}pt; '
        f'line-height: {line}">{html.escape(paragraph.text)}</p>'
        + ("<div>" if paragraph._p.xpath("./w:pPr/w:sectPr") else "")
    )
