"""Data files: what programs and readers of feeds take from the site."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema_rs

from generator.base.problems import short
from generator.publish.verify.portions import Portion, portions
from generator.publish.verify.readings import Finding, Reading, Use
from generator.site.search import ENTRY, INDEX, KINDS

BRIEFING = "data/briefing.json"
SCHEMA = "data/briefing.schema.json"
BUILD = "data/build.json"
BUILD_SCHEMA = "data/build.schema.json"
SCHEMAS = {BRIEFING: SCHEMA, BUILD: BUILD_SCHEMA}
"""Data of ours, and the schema that they obey."""

_ENTRY, _KINDS = ENTRY.rpartition("/")[2], KINDS.rpartition("/")[2]
_ADDRESSED = {BRIEFING: ("url", "passage_url"), "search/search_index.json": ("location",)}
"""Files whose addresses count from the site's root, and the keys that hold them."""
_LINKS = frozenset({"link", "loc", "guid"})
"""Elements of feeds and site maps that hold an address."""


def read_data(path: str, data: bytes, schema: str) -> Reading:
    """Read a JSON file, the addresses in those of ours, and whether it obeys its schema.

    Args:
        path: the file.
        data: what it holds.
        schema: its JSON Schema; empty where there is none.
    """
    try:
        return _reading(path, portions(data), schema)
    except (ValueError, RecursionError) as error:
        return Reading(findings=(unreadable(error),))


def _reading(path: str, parts: Iterator[Portion], schema: str) -> Reading:
    """Read data to their end, for some faults show only there."""
    _, inside, name = f"/{path}".partition(f"/{INDEX}/")
    if inside:
        first, *_ = parts
        return Reading(uses=tuple(_index(name, first.data)))
    keys, judge = _ADDRESSED.get(path, ()), _judge(schema, SCHEMAS.get(path, ""))
    addresses, findings = dict[str, None](), dict[Finding, None]()
    for portion in parts:
        addresses |= dict.fromkeys(_addresses(portion.data, keys) if keys else ())
        findings |= dict.fromkeys(judge(portion))
    return Reading(
        uses=tuple(Use(address, "link") for address in addresses),
        findings=tuple(findings),
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


def _judge(schema: str, path: str) -> Callable[[Portion], Iterable[Finding]]:
    """Return what tells where data do not obey a schema; if that is no JSON, its reading says so.

    Args:
        schema: the text of the schema.
        path: its file.
    """
    try:
        validator = jsonschema_rs.validator_for(json.loads(schema), offline=True)
    except jsonschema_rs.ValidationError as error:
        found = _mismatch(f"“{path}” is no JSON Schema: {short(error.message)}.")
        return lambda _: [found]
    except (ValueError, RecursionError):
        return lambda _: ()
    return partial(_disobedient, validator.iter_errors)


def _disobedient(errors: Callable[[object], Iterable[Any]], portion: Portion) -> Iterator[Finding]:
    """Yield where some data do not obey their schema."""
    for fault in errors(portion.data):
        steps = [*fault.instance_path]
        if steps[:1] == [portion.key] and steps[1:]:
            steps[1] += portion.start
        place = "/".join(map(str, steps))
        yield _mismatch(f"“/{place}” does not match the schema: {short(fault.message)}.")


def _index(name: str, data: object) -> Iterator[Use]:
    """Yield what a search fetches first, as our table of kinds and Pagefind's entries name it."""
    pairs = data if isinstance(data, dict) else {}
    if name == _KINDS:
        yield from (Use(f"{part}{_ENTRY}", "fetch") for part in pairs)
    languages = pairs.get("languages")
    for language in languages.values() if isinstance(languages, dict) else ():
        if isinstance(language, dict):
            yield Use(f"pagefind.{language.get('hash')}.pf_meta", "fetch")
            if name == _ENTRY:  # further parts are searched by the program of the first
                yield Use(f"wasm.{language.get('wasm') or 'unknown'}.pagefind", "fetch")


def _addresses(data: object, keys: Collection[str]) -> Iterator[str]:
    """Yield what stands under some keys, however deep."""
    rest = [data]
    while rest:
        each = rest.pop()
        if isinstance(each, dict):
            rest += each.values()
            yield from (str(each[key]) for key in keys if each.get(key) is not None)
        elif isinstance(each, list):
            rest += each


def _linked(element: ET.Element) -> Iterator[Use]:
    name = element.tag.rpartition("}")[2]
    for address in (element.text if name in _LINKS else None, element.get("href")):
        if address and address.strip():
            yield Use(address.strip(), "link")


def _mismatch(message: str) -> Finding:
    hint = "Correct the export, or the schema where the data are right."
    return Finding("site-data-mismatch", message, hint)
