"""What a web page says of itself: its records, its head, its first heading."""

import json
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from generator.assist.importer.hypertext import is_address

_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title"),
    "author": ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator"),
    "published": (
        "article:published_time", "date", "dc.date", "dcterms.issued", "dc.date.issued",
        "citation_publication_date", "citation_date",
    ),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher"),
    "url": ("og:url",),
}  # fmt: skip
"""Names in a page's head (Open Graph, Dublin Core, Highwire Press), the better ones first."""
_WORK = re.compile(r"\w*(?:Article|Posting|Report)", re.ASCII)
"""The types of a text's record (schema.org)."""
_RECORDS = 200
"""Records of one page that are looked at."""
_About = dict[str, tuple[str, str]]


def metadata(tree: HtmlElement, saved: str = "") -> _About:
    """Return what a page says of itself, by key, each with where that stands.

    What the page says for programs comes before what it shows; addresses are whole or left out.

    Args:
        tree: the page, with its head.
        saved: where it was saved from, if that is known.
    """
    about: _About = {}
    for key, value, basis in (
        *_canonical(tree),
        *_recorded(tree),
        *_named(tree),
        ("url", saved, "the address of the saved page"),
        *_shown(tree),
    ):
        if (
            value
            and (key != "url" or is_address(value))
            and not (key == "author" and "://" in value)
        ):
            about.setdefault(key, (value.strip(), basis))
    if "title" in about:
        value, basis = about["title"]
        about["title"] = (_without_site(value, about.get("publisher", ("",))[0]), basis)
    return about


_Found = Iterator[tuple[str, str, str]]


def _canonical(tree: HtmlElement) -> _Found:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield "url", link.get("href") or "", "the page's canonical address"


def _recorded(tree: HtmlElement) -> _Found:
    """Yield what the record of a text in a page says (JSON-LD)."""
    for record in _records(tree):
        basis = "the page's record (JSON-LD)"
        yield "title", _text(record.get("headline")) or _text(record.get("name")), basis
        yield "author", _names(record.get("author")), basis
        yield "published", _text(record.get("datePublished")), basis
        yield "publisher", _names(record.get("publisher")), basis
        yield "url", _place(record.get("mainEntityOfPage")) or _text(record.get("url")), basis


def _records(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        rows = found if isinstance(found, list) else [found]
        for row in rows[:_RECORDS]:
            graph = row.get("@graph") if isinstance(row, dict) else None
            for each in graph[:_RECORDS] if isinstance(graph, list) else [row]:
                if isinstance(each, dict) and _is_work(each.get("@type")):
                    yield each


def _is_work(type_: object) -> bool:
    types = type_ if isinstance(type_, list) else [type_]
    return any(isinstance(each, str) and _WORK.fullmatch(each) for each in types)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _names(value: object) -> str:
    """Return the names of people or an organisation, parted by semicolons."""
    rows = value if isinstance(value, list) else [value]
    names = (_text(each.get("name")) if isinstance(each, dict) else _text(each) for each in rows)
    return "; ".join(dict.fromkeys(name.strip() for name in names if name.strip()))


def _place(value: object) -> str:
    return _text(value.get("@id")) if isinstance(value, dict) else _text(value)


def _named(tree: HtmlElement) -> _Found:
    """Yield what the page's head says."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        metas.setdefault(name, []).append((meta.get("content") or "").strip())
    for key, names in _META.items():
        for name in names:
            values = [value for value in metas.get(name, ()) if value]
            value = "; ".join(dict.fromkeys(values)) if key == "author" else "".join(values[:1])
            yield key, value, f"the page's “{name}”"


def _shown(tree: HtmlElement) -> _Found:
    """Yield what the page shows: its first heading, its title, its first date."""
    for tag in ("h1", "title"):
        for each in tree.iter(tag):
            yield "title", " ".join(each.text_content().split()), f"the page's <{tag}>"
    for each in tree.iter("time"):
        yield "published", each.get("datetime") or "", "the page's <time>"


def _without_site(title: str, site: str) -> str:
    """Return a title without the site's name behind it."""
    whole = re.fullmatch(r"(.{3,}?) [-|–—·:»] (.{2,})", title)
    return whole[1] if whole and site and whole[2].casefold() == site.casefold() else title
