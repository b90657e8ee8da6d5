"""A document's bytes → Markdown and what the document says of itself.

Word documents become HTML by mammoth, HTML becomes Markdown by markdownify; both are optional and
are imported only where they are needed.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.assist.importer.clean import Dropped
from generator.source.characters import UNSAFE

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".docx")
"""What can be imported, by the ending of its name."""

_MOST = 20_000_000
"""Bytes of a document, packed or not."""
_EXTRA = "Install the converters: python -m pip install 'briefing-site[import]'"
_NO_TEXT = "script, style, noscript, template, svg, iframe, form, button, input, select"
_FURNITURE = (
    "nav, aside, footer, figure, [role=navigation], [role=complementary], [role=contentinfo], "
    "[aria-hidden=true], [hidden]"
)
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "dc.title", "citation_title"),
    "author": ("author", "article:author", "dc.creator", "citation_author"),
    "published": ("article:published_time", "date", "dc.date", "citation_publication_date"),
    "publisher": ("og:site_name", "dc.publisher"),
    "url": ("og:url",),
}
_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
}
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)(.*)", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[•◦▪●·*]|[-–](?=\s))\s+", re.MULTILINE)
_LONG = 120
"""Characters of a line from which each line is taken for a paragraph."""


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),  # also of what is encrypted
    *(KeyError, ValueError, ET.ParseError, ExpatError),
)
"""What the readers of Word documents raise where one is broken."""


class UnimportableError(ValueError):
    """A document that cannot be imported; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A document as Markdown.

    Attributes:
        text: paragraphs, headings and list items, parted by empty lines.
        front: front matter that it has already, without its fences.
        about: what it says of itself: title, author, published, publisher, url, each with where
            that stands.
        dropped: what was left out on the way.
    """

    text: str
    front: str = ""
    about: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()


def convert(name: str, data: bytes) -> Raw:
    """Return a document as Markdown.

    Raises:
        UnimportableError: it is of another kind, broken, too large, too deep, or a converter is not
            installed.
    """
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending not in ENDINGS:
        raise UnimportableError(f"{name}: only {', '.join(ENDINGS)} can be imported.")
    if len(data) > _MOST:
        raise UnimportableError(f"{name} has {len(data):,} bytes; the limit is {_MOST:,}.")
    try:
        return _converted(name, ending, data)
    except RecursionError as error:
        raise UnimportableError(f"{name} has elements nested too deeply.") from error


def _converted(name: str, ending: str, data: bytes) -> Raw:
    if ending == ".docx":
        return _docx(name, data)
    if data.startswith(b"PK\x03\x04"):
        raise UnimportableError(f"{name} is not text; if it is a Word document, name it .docx.")
    text = UNSAFE.sub(" ", _decoded(data).replace("\f", "\n\n"))
    if ending in {".html", ".htm"}:
        return _html(text)
    if ending == ".txt":
        return Raw(text=_paragraphs(text))
    found = _FRONT.fullmatch(text)
    return Raw(text=found[2].strip("\n"), front=found[1]) if found else Raw(text=text)


def _decoded(data: bytes) -> str:
    """Return text in UTF-8 or UTF-16, or else in Windows-1252, the usual other one in Britain."""
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")


def _paragraphs(text: str) -> str:
    """Return plain text as Markdown: paragraphs apart, bullets as items, signs as text."""
    plain = _BULLET.sub("- ", text)
    plain = re.sub(r"^(\s*)([#>+]|=+$|---)", r"\1\\\2", plain, flags=re.MULTILINE)
    lines = plain.split("\n")
    if any(len(line) > _LONG for line in lines) or "\n\n" not in text.strip():
        plain = "\n\n".join(line.strip() for line in lines if line.strip())
    return plain.replace("<", "&lt;")


def _docx(name: str, data: bytes) -> Raw:
    try:
        import mammoth  # noqa: PLC0415 - optional
    except ImportError as error:
        raise UnimportableError(f"{name} needs a converter. {_EXTRA}") from error
    try:
        about = _core(data)
        done = mammoth.convert_to_html(
            BytesIO(data),
            style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh",
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
        )
    except _BROKEN as error:
        raise UnimportableError(f"{name} cannot be read as a Word document.") from error
    raw = _html(done.value)
    told = {key: (value, "the document's heading") for key, (value, _) in raw.about.items()}
    return Raw(text=raw.text, about={**told, **about}, dropped=raw.dropped)


def _core(data: bytes) -> dict[str, tuple[str, str]]:
    """Return what a Word document's properties say, having looked at how large it unpacks."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST:
            raise UnimportableError("The Word document is too large when it is unpacked.")
        packed.getinfo("word/document.xml")
        if "docProps/core.xml" not in packed.namelist():
            return {}
        text = packed.read("docProps/core.xml")
    if b"<!DOCTYPE" in text:
        return {}
    return {
        _CORE[part.tag]: (part.text.strip(), "the document's properties")
        for part in ET.fromstring(text)  # noqa: S314 - no document type, bounded
        if part.tag in _CORE and part.text and part.text.strip()
    }


def _html(text: str) -> Raw:
    try:
        from markdownify import markdownify  # noqa: PLC0415 - optional
    except ImportError as error:
        raise UnimportableError(f"A web page needs a converter. {_EXTRA}") from error
    tree = LexborHTMLParser(text)
    about = _told(tree)
    for node in tree.css(_NO_TEXT):
        node.decompose()
    main = tree.css_first("article") or tree.css_first("main") or tree.body
    if main is None:
        raise UnimportableError("The web page has no text.")
    dropped = _without_furniture(tree, main)
    markdown = markdownify(main.html or "", heading_style="ATX", bullets="-", strip=["img"])
    return Raw(text=markdown.replace("\xa0", " "), about=about, dropped=dropped)


def _told(tree: LexborHTMLParser) -> dict[str, tuple[str, str]]:
    """Return what a page's head, its first heading and its first date say."""
    metas = {
        (node.attributes.get("property") or node.attributes.get("name") or "").lower(): (
            node.attributes.get("content") or ""
        ).strip()
        for node in reversed(tree.css("meta"))
    }
    about = {
        key: (metas[name], f"the page's “{name}”")
        for key, names in _META.items()
        for name in reversed(names)
        if metas.get(name)
    }
    for key, selector in (("title", "h1"), ("title", "title"), ("published", "time[datetime]")):
        node = tree.css_first(selector)
        found = node and (node.attributes.get("datetime") or node.text()).strip()
        if found and key not in about:
            about[key] = (" ".join(found.split()), f"the page's <{selector.partition('[')[0]}>")
    return about


def _without_furniture(tree: LexborHTMLParser, main: LexborNode) -> tuple[Dropped, ...]:
    """Take away what is no part of the text, and list its words."""
    dropped: list[Dropped] = []
    if main is not tree.body and tree.body is not None:
        outside = " ".join((tree.body.text() or "").split())
        inside = " ".join((main.text() or "").split())
        if len(outside) > len(inside):
            rest = outside.replace(inside, " … ")
            dropped.append(Dropped(0, rest, "outside the page's <article> or <main>"))
    pictures = [node.attributes.get("alt") or "no words" for node in main.css("img")]
    dropped += [Dropped(0, words, "a picture; pictures are not imported") for words in pictures]
    for node in main.css(_FURNITURE):
        words = " ".join((node.text() or "").split())
        if words:
            dropped.append(Dropped(0, words, f"a <{node.tag}> of the page"))
        node.decompose()
    return tuple(dropped)
