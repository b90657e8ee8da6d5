"""Links from source to source become links from page to page of the site."""

import re
from collections.abc import Callable

from generator.base.addresses import lead, source

_LINK = re.compile(r'(\s(?:href|src)=")([^"#:/][^":]*)"')
"""A link to a source, in a tag."""


def leads(uri: str) -> Callable[[str], str]:
    """Return what makes a tag's link, which stands in one source, one in the page of it."""
    *folders, name = uri.removesuffix(".md").split("/")
    if name == "index":
        return lambda tag: _led(tag, uri)
    further = (f"/{folder}{end}" for folder in folders for end in "./")
    near = ("index.md", ":", f'"{name}.', f'"{name}/', *further)

    def led(tag: str) -> str:
        # There are hundreds of links on a page. Some stay in it. It lies one folder deeper than its
        # source, and so do those that it leads to: for most there is no more to be done.
        if ' href="#' in tag:
            return tag
        if tag.count(".md") != 1 or any(map(tag.__contains__, near)):
            return _led(tag, uri)
        return tag.replace(' href="', ' href="../', 1).replace(".md", "/", 1)

    return led


def _led(tag: str, uri: str) -> str:
    return _LINK.sub(lambda link: f'{link[1]}{lead(uri, source(uri, link[2]))}"', tag, count=1)
