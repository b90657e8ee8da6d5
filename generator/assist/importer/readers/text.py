"""Plain text → Markdown."""

import re

from generator.assist.importer.decoded import decoded
from generator.assist.importer.raw import Raw, safe

_BULLET = re.compile(r"^[ \t]{0,20}(?:[•◦▪●·*]|[-–](?=[ \t]))[ \t]{1,20}", re.MULTILINE)
_MARK = re.compile(r"^([ \t]{0,20})([#>+]|=+$|---)", re.MULTILINE)
_LONG = 120
"""Characters of a line from which each line is taken for a paragraph."""


def read(data: bytes) -> Raw:
    """Return a text's paragraphs."""
    return Raw(text=paragraphs(safe(decoded(data).replace("\f", "\n\n"))))


def paragraphs(text: str) -> str:
    """Return plain text as Markdown: paragraphs apart, bullets as items, signs as text."""
    plain = _MARK.sub(r"\1\\\2", _BULLET.sub("- ", text))
    lines = plain.split("\n")
    if any(len(line) > _LONG for line in lines) or "\n\n" not in text.strip():
        plain = "\n\n".join(line.strip() for line in lines if line.strip())
    return plain.replace("<", "&lt;")
