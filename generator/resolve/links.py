"""Links inside contributed text: a relative one leads to a page or an image that exists."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from generator.markup import Link
from generator.names import nearest
from generator.problems import Problem
from generator.resolve.known import CONTENT, Known, Parsed

_HINTED = 20
"""Broken links of one body for which the nearest address is sought; the search takes its time."""


def check_links(parsed: Parsed, known: Known) -> Iterator[Problem]:
    """Yield a problem for each relative link or image that leads nowhere."""
    for number, (link, uri) in enumerate(_broken(parsed, known)):
        near = nearest(uri, known.uris) if number < _HINTED else ""
        hint = f"Did you mean “{posixpath.relpath(near, _folder(link))}”?" if near else _EXAMPLE
        kind = "image" if link.image else "link"
        message = f"The {kind} “{link.target}” leads to no file of the site."
        yield Problem(link.at, "broken-link", message, hint)


_EXAMPLE = "Link to a file, as seen from this one, for example ../glossary/NAME.md."


def _broken(parsed: Parsed, known: Known) -> Iterator[tuple[Link, str]]:
    """Yield each link into the site that leads nowhere, with the address it means."""
    for link in parsed.links:
        target = urlsplit(link.target)
        if target.scheme or not target.path:
            continue
        uri = posixpath.normpath(posixpath.join(_folder(link), unquote(target.path)))
        if known.leads_nowhere(uri):
            yield link, uri


def _folder(link: Link) -> str:
    return posixpath.dirname(link.at.path.removeprefix(CONTENT)) or "."
