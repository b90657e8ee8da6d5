"""Data as JSON."""

from msgspec import json


def as_json(data: object, *, indent: int) -> bytes:
    """Return data as JSON.

    Args:
        data: dicts, lists, texts, numbers, truth values and None.
        indent: spaces by which each level stands further in; with none, all is on one line.

    Raises:
        TypeError: there is something else among them.
    """
    return json.format(json.encode(data, enc_hook=_bare), indent=indent)


def _bare(words: object) -> str:
    """Return words that know their language as words alone."""
    if isinstance(words, str):
        return str(words)
    raise TypeError(f"{type(words).__name__} is no data")
