"""Text made safe from Python-Markdown, which reads meaning into some of what a tree holds."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE, ETX, STX

# The serializer escapes "&" but where an entity seems to follow: text that says "&lt;" would come
# out as "<", and an attribute that says "&#x6A;avascript:" as a script.
_ENTITY = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_TOC_MARKER = "[TOC]"
"""Alone in a paragraph it would become the table of contents."""
# What the source of a page holds if its text has any of these; a look at the source saves one at
# each element.
_SUSPECT = re.compile(
    r"&(?:amp|#0*38|#x0*26);(?:#|[0-9a-z]+;)|\[TOC\]|&#(?:0*91|x0*5b);|<!\[CDATA\[", re.IGNORECASE
)
_RAW_TEXT = frozenset({"script", "style"})


def needs_escape(source: str) -> bool:
    """Tell whether a page's XML may hold text that must be escaped."""
    return _SUSPECT.search(source) is not None


def escape(elements: Iterable[Element], *, text: bool) -> None:
    """Change elements so that Python-Markdown writes their text and attributes as they are.

    Args:
        elements: of the tree, each for itself.
        text: whether the text is meant too; else it is Python-Markdown's own.
    """
    for element in elements:
        for name, value in element.items():
            element.set(name, _escaped(value))
        if not text:
            continue
        if element.text and element.tag not in _RAW_TEXT:
            # It looks for its marker, and for escaped characters, everywhere but in code.
            element.text = _escaped(element.text, marker=element.tag != "code")
        if element.tail:
            element.tail = _escaped(element.tail, marker=True)


def _escaped(text: str, *, marker: bool = False) -> str:
    if STX in text or ETX in text:
        text = text.replace(STX, "").replace(ETX, "")
    if marker and _TOC_MARKER in text:
        text = text.replace(_TOC_MARKER, f"{STX}{ord('[')}{ETX}{_TOC_MARKER[1:]}")
    return _ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", text) if "&" in text else text
