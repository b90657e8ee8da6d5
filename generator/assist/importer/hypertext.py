"""Hypertext → Markdown: what web pages, books, messages and office documents become first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import islice
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from lxml import etree, html
from lxml.html import HtmlElement
from markdownify import ATX, MarkdownConverter

from generator.assist.importer.marks import escaped
from generator.assist.importer.raw import PART, UnimportableError, line, safe
from generator.assist.importer.remarks import unlinked

_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,300}>")
"""What XHTML begins with: the encoding that it names was that of the file, and is none of text."""
_DEEP = "Excessive depth"
"""What libxml2 says where elements stand more than 256 deep, the rest of which it leaves out."""
_ELEMENTS = 100_000
"""Elements of a page: very long ones have half as many, and each takes ten kilobytes to be read."""
_UNREAD = (
    "script style noscript template svg math iframe object embed form button input "  # noqa: SIM905
    "select textarea canvas audio video head".split()
)
"""Elements that hold no text of a page."""
_ADDRESS = re.compile(r"https?://[^\s@<>\"]{1,1990}", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
ITEMS = 400
"""Items of one list as it is handed on: libraries count those before each item anew."""
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand round a note's number until the text is Markdown."""
_NOTE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def parsed(text: str) -> HtmlElement:
    """Return a page's elements, without those that hold no text.

    Raises:
        UnimportableError: its elements are nested too deeply or too many, or there are none.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree: HtmlElement = html.document_fromstring(_DECLARED.sub("", safe(text)), parser=parser)
    except etree.ParserError as error:
        raise UnimportableError("contains no text.") from error
    if any(_DEEP in each.message for each in parser.error_log):
        raise UnimportableError("has elements nested more than 256 levels deep.")
    _refuse_many(tree)
    return tree


def _refuse_many(tree: HtmlElement) -> None:
    """Refuse what has more elements than are read in time.

    Raises:
        UnimportableError: it has.
    """
    count = sum(1 for _ in tree.iter())
    if count > _ELEMENTS:
        message = (
            f"consists of {count:,} elements, such as items, cells and words in bold; the limit "
            f"is {_ELEMENTS:,}. {PART}"
        )
        raise UnimportableError(message)


def without_unread(tree: HtmlElement) -> None:
    """Take away the elements that hold no text, but keep the words between them."""
    etree.strip_elements(tree, *_UNREAD, with_tail=False)


def is_address(text: str | None) -> bool:
    """Tell whether a text is the whole address of a page on the web."""
    return text is not None and _ADDRESS.fullmatch(text.strip()) is not None


def settled(tree: HtmlElement, base: str = "") -> tuple[str, ...]:
    """Make each link lead somewhere from anywhere, or be words alone; tell of those in a remark.

    Args:
        tree: a page; it is changed.
        base: the page's own address, where it is known.
    """
    lost: list[str] = []
    for link in tree.iter("a"):
        target = (link.get("href") or "").strip()
        if not target:
            continue
        whole = _whole(target, base)
        for name in list(link.attrib):
            del link.attrib[name]
        if whole:
            link.set("href", whole)
        elif words := line(link.text_content()):
            lost.append(words)
    return unlinked(lost)


def _whole(target: str, base: str) -> str:
    """Return an address that means the same from anywhere, or nothing."""
    if target.startswith("#"):
        return ""
    try:
        whole = target if _WEB.match(target) or not base else urljoin(base, target)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    whole = re.sub(r"\s", "%20", whole)
    named = parts.scheme == "mailto" or (parts.scheme in {"http", "https"} and parts.hostname)
    return (
        whole.replace("(", "%28").replace(")", "%29") if named and "@" not in parts.netloc else ""
    )


def noted(tree: HtmlElement) -> list[HtmlElement]:
    """Take a page's notes out of it, and put their numbers where the text refers to them.

    A note is a place to which a link leads, and from which another leads back to where that
    link stands: so it is in Word, in books and on the web alike. In a book either may also say
    what it is, and then no link leads back: reading systems do that.
    """
    places = {each.get("id"): each for each in tree.iter() if each.get("id")}
    notes: dict[HtmlElement, int] = {}
    backs: set[str] = set()
    for link in list(tree.iter("a")):
        note = _note(link, places)
        if note is not None and not any(above in notes for above in link.iterancestors()):
            backs |= _names_round(link)
            _number(link, notes.setdefault(note, len(notes) + 1))
    for note in notes:
        for back in [each for each in note.iter("a") if each.get("href") in backs]:
            back.drop_tree()
        note.drop_tree()
    return list(notes)


def _note(link: HtmlElement, places: Mapping[str | None, HtmlElement]) -> HtmlElement | None:
    """Return the note to which a link refers, if it refers to one."""
    target = link.get("href") or ""
    note = places.get(target[1:]) if target.startswith("#") else None
    if note is not None and note.tag in {"a", "sup", "span"}:
        note = note.getparent()
    if note is None or link in set(note.iter("a")):
        return None
    leads_back = _names_round(link) & {back.get("href") for back in note.iter("a")}
    return note if leads_back or _is_said(link, "noteref") or _is_said(note, "note") else None


def _is_said(element: HtmlElement, what: str) -> bool:
    """Tell whether an element says that it is a note, or leads to one (EPUB SSV, DPUB-ARIA)."""
    said = f"{element.get('epub:type') or ''} {element.get('role') or ''}".lower().split()
    return any(each.endswith(what) for each in said)


def _names_round(link: HtmlElement) -> set[str]:
    """Return what leads back to where a link stands."""
    round_it = (link, *islice(link.iterancestors(), 2), *link)
    return {f"#{each.get('id')}" for each in round_it if each.get("id")}


def _number(link: HtmlElement, number: int) -> None:
    """Put a note's number in place of the link to it, and of a mark round that."""
    above = link.getparent()
    alone = above is not None and above.tag == "sup" and len(above) == 1
    place = above if alone else link
    mark = html.Element("span")
    mark.text, mark.tail = f"{_OPEN}{number}{_CLOSE}", place.tail
    place.tail = None
    place.getparent().replace(place, mark)


