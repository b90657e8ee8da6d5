"""Links in texts, led to where a page or a place in it is now.

Where the addresses stand in a text only its conversion knows. So each place where one may stand
is marked, the text is converted once more, and what comes out as a link's address is one.
"""

import posixpath
import re
from collections.abc import Mapping
from itertools import count
from urllib.parse import quote, urlsplit

from generator.assist.edit.refused import RefusedError
from generator.assist.rename.renames import Renames
from generator.base.addresses import relative
from generator.base.bounds import Bounds
from generator.base.kinds import uri_of
from generator.base.problems import At
from generator.knowledge.resolve.links import address
from generator.text.convert import convert
from generator.text.markup import Link


def relinked(body: str, at: At, renames: Renames, bounds: Bounds) -> str:
    """Return a text whose links lead to the places of now.

    Args:
        body: Markdown.
        at: where it begins.
        renames: what is called otherwise.
        bounds: of its size.

    Raises:
        RefusedError: an address is written in such a way that it cannot be found.
    """
    document, _ = convert(body, at, bounds)
    moved = {link.target: new for link in document.links if (new := _moved(link, renames))}
    if not moved:
        return body
    places = _places(body, at, moved, bounds)
    made = "".join(_edited(body, {span: moved[body[slice(*span)]] for span in places}))
    after, _ = convert(made, at, bounds)
    for link, changed in zip(document.links, after.links, strict=True):
        if moved.get(link.target, link.target) != changed.target:
            message = f"The link at {link.at} cannot be changed: write its address without codes."
            raise RefusedError(message)
    return made


def _moved(link: Link, renames: Renames) -> str:
    """Return what a link must say from now on, or nothing where it may stay."""
    uri, fragment = address(link)
    page, place = renames.address(uri, fragment) if uri else ("", "")
    if not uri or (page, place) == (uri, fragment):
        return ""
    path = urlsplit(link.target).path
    own = uri_of(link.at.path)
    before, name, after = path.rpartition(posixpath.basename(uri))
    if name and not after.strip("/") and posixpath.dirname(uri) == posixpath.dirname(page):
        path = before + posixpath.basename(page) + after
    elif path or page != renames.address(own, "")[0]:
        path = relative(own, page)
    return f"{path}#{quote(place)}" if place else path


def _places(body: str, at: At, moved: Mapping[str, str], bounds: Bounds) -> list[tuple[int, int]]:
    """Return where addresses that change stand as addresses."""
    ends = re.compile(rf"(?<![^\s(<:])(?:{'|'.join(map(re.escape, moved))})(?![^\s)>\"'])")
    spans = [found.span() for found in ends.finditer(body)]
    mark = next(each for n in count() if (each := f"place{n}-") not in body)
    marked = "".join(_edited(body, {span: f"{mark}{n}" for n, span in enumerate(spans)}))
    document, _ = convert(marked, at, bounds)
    targets = {link.target for link in document.links}
    return [span for n, span in enumerate(spans) if f"{mark}{n}" in targets]


def _edited(text: str, edits: Mapping[tuple[int, int], str]) -> list[str]:
    parts, done = list[str](), 0
    for (start, end), new in sorted(edits.items()):
        parts += [text[done:start], new]
        done = end
    return [*parts, text[done:]]
