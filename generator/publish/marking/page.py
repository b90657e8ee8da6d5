"""What a page says of itself to the marking extension, in its first line."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers.expat import ErrorString

from generator.base.dates import parse
from generator.base.model import Choices
from generator.knowledge.glossary import Context
from generator.publish.marking.escape import needs_escape

_COMMENT = re.compile(r"<!-- briefing (\{.*\}) -->\s*")
_KEYS = frozenset({"page", "html", "date", "themes", "senses", "term", "glossary"})

ATTRIBUTES = ("data-date", "data-themes", "data-senses")
"""What an element may say of the senses in it; taken away when the page is marked."""


class MarkError(ValueError):
    """A page, or the glossary to mark it with, that cannot be used: the build must stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How one page is marked.

    Attributes:
        uri: its source's address, such as ``articles/x.md``, or empty where it is not known.
        context: what decides the senses on the page as a whole.
        term: id of the term whose entry it is, or empty.
        marked: whether terms are marked on it.
        tree: an element that holds the page, where it is made of our own HTML.
        escaped: whether its text must be kept from Python-Markdown.
    """

    uri: str = ""
    context: Context = field(default_factory=Context)
    term: str = ""
    marked: bool = True
    tree: Element | None = None
    escaped: bool = False


def read_page(lines: Sequence[str]) -> tuple[Page, list[str]]:
    """Return how a page is marked, and what is left of its lines for Markdown.

    Only pages that we generate begin with our comment: contributed text never reaches the
    publisher as Markdown, so that it cannot pass for our HTML.

    Raises:
        MarkError: the comment, or the HTML after it, is broken.
    """
    comment = _COMMENT.fullmatch(lines[0]) if lines else None
    if not comment:
        return Page(), list(lines)
    uri = "A page"
    try:
        given: Any = json.loads(comment[1])
        uri = given["page"]
        page = _page(given, lines[1:])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise MarkError(f"{uri} cannot be marked: {type(error).__name__}: {error}") from error
    return page, [] if page.tree is not None else list(lines[1:])


def read_context(element: Element, around: Context) -> Context:
    """Return what decides the senses in an element: its own attributes before what is around it.

    ``data-date`` is EDTF; ``data-themes`` has ids with spaces between; ``data-senses`` is like
    ``icp=local|statutory; stp=plan``.
    """
    date, themes, chosen = map(element.get, ATTRIBUTES)
    if date is themes is chosen is None:
        return around
    inner = around
    if date:
        before = around.date or around.article_date
        inner = replace(inner, date=parse(date), article_date=before)
    if themes:
        inner = replace(inner, themes=tuple(themes.split()))
    if chosen:
        inner = replace(inner, choices={**around.choices, **_senses(chosen)})
    return inner


def _senses(text: str) -> Choices:
    pairs = (pair.partition("=") for pair in text.split(";") if pair.strip())
    return {term.strip(): tuple(chosen.strip().split("|")) for term, _, chosen in pairs}


def _page(given: Any, lines: Sequence[str]) -> Page:  # noqa: ANN401 - decoded JSON has no type
    if unknown := given.keys() - _KEYS:
        raise ValueError(f"unknown keys {', '.join(sorted(unknown))}")
    context = Context(
        article_date=parse(given["date"]) if given.get("date") else None,
        themes=tuple(given.get("themes", ())),
        choices={term: tuple(chosen) for term, chosen in given.get("senses", {}).items()},
    )
    source = "\n".join(lines) if given.get("html") else ""
    return Page(
        uri=given["page"],
        context=context,
        term=given.get("term", ""),
        marked=given.get("glossary", True),
        tree=_tree(source) if given.get("html") else None,
        escaped=needs_escape(source),
    )


def _tree(source: str) -> Element:
    """Parse our own HTML, which is well-formed XML; positions count from the comment's line."""
    try:
        # The holder stands in the place of the comment's line.
        tree = fromstring(f"<div>\n{source}\n</div>")  # noqa: S314 - our own
    except ParseError as error:
        line, column = error.position
        reason = ErrorString(error.code)
        message = f"its HTML is not well-formed at line {line}, column {column + 1}: {reason}"
        raise ValueError(message) from error
    for element in tree.iter():
        if element.tag.startswith("{"):
            _strip_namespaces(element)
    return tree


def _strip_namespaces(element: Element) -> None:
    """Name an element of a drawing and its attributes as HTML does, which knows no namespaces."""
    element.tag = element.tag.rpartition("}")[2]
    for name in [name for name in element.attrib if name.startswith("{")]:
        element.set(name.rpartition("}")[2], element.attrib.pop(name))