def written(tree: HtmlElement, notes: Sequence[HtmlElement] = ()) -> str:
    """Return hypertext as Markdown, with the notes to which it still refers below it.

    Raises:
        UnimportableError: it has too many elements.
    """
    _refuse_many(tree)
    _prepare(tree)
    text = _markdown(tree)
    referred = {int(number) for number in _NOTE.findall(text)}
    below = [
        f"[^{number}]: {_note_text(note)}"
        for number, note in enumerate(notes, start=1)
        if number in referred
    ]
    return "\n\n".join([_NOTE.sub(r"[^\1]", text), *below])


def _note_text(note: HtmlElement) -> str:
    inside = copy(note)
    inside.tag, inside.tail = "div", None
    _prepare(inside)
    return _NOTE.sub("", _markdown(inside)).lstrip(". ").replace("\n\n", "\n\n    ").strip()


def _prepare(tree: HtmlElement) -> None:
    """Make hypertext such that its Markdown is right, and its cost grows with its size."""
    divided(tree)
    for each in list(tree.iter()):
        each.attrib.pop("colspan", None)
        if each.tag == "p" and any(child.tag in _HEADINGS for child in each):
            each.tag = "div"
        elif each.tag == "table":
            _flatten(each)


def divided(tree: HtmlElement) -> None:
    """Make several lists of each very long one, a numbered one going on where the last ends."""
    for each in list(tree.iter("ol", "ul")):
        _divide(each)
        before = each.getprevious()
        if each.tag == "ol" and before is not None and before.tag == "ol" and len(before) == ITEMS:
            each.set("start", str(_first(before) + ITEMS))


def _first(numbered: HtmlElement) -> int:
    start = numbered.get("start") or ""
    return int(start) if re.fullmatch(r"\d{1,9}", start, re.ASCII) else 1


def _divide(numbered: HtmlElement) -> None:
    items = [each for each in numbered if each.tag == "li"]
    for first in range(ITEMS, len(items), ITEMS):
        rest = html.Element(numbered.tag)
        if numbered.tag == "ol":
            rest.set("start", str(_first(numbered) + ITEMS))
        rest.extend(items[first : first + ITEMS])
        rest.tail, numbered.tail = numbered.tail, None
        numbered.addnext(rest)
        numbered = rest


def _flatten(table: HtmlElement) -> None:
    """Take a table that only places text on a page for the text alone: no row has two cells."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    if max(map(len, rows), default=0) > 1 and not any(True for _ in table.iterdescendants("table")):
        return
    for each in list(table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th")):
        each.tag = "div"


class _Writer(MarkdownConverter):
    """Escapes what text would be taken for, and no more, so that people can edit it."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return text such that Markdown shows it as it is."""
        plain = escaped(text, inline="_inline" in parent_tags)
        return plain.replace("|", "\\|") if parent_tags & {"td", "th"} else plain


def _markdown(tree: HtmlElement) -> str:
    source = html.tostring(tree, encoding="unicode", with_tail=False)
    writer = _Writer(heading_style=ATX, bullets="-", strip=["img"], table_infer_header=True)
    found: str = writer.convert_soup(BeautifulSoup(source, "lxml"))
    return re.sub(
        r"\n{3,}", "\n\n", re.sub(r"(?<![ \t])[ \t]++$", "", found, flags=re.MULTILINE)
    ).strip()


def blocks(tree: HtmlElement) -> Iterator[str]:
    """Yield the words of each smallest block of a page, on one line each."""
    words: list[str] = []
    for event, each in etree.iterwalk(tree, events=("start", "end")):
        inline = each.tag in _INLINE
        if not inline and words:
            yield from _said(words)
        piece = each.text if event == "start" else (each.tail if each is not tree else None)
        if piece:
            words.append(piece)
    yield from _said(words)


_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span "  # noqa: SIM905
    "strong sub sup time u var".split()
)


def _said(words: list[str]) -> Iterator[str]:
    said = " ".join("".join(words).split())
    words.clear()
    if said:
        yield said
