"""Links inside contributed text: a relative one leads to a page or an image that exists."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from generator.base.addresses import PASSAGE, article_in
from generator.base.kinds import uri_of
from generator.base.nearest import nearest
from generator.base.problems import Problem
from generator.knowledge.resolve.entries import Parsed
from generator.knowledge.resolve.inventory import Inventory, on_draft
from generator.text.markup import Link

_HINTED = 20
"""Broken links of one body for which the nearest address is sought; the search takes its time."""


def check_links(body: Parsed, inventory: Inventory) -> Iterator[Problem]:
    """Yield a problem for each relative link or image that leads nowhere, or to a draft."""
    sought, unpublished = 0, inventory.addresses.unpublished
    for link in body.links:
        uri, fragment = address(link)
        if not uri:
            continue
        if inventory.leads_nowhere(uri):
            sought += 1
            yield _broken(link, uri, inventory, near=sought <= _HINTED)
        elif is_passage(uri, fragment):
            yield from _passage(link, uri, fragment.removeprefix(PASSAGE), inventory)
        elif uri in unpublished and _uri(link) not in unpublished:
            yield on_draft(link.target, link.at)


def is_passage(uri: str, fragment: str) -> bool:
    """Tell whether an address has the form of a passage's."""
    return bool(article_in(uri)) and fragment.startswith(PASSAGE)


def address(link: Link) -> tuple[str, str]:
    """Return the page that a link leads to, and the place in it; nothing for another site's."""
    target = urlsplit(link.target)
    if target.scheme or not (target.path or target.fragment):
        return "", ""
    path = unquote(target.path)
    uri = posixpath.normpath(posixpath.join(_folder(link), path)) if path else _uri(link)
    return uri, unquote(target.fragment)


def _broken(link: Link, uri: str, inventory: Inventory, *, near: bool) -> Problem:
    kind = "image" if link.image else "link"
    message = f"The {kind} “{link.target}” leads to no file on the site."
    now = inventory.addresses.former.get(uri, "")
    meant = now or (_near(uri, inventory.addresses.pages) if near else "")
    path = posixpath.relpath(meant, _folder(link)) if meant else ""
    hint = f"It is now “{path}”." if now else f"Did you mean “{path}”?" if path else _EXAMPLE
    return Problem(link.at, "broken-link", message, hint)


def _passage(link: Link, uri: str, name: str, inventory: Inventory) -> Iterator[Problem]:
    """Yield a problem where a link names a passage that its article does not have."""
    article = article_in(uri)
    point = f"{article}#{name}"
    point = inventory.addresses.former.get(point, point)
    if inventory.is_draft(point):
        if _uri(link) not in inventory.addresses.unpublished:
            yield on_draft(link.target, link.at)
    elif not inventory.points.has(point) and not inventory.lacks("article", article):
        near = nearest(name, inventory.points.of.get(article, ()))
        message = f"The link “{link.target}” leads to no passage in “{article}”."
        hint = (
            f"Did you mean “#{PASSAGE}{near}”?"
            if near
            else "A passage’s address is p- and the point’s id."
        )
        yield Problem(link.at, "broken-link", message, hint)


def _near(uri: str, uris: frozenset[str]) -> str:
    """Return the address in the same folder whose name is near, or the only one of that name."""
    folder, name = posixpath.split(uri.removesuffix("/"))
    stem = name.removesuffix(".md")
    by_folder, by_name = _sorted(uris)
    beside = by_folder.get(folder, {})
    if near := nearest(stem, beside):
        return beside[near]
    same = [each for key in {name, f"{stem}.md"} for each in by_name.get(key, ())]
    return same[0] if len(same) == 1 else ""


@lru_cache(maxsize=1)
def _sorted(
    uris: frozenset[str],
) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, list[str]]]:
    """Return addresses by folder and bare name, and by name: many broken links ask for them."""
    by_folder: defaultdict[str, dict[str, str]] = defaultdict(dict)
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for uri in sorted(uris):
        folder, name = posixpath.split(uri)
        by_folder[folder][name.removesuffix(".md")] = uri
        by_name[name].append(uri)
    return by_folder, by_name


_EXAMPLE = "Link to a file by its path from this one, for example ../glossary/NAME.md."


def _uri(link: Link) -> str:
    return uri_of(link.at.path)


def _folder(link: Link) -> str:
    return posixpath.dirname(_uri(link)) or "."
