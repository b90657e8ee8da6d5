"""A paper set in type: how long it is, and the same as a tagged PDF.

Imported only where WeasyPrint is: it is an extra.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pydyf import Array, Dictionary  # type: ignore[import-untyped]
from weasyprint import HTML  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import FatalURLFetchingError, URLFetcher  # type: ignore[import-untyped]

from generator.site.pack.error import PackError


@dataclass(frozen=True, slots=True)
class Pdf:
    """A paper as a PDF, and the characters of it that no font on this machine has, in order."""

    data: bytes
    missing: str


def length_of(html: str) -> float:
    """Return how many pages a paper takes; of the last, the part that is used.

    Raises:
        PackError: the paper asks for another file.
    """
    *before, last = _set(html).pages
    lowest: float = max((place[-1] for place in last.anchors.values()), default=0.0)
    used: float = lowest / last.height
    return len(before) + min(max(used, 0.01), 1.0)


def pdf_of(html: str) -> Pdf:
    """Write a paper as PDF/UA-1, whose tags tell screen readers what is what.

    Raises:
        PackError: the paper asks for another file.
    """
    document = _set(html)
    data = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=b"briefing-site", finisher=_finish
    )
    missing = {code for font in document.fonts.values() for code in font.missing}
    return Pdf(data, "".join(map(chr, sorted(missing))))


def _finish(document: Any, pdf: Any) -> None:  # noqa: ANN401 - the library has no types
    """Put into the tags what the library leaves out."""
    _tell_languages(document, pdf)
    _give_items_bodies(pdf)


def _tell_languages(document: Any, pdf: Any) -> None:  # noqa: ANN401 - the library has no types
    """Say in the tags which words are in another language; the library says that of the whole.

    It makes a tag for each piece of an element, in the order of the pages; one for words alone
    holds a number.
    """
    pieces = [
        box.element.get("lang")
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001 - the library has no other way
        if box.element_tag == "span" and not hasattr(box, "text")
    ]
    if not any(pieces):
        return
    tags = [each for each in pdf.objects if isinstance(each, dict) and each.get("S") == "/Span"]
    spans = [tag for tag in tags if not any(isinstance(kid, int) for kid in tag["K"])]
    for language, tag in zip(pieces, spans, strict=True):
        if language:
            tag["Lang"] = type(pdf.catalog["Lang"])(language)


@lru_cache(maxsize=2)
def _set(html: str) -> Any:  # noqa: ANN401 - the library has no types
    """Set a paper in type; nothing but itself may be asked for.

    The last two are kept: what is tried last is mostly what is written, and once more as for Word.
    """
    nothing = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    try:
        return HTML(string=html, url_fetcher=nothing).render(font_config=_fonts())
    except FatalURLFetchingError as error:
        raise PackError(f"A paper must hold all that it needs: {error}") from error


@cache
def _fonts() -> FontConfiguration:
    """Return the fonts of this machine, found once for all papers."""
    return FontConfiguration()


def _give_items_bodies(pdf: Any) -> None:  # noqa: ANN401 - the library has no types
    """Put paragraphs of list items into bodies: an item holds a label and a body, and no more.

    The library does so with words alone (ISO 32000-1, 14.8.4.3.3).
    """
    elements = {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("Type") == "/StructElem"
    }
    for item in [each for each in elements.values() if each["S"] == "/LI"]:
        kids = [elements[kid] for kid in item["K"]]
        loose = [kid for kid in kids if kid["S"] not in {"/Lbl", "/LBody"}]
        if loose:
            kept = [kid for kid in kids if kid not in loose]
            body = next((kid for kid in kept if kid["S"] == "/LBody"), None) or _body(item, pdf)
            _move(loose, item, body)


def _body(item: Dictionary, pdf: Any) -> Dictionary:  # noqa: ANN401 - the library has no types
    """Add an empty body to a list item."""
    kids: Array = Array([])
    body = Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": kids, "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    item["K"].append(body.reference)
    return body


def _move(loose: Sequence[Dictionary], item: Dictionary, body: Dictionary) -> None:
    """Make some elements of a list item those of its body."""
    for kid in loose:
        item["K"].remove(kid.reference)
        body["K"].append(kid.reference)
        kid["P"] = body.reference
