"""An OpenDocument text → Markdown, by way of the hypertext that means the same."""

from collections.abc import Iterator, Mapping
from itertools import count

from lxml import etree, html
from lxml.html import HtmlElement

from generator.assist.importer.hypertext import noted, settled, written
from generator.assist.importer.packed import Archive
from generator.assist.importer.raw import (
    Dropped,
    Raw,
    UnimportableError,
    line,
    of_properties,
    refuse_endless,
)
from generator.assist.importer.remarks import comment, deleted, picture, tracked

_NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
_REPEATED = 100
"""Spaces for which one element may stand."""


def _q(name: str) -> str:
    """Return a name with its namespace in place of the prefix."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


_TAGS: Mapping[str, str] = {
    _q("text:p"): "p",
    _q("text:list"): "ul",
    _q("text:list-item"): "li",
    _q("text:list-header"): "li",
    _q("table:table"): "table",
    _q("table:table-row"): "tr",
    _q("table:table-cell"): "td",
    _q("text:line-break"): "br",
    _q("text:a"): "a",
}
_UNSHOWN = frozenset(
    map(_q, ("text:tracked-changes", "office:annotation", "text:sequence-decls", "office:forms",
             "text:variable-decls", "text:user-field-decls", "draw:image", "svg:desc", "svg:title",
             "text:table-of-content", "text:alphabetical-index", "text:note-citation"))
)  # fmt: skip
"""Elements whose words are not words of the text."""


def read(data: bytes) -> Raw:
    """Return an OpenDocument text; what a reader of its last state would not see is listed."""
    archive = Archive(data)
    manifest = archive.tree("META-INF/manifest.xml")
    if (
        manifest is not None
        and next(manifest.iter(_q("manifest:encryption-data")), None) is not None
    ):
        raise UnimportableError("is protected with a password. Save it without one.")
    content, styles = archive.tree("content.xml"), archive.tree("styles.xml")
    body = None if content is None else content.find(f".//{_q('office:text')}")
    if content is None or body is None:
        raise UnimportableError("contains no text.")
    refuse_endless(sum(1 for _ in body.iter(_q("text:p"), _q("text:h"))))
    tree = _Writer([part for part in (content, styles) if part is not None]).tree(body)
    notes = noted(tree)
    remarks = (*settled(tree), *_changed(body))
    about, guessed = of_properties(_properties(archive.tree("meta.xml")))
    return Raw(
        text=written(tree, notes),
        about=about,
        guessed=guessed,
        dropped=(*_deleted(body), *_apart(body), *_heads(styles)),
        remarks=remarks,
    )


class _Writer:
    """Writes the elements of a text as hypertext."""

    def __init__(self, parts: list[etree._Element]) -> None:
        self._parents: dict[str, str] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        self._numbered: set[str] = set()
        self._numbers = count(1)
        self._words: list[str] = []
        for part in parts:
            for style in part.iter(_q("style:style")):
                self._note(style)
            for style in part.iter(_q("text:list-style")):
                first = next(iter(style), None)
                if first is not None and first.tag == _q("text:list-level-style-number"):
                    self._numbered.add(style.get(_q("style:name")) or "")

    def _note(self, style: etree._Element) -> None:
        """Remember what a style does to words, and which it is made from."""
        name = style.get(_q("style:name")) or ""
        self._parents[name] = style.get(_q("style:parent-style-name")) or ""
        form = style.find(_q("style:text-properties"))
        looks = {} if form is None else form.attrib
        bold = looks.get(_q("fo:font-weight")) == "bold"
        italic = looks.get(_q("fo:font-style")) == "italic"
        self._forms[name] = ("strong",) * bold + ("em",) * italic

    def tree(self, body: etree._Element) -> HtmlElement:
        """Return a text as hypertext."""
        self._whole = html.Element("div")
        self._inside(body, self._whole)
        self._put(self._whole)
        return self._whole

    def _put(self, target: HtmlElement) -> None:
        """Put the words that were read last behind what an element holds already.

        They are gathered first: adding each piece to the text before it would copy that.
        """
        text = "".join(self._words)
        self._words.clear()
        last = next(target.iterchildren(reversed=True), None)
        if last is not None:
            last.tail = (last.tail or "") + text
        else:
            target.text = (target.text or "") + text

    def _add(self, target: HtmlElement, tag: str, **attributes: str) -> HtmlElement:
        """Put an element behind what another holds already."""
        self._put(target)
        inside = html.Element(tag, **attributes)
        target.append(inside)
        return inside

    def _inside(self, source: etree._Element, target: HtmlElement) -> None:
        self._words.append(source.text or "")
        for child in source:
            if child.tag not in _UNSHOWN:
                self._one(child, target)
            self._words.append(child.tail or "")

    def _one(self, child: etree._Element, target: HtmlElement) -> None:
        """Write one element into another, with all that is inside."""
        style = child.get(_q("text:style-name")) or ""
        if child.tag == _q("text:s"):
            self._words.append(" " * min(_number(child, "text:c"), _REPEATED))
        elif child.tag == _q("text:tab"):
            self._words.append("\t")
        elif child.tag == _q("text:note"):
            self._footnote(child, target)
        elif child.tag == _q("text:span"):
            self._styled(child, target, self._forms.get(style, ()))
        elif tag := self._tag(child, style):
            inside = self._add(target, tag)
            if child.tag == _q("text:a"):
                inside.set("href", child.get(_q("xlink:href")) or "")
            self._inside(child, inside)
            self._put(inside)
        else:
            self._inside(child, target)

    def _tag(self, child: etree._Element, style: str) -> str:
        """Return what an element is in hypertext, or nothing where its words alone count."""
        if child.tag == _q("text:h"):
            return f"h{min(max(_number(child, 'text:outline-level'), 1), 6)}"
        if child.tag == _q("text:p") and "Title" in {style, self._parents.get(style)}:
            return "h1"
        if child.tag == _q("text:list") and style in self._numbered:
            return "ol"
        return _TAGS.get(child.tag, "")

    def _styled(self, child: etree._Element, target: HtmlElement, forms: tuple[str, ...]) -> None:
        for form in forms:
            target = self._add(target, form)
        self._inside(child, target)
        if forms:
            self._put(target)

    def _footnote(self, note: etree._Element, target: HtmlElement) -> None:
        """Write a note as the web does: a link, and at the end of all a place with a way back."""
        number = next(self._numbers)
        self._add(target, "a", href=f"#note-{number}", id=f"note-of-{number}").text = str(number)
        place = html.Element("div", id=f"note-{number}")
        body = note.find(_q("text:note-body"))
        if body is not None:
            self._inside(body, place)
        self._add(place, "a", href=f"#note-of-{number}")
        self._whole.append(place)


def _number(element: etree._Element, name: str) -> int:
    text = element.get(_q(name)) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1  # noqa: PLR2004


def _words(element: etree._Element) -> str:
    """Return the words of an element's paragraphs."""
    found = element.iter(_q("text:p"), _q("text:h"))
    return line(" ".join("".join(each.itertext()) for each in found))


