"""Addresses: of pages in the published tree and in the site, from one to another, and in a page."""

from functools import lru_cache
from posixpath import normpath

from generator.base.kinds import CONTENTS

PASSAGE = "p-"
"""How the id of a point's passage begins."""


def article_uri(id_: str) -> str:
    """Return the source address of an article's page."""
    return CONTENTS["article"].uri(id_)


def theme_uri(id_: str) -> str:
    """Return the source address of a theme's page."""
    return CONTENTS["theme"].uri(id_)


def term_uri(id_: str) -> str:
    """Return the source address of a term's page."""
    return CONTENTS["term"].uri(id_)


def article_in(uri: str) -> str:
    """Return the id of the article whose page has a source address, or nothing for other pages."""
    folder, _, name = uri.rpartition("/")
    own = folder == CONTENTS["article"].folder and name != "index.md"
    return name.removesuffix(".md") if own else ""


def passage_anchor(name: str) -> str:
    """Return the id of a passage in its article's page, by the point's id within the article."""
    return f"{PASSAGE}{name}"


def line_anchor(point: str) -> str:
    """Return the id of a point's line on lists; ids hold no double hyphen, so none collide."""
    return "e-" + point.replace("#", "--")


def disagreement_anchor(one: str, other: str) -> str:
    """Return the id of a disagreement on lists, by its two newest points: no two share both."""
    return f"d-{one}--{other}".replace("#", "--")


def sense_anchor(id_: str) -> str:
    """Return the id of a sense in its term's page."""
    return f"sense-{id_}"


def message_anchor(index: int) -> str:
    """Return the id of a key message in its theme's page, by its place there, from 0."""
    return f"message-{index + 1}"


def question_anchor(index: int) -> str:
    """Return the id of a question in its theme's page, by its place there, from 0."""
    return f"question-{index + 1}"


def event_anchor(id_: str) -> str:
    """Return the id of an event in the timeline's pages."""
    return f"event-{id_}"


def url(uri: str) -> str:
    """Return the address in the site of a source address, relative to the site's root.

    ``articles/x.md#p-y`` becomes ``articles/x/#p-y``, ``glossary/index.md`` becomes ``glossary/``.
    """
    path, mark, fragment = uri.partition("#")
    if path.endswith(".md"):
        path = path.removesuffix(".md") + "/"
        folder, _, name = path.rstrip("/").rpartition("/")
        if name == "index":
            path = f"{folder}/" if folder else ""
    return f"{path}{mark}{fragment}"


def relative(uri: str, target: str) -> str:
    """Return the source address ``target`` as seen from the page at ``uri``."""
    path, mark, fragment = target.partition("#")
    return f"{_steps(uri.rpartition('/')[0], path)}{mark}{fragment}"


def source(uri: str, link: str) -> str:
    """Return the source address to which a link leads that stands in the page at ``uri``."""
    path, mark, fragment = link.partition("#")
    path, asks, query = path.partition("?")
    return f"{_below(uri.rpartition('/')[0], path)}{asks}{query}{mark}{fragment}"


def lead(uri: str, target: str) -> str:
    """Return the address of the source address ``target`` as seen from the page of ``uri``.

    The page lies in a folder of its own: ``articles/x.md`` leads to ``glossary/y.md`` by
    ``../../glossary/y/``.
    """
    path, mark, fragment = target.partition("#")
    path, asks, query = path.partition("?")
    there = url(path)
    steps = _steps(url(uri).rstrip("/"), there.rstrip("/"))
    end = "/" if there.endswith("/") or not there else ""
    return f"{steps}{end}{asks}{query}{mark}{fragment}"


@lru_cache(maxsize=65536)
def _below(folder: str, path: str) -> str:
    """Return the address to which a way from a folder leads."""
    return normpath(f"{folder}/{path}") if folder else normpath(path)


@lru_cache(maxsize=65536)
def _steps(folder: str, path: str) -> str:
    """Return the steps from a folder to a file: both are plain addresses below one root."""
    start, end = folder.split("/") if folder else [], path.split("/") if path else []
    shared = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(start) - shared), *end[shared:]]) or "."
