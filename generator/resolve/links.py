"""Links inside contributed text: a relative one leads to a page or an image that exists."""

import posixpath
from collections.abc import Collection, Iterator
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
        near = _near(uri, known.uris) if number < _HINTED else ""
        hint = f"Did you mean “{posixpath.relpath(near, _folder(link))}”?" if near else _EXAMPLE
        kind = "image" if link.image else "link"
        message = f"The {kind} “{link.target}” leads to no file of the site."
        yield Problem(link.at, "broken-link", message, hint)


def _near(uri: str, uris: Collection[str]) -> str:
    """Return the address in the same folder whose name is near, or the only one of that name."""
    folder, name = posixpath.split(uri.removesuffix("/"))
    stem = name.removesuffix(".md")
    beside = {
        posixpath.basename(each).removesuffix(".md"): each
        for each in uris
        if posixpath.dirname(each) == folder
    }
    if near := nearest(stem, beside):
        return beside[near]
    named = [each for each in uris if posixpath.basename(each) in {name, f"{stem}.md"}]
    return named[0] if len(named) == 1 else ""


_EXAMPLE = "Link to a file, as seen from this one, for example ../glossary/NAME.md."


def _broken(parsed: Parsed, known: Known) -> Iterator[tuple[Link, str]]:
    """Yield each link into the site that leads nowhere, with the address it means."""
    for link in parsed.links:
        target = urlsplit(link.target)
        if target.scheme or not target.path:
            continue
        uri = posixpath.normpath(posixpath.join(_folder(link), unquote(target.path)))
        if uri not in known.uris:
            yield link, uri


def _folder(link: Link) -> str:
    return posixpath.dirname(link.at.path.removeprefix(CONTENT)) or "."
