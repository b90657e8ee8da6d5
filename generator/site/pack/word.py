"""A paper for Word: what its HTML says, in styles that a board's own template may replace.

Imported only where python-docx is: it is an extra.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.base.language.cldr import territorial
from generator.site.pack.error import PackError
from generator.site.pack.sheet import (
    AFTER,
    FONT,
    GAP,
    HEADINGS,
    MARGINS,
    NORMAL,
    NOTE,
    REFERENCE,
    SIZES,
    before,
)

_LISTS = {"ol": "List Number", "ul": "List Bullet"}
_BLOCKS = {*_LISTS, "p"}
"""What may stand in an item of a list besides words."""
_SPACE = re.compile(r"\s+")
_DARK, _GREY = "12383F", "565E63"
_LONGEST = 255
"""Characters of a title that the format holds."""
_SPARE = ("/customXml", "/stylesWithEffects", "/thumbnail")
"""What the library's own template brings along for old programs."""
_EPOCH = date(1980, 1, 1)
"""The first day that an archive can name: that of papers whose date is no day."""


def word_of(html: str) -> bytes:
    """Write a paper as a Word document; equal papers give equal bytes."""
    tree = LexborHTMLParser(html)
    document = docx.Document()
    _dress(document)
    leftward = bool(tree.css_matches('html[dir="rtl"]'))
    if leftward:
        _turn(document)
    _describe(document, tree)
    for body in tree.css("body"):
        _Writer(document, leftward=leftward).write(body)
    return _saved(document)


class _Writer:
    """Writes what a page says into a document."""

    def __init__(self, document: Document, *, leftward: bool) -> None:
        self._document = document
        self._styles: dict[str, str | None] = {}
        """Ids of styles by name; the usual one has none."""
        self._leftward = leftward

    def write(self, parent: LexborNode) -> None:
        """Write each block in an element."""
        for node in parent.iter():
            match node.tag:
                case "h1" | "h2" | "h3" as tag:
                    self._paragraph(node, HEADINGS[tag])
                case "p":
                    self._paragraph(node, _style(node))
                case "ol" if "references" in (node.attributes.get("class") or ""):
                    self._begin_columns()
                    self._items(node, REFERENCE)
                case "ol" | "ul":
                    self._list(node)
                case "dl":
                    self._definitions(node)
                case "header" | "main" | "section":
                    self.write(node)

    def _paragraph(self, node: LexborNode, style: str) -> Paragraph:
        made = self._begun(style)
        _fill(made, node, leftward=self._leftward)
        return made

    def _begun(self, style: str) -> Paragraph:
        """Begin a paragraph; the library by itself looks through all styles for each."""
        if style not in self._styles:
            kind = WD_STYLE_TYPE.PARAGRAPH
            self._styles[style] = self._document.part.get_style_id(style, kind)  # type: ignore[no-untyped-call]
        made = self._document.add_paragraph()
        made._p.style = self._styles[style]  # noqa: SLF001 - the library has no other way
        return made

    def _list(self, node: LexborNode, level: int = 1) -> None:
        self._items(node, f"{_LISTS[str(node.tag)]}{f' {level}' if level > 1 else ''}", level)

    def _items(self, node: LexborNode, style: str, level: int = 1) -> None:
        number = _restarted(self._document, style) if node.tag == "ol" else None
        for item in (child for child in node.iter() if child.tag == "li"):
            made = self._begun(style)
            if number is not None:
                made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number  # noqa: SLF001 - the library has no other way
            self._item(item, made, level)

    def _item(self, item: LexborNode, made: Paragraph, level: int) -> None:
        """Write what an item says: its first words stand beside its number."""
        blocks = [child for child in item.iter() if child.tag in _BLOCKS]
        if not blocks or blocks[0].tag != "p":
            _fill(made, item, leftward=self._leftward)
        for block in blocks:
            if block.tag in _LISTS:
                self._list(block, level + 1)
            elif block is blocks[0]:
                _fill(made, block, leftward=self._leftward)
            else:
                self._paragraph(block, f"{NOTE} in a list")

    def _begin_columns(self) -> None:
        """Set what follows in two columns, as the PDF does."""
        section = self._document.add_section(WD_SECTION.CONTINUOUS)
        columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001 - the library has no other way
        columns.set(qn("w:num"), "2")
        columns.set(qn("w:space"), str(Mm(GAP).twips))

    def _definitions(self, node: LexborNode) -> None:
        for child in node.iter():
            made = self._paragraph(child, NORMAL)
            if child.tag == "dt":
                made.paragraph_format.keep_with_next = True
                for run in made.runs:
                    run.bold = run.font.cs_bold = True


def _style(node: LexborNode) -> str:
    return NOTE if node.attributes.get("class") == "cited" else NORMAL


class _Piece(NamedTuple):
    """A run of text: how it looks, where it leads, which way it is written, in which language."""

    text: str
    bold: bool = False
    address: str = ""
    leftward: bool = False
    language: str = ""


def _fill(paragraph: Paragraph, node: LexborNode, *, leftward: bool) -> None:
    """Write an element's words, with their emphasis and links."""
    pieces = list(_pieces(node, _Piece("", leftward=leftward)))
    for number, piece in enumerate(pieces):
        words = _SPACE.sub(" ", piece.text)
        if number == 0 or _ends_in_space(paragraph):
            words = words.lstrip()
        if number == len(pieces) - 1:
            words = words.rstrip()
        if words:
            _run(paragraph, piece._replace(text=words))


