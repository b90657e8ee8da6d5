"""Data files: what programs and readers of feeds take from the site."""

import json
from collections.abc import Collection, Iterator
from xml.etree import ElementTree as ET

import jsonschema_rs

from generator.base.problems import short
from generator.publish.verify.readings import Finding, Reading, Use
from generator.site.search import ENTRY

BRIEFING = "data/briefing.json"
SCHEMA = "data/briefing.schema.json"
BUILD = "data/build.json"
BUILD_SCHEMA = "data/build.schema.json"
SCHEMAS = {BRIEFING: SCHEMA, BUILD: BUILD_SCHEMA}
"""Data of ours, and the schema that they obey."""

_ADDRESSED = {BRIEFING: ("url", "passage_url"), "search/search_index.json": ("location",)}
"""Files whose addresses count from the site's root, and the keys that hold them."""
_LINKS = frozenset({"link", "loc", "guid"})
"""Elements of feeds and site maps that hold an address."""


def read_data(path: str, text: str, schema: str) -> Reading:
    """Read a JSON file, the addresses in those of ours, and whether it obeys its schema.

    Args:
        path: the file.
        text: what it holds.
        schema: its JSON Schema; empty where there is none.
    """
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Reading(findings=(unreadable(error),))
    if path == ENTRY:
        return Reading(uses=tuple(_index(data)))
    keys = _ADDRESSED.get(path, ())
    addresses = dict.fromkeys(_addresses(data, keys)) if keys else ()
    return Reading(
        uses=tuple(Use(address, "link") for address in addresses),
        findings=tuple(_disobedient(data, schema, SCHEMAS.get(path, ""))),
        origin="index.html",
    )


def read_xml(text: str) -> Reading:
    """Read a feed or a site map, and the addresses in it."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - it is our own
    except ET.ParseError as error:
        return Reading(findings=(unreadable(error),))
    return Reading(uses=tuple(address for element in root.iter() for address in _linked(element)))


def unreadable(error: Exception) -> Finding:
    """Return the finding for a file that cannot be read as what it is."""
    return Finding(
        "site-data-unreadable",
        f"The file cannot be read: {error}.",
        "Correct what writes it; no program can use it as it is.",
    )


def _disobedient(data: object, schema: str, path: str) -> Iterator[Finding]:
    """Yield where data do not obey their schema; if that is no JSON, its own reading says so."""
    try:
        validator = jsonschema_rs.validator_for(json.loads(schema), offline=True)
    except jsonschema_rs.ValidationError as error:
        yield _mismatch(f"“{path}” is no JSON Schema: {short(error.message)}.")
        return
    except (ValueError, RecursionError):
        return
    for fault in validator.iter_errors(data):
        place = "/".join(map(str, fault.instance_path))
        yield _mismatch(f"“/{place}” does not match the schema: {short(fault.message)}.")


def _index(data: object) -> Iterator[Use]:
    """Yield what a search fetches first, as Pagefind's entry names it."""
    languages = data.get("languages") if isinstance(data, dict) else None
    for language in languages.values() if isinstance(languages, dict) else ():
        if isinstance(language, dict):
            yield Use(f"pagefind.{language.get('hash')}.pf_meta", "fetch")
            yield Use(f"wasm.{language.get('wasm')}.pagefind", "fetch")


def _addresses(data: object, keys: Collection[str]) -> Iterator[str]:
    rest = [data]
    while rest:
        match rest.pop():
            case list() as items:
                rest += items
            case dict() as pairs:
                held = {key: value for key, value in pairs.items() if key in keys}
                yield from (str(address) for address in held.values() if address is not None)
                rest += (value for key, value in pairs.items() if key not in held)


def _linked(element: ET.Element) -> Iterator[Use]:
    name = element.tag.rpartition("}")[2]
    for address in (element.text if name in _LINKS else None, element.get("href")):
        if address and address.strip():
            yield Use(address.strip(), "link")


def _mismatch(message: str) -> Finding:
    hint = "Correct the export, or the schema where the data are right."
    return Finding("site-data-mismatch", message, hint)
