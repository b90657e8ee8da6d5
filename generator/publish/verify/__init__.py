"""Verification of a built site, as a reader's browser would meet it.

It reads nothing but the built files, so that it judges any site folder, and it judges what the
publisher, the theme and the templates made of the content, not only what we wrote.

- Every expected page is there, and no other; other files are of expected kinds.
- Every address in HTML, SVG, CSS, feeds and our data leads to a file of the site, and its fragment
  to an id there; every id stands once in its page.
- Nothing is fetched from another host. Links to other hosts are allowed; what counts as fetching
  is told in ``verify.html``, what is asked of scripts in ``verify.scripts``.
- Nothing in a page runs but script elements. Each page has a Content-Security-Policy that admits
  those and no other host.
- Data can be read, and those of ours obey their schemas.
- The form for editing, where there is one, is byte for byte as it was written, and nothing else is
  asked of it: it is the one page that may ask other hosts.
"""

import base64
import hashlib
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from generator.base.bounds import Bounds
from generator.base.problems import At, Problem, short
from generator.publish.verify.addresses import Addresses
from generator.publish.verify.data import (
    BUILD,
    BUILD_SCHEMA,
    SCHEMAS,
    check_schema,
    read_json,
    read_xml,
    unreadable,
)
from generator.publish.verify.html import read_page
from generator.publish.verify.records import Finding, Reading, Target, Use, placed
from generator.publish.verify.scripts import check_script
from generator.publish.verify.styles import read_style
from generator.source.images import FORMATS, read_image

__all__ = ["BUILD", "BUILD_SCHEMA", "MARKER", "verify"]

MARKER = ".briefing-site"
"""The file by which publishing knows a folder as its own."""

_PAGES = frozenset({".html", ".svg"})
"""What browsers show as a document, and run scripts in."""
_TEXTS = _PAGES | {".css", ".js", ".json", ".xml"}
_KINDS = _TEXTS | {
    *(".avif", ".bib", ".csv", ".ico", ".jpg", ".map", ".png", ".ris", ".ttl", ".txt", ".webp"),
    ".woff2",
    *(".pagefind", ".pf_fragment", ".pf_index", ".pf_meta"),
}
_NAMES = frozenset({MARKER, "assets/javascripts/LICENSE", "sitemap.xml.gz"})
"""Files that are expected in spite of their ending; Zensical's theme brings its licence along."""


_ANY_SIZE = Bounds(image_pixels=sys.maxsize)
"""Content's bounds have been kept already, those of the project."""


def verify(
    site: Path,
    expected: Collection[str] = (),
    base: str = "",
    image_hosts: Collection[str] = (),
    *,
    apart: Mapping[str, str] = MappingProxyType({}),
) -> list[Problem]:
    """Return what is wrong with a built site, in order of place; paths are relative to the site.

    Args:
        site: the folder that holds the site.
        expected: addresses of what must be there, relative to the site's root, such as
            ``articles/x/`` or ``data/briefing.json``; the home page must be there in any case.
            Pages beside these are refused, unless none is named.
        base: the site's own address, or only its path: links may begin with it.
        image_hosts: hosts from which images may come.
        apart: hashes of files by path that must be just so, and are exempt from all other rules.
    """
    files, problems = _listing(site, apart)
    problems += _missing(files, {"", *expected, *apart})
    problems += _changed(site, apart)
    files -= apart.keys()
    problems += _uninvited(files, expected)
    problems += _disguised(site, files)
    addresses = Addresses(files, base, frozenset(image_hosts))
    anchors: dict[str, frozenset[str]] = {}
    elsewhere: dict[str, list[tuple[Use, Target]]] = {}
    for path in sorted(files):
        reading = _read(site, path, image_hosts)
        if PurePosixPath(path).suffix in _PAGES:
            anchors[path] = reading.anchors
        findings, elsewhere[path] = _followed(path, reading, addresses)
        problems += _placed(site, path, [*reading.findings, *findings])
    for path, targets in elsewhere.items():
        problems += _placed(site, path, _dangling(targets, anchors))
    for path, schema in SCHEMAS.items():
        problems += _placed(site, path, _disobedient(site, files, path, schema))
    return sorted(set(problems))


def _listing(site: Path, apart: Collection[str]) -> tuple[frozenset[str], list[Problem]]:
    """Return the files of a site, and a problem for each that does not belong in one."""
    files = []
    problems = []
    for path, plain in _walk(site, ""):
        if plain and (PurePosixPath(path).suffix in _KINDS or path in _NAMES or path in apart):
            files.append(path)
        else:
            problems.append(_unexpected(path))
    return frozenset(files), problems