def _ends_in_space(paragraph: Paragraph) -> bool:
    return paragraph.text.endswith(" ")


def _pieces(node: LexborNode, around: _Piece) -> Iterator[_Piece]:
    """Yield each run of text inside an element, but not of blocks in it."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield around._replace(text=child.text_content or "")
        elif child.tag not in _BLOCKS:
            yield from _pieces(child, _inside(child, around))


def _inside(node: LexborNode, around: _Piece) -> _Piece:
    """Return how text looks inside an element, and in which language it is."""
    href, direction = (node.attributes.get(name) or "" for name in ("href", "dir"))
    return _Piece(
        "",
        bold=around.bold or node.tag == "strong",
        address=around.address if href.startswith("#") else href or around.address,
        leftward=direction == "rtl" if direction else around.leftward,
        language=node.attributes.get("lang") or around.language,
    )


def _run(paragraph: Paragraph, piece: _Piece) -> None:
    """Add words; the library has no way to make them a link, or to say their language."""
    run = paragraph.add_run(piece.text)
    run.bold = piece.bold or None
    if piece.leftward:
        run.font.rtl, run.font.cs_bold = True, run.bold
    if piece.address:
        _lead(paragraph, run, piece.address)
    if piece.language:
        said = OxmlElement("w:lang")
        said.set(qn("w:bidi" if piece.leftward else "w:val"), piece.language)
        run._r.get_or_add_rPr().append(said)  # noqa: SLF001


def _lead(paragraph: Paragraph, run: Run, address: str) -> None:
    """Make words a link."""
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    run._r.addprevious(link)  # noqa: SLF001
    link.append(run._r)  # noqa: SLF001
    run.underline = True


def _restarted(document: Document, style: str) -> int:
    """Return a numbering of its own for a list, that begins with 1."""
    numbering = document.part.numbering_part.element
    named: Any = document.styles[style]
    numbered = named if named.element.pPr.numPr is not None else named.base_style
    usual = numbered.element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(usual).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _dress(document: Document) -> None:
    """Set sheet, type and language."""
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    above, beside, below = map(Mm, MARGINS)
    sheet.left_margin = sheet.right_margin = beside
    sheet.top_margin, sheet.bottom_margin = above, below
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _language())
    _add_style(document, NOTE, NORMAL)
    _add_style(document, f"{NOTE} in a list", NOTE).paragraph_format.left_indent = Mm(GAP)
    _add_style(document, REFERENCE, _LISTS["ol"])
    for name, size in SIZES.items():
        _set_type(document, name, size)


def _turn(document: Document) -> None:
    """Have paragraphs begin on the right; letters written that way have type of their own."""
    paragraphs = document.styles[NORMAL].element.get_or_add_pPr()
    paragraphs.insert_element_before(OxmlElement("w:bidi"), "w:spacing")
    for name in SIZES:
        letters = document.styles[name].element.rPr
        letters.rFonts.set(qn("w:cs"), FONT)
        letters.rFonts.attrib.pop(qn("w:cstheme"), None)
        for size in letters.findall(qn("w:szCs")):
            letters.remove(size)
        size = OxmlElement("w:szCs")
        size.set(qn("w:val"), letters.sz.get(qn("w:val")))
        letters.sz.addnext(size)


def _add_style(document: Document, name: str, like: str) -> ParagraphStyle:
    made: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles[like]
    return made


def _set_type(document: Document, name: str, size: float) -> None:
    """Give a style its type; what the library's own template says of fonts gives way."""
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - each of those named is one
    font, space = style.font, style.paragraph_format
    font.name, font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    if name != NORMAL:
        font.color.rgb = RGBColor.from_string(_GREY if name in {NOTE, REFERENCE} else _DARK)
    space.space_before, space.space_after = Pt(before(name)), Pt(AFTER)
    space.line_spacing = 1.0


def _language() -> str:
    """Name the language as Word does: with a country."""
    return territorial().replace("_", "-")


def _describe(document: Document, tree: LexborHTMLParser) -> None:
    """Say what the document is, and when its content was last changed."""
    made = tree.css_first('meta[name="dcterms.created"]')
    day = date.fromisoformat(made.attributes["content"] or "") if made else _EPOCH
    about = document.core_properties
    about.title = "".join(title.text() for title in tree.css("title"))[:_LONGEST]
    about.author, about.comments, about.language = "", "", _language()
    about.created = about.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day


def _saved(document: Document) -> bytes:
    """Return the document's bytes, without the times that the library writes."""
    for holder in filter(None, (document.part.package, document.part)):
        for id_, relation in [*holder.rels.items()]:
            if relation.reltype.endswith(_SPARE):
                del holder.rels[id_]
    made, saved = BytesIO(), BytesIO()
    try:
        document.save(made)
    except ValueError as error:  # the library stamps parts with the time that it is
        message = "A document for Word cannot be written on a machine whose clock is before 1980."
        raise PackError(message) from error
    with ZipFile(made) as given, ZipFile(saved, "w", ZIP_DEFLATED) as written:
        for name in given.namelist():
            entry = ZipInfo(name, _EPOCH.timetuple()[:6])
            written.writestr(entry, given.read(name), ZIP_DEFLATED)
    return saved.getvalue()
