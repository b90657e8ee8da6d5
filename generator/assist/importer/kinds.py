"""Which kind of document a file is: by its name, and by what stands in it."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Literal

from generator.assist.importer.raw import UnimportableError

Kind = Literal["text", "markdown", "page", "mail", "word", "odt", "rtf", "pdf", "epub"]

ENDINGS: Mapping[str, Kind] = {
    "docx": "word",
    "odt": "odt",
    "rtf": "rtf",
    "pdf": "pdf",
    "epub": "epub",
    "html": "page",
    "htm": "page",
    "xhtml": "page",
    "mhtml": "mail",
    "mht": "mail",
    "eml": "mail",
    "md": "markdown",
    "markdown": "markdown",
    "txt": "text",
}
"""What can be imported, by the ending of its name."""

NAMES: Mapping[Kind, str] = {
    "text": "a text",
    "markdown": "a Markdown text",
    "page": "a web page",
    "mail": "a message or a web page saved as one file",
    "word": "a Word document",
    "odt": "an OpenDocument text",
    "rtf": "a document in Rich Text Format",
    "pdf": "a PDF",
    "epub": "a book in EPUB",
}
_USUAL: Mapping[Kind, str] = {kind: ending for ending, kind in reversed([*ENDINGS.items()])}
_TEXTUAL = frozenset({"text", "markdown", "page", "mail"})
"""Kinds that are text, in which any bytes may stand: their names are believed."""

_MOST = 50_000_000
"""Bytes of a document; most of a large one are pictures, which are not read."""
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024
"""Bytes in which the beginning of a PDF may stand (ISO 32000-1, implementation note 13)."""
_SAMPLE = 100_000
"""Bytes by which kinds of text are told apart."""
_HTML = re.compile(
    rb"\s*+(?:<!--(?:(?!-->).){0,400}-->\s*+)*+<(?:!doctype html|html|head|body|\?xml)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,900}\n(?:[ \t][^\n]{0,900}\n){0,100}){2}"
)
_MAIL_NEEDS = re.compile(rb"(?im)^(?:From|MIME-Version|Received|Return-Path):")
_MARKED = re.compile(rb"\A(?:---|\+\+\+)[ \t]*\r?\n|^#{1,6} \S|\]\(https?://", re.MULTILINE)
_OLD_WORD = (
    "is in Word's old format. Open it in Word or LibreOffice, save it as .docx, and import that."
)
_ELSEWHERE: Mapping[str, str] = {
    "doc": _OLD_WORD,
    "dot": _OLD_WORD,
    "pages": "is a document of Pages. Open it there, choose File, Export To, Word, and import "
    "the .docx.",
    "webarchive": "is a page saved by Safari as a web archive. Save it there as Page Source, "
    "and import the .html.",
    "msg": "is a message saved by Outlook. Save it there as HTML or text, and import that.",
}
"""What to do with files that other programs must open first, by the ending of their names."""


def kind_of(name: str, data: bytes) -> Kind:
    """Return what a file holds.

    Args:
        name: the file's name; without an ending the bytes alone decide, as for standard input.
        data: the file.

    Raises:
        UnimportableError: it is empty, too large, of a kind that cannot be imported, or not what
            its name says.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not data.strip():
        raise UnimportableError("is empty.")
    if len(data) > _MOST:
        raise UnimportableError(f"has {len(data):,} bytes; the limit is {_MOST:,}.")
    found = _found(data)
    if ending in _ELSEWHERE and found in {None, "text"}:
        raise UnimportableError(_ELSEWHERE[ending])
    if found is None:
        raise UnimportableError(_foreign(data))
    if not ending:
        return found
    return _agreed(ENDINGS.get(ending), found, data)


def _agreed(said: Kind | None, found: Kind, data: bytes) -> Kind:
    """Return the kind on which name and bytes agree."""
    if said is None and found in _TEXTUAL:
        known = ", ".join(f".{ending}" for ending in ENDINGS)
        raise UnimportableError(f"is of another kind; these can be imported: {known}.")
    if said in _TEXTUAL and found in _TEXTUAL:
        return "page" if said == "mail" and not _is_mail(data) and found == "page" else said
    if said == found:
        return found
    if said in {"word", "odt", "epub", "pdf", "rtf"} and found in _TEXTUAL:
        raise UnimportableError(f"cannot be read as {NAMES[said]}: it is text, or it is damaged.")
    advice = f"Give its name the ending .{_USUAL[found]}, and import it again."
    raise UnimportableError(f"is not what its name says but {NAMES[found]}. {advice}")


def _found(data: bytes) -> Kind | None:
    """Return the kind of which the bytes are, or None where they are of no kind that is read."""
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(_ZIP):
        return _packed(data)
    if data.startswith((_OLD_OFFICE, b"bplist")) or _is_binary(data):
        return None
    return "rtf" if data.startswith(b"{\\rtf") else _textual(data)


def _textual(data: bytes) -> Kind:
    """Return which kind of text bytes are."""
    if _is_mail(data):
        return "mail"
    start = data[:_HEAD].translate(None, b"\0\xef\xbb\xbf\xff\xfe")  # as if it were not UTF-16
    if _HTML.match(start):
        return "page"
    return "markdown" if _MARKED.search(data[:_SAMPLE]) else "text"


def _is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text: NUL stands in UTF-16 alone, which begins with its mark."""
    return b"\0" in data[:_HEAD] and data[:2] not in {b"\xff\xfe", b"\xfe\xff"}


def _is_mail(data: bytes) -> bool:
    head = data[:_SAMPLE].replace(b"\r\n", b"\n").lstrip(b"\n")
    return (
        _MAIL.match(head) is not None and _MAIL_NEEDS.search(head.partition(b"\n\n")[0]) is not None
    )


def _packed(data: bytes) -> Kind | None:
    """Return which kind of document an archive is, by the parts that it must have."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        message = "is damaged, or only the beginning of a file: its list of parts is missing."
        raise UnimportableError(f"{message} Fetch it again.") from error
    if "word/document.xml" in names:
        return "word"
    if "META-INF/container.xml" in names:
        return "epub"
    return "odt" if "content.xml" in names and b"opendocument.text" in data[:200] else None


def _foreign(data: bytes) -> str:
    """Say what bytes are that cannot be imported."""
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is protected with a password. Open it, save it without one, and import that."
        return _OLD_WORD
    if data.startswith(_ZIP) and b"Index/Document.iwa" in data:
        return _ELSEWHERE["pages"]
    known = ", ".join(f".{ending}" for ending in ENDINGS)
    return f"is of another kind; these can be imported: {known}."
