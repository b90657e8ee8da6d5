"""Bytes of text → text, in whichever encoding it was saved."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([a-z0-9_.:-]{2,40})")
_LATIN = frozenset({"iso8859-1", "ascii"})
"""Encodings that are named where Windows-1252 is meant (WHATWG Encoding Standard, 4.2)."""


def decoded(data: bytes, charset: str = "") -> str:
    """Return text by its mark, else as UTF-8, else as named, else in Windows-1252.

    Lines end in line feeds. What has no meaning in an encoding becomes U+FFFD.

    Args:
        data: the text's bytes.
        charset: the encoding that something outside of the bytes names.
    """
    encodings = [name for mark, name in _MARKS if data.startswith(mark)] or ["utf-8"]
    named = _known(charset) or _known(_named(data)) or "cp1252"
    for encoding in encodings:
        try:
            return _lines(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _lines(data.decode(named, "replace"))


def _named(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def _known(charset: str) -> str:
    try:
        info = codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    if not info._is_text_encoding:  # noqa: SLF001 - bytes.decode asks the same
        return ""
    return "cp1252" if info.name in _LATIN else info.name


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
