"""Stage 9: links from contributed texts to a place within a page.

Which places a page has is known once it is rendered. So that checking tells of a place that is not
there, the few pages that such links lead to are rendered for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import TemplateError
from msgspec import Struct

from generator.base.nearest import nearest
from generator.base.problems import Problem
from generator.knowledge.resolve.links import address, is_passage
from generator.site.pages import Page
from generator.site.render import render, template_problem
from generator.text.markup import Link

_ID = re.compile(r'<[^<>]*?\sid="([^"]*)"')
"""An id in well-formed XHTML, where no text and no attribute holds a bare angle bracket."""


class _Target(Struct, frozen=True):
    link: Link
    uri: str
    anchor: str


def check_anchors(links: Iterable[Link], pages: Iterable[Page], root: Path) -> Iterator[Problem]:
    """Yield a problem for each link to a place that its page does not have.

    Args:
        links: those of all bodies.
        pages: all pages of the site.
        root: the project's folder, for its templates. Where one is broken that such a page needs,
            that is the problem.
    """
    targets = [target for link in links if (target := _target(link))]
    wanted = {target.uri for target in targets}
    made = render((page for page in pages if page.uri in wanted), root)
    try:
        anchors = {output.uri: _anchors(output.text) for output in made}
    except TemplateError as error:
        yield template_problem(error, root)
        return
    yield from _missing(targets, anchors)


def _target(link: Link) -> _Target | None:
    """Return the place that a link into the site names, but for passages, told of before."""
    # Publishers compare the fragment as it is written.
    anchor = urlsplit(link.target).fragment
    uri, _ = address(link)
    told = is_passage(uri, anchor)
    return _Target(link, uri, anchor) if uri and anchor and not told else None


def _anchors(page: str) -> frozenset[str]:
    return frozenset(unescape(found) for found in _ID.findall(page))


def _missing(
    targets: Iterable[_Target], anchors: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    for target in targets:
        known = anchors.get(target.uri)
        if known is None or target.anchor in known:
            continue
        near = nearest(target.anchor, known)
        hint = f"Did you mean “#{near}”?" if near else "Copy the address from the page itself."
        message = f"The link “{target.link.target}” leads to a place that its page does not have."
        yield Problem(target.link.at, "broken-link", message, hint)