def _walk(folder: Path, above: str) -> Iterator[tuple[str, bool]]:
    """Yield each file's path in the site, and whether it is an ordinary file with a fair name."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{above}{entry.name}"
            fair = entry.name.isprintable() and (path in _NAMES or not entry.name.startswith("."))
            if fair and entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry), f"{path}/")
            else:
                yield path, fair and entry.is_file(follow_symlinks=False)


def _unexpected(path: str) -> Problem:
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Problem(
        At(shown),
        "site-file-unexpected",
        f"A site does not hold a file such as “{shown}”.",
        "Take it out of what is published: links, hidden files and other kinds are refused.",
    )


def _file(address: str) -> str:
    return f"{address}index.html" if address.endswith("/") or not address else address


def _uninvited(files: Iterable[str], expected: Collection[str]) -> Iterator[Problem]:
    known = {_file(address) for address in ("", *expected)}
    for path in files:
        if expected and path.endswith(".html") and path not in known:
            yield Problem(
                At(path),
                "site-file-unexpected",
                f"The site has a page “{path}”, which nothing in the content makes.",
                "Take it out of what is published, or find the plugin or template that wrote it.",
            )


def _disguised(site: Path, files: Iterable[str]) -> Iterator[Problem]:
    """Yield the files that are called images and are none, or hold more than one."""
    for path in files:
        ending = PurePosixPath(path).suffix[1:]
        if ending in FORMATS:
            found = read_image((site / path).read_bytes(), ending, At(path), _ANY_SIZE)
            if isinstance(found, Problem):
                hint = "Take it out of what is published: a browser might take it for a program."
                yield Problem(At(path), "site-image-wrong", found.message, hint)


def _missing(files: Collection[str], expected: Iterable[str]) -> Iterator[Problem]:
    for address in expected:
        path = _file(address)
        if path not in files:
            yield Problem(
                At(path),
                "page-missing",
                f"“{address or '/'}” should be in the site and is not.",
                "A plugin, a template or the publisher has left it out; build again to see.",
            )


def _changed(site: Path, apart: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the files of the form that are not as they were written."""
    for path, wanted in apart.items():
        kind, _, digest = wanted.partition("-")
        if (site / path).is_file():
            found = hashlib.new(kind, (site / path).read_bytes()).digest()
            if base64.b64encode(found).decode() != digest:
                yield Problem(
                    At(path),
                    "form-changed",
                    "This file of the form for editing is not as it was written.",
                    "Build the site again; no plugin may change it: no other rule holds for it.",
                )


def _read(site: Path, path: str, image_hosts: Collection[str]) -> Reading:
    kind = PurePosixPath(path).suffix
    if kind not in _TEXTS:
        return Reading()
    try:
        text = (site / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        return Reading(findings=(unreadable(error),))
    if kind in _PAGES:
        return read_page(path, text, image_hosts)
    return _READERS[kind](path, text)


_READERS: Mapping[str, Callable[[str, str], Reading]] = {
    ".css": lambda _, text: Reading(uses=tuple(read_style(text))),
    ".js": lambda path, text: Reading(findings=tuple(check_script(path, text))),
    ".json": read_json,
    ".xml": lambda _, text: read_xml(text),
}


def _followed(
    path: str, reading: Reading, addresses: Addresses
) -> tuple[list[Finding], list[tuple[Use, Target]]]:
    """Follow a file's addresses; the second value are those that lead to a place elsewhere."""
    findings = []
    elsewhere = []
    for use in reading.uses:
        match addresses.follow(reading.origin or path, use):
            case Finding() as finding:
                findings.append(finding)
            case Target(fragment=fragment) as target if fragment:
                elsewhere.append((use, target))
    return findings, elsewhere


def _dangling(
    targets: Iterable[tuple[Use, Target]], anchors: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Yield the addresses whose fragment no page has; every browser knows the top."""
    for use, target in targets:
        known = anchors.get(target.path)
        if known is None or target.fragment in known or target.fragment.lower() == "top":
            continue
        yield Finding(
            "site-anchor-missing",
            f"“{short(use.address)}” leads to a place that “{target.path}” does not have.",
            "Mend what follows the “#”, or give the place that id.",
            use.address,
        )


def _disobedient(site: Path, files: Collection[str], path: str, schema: str) -> Iterator[Finding]:
    """Check data against their schema, where both are there and can be read."""
    if path in files and schema in files:
        yield from check_schema((site / path).read_bytes(), (site / schema).read_bytes(), schema)


def _placed(site: Path, path: str, findings: Iterable[Finding]) -> list[Problem]:
    """Give findings their places; the file is read again, for there are few."""
    listed = list(findings)
    text = (site / path).read_bytes().decode(errors="replace") if listed else ""
    return [placed(finding, path, text) for finding in listed]
