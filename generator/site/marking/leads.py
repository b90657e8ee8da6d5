"""Links from source to source become links from page to page of the site."""

import re
from collections.abc import Callable
from functools import lru_cache

from generator.base.addresses import lead, source

_LINK = re.compile(r'(\s(?:href|src)=")([^"#:/][^":]*)"')
"""A link to a source, in a tag."""
_CACHED = 65_536


def leads(uri: str) -> Callable[[str], str]:
    """Return what makes a tag's link, which stands in one source, one in the page of it."""
    folder, _, name = uri.rpartition("/")
    # Seen from two pages of one folder a third lies alike, but for what has their own name.
    name, like = name.removesuffix(".md"), f"{folder}/" if folder else ""
    if name == "index":
        return lambda tag: _led(tag, uri)
    own = f'="{name}'
    return lambda tag: _led(tag, uri if own in tag else f"{like}\n.md")


@lru_cache(maxsize=_CACHED)
def _led(tag: str, uri: str) -> str:
    return _LINK.sub(
        lambda link: f'{link[1]}{lead(uri, source(uri, link[2]))}"', tag, count=1
    )
