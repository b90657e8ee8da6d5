"""Contributed texts as pages show them."""

import re

from generator.base.addresses import lead, source
from generator.base.foreign import block
from generator.site.pages.views.page import Html

_LINK = re.compile(r'(<a href="|<img src=")([^"#?:/][^":]*)"')
"""What a text leads to in the site, or shows of it."""


def body(language: str, html: str, uri: str) -> Html:
    """Return a text that says its language, and whose links lead through the site.

    Args:
        language: by BCP 47; empty for the site's.
        html: the text, with links from source to source, as it was written.
        uri: source address of the page.
    """

    def led(link: re.Match[str]) -> str:
        return f'{link[1]}{lead(uri, source(uri, link[2]))}"'

    return block(language, Html(_LINK.sub(led, html)))
