"""Archives of XML, as Word, OpenDocument and EPUB are: bounded before anything of them is read."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from generator.assist.importer.raw import UnimportableError

_PARTS = 10_000
"""Files in an archive."""
_UNPACKED = 40_000_000
"""Bytes of all its files that are text, unpacked; pictures are never unpacked."""
_TEXT = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, NotImplementedError)
"""What zipfile raises where a file in an archive is broken."""
_BROKEN = "is damaged: a part of it cannot be unpacked or read. Fetch or save it again."


class Archive:
    """An archive whose texts together are not too large.

    Attributes:
        names: what its files are called, in the order in which they stand.
    """

    def __init__(self, data: bytes) -> None:
        """Look at the list of its files, and at no file.

        Raises:
            UnimportableError: there are too many, they are too large, or a password is needed.
        """
        self._packed = zipfile.ZipFile(BytesIO(data))
        parts = self._packed.infolist()
        if len(parts) > _PARTS:
            message = f"consists of {len(parts):,} files; the limit is {_PARTS:,}."
            raise UnimportableError(message)
        large = sum(part.file_size for part in parts if part.filename.lower().endswith(_TEXT))
        if large > _UNPACKED:
            message = (
                f"has {large:,} bytes of text when it is unpacked; the limit is {_UNPACKED:,}."
            )
            raise UnimportableError(message)
        if any(part.flag_bits & 1 for part in parts):
            raise UnimportableError("is protected with a password. Save it without one.")
        self.names = tuple(part.filename for part in parts)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, never more than the list of files says; None if it is missing."""
        if name not in self.names or not name.lower().endswith(_TEXT):
            return None
        try:
            return self._packed.read(name)
        except _UNREADABLE as error:
            raise UnimportableError(_BROKEN) from error

    def tree(self, name: str) -> etree._Element | None:
        """Return a file's elements; None if it is missing.

        Raises:
            UnimportableError: it is broken, nested too deeply, or has a document type.
        """
        data = self.read(name)
        return None if data is None else tree(data)

    def trees(self, choose: Callable[[str], bool]) -> list[etree._Element]:
        """Return the elements of all files whose names are chosen."""
        found = (self.tree(name) for name in dict.fromkeys(self.names) if choose(name))
        return [each for each in found if each is not None]


def tree(data: bytes) -> etree._Element:
    """Return the elements of XML in which nothing stands for anything else.

    Raises:
        UnimportableError: it is broken, nested too deeply, or has a document type, which office
            documents have no use for and attacks do.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "Excessive depth" in str(error)
        message = "has elements nested more than 256 levels deep."
        raise UnimportableError(message if deep else _BROKEN) from error
    if root.getroottree().docinfo.doctype:
        raise UnimportableError("declares a document type, which no office program writes.")
    return root
