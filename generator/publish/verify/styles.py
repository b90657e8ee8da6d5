"""Addresses in style sheets (CSS Syntax, w3.org/TR/css-syntax-3)."""

import re
from collections.abc import Iterator

from generator.publish.verify.readings import Use
from generator.publish.verify.scripts import OUTSIDE

_TOKEN = re.compile(
    r"""
    /\*.*?(?:\*/|\Z)
    | (?P<called>url\(\s*|@import\s*)?
      (?P<quote>["'])(?P<string>(?:\\.|(?!(?P=quote))[^\\])*+)(?P=quote)
    | url\(\s*+(?P<bare>(?:\\.|[^\s"'()\\])++)\s*+\)
    | \\.
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)


def read_style(text: str) -> Iterator[Use]:
    """Yield what a style sheet fetches: ``url()``, ``@import``, and any string that names a host.

    The last finds what functions such as ``image-set()`` take as a plain string.
    """
    for token in _TOKEN.finditer(text):
        address = token["bare"] or token["string"] or ""
        if token["bare"] or token["called"] or OUTSIDE.match(address):
            yield Use(address, "style")
