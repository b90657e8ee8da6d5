"""What one start tag means to a browser, each understood once however often it stands in a site.

What a browser fetches by itself, without the reader's asking, is every address but those of ``a``
and ``area``, of ``link`` elements that only refer, and of ``meta`` elements for other programs.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from generator.publish.verify.readings import Finding, Kind, Use
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
HIDING = frozenset({"iframe", "noembed", "noframes", "plaintext", "style", "template", "xmp"})
"""Elements besides scripts in which what is written like a tag is none, or does nothing yet."""
_STARTS = frozenset({"script", "style", "body"})
"""Elements that come too early for a policy that follows."""
_CANDIDATE = re.compile(r"([^\s,]\S*?)(?:,\s|\s+[^,]*,?|,?$)")
"""An address of a ``srcset`` with its size."""
_REFRESH = re.compile(r"[\d.\s]*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"']*)", re.IGNORECASE)

_ATTRIBUTE = re.compile(r' ([^ />]+?)="([^"]*)"')
"""An attribute as the parser writes it: a name may hold quotation marks, a value does not."""

_PLAIN = re.compile(
    r"""
    ( a | p | t[dhr] | h[1-6] | li | div | span
      | meta[ ](?: name="description" | property="og:(?: title | description )" )
    )
    (?: [ ](?: class="(?![^"]*mermaid) | (?: aria-\w++ | content | data-(?!md-)[\w-]++ | role )=" )
        [^"(]*+"
      | [ ]id="([^"&(]*+)"
      | [ ]href="([^"&(]*+)"
    )*+ >
    """,
    re.VERBOSE,
)
"""Most tags by far, of elements and attributes that mean nothing but a place and a link."""

_Attributes = Mapping[str, str]


class Tag(Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """What one start tag means.

    Attributes:
        name: the element's name, if it is no plain one.
        uses: the addresses in it.
        findings: what is wrong with it.
        id: its id.
        anchor: the name by which a link of old is a place in the page.
        starts: whether a policy that follows comes too late.
        policy: the Content-Security-Policy that it states.
    """

    name: str = ""
    uses: tuple[Use, ...] = ()
    findings: tuple[Finding, ...] = ()
    id: str | None = None
    anchor: str = ""
    starts: bool = False
    policy: str | None = None


@lru_cache(maxsize=2**14)
def read_tag(tag: str) -> Tag | None:
    """Return what a start tag means, or none where it matters to no check.

    Args:
        tag: as the parser writes it, without the “<”.
    """
    plain = _PLAIN.fullmatch(tag)
    read = _read_plain(*plain.groups()) if plain else _read_any(tag)
    return read if _matters(read) else None


def _read_plain(name: str, place: str | None, address: str | None) -> Tag:
    uses = (Use(address, "link" if name == "a" else "fetch"),) if address else ()
    return Tag(id=place, uses=uses)


def _read_any(tag: str) -> Tag:
    name = tag.partition(" ")[0].removesuffix(">")
    attributes: _Attributes = dict(_ATTRIBUTE.findall(tag))
    if "&" in tag:
        attributes = {key: html.unescape(value) for key, value in attributes.items()}
    return Tag(
        name=name,
        uses=tuple(_uses(name, attributes)),
        findings=tuple(_active(name, attributes)),
        id=attributes.get("id"),
        anchor=attributes.get("name", "") if name == "a" else "",
        starts=name in _STARTS or _is_sheet(name, attributes),
        policy=_policy(attributes),
    )


def _matters(tag: Tag) -> bool:
    named = tag.id is not None or bool(tag.anchor)
    weighs = tag.starts or tag.name in HIDING or tag.policy is not None
    return bool(tag.uses or tag.findings or named or weighs)


def _policy(attributes: _Attributes) -> str | None:
    declared = attributes.get("http-equiv", "").lower() == "content-security-policy"
    return attributes.get("content", "") if declared else None


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
    relations = set(attributes.get("rel", "").lower().split())
    if relations <= _REFERENCES:
        return "link"
    return "image" if "icon" in relations else "fetch"


def _told(attributes: _Attributes) -> Iterator[Use]:
    """Yield the address in a ``meta`` element."""
    content = attributes.get("content", "")
    if attributes.get("http-equiv", "").lower() == "refresh":
        if (target := _REFRESH.match(content)) and target[1]:
            yield Use(target[1].strip(), "fetch")
    elif (attributes.get("property") or attributes.get("name")) in _CARDS:
        yield Use(content, "link")


def _active(tag: str, attributes: _Attributes) -> Iterator[Finding]:
    """Yield what runs, or changes what a page's addresses mean, other than a script element."""
    if tag == "base":
        yield refused("A “base” element changes where every address leads.", "<base")
    if "mermaid" in attributes.get("class", "").split():
        yield Finding(
            "site-request-outside",
            "For a diagram of class “mermaid” the theme fetches a program from another host.",
            "Put the diagram in as an image.",
            "mermaid",
        )
    for name, value in attributes.items():
        if name.startswith("on"):
            yield refused(f"The attribute “{name}” runs a script.", f"{name}=")
        elif name == "srcdoc":
            yield refused("A “srcdoc” attribute holds a page of its own.", "srcdoc")
        elif name in _ANIMATED and "script:" in value.lower():
            yield refused(f"The attribute “{name}” sets an address that runs code.", f"{name}=")


def refused(message: str, found: str) -> Finding:
    """Return the finding for what runs in a page and may not."""
    hint = "Take it out of the template or plugin that writes it."
    return Finding("page-active-content", message, hint, found)


def _is_sheet(tag: str, attributes: _Attributes) -> bool:
    return tag == "link" and "stylesheet" in attributes.get("rel", "").lower().split()
