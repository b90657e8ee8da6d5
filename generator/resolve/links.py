"""Links inside contributed text: a relative one leads to a page or an image that exists."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from generator.markup import Link
from generator.names import nearest
from generator.problems import Problem
from generator.resolve.known import CONTENT, Known, Parsed


def check_links(parsed: Parsed, known: Known) -> Iterator[Problem]:
    """Yield a problem for each relative link or image that leads nowhere."""
    for link in parsed.links:
        target = urlsplit(link.target)
        if target.scheme or not target.path:
            continue
        uri = _uri(link, unquote(target.path))
        if uri not in known.uris:
            near = nearest(uri, known.uris)
            folder = posixpath.dirname(link.at.path.removeprefix(CONTENT)) or "."
            hint = f"Did you mean “{posixpath.relpath(near, folder)}”?" if near else ""
            kind = "image" if link.image else "link"
            message = f"The {kind} “{link.target}” leads to no file of the site."
            yield Problem(link.at, "broken-link", message, hint or _EXAMPLE)


_EXAMPLE = "Link to a file, as seen from this one, for example ../glossary/NAME.md."


def _uri(link: Link, path: str) -> str:
    folder = posixpath.dirname(link.at.path.removeprefix(CONTENT))
    return posixpath.normpath(posixpath.join(folder, path))
