"""What WeasyPrint leaves out of the tags of a PDF, put in before it is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydyf import Array, Dictionary  # type: ignore[import-untyped]

_NUMBERINGS = {"decimal": "/Decimal", "none": "/None"}
"""How items of a list are marked → the name of that (ISO 32000-1, 14.8.5.5); others have dots."""


def finish_tags(document: Any, pdf: Any) -> None:  # noqa: ANN401 - the library has no types
    """Put into the tags what the library leaves out.

    Args:
        document: the paper as it is set.
        pdf: the objects of its file, before they are written.
    """
    _tell_languages(document, pdf)
    _tell_numberings(document, pdf)
    _give_items_bodies(pdf)
    _leave_margins(pdf)


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


def _tell_numberings(document: Any, pdf: Any) -> None:  # noqa: ANN401 - the library has no types
    """Say of each list whether it is numbered; pieces of lists and tags are in one order."""
    styles = [
        box.style["list_style_type"]
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001 - the library has no other way
        if box.element_tag in {"ol", "ul", "dl"} and not hasattr(box, "text")
    ]
    tags = [each for each in pdf.objects if isinstance(each, dict) and each.get("S") == "/L"]
    for style, tag in zip(styles, tags, strict=True):
        numbering = _NUMBERINGS.get(style, "/Disc")
        tag["A"] = Dictionary({"O": "/List", "ListNumbering": numbering})


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


def _leave_margins(pdf: Any) -> None:  # noqa: ANN401 - the library has no types
    """Mark what stands in the margins of pages as no part of the text.

    The library tags it, and leaves its tags out of the tree: programs that read aloud cannot tell
    it from text that was forgotten (ISO 14289-1, 7.1).
    """
    objects = {each.reference: each for each in pdf.objects if isinstance(each, Dictionary)}
    tree = objects[pdf.catalog["StructTreeRoot"]]
    reached = set(_below(tree, objects))
    pages = [each for each in objects.values() if each.get("Type") == "/Page"]
    streams = {each.reference: each.stream for each in pdf.objects if hasattr(each, "stream")}
    numbers = objects[tree["ParentTree"]]["Nums"]
    for page in pages:
        of_page = numbers[numbers.index(page["StructParents"]) + 1]
        loose = {number for number, tag in enumerate(of_page) if tag not in reached}
        _mark_artifacts(streams[page["Contents"]], loose)
        of_page[:] = [tag for tag in of_page if tag in reached]


def _below(element: Dictionary, objects: Mapping[bytes, Dictionary]) -> Iterator[bytes]:
    """Yield the references of all tags below one."""
    for kid in element["K"]:
        if isinstance(kid, bytes):
            yield kid
            if "K" in objects[kid]:
                yield from _below(objects[kid], objects)


def _mark_artifacts(stream: list[Any], numbers: set[int]) -> None:
    """Turn pieces of a page's content, by their numbers, from tagged ones into artifacts."""
    for place, given in enumerate(stream):
        if isinstance(given, Dictionary) and given.get("MCID") in numbers:
            stream[place - 1 : place + 1] = ["/Artifact", Dictionary({"Type": "/Pagination"})]
