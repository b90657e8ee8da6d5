"""What one page holds, told from the tree that a browser would build of it.

What a browser fetches by itself, without the reader's asking, is every address but those of ``a``
and ``area``, of ``link`` elements that only refer, and of ``meta`` elements for other programs.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.base.bounds import PAGE_BYTES
from generator.publish.verify.policy import check_policy
from generator.publish.verify.records import Finding, Kind, Reading, Use
from generator.publish.verify.scripts import check_script
from generator.publish.verify.styles import read_style

_FETCHED = frozenset(
    {"src", "data", "action", "formaction", "manifest", "poster", "background", "ping"}
)
_LISTED = frozenset({"srcset", "imagesrcset"})
_HREF = frozenset({"href", "xlink:href"})
_ANIMATED = frozenset({"to", "from", "by", "values"})
"""Attributes by which SVG animation sets another attribute, such as a link's address."""
_PICTURES = frozenset({"poster", "background"})
_IMAGES = frozenset({"img", "input", "image", "feImage"})
"""Attributes and elements whose address is that of an image."""
_REFERENCES = frozenset(
    {"alternate", "author", "bookmark", "canonical", "help", "license", "me", "next", "prev"}
)
"""Relations of ``link`` that no browser fetches (html.spec.whatwg.org, “Link types”)."""
_CARDS = frozenset({"og:url", "og:image", "twitter:image"})
_DATA = frozenset({"application/json", "application/ld+json"})
"""Types of ``script`` elements that hold data; others are taken to run."""
_STARTS = frozenset({"script", "style", "body"})
"""Elements that come too early for a policy that follows."""
_CANDIDATE = re.compile(r"([^\s,]\S*?)(?:,\s|\s+[^,]*,?|,?$)")
"""An address of a ``srcset`` with its size."""
_REFRESH = re.compile(r"[\d.\s]*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"']*)", re.IGNORECASE)


_Attributes = Mapping[str, str | None]
_Element = tuple[str, _Attributes]
_Elements = Sequence[_Element]


def read_page(path: str, text: str, image_hosts: Collection[str]) -> Reading:
    """Read an HTML page or an SVG image.

    Args:
        path: its file.
        text: its source.
        image_hosts: hosts from which images may come.
    """
    tree = LexborHTMLParser(text)
    elements = list(_elements(tree))
    scripts = [script for node in tree.css("script") if (script := _inline(node))]
    findings = [finding for tag, attributes in elements for finding in _active(tag, attributes)]
    findings += _oversized(path, text)
    findings += _repeated(elements)
    findings += _policies(path, elements, scripts, image_hosts)
    if path.endswith(".svg"):
        findings += (_refused("An image holds a script.", "<script") for _ in tree.css("script"))
    findings += (finding for script in scripts for finding in check_script(path, script))
    uses = [use for tag, attributes in elements for use in _uses(tag, attributes)]
    uses += (use for node in tree.css("style") for use in read_style(node.text()))
    return Reading(
        uses=tuple(dict.fromkeys(uses)), findings=tuple(findings), anchors=_anchors(elements)
    )


def _oversized(path: str, text: str) -> Iterator[Finding]:
    size = len(text.encode())
    if path.endswith(".html") and size > PAGE_BYTES:
        yield Finding(
            "page-too-large",
            f"The page has {size:,} bytes; {PAGE_BYTES:,} are allowed.",
            "Split the list that grows with the content, by year or letter.",
        )


def _elements(tree: LexborHTMLParser | LexborNode) -> Iterator[_Element]:
    """Yield every element that may matter, with its attributes; most have none and cannot.

    Those in templates count too: a script may bring them to life.
    """
    for node in tree.css("*"):
        attributes = node.attributes
        if attributes or node.tag in _STARTS:
            yield node.tag or "", attributes
    for fragment in tree.template_fragments():
        yield from _elements(fragment)


def _inline(script: LexborNode) -> str:
    """Return the program that a script element holds; none if it is a file or data."""
    attributes = script.attributes
    data = (attributes.get("type") or "").strip().lower() in _DATA
    return "" if data or "src" in attributes else script.text()


def _uses(tag: str, attributes: _Attributes) -> Iterator[Use]:
    """Yield the addresses in an element's attributes."""
    for name, value in attributes.items():
        if not value:
            continue
        if name in _HREF:
            yield Use(value, _reference(tag, attributes))
        elif name in _FETCHED:
            image = name in _PICTURES or (name == "src" and tag in _IMAGES)
            for address in value.split() if name == "ping" else (value,):
                yield Use(address, "image" if image else "fetch")
        elif name in _LISTED:
            for candidate in _CANDIDATE.finditer(value):
                yield Use(candidate[1], "image")
        elif "(" in value and "url(" in value.lower():
            yield from read_style(value)
    if tag == "meta":
        yield from _told(attributes)


def _reference(tag: str, attributes: _Attributes) -> Kind:
    """Tell what a browser does with an element's ``href``."""
    if tag in {"a", "area"}:
        # Of the theme's link to the source code, its script asks the code host for numbers.
        return "fetch" if attributes.get("data-md-component") == "source" else "link"
    if tag != "link":
        return "image" if tag in _IMAGES else "fetch"
    relations = set((attributes.get("rel") or "").lower().split())
    if relations <= _REFERENCES:
        return "link"
    return "image" if "icon" in relations else "fetch"


def _told(attributes: _Attributes) -> Iterator[Use]:
    """Yield the address in a ``meta`` element."""
    content = attributes.get("content") or ""
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        if (target := _REFRESH.match(content)) and target[1]:
            yield Use(target[1].strip(), "fetch")
    elif (attributes.get("property") or attributes.get("name")) in _CARDS:
        yield Use(content, "link")


def _active(tag: str, attributes: _Attributes) -> Iterator[Finding]:
    """Yield what runs, or changes what a page's addresses mean, other than a script element."""
    if tag == "base":
        yield _refused("A “base” element changes where every address leads.", "<base")
    if "mermaid" in (attributes.get("class") or "").split():
        yield Finding(
            "site-request-outside",
            "For a diagram of class “mermaid” the theme fetches a program from another host.",
            "Put the diagram in as an image.",
            "mermaid",
        )
    for name, value in attributes.items():
        if name.startswith("on"):
            yield _refused(f"The attribute “{name}” runs a script.", f"{name}=")
        elif name == "srcdoc":
            yield _refused("A “srcdoc” attribute holds a page of its own.", "srcdoc")
        elif name in _ANIMATED and "script:" in (value or "").lower():
            yield _refused(f"The attribute “{name}” sets an address that runs.", f"{name}=")


def _refused(message: str, found: str) -> Finding:
    hint = "Take it out of the template or plugin that writes it."
    return Finding("page-active-content", message, hint, found)


def _repeated(elements: _Elements) -> Iterator[Finding]:
    counts = Counter(attributes.get("id") for _, attributes in elements if "id" in attributes)
    for name, count in counts.items():
        if count > 1:
            yield Finding(
                "page-id-repeated",
                f"The id “{name}” stands {count} times.",
                "Links lead to the first only: give each element an id of its own.",
                f'id="{name}"',
                nth=2,
            )


def _anchors(elements: _Elements) -> frozenset[str]:
    """Return the fragments that lead into a page: ids, and names of ``a``."""
    ids = {attributes.get("id") for _, attributes in elements}
    names = {attributes.get("name") for tag, attributes in elements if tag == "a"}
    return frozenset(filter(None, ids | names))


def _policies(
    path: str, elements: _Elements, scripts: Sequence[str], image_hosts: Collection[str]
) -> Iterator[Finding]:
    """Check each policy; browsers heed it only in the head, and only for what follows it."""
    late, lacking = False, path.endswith(".html")
    for tag, attributes in elements:
        late = late or tag in _STARTS or _is_sheet(tag, attributes)
        if (attributes.get("http-equiv") or "").lower() != "content-security-policy":
            continue
        lacking = False
        yield from check_policy(attributes.get("content") or "", scripts, image_hosts)
        if late:
            yield Finding(
                "page-policy-mismatch",
                "The Content-Security-Policy stands after a script, a style or the head's end.",
                "Make it the first element of the head: it holds only for what follows.",
                "Content-Security-Policy",
            )
    if lacking:
        yield Finding(
            "page-policy-missing",
            "The page has no Content-Security-Policy.",
            "Build with `briefing build`, or from what `briefing export` writes: a template that "
            "extends “main.html” has one.",
        )


def _is_sheet(tag: str, attributes: _Attributes) -> bool:
    return tag == "link" and "stylesheet" in (attributes.get("rel") or "").lower().split()
