"""Links inside contributed text: a relative one leads to a page or an image that exists."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from generator.base.addresses import PASSAGE, article_in
from generator.base.nearest import nearest
from generator.base.problems import Problem
from generator.knowledge.resolve.known import CONTENT, Known, Parsed, on_draft
from generator.text.markup import Link

_HINTED = 20
"""Broken links of one body for which the nearest address is sought; the search takes its time."""


def check_links(parsed: Parsed, known: Known) -> Iterator[Problem]:
    """Yield a problem for each relative link or image that leads nowhere, or to a draft."""
    sought = 0
    for link in parsed.links:
        uri, fragment = address(link)
        if not uri:
            continue
        if known.leads_nowhere(uri):
            sought += 1
            yield _broken(link, uri, known, near=sought <= _HINTED)
        elif is_passage(uri, fragment):
            yield from _passage(link, uri, fragment.removeprefix(PASSAGE), known)
        elif uri in known.unpublished and _uri(link) not in known.unpublished:
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


def _broken(link: Link, uri: str, known: Known, *, near: bool) -> Problem:
    kind = "image" if link.image else "link"
    message = f"The {kind} “{link.target}” leads to no file of the site."
    now = known.former.get(uri, "")
    meant = now or (_near(uri, known.uris) if near else "")
    path = posixpath.relpath(meant, _folder(link)) if meant else ""
    hint = f"It is now “{path}”." if now else f"Did you mean “{path}”?" if path else _EXAMPLE
    return Problem(link.at, "broken-link", message, hint)


def _passage(link: Link, uri: str, name: str, known: Known) -> Iterator[Problem]:
    """Yield a problem where a link names a passage that its article does not have."""
    article = article_in(uri)
    point = f"{article}#{name}"
    point = known.former.get(point, point)
    if point in known.drafts:
        if _uri(link) not in known.unpublished:
            yield on_draft(link.target, link.at)
    elif point not in known.declared | known.lost and not known.lacks("article", article):
        near = nearest(name, known.points.get(article, ()))
        message = f"The link “{link.target}” leads to no passage of “{article}”."
        hint = (
            f"Did you mean “#{PASSAGE}{near}”?" if near else "The address is p- and a point’s id."
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
    named = [each for key in {name, f"{stem}.md"} for each in by_name.get(key, ())]
    return named[0] if len(named) == 1 else ""


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


_EXAMPLE = "Link to a file, as seen from this one, for example ../glossary/NAME.md."


def _uri(link: Link) -> str:
    return link.at.path.removeprefix(CONTENT)


def _folder(link: Link) -> str:
    return posixpath.dirname(_uri(link)) or "."
