"""The definitions of the terms marked on a page: tooltips on screen, a list in print."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from generator.dates import span_label
from generator.glossary import Glossary, full_name

Key = tuple[str, tuple[str, ...]]
"""A term's id and the ids of the senses that are shown for it."""

_TITLE = "Terms used on this page"
_OPEN = "The source does not say which:"


def definitions(glossary: Glossary, ids: Mapping[Key, str]) -> Element:
    """Return the element that ends a page, outside of all its paragraphs.

    Args:
        glossary: the terms.
        ids: what is marked on the page, with the id by which its marks name the definition.
    """
    # A heading of its own would stand in the table of contents; search finds the entries instead.
    aside = Element(
        "aside",
        {"class": "glossary-definitions", "aria-label": _TITLE, "data-search-exclude": ""},
    )
    title = SubElement(aside, "p", {"class": "glossary-definitions-title"})
    SubElement(title, "strong").text = _TITLE
    for key in sorted(ids, key=lambda key: (glossary.terms[key[0]].label.casefold(), key)):
        _entry(aside, glossary, key, ids[key])
    return aside


def _entry(aside: Element, glossary: Glossary, key: Key, name: str) -> None:
    term = glossary.terms[key[0]]
    senses = [glossary.sense(term.id, sense) for sense in key[1]]
    box = SubElement(aside, "div", {"class": "glossary-definition", "id": name, "role": "tooltip"})
    entry = SubElement(box, "dl")
    if len(senses) == 1:
        SubElement(entry, "dt").text = full_name(term, senses[0])
    else:
        SubElement(entry, "dt").text = term.label
        _line(entry, "open", _OPEN)
    for sense in senses:
        several = sense.expansion if len(senses) > 1 else ""
        _line(entry, "sense", sense.definition, several)
        if sense.start or sense.end:
            _line(entry, "period", f"In use {span_label(sense.start, sense.end)}.")
        if now := glossary.called_now(term.id, sense.id):
            _line(entry, "now", f"{now[0].upper()}{now[1:]}.")


def _line(entry: Element, kind: str, text: str, name: str = "") -> None:
    """Add a line, after a name in bold where several meanings are told apart by it."""
    line = SubElement(entry, "dd", {"class": f"glossary-{kind}"})
    if name:
        bold = SubElement(line, "strong")
        bold.text, bold.tail = f"{name}:", f" {text}"
    else:
        line.text = text
