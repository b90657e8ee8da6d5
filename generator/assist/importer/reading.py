"""A document's bytes → Markdown and what the document says of itself."""

from generator.assist.importer.apart import read_apart, read_here
from generator.assist.importer.kinds import kind_of
from generator.assist.importer.raw import (
    PART,
    Raw,
    UnimportableError,
    cleared,
    line,
    refuse_endless,
)

_PLAIN = frozenset({"text", "markdown"})
"""Kinds that are read without a library, in time that grows with their size alone."""
_MOST = 5_000_000
"""Characters of a document's text: an article of the greatest length has a twenty-fifth of that."""


def read_document(name: str, data: bytes) -> Raw:
    """Return a document as Markdown.

    Args:
        name: the file's name; without an ending the bytes alone say what it is.
        data: the file.

    Raises:
        UnimportableError: it is of another kind, broken, protected or beyond a bound, or its
            converter is missing.
    """
    try:
        kind = kind_of(name, data)
        if kind in _PLAIN:
            _refuse_long(len(data), "bytes")
        raw = (read_here if kind in _PLAIN else read_apart)(kind, data)
        _refuse_long(len(raw.text), "characters")
        refuse_endless(raw.text.count("\n\n"))
        return cleared(raw)
    except UnimportableError as error:
        raise UnimportableError(f"{line(name)} {error}") from error


def _refuse_long(size: int, unit: str) -> None:
    """Refuse a text that nobody would make an article of.

    Raises:
        UnimportableError: it has too many of a unit.
    """
    if size > _MOST:
        raise UnimportableError(f"has {size:,} {unit} of text; the limit is {_MOST:,}. {PART}")
