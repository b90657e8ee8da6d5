"""A document's bytes → Markdown and what the document says of itself."""

from generator.assist.importer.apart import read_apart, read_here
from generator.assist.importer.kinds import kind_of
from generator.assist.importer.raw import Raw, UnimportableError, cleared, line

_PLAIN = frozenset({"text", "markdown"})
"""Kinds that are read without a library, in time that grows with their size alone."""


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
        return cleared((read_here if kind in _PLAIN else read_apart)(kind, data))
    except UnimportableError as error:
        raise UnimportableError(f"{line(name)} {error}") from error
