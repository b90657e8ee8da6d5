"""Links from source to source become links from page to page of the site."""

import re
from collections.abc import Callable
from functools import lru_cache

from generator.base.addresses import lead, source

_LINK = re.compile(r'(\s(?:href|src)=")([^"#:/][^":]*)"')
"""A link to a source, in a tag."""


def leads(uri: str) -> Callable[[str], str]:
    """Return what makes a tag's link, which stands in one source, one in the page of it."""
    *folders, name = uri.removesuffix(".md").split("/")
    # A page lies one folder deeper than its source, but for the index of a folder.
    up, around = "" if name == "index" else "../", tuple(folders)
    itself, below = f'"{name}.', f'"{name}/'

    def led(tag: str) -> str:
        # There are hundreds of links on a page. Some stay in it.
        if ' href="#' in tag:
            return tag
        moved = _moved(tag, up, around)
        return moved if moved and itself not in tag and below not in tag else _led(tag, uri)

    return led


@lru_cache(maxsize=2**14)
def _moved(tag: str, up: str, around: tuple[str, ...]) -> str:
    """Return a tag with its link from pages of one folder, or nothing where more is to be done.

    Pages of a folder lead to the same places, and for most of these there is no more to be done.
    """
    if tag.count(".md") != 1 or "index.md" in tag or ":" in tag:
        return ""
    if any(f"/{folder}/" in tag or f"/{folder}." in tag for folder in around):
        return ""
    return tag.replace(' href="', f' href="{up}', 1).replace(".md", "/", 1)


def _led(tag: str, uri: str) -> str:
    return _LINK.sub(lambda link: f'{link[1]}{lead(uri, source(uri, link[2]))}"', tag, count=1)