def _author(element: etree._Element) -> str:
    return element.findtext(f".//{_q('dc:creator')}") or ""


def _changed(body: etree._Element) -> tuple[str, ...]:
    names = ("insertion", "deletion")
    return tracked({name: sum(1 for _ in body.iter(_q(f"text:{name}"))) for name in names})


def _deleted(body: etree._Element) -> Iterator[Dropped]:
    for each in body.iter(_q("text:deletion")):
        yield deleted(_words(each), _author(each))


def _apart(body: etree._Element) -> Iterator[Dropped]:
    """Yield comments and pictures."""
    for each in body.iter(_q("office:annotation")):
        yield comment(_words(each), _author(each))
    for name in ("text:table-of-content", "text:alphabetical-index"):
        for each in body.iter(_q(name)):
            yield Dropped(0, _words(each), "is a list of contents, which the site makes itself")
    for each in body.iter(_q("svg:desc"), _q("svg:title")):
        yield picture(each.text or "")


def _heads(styles: etree._Element | None) -> Iterator[Dropped]:
    for name in ("header", "footer"):
        found = () if styles is None else styles.iter(_q(f"style:{name}"))
        for words in dict.fromkeys(map(_words, found)):
            yield Dropped(0, words, f"is a {name} of the pages")


def _properties(meta: etree._Element | None) -> dict[str, tuple[str, str]]:
    if meta is None:
        return {}
    basis = "the document's properties"
    author = meta.findtext(f".//{_q('meta:initial-creator')}") or meta.findtext(
        f".//{_q('dc:creator')}"
    )
    title = meta.findtext(f".//{_q('dc:title')}")
    return {key: (value, basis) for key, value in (("title", title), ("author", author)) if value}
