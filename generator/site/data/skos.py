"""The glossary as SKOS (w3.org/TR/skos-reference) in Turtle (w3.org/TR/turtle).

A concept is a term; each sense is a concept of its own, narrower than the term, with its dates and
what took its place: another term, or its term's next sense (Dublin Core's ``valid`` and
``isReplacedBy``, dublincore.org).
"""

import json
from collections.abc import Iterator

from generator.base import labels
from generator.base.addresses import term_uri, url
from generator.base.foreign import language_in, like
from generator.base.language import spoken
from generator.base.language.bidi import plain
from generator.base.model import Library, Sense, Term
from generator.knowledge.glossary import following
from generator.site.render import Output

SKOS = "data/glossary.ttl"
"""Address of the file."""

_PREFIXES = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""


def skos_data(library: Library) -> Iterator[Output]:
    """Yield the glossary as a SKOS concept scheme."""
    scheme = _named(library, "glossary/index.md")
    title = _text(plain(labels.glossary_of(library.settings.title)))
    parts = [_PREFIXES, _block(scheme, ["a skos:ConceptScheme", f"dcterms:title {title}"])]
    for term in library.terms.values():
        parts += _term(library, term, scheme)
    yield Output(uri=SKOS, data="\n".join(parts).encode())


def _term(library: Library, term: Term, scheme: str) -> Iterator[str]:
    name = _named(library, term.uri)
    others = dict.fromkeys(other for other in (*term.aliases, *term.forms) if other != term.label)
    yield _block(
        name,
        [
            "a skos:Concept",
            f"skos:inScheme {scheme}",
            f"skos:prefLabel {_text(term.label)}",
            *(f"skos:altLabel {_text(other)}" for other in others),
        ],
    )
    for sense in term.senses:
        yield _block(_sense(library, term, sense), list(_facts(library, term, sense, scheme)))


def _facts(library: Library, term: Term, sense: Sense, scheme: str) -> Iterator[str]:
    yield "a skos:Concept"
    yield f"skos:inScheme {scheme}"
    yield f"skos:broader {_named(library, term.uri)}"
    yield f"skos:prefLabel {_text(sense.expansion or term.label)}"
    yield f"skos:definition {_text(sense.definition)}"
    source = " ".join(filter(None, (sense.source.title, sense.source.url)))
    yield f"dcterms:source {_text(like(sense.source.title, source))}"
    if sense.start or sense.end:
        # DCMI Period: in our data as in the content, the end is the first day no longer covered.
        period = "; ".join(
            f"{key}={value}" for key, value in (("start", sense.start), ("end", sense.end)) if value
        )
        yield f"dcterms:valid {_text(period)}"
    if sense.successor:
        yield f"dcterms:isReplacedBy {_named(library, term_uri(sense.successor))}"
    elif (after := following(library.terms, term, sense)[1]) is not sense:
        yield f"dcterms:isReplacedBy {_sense(library, term, after)}"


def _sense(library: Library, term: Term, sense: Sense) -> str:
    return _named(library, f"{term.uri}#{sense.anchor}")


def _named(library: Library, uri: str) -> str:
    """Return the name of a page; without an address of the site, one relative to this file."""
    base = library.settings.url.rstrip("/") if library.settings.url else ".."
    return f"<{base}/{url(uri)}>"


def _text(text: str) -> str:
    """Quote a text in its language: the escapes of JSON are among those of Turtle."""
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
    return f"{quoted}@{language_in(text) or spoken().tag}"


def _block(name: str, facts: list[str]) -> str:
    return f"{name}\n    " + " ;\n    ".join(facts) + " .\n"
