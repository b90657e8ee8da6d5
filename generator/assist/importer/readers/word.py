"""A Word document → Markdown, and what of it mammoth does not bring along."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import mammoth
from lxml import etree

from generator.assist.importer.hypertext import blocks, noted, parsed, settled, written
from generator.assist.importer.packed import Archive
from generator.assist.importer.raw import (
    PART,
    Dropped,
    Raw,
    UnimportableError,
    line,
    of_properties,
    refuse_endless,
)
from generator.assist.importer.remarks import comment, deleted, picture, tracked

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_MAIN = "word/document.xml"
_ELEMENTS = 600_000
"""Elements of all its parts; thirty for each paragraph are very many, and mammoth reads each."""
_CHANGES = {"ins": "insertion", "del": "deletion", "moveTo": "move"}


def read(data: bytes) -> Raw:
    """Return a Word document's text; what a reader of its last state would not see is listed."""
    archive = Archive(data)
    # Looked at first: mammoth reads these parts with a parser that knows no bounds.
    parts = {name: archive.tree(name) for name in archive.names if name.endswith((".xml", ".rels"))}
    there = [part for part in parts.values() if part is not None]
    refuse_endless(sum(1 for part in there for _ in part.iter(f"{_W}p")))
    if sum(1 for part in there for _ in part.iter()) > _ELEMENTS:
        raise UnimportableError(f"consists of more than {_ELEMENTS:,} elements. {PART}")
    done = mammoth.convert_to_html(
        BytesIO(data),
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
    )
    tree = parsed(done.value or "<p></p>")
    main = parts[_MAIN]
    assert main is not None  # noqa: S101 - a Word document is known by this part
    shown = " ".join(blocks(tree))
    notes = noted(tree)
    remarks = (*settled(tree), *_changed(main), *_boxed(main))
    about, guessed = of_properties(_properties(parts.get("docProps/core.xml")))
    return Raw(
        text=written(tree, notes),
        about=about,
        guessed=guessed,
        dropped=(*_deleted(main), *_apart(parts), *_unboxed(main, shown), *_pictured(main)),
        remarks=remarks,
    )


def _words(element: etree._Element) -> str:
    """Return an element's text, its paragraphs apart."""
    pieces: list[str] = []
    for each in element.iter(f"{_W}t", f"{_W}delText", f"{_W}p", f"{_W}tab"):
        is_text = each.tag in {f"{_W}t", f"{_W}delText"}
        pieces.append((each.text or "") if is_text else " ")
    return line("".join(pieces))


def _properties(core: etree._Element | None) -> dict[str, tuple[str, str]]:
    """Return the title and author in a document's properties."""
    if core is None:
        return {}
    keys = {f"{_DC}title": "title", f"{_DC}creator": "author"}
    return {
        keys[each.tag]: (each.text, "the document's properties")
        for each in core
        if each.tag in keys and each.text and each.text.strip()
    }


def _changes(main: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield tracked changes that hold words: others are of paragraphs' ends and of forms."""
    for tag in _CHANGES:
        for each in main.iter(f"{_W}{tag}"):
            if _words(each):
                yield tag, each


def _changed(main: etree._Element) -> tuple[str, ...]:
    counts = Counter(tag for tag, _ in _changes(main))
    return tracked({name: counts[tag] for tag, name in _CHANGES.items()})


def _deleted(main: etree._Element) -> Iterator[Dropped]:
    for tag, each in _changes(main):
        if tag == "del":
            yield deleted(_words(each), _author(each))


def _author(element: etree._Element) -> str:
    return element.get(f"{_W}author") or ""


def _apart(parts: dict[str, etree._Element | None]) -> Iterator[Dropped]:
    """Yield what stands beside the text: comments, and the heads and feet of pages."""
    heads: dict[str, str] = {}
    for name, part in parts.items():
        if part is None:
            continue
        for each in part.iter(f"{_W}comment"):
            yield comment(_words(each), _author(each))
        for tag, kind in (("hdr", "a header"), ("ftr", "a footer")):
            if part.tag == f"{_W}{tag}" and name.startswith("word/"):
                heads.setdefault(_words(part), f"is {kind} of the pages")
    for words, reason in heads.items():
        yield Dropped(0, words, reason)


def _boxes(main: etree._Element) -> list[str]:
    """Return the words of each text box; Word writes most of them twice, for older programs."""
    boxes = (
        _words(box)
        for box in main.iter(f"{_W}txbxContent")
        if not any(above.tag == _FALLBACK for above in box.iterancestors())
    )
    found = [words for words in boxes if words]
    return found or list(dict.fromkeys(filter(None, map(_words, main.iter(f"{_W}txbxContent")))))


def _boxed(main: etree._Element) -> tuple[str, ...]:
    count = len(_boxes(main))
    if not count:
        return ()
    boxes = "a text box" if count == 1 else f"{count} text boxes"
    return (f"The document has {boxes}; check that the words in it are in the right place.",)


def _unboxed(main: etree._Element, shown: str) -> Iterator[Dropped]:
    """Yield the words of text boxes that are not in the text."""
    for words in _boxes(main):
        if words not in shown:
            yield Dropped(0, words, "is a text box that could not be read")


def _pictured(main: etree._Element) -> Iterator[Dropped]:
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    for each in main.iter(f"{{{namespace}}}docPr"):
        if words := each.get("descr"):
            yield picture(words)
