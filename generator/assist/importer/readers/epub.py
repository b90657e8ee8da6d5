"""A book in EPUB → Markdown: its texts in the order in which it is read."""

from collections.abc import Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree, html
from lxml.html import HtmlElement

from generator.assist.importer.decoded import decoded
from generator.assist.importer.hypertext import noted, parsed, settled, without_unread, written
from generator.assist.importer.packed import Archive
from generator.assist.importer.raw import Dropped, Raw, UnimportableError, refuse_endless
from generator.assist.importer.remarks import picture

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENCRYPTED = "{http://www.w3.org/2001/04/xmlenc#}"
_TEXTS = frozenset({"application/xhtml+xml", "text/html"})
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways of making fonts unusable outside of a book, which leave its text readable."""
_KEYS = {"title": "title", "creator": "author", "publisher": "publisher", "date": "published"}


def read(data: bytes) -> Raw:
    """Return a book's text."""
    archive = Archive(data)
    _refuse_protected(archive)
    package, folder = _package(archive)
    whole = html.Element("div")
    dropped: list[Dropped] = []
    for name in _spine(package, folder):
        page = archive.read(name)
        if page is None or not page.strip():
            dropped.append(Dropped(0, name, "is named in the book and missing from it"))
            continue
        tree = parsed(decoded(page))
        without_unread(tree)
        dropped += _take_out(tree)
        _own_names(tree, name)
        body = tree.body if tree.body is not None else tree
        body.tag = "div"
        whole.append(body)
    refuse_endless(sum(1 for _ in whole.iter("p", "li", "td")))
    notes = noted(whole)
    remarks = settled(whole)
    return Raw(
        text=written(whole, notes), about=_about(package), dropped=tuple(dropped), remarks=remarks
    )


def _refuse_protected(archive: Archive) -> None:
    """Refuse a book that is protected against copying."""
    told = archive.tree("META-INF/encryption.xml")
    methods = () if told is None else told.iter(f"{_ENCRYPTED}EncryptionMethod")
    if any(each.get("Algorithm") not in _FONTS for each in methods):
        raise UnimportableError("is protected against copying. Ask its publisher for another form.")


def _package(archive: Archive) -> tuple[etree._Element, str]:
    """Return the list of what a book consists of, and the folder in which that lies."""
    container = archive.tree("META-INF/container.xml")
    roots = () if container is None else container.iter(f"{_CONTAINER}rootfile")
    for root in roots:
        name = root.get("full-path") or ""
        package = archive.tree(name)
        if package is not None:
            return package, dirname(name)
    raise UnimportableError("is damaged: its list of contents is missing.")


def _spine(package: etree._Element, folder: str) -> list[str]:
    """Return the names of a book's texts in their order; its own list of contents is none."""
    items: Mapping[str, etree._Element] = {
        each.get("id") or "": each for each in package.iter(f"{_OPF}item")
    }
    named = (items.get(each.get("idref") or "") for each in package.iter(f"{_OPF}itemref"))
    return list(
        dict.fromkeys(
            normpath(join(folder, unquote(item.get("href") or "")))
            for item in named
            if item is not None
            and item.get("media-type") in _TEXTS
            and "nav" not in (item.get("properties") or "").split()
        )
    )


def _take_out(tree: HtmlElement) -> list[Dropped]:
    """Take lists of contents and pictures out of one of a book's texts."""
    dropped = [picture(words) for each in tree.iter("img") if (words := each.get("alt"))]
    for each in list(tree.iter("nav")):
        dropped.append(Dropped(0, each.text_content(), "is a list of contents"))
        each.drop_tree()
    return dropped


def _own_names(tree: HtmlElement, name: str) -> None:
    """Make names of places differ from text to text, and links between texts lead to them."""
    for each in tree.iter():
        if each.get("id"):
            each.set("id", f"{name}#{each.get('id')}")
        target = each.get("href")
        if each.tag == "a" and target and "://" not in target and "#" in target:
            file, _, place = target.partition("#")
            other = normpath(join(dirname(name), unquote(file))) if file else name
            each.set("href", f"#{other}#{place}")


def _about(package: etree._Element) -> dict[str, tuple[str, str]]:
    """Return what a book says of itself."""
    about: dict[str, tuple[str, str]] = {}
    for name, key in _KEYS.items():
        values = [each.text for each in package.iter(f"{_DC}{name}") if each.text]
        if values:
            several = "; ".join(values) if key == "author" else values[0]
            about[key] = (several, f"the book's “{name}”")
    return about
