"""A PDF → Markdown: lines put into the order in which they are read, and made into paragraphs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from msgspec import Struct, field
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTAnno, LTChar, LTContainer, LTImage, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFNoValidXRef
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, list_value, resolve1
from pdfminer.utils import decode_text

from generator.assist.importer.raw import Dropped, Raw, UnimportableError, line, of_properties
from generator.assist.importer.readers.pdf_lines import RAISED, Line, usual_size, with_bullets
from generator.assist.importer.readers.pdf_text import paragraphs

_PAGES = 400
"""Pages of a PDF."""
_TAIL = 2048
"""Bytes in which a whole PDF says that it ends."""
_FEW = 20
"""Characters a page, on average, below which its pages are pictures."""
_SCANNED = (
    "is scanned: its pages are pictures without text. Let a program for text recognition read it "
    "first, such as OCRmyPDF, or ask its publisher for the text."
)
_UNNAMED = re.compile(
    r"^(?:microsoft word - .*|untitled.*|.*\.(?:docx?|indd|pdf|pages|qxd|rtf))$", re.IGNORECASE
)
"""Titles that programs give, not people."""
_EDGE = 0.12
"""Share of a page's height at its top and foot in which running heads and numbers stand."""
_GAP = 1.6
"""How much further from the text than its own height a running head stands."""
_SMALL = 0.92
"""How small the letters of a running head that no other page repeats are, by those of the text."""
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Letters that are printed as one sign."""
_ABOVE = {ord(f"{figure}"): raised for figure, raised in enumerate(RAISED)}
_RAISED_SIZE, _RAISED_BY = 0.85, 0.15
"""How small a raised figure is at most, and how high it stands at least, by the line's letters."""
_NUMBER = re.compile(
    r"(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_NOTES = frozenset({"Text", "FreeText", "Highlight", "StrikeOut", "Underline", "Squiggly"})
"""Marks that readers of a PDF put on it."""


class _Found(Struct):
    """What stands on the pages of a PDF.

    Attributes:
        lines: those of each page.
        heights: those of the pages, in points.
        pictured: the numbers of pages that hold a picture and no text.
        notes: what readers wrote on them, and on which page.
    """

    lines: list[list[Line]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)


def read(data: bytes) -> Raw:
    """Return a PDF's text, without what its pages only repeat."""
    document = _opened(data)
    found = _found(document)
    characters = sum(len(each.text) for page in found.lines for each in page)
    if characters < _FEW * len(found.lines):
        raise UnimportableError(_SCANNED)
    furniture = _furniture(found)
    pages = [[each for each in page if each not in furniture] for page in found.lines]
    text, remarks = paragraphs(pages)
    dropped = [Dropped(0, words, "is at the edge of the pages") for words in _told(furniture)]
    dropped += [Dropped(0, words, f"is a note on page {page}") for words, page in found.notes]
    about, guessed = of_properties(_about(document))
    return Raw(
        text=text,
        about=about,
        guessed=guessed,
        dropped=tuple(dropped),
        remarks=(*remarks, *_pictured(found.pictured)),
    )


def _opened(data: bytes) -> PDFDocument:
    """Return a PDF whose whole is there and that asks for no password.

    Raises:
        UnimportableError: it is broken, ends too early, or is encrypted.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnimportableError("is only the beginning of a PDF. Fetch it again.")
    try:
        document = PDFDocument(PDFParser(BytesIO(data)), fallback=False)
    except PDFEncryptionError as error:
        raise UnimportableError(_ENCRYPTED) from error
    except PDFNoValidXRef as error:
        raise UnimportableError("is a damaged PDF. Fetch it again.") from error
    if document.encryption is not None:
        raise UnimportableError(_ENCRYPTED)
    return document


_ENCRYPTED = (
    "is protected: its author allows it to be read, and not to be copied, or it needs a password. "
    "Ask its publisher for a copy that is not."
)


def _found(document: PDFDocument) -> _Found:
    """Return what stands on the pages.

    Raises:
        UnimportableError: there are too many.
    """
    found = _Found()
    manager = PDFResourceManager(caching=True)
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None, all_texts=True))
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > _PAGES:
            raise UnimportableError(f"has more than {_PAGES} pages. Import a part of it.")
        interpreter.process_page(page)
        layout = device.get_result()
        lines = with_bullets([each for each in _lines(layout) if each.text])
        found.lines.append(lines)
        found.heights.append(layout.height)
        if not lines and _has_picture(layout):
            found.pictured.append(number)
        found.notes += [(words, number) for words in _notes(page)]
    if not found.lines:
        raise UnimportableError("has no pages.")
    return found


def _lines(layout: LTContainer[Any]) -> Iterator[Line]:
    """Yield the lines of text on a page, wherever they are nested."""
    for each in layout:
        if isinstance(each, LTTextLine):
            signs = [sign for sign in each if isinstance(sign, LTChar)]
            if signs:
                sizes = Counter(
                    round(sign.size, 1) for sign in signs for _ in sign.get_text().strip()
                )
                bold = sum(
                    "bold" in s.fontname.lower() or "black" in s.fontname.lower() for s in signs
                )
                usual = sizes.most_common(1)[0][0] if sizes else 0.0
                words = "".join(_raised(sign, each, usual) for sign in each)
                yield Line(
                    text=line(words.translate(_LIGATURES)),
                    left=each.x0, right=each.x1, bottom=each.y0, top=each.y1,
                    size=usual,
                    bold=2 * bold > len(signs),
                )  # fmt: skip
        elif isinstance(each, LTContainer):
            yield from _lines(each)


def _raised(sign: object, row: LTTextLine, usual: float) -> str:
    """Return what a sign says: a small figure above the line, which numbers a note, as such."""
    text = sign.get_text() if isinstance(sign, LTChar | LTAnno) else ""
    small = isinstance(sign, LTChar) and sign.size < _RAISED_SIZE * usual
    high = isinstance(sign, LTChar) and sign.y0 > row.y0 + _RAISED_BY * usual
    return text.translate(_ABOVE) if small and high else text


def _has_picture(layout: LTContainer[Any]) -> bool:
    return any(
        isinstance(each, LTImage) or (isinstance(each, LTContainer) and _has_picture(each))
        for each in layout
    )


def _notes(page: PDFPage) -> Iterator[str]:
    """Yield what readers wrote on a page."""
    for each in list_value(page.annots) if isinstance(page.annots, list | PDFObjRef) else []:
        note = resolve1(each)
        kind = getattr(note.get("Subtype"), "name", "") if isinstance(note, dict) else ""
        words = resolve1(note.get("Contents")) if kind in _NOTES else None
        if isinstance(words, bytes) and words:
            yield decode_text(words)


def _furniture(found: _Found) -> set[Line]:
    """Return the lines at the edges of pages that stand on several, or only number them.

    What stands small and apart above a page is a running head, though no other page repeats it.
    """
    edge = [
        each
        for page, height in zip(found.lines, found.heights, strict=True)
        for each in (*_apart(page, height, from_top=True), *_apart(page, height, from_top=False))
    ]
    often = Counter(_alike(each) for each in edge)
    small = _SMALL * usual_size([each for page in found.lines for each in page])
    heads = {
        each
        for page, height in zip(found.lines[1:], found.heights[1:], strict=True)
        for each in _apart(page, height, from_top=True)
        if each.size < small
    }
    needed = 2 if len(found.lines) < 8 else 3  # noqa: PLR2004 - a long text repeats a line by chance
    return heads | {
        each
        for each in edge
        if often[_alike(each)] >= needed or _NUMBER.fullmatch(each.text.strip())
    }


def _apart(page: Sequence[Line], height: float, *, from_top: bool) -> list[Line]:
    """Return the lines at the top or foot of a page between which and the text there is a gap."""
    rows = sorted(page, key=lambda each: each.bottom, reverse=from_top)
    for number, (each, inner) in enumerate(pairwise(rows), start=1):
        far = each.top < height * _EDGE or each.bottom > height * (1 - _EDGE)
        if not far:
            break
        if abs(each.bottom - inner.bottom) > _GAP * max(each.top - each.bottom, 1):
            return rows[:number]
    return [] if len(rows) > 1 else rows


def _alike(each: Line) -> tuple[str, int]:
    """Return what lines have in common that stand at the same height, but for their numbers."""
    return re.sub(r"\d+", "0", each.text.casefold()), round(each.bottom / 6)


def _told(furniture: Iterable[Line]) -> list[str]:
    first: dict[str, str] = {}
    for each in sorted(furniture, key=lambda each: each.text):
        first.setdefault(re.sub(r"\d+", "0", each.text), each.text)
    return list(first.values())


def _pictured(pages: list[int]) -> Iterator[str]:
    if pages:
        named = ", ".join(map(str, pages))
        yield f"Pages without text, only a picture: {named}. Their content is not imported."


def _about(document: PDFDocument) -> dict[str, tuple[str, str]]:
    """Return the title and author that a PDF names, unless a program made them up."""
    about: dict[str, tuple[str, str]] = {}
    for info in document.info:
        for name, key in (("Title", "title"), ("Author", "author")):
            value = resolve1(info.get(name))
            said = line(decode_text(value)) if isinstance(value, bytes) else ""
            if said and not _UNNAMED.match(said):
                about.setdefault(key, (said, "the document's properties"))
    return about
