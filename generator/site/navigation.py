"""The navigation of ``mkdocs.yml``: what it names exists, and every plain page stands in it.

Who contributes a page cannot change the settings, and a page that nothing leads to is not found.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.base import labels
from generator.base.collation import order
from generator.base.kinds import CONTENT
from generator.base.model import PlainPage
from generator.base.problems import At, Problem

Nav = list[object]
"""As in ``mkdocs.yml``: addresses, and titles with an address or with a list of the same."""


def named_in(nav: object) -> Iterator[str]:
    """Yield the addresses in a navigation."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping | list):
        for each in nav.values() if isinstance(nav, Mapping) else nav:
            yield from named_in(each)


def titles_in(nav: object) -> Iterator[str]:
    """Yield the titles in a navigation."""
    for each in nav if isinstance(nav, list) else ():
        for title, inside in each.items() if isinstance(each, Mapping) else ():
            yield str(title)
            yield from titles_in(inside)


def retitled(nav: object, words: Mapping[str, str]) -> object:
    """Return a navigation with other titles.

    Args:
        nav: as in ``mkdocs.yml``.
        words: title → what it is to be.
    """
    if isinstance(nav, list):
        return [retitled(each, words) for each in nav]
    if isinstance(nav, Mapping):
        return {words.get(str(k), str(k)): retitled(inside, words) for k, inside in nav.items()}
    return nav


def buttons_in(palette: object) -> Iterator[str]:
    """Yield what the buttons that choose colours are called, as ``theme`` in ``mkdocs.yml`` says.

    Args:
        palette: one set of colours, or a list of them.
    """
    for each in palette if isinstance(palette, list) else ():
        toggle = each.get("toggle") if isinstance(each, Mapping) else None
        if isinstance(toggle, Mapping) and toggle.get("name"):
            yield str(toggle["name"])


def relabelled(palette: object, words: Mapping[str, str]) -> object:
    """Return sets of colours with other names of their buttons.

    Args:
        palette: as in ``mkdocs.yml``.
        words: name → what it is to be.
    """
    if isinstance(palette, list):
        return [relabelled(each, words) for each in palette]
    if not isinstance(palette, Mapping) or not isinstance(palette.get("toggle"), Mapping):
        return palette
    toggle = palette["toggle"]
    name = str(toggle.get("name") or "")
    return {**palette, "toggle": {**toggle, "name": words.get(name, name)}}


def sections(uris: Iterable[str]) -> Nav:
    """Return the navigation of a project that names none: each section's own page."""
    pages = [uri for uri in uris if uri.endswith("index.md") and uri.count("/") <= 1]
    return [*sorted(pages, key=lambda uri: (uri.count("/"), uri))]


def placed(nav: object, pages: Mapping[str, PlainPage]) -> object:
    """Return a navigation with the plain pages that it lacks, in the order of their titles.

    Their titles themselves are taken from the pages, where they are escaped: themes write those of
    the settings as they are.

    They follow those in the last section that has a plain page; without one they are a section of
    their own, at the end.
    """
    if not isinstance(nav, list):
        return nav
    named, plain = {*named_in(nav)}, {page.uri for page in pages.values()}
    lacking: Nav = [
        page.uri
        for page in sorted(pages.values(), key=lambda page: (order(page.title), page.id))
        if page.uri not in named
    ]
    if not lacking:
        return nav
    for number in reversed(range(len(nav))):
        for title, inside in nav[number].items() if isinstance(nav[number], Mapping) else ():
            if isinstance(inside, list) and not plain.isdisjoint(named_in(inside)):
                return [*nav[:number], {title: [*inside, *lacking]}, *nav[number + 1 :]]
    return [*nav, {labels.more(): lacking}]


def check_navigation(
    named: Mapping[str, At], uris: Iterable[str], unmade: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for each entry of the navigation that must be a page, and is none.

    Args:
        named: those entries, each with its place in ``mkdocs.yml``.
        uris: of all pages.
        unmade: paths of the files that are no pages because of what is wrong in them, and told.
    """
    there = {*uris, *(path.removeprefix(f"{CONTENT}/") for path in unmade)}
    for uri, at in named.items():
        if uri not in there:
            message = f"The navigation names “{uri}”, but there is no such page."
            yield Problem(at, "navigation-without-page", message, _mend(uri, there))


def _mend(uri: str, there: Collection[str]) -> str:
    """Return what to do about an entry; as an address it may stand for a page's file."""
    bare = re.split("[#?]", uri)[0].removeprefix("./").strip("/")
    file = bare.removesuffix("index.html").rstrip("/").removesuffix(".md") or "index"
    meant = next((each for each in (f"{file}.md", f"{file}/index.md") if each in there), "")
    if meant:
        return f"Name the page by its file: “{meant}”."
    if uri.endswith(".md") and not uri.startswith((".", "/")):
        return f"Write content/{uri} again, or take this entry out of “nav”."
    return "Name a page by its file, such as about.md, or another site by its whole address."
