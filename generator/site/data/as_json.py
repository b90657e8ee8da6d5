"""Data as JSON."""

from msgspec import json


def as_json(data: object, *, indent: int) -> str:
    """Return data as JSON.

    Args:
        data: dicts, lists, texts, numbers, truth values and None.
        indent: spaces by which each level stands further in; with none, all is on one line.
    """
    return json.format(json.encode(data), indent=indent).decode()
