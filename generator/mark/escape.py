"""Text made safe from Python-Markdown, which reads meaning into some of what a tree holds."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE, ETX, STX

# The serializer escapes "&" but where an entity seems to follow: text that says "&lt;" would come
# out as "<", and an attribute that says "&#x6A;avascript:" as a script.
_ENTITY = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_TOC_MARKER = "[TOC]"
_SPECIAL = re.compile(rf"[&{STX}{ETX}]|{re.escape(_TOC_MARKER)}")
_RAW_TEXT = frozenset({"script", "style"})


def escape(elements: Iterable[Element], *, attributes_only: bool = False) -> None:
    """Change elements so that Python-Markdown writes their text and attributes as they are.

    Args:
        elements: of the tree, each for itself.
        attributes_only: whether the text is Python-Markdown's own and must stay.
    """
    for element in elements:
        for name, value in element.items():
            element.set(name, _escaped(value))
        if attributes_only:
            continue
        if element.text and element.tag not in _RAW_TEXT:
            element.text = _escaped(element.text, code=element.tag == "code")
        if element.tail:
            element.tail = _escaped(element.tail)


def _escaped(text: str, *, code: bool = False) -> str:
    if not _SPECIAL.search(text):
        return text
    text = text.replace(STX, "").replace(ETX, "")
    if not code:
        # Alone in a paragraph it would become the table of contents. In code it is left alone,
        # and so are escaped characters.
        text = text.replace("[", f"{STX}{ord('[')}{ETX}")
    return _ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", text)
