"""What is asked of scripts.

Whether a program makes a request cannot be told from its text. The barrier is the page's policy
(``verify.policy``), which stops every script alike. What is checked here finds mistakes:

- In a script of ours, in a file or in a page, no string may begin with a host's address. Names of
  XML namespaces, which nothing fetches, are no addresses.
- The scripts of the search are known by their names. They hold one such address, to take others
  apart with it, and never ask there.
- The scripts of the theme are known by their names. They hold such addresses, and use them only
  where a page asks for it, by a diagram or a link to the source code: ``verify.tags``
  looks for those in the pages. On old browsers without ResizeObserver the theme fetches a
  substitute, which the policy alone can stop.
"""

import re
from functools import lru_cache

from generator.publish.verify.readings import Finding

OUTSIDE = re.compile(r"(?:(?:https?|wss?):)?//(?!www\.w3\.org/)[\w\[$]", re.IGNORECASE)
"""The beginning of an address on another host."""

_STRING = re.compile(rf"[\"'`]({OUTSIDE.pattern}[^\"'`\s]*)", re.IGNORECASE)
_OTHERS = re.compile(
    r"assets/javascripts/(?:(?:bundle|workers/search)\.[0-9a-f]{8}\.min|lunr/[\w./-]+)\.js"
    r"|assets/search/pagefind(?:-worker)?\.js"
)


def check_script(path: str, text: str) -> tuple[Finding, ...]:
    """Return each address of another host that a script of ours holds.

    Args:
        path: the file that holds the script.
        text: the script.
    """
    return () if _OTHERS.fullmatch(path) else _addressed(text)


@lru_cache(maxsize=256)
def _addressed(text: str) -> tuple[Finding, ...]:
    """Look through a script; most of those in pages stand in all of them."""
    return tuple(
        Finding(
            "site-request-outside",
            f"A script holds the address “{found[1]}”.",
            "A page may ask no other host: keep what the script needs in the site.",
            found[1],
        )
        for found in _STRING.finditer(text)
    )
