"""Which files a site has, and which it should have."""

import base64
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import splitext

from generator.base.kinds import PAPERS
from generator.base.problems import At, Problem

MARKER = ".briefing-site"
"""The file by which publishing knows a folder as its own."""

PAGES = frozenset({".html", ".svg"})
"""What browsers show as a document, and run scripts in."""
TEXTS = PAGES | {".css", ".js", ".json", ".xml"}
"""What is text with addresses in it."""
_KINDS = TEXTS | {
    *(".avif", ".bib", ".csv", ".ico", ".jpg", ".map", ".png", ".ris", ".ttl", ".txt", ".webp"),
    ".woff2",
    *(".pagefind", ".pf_fragment", ".pf_index", ".pf_meta"),
}
PAPER_KINDS = frozenset({".pdf", ".docx"})
"""Papers for boards, which lie in a folder of their own."""
READ = TEXTS | PAPER_KINDS
"""What is read."""
_NAMES = frozenset({MARKER, "assets/javascripts/LICENSE", "data/briefing.xlsx", "sitemap.xml.gz"})
"""Files that are expected in spite of their ending; Zensical's theme brings its licence along."""


def listed(
    site: Path, expected: Collection[str], apart: Mapping[str, str], others: Collection[str] = ()
) -> tuple[frozenset[str], list[Problem]]:
    """Return the files of a site that are not set apart, and what is wrong with the list.

    Args:
        site: the folder that holds the site.
        expected: addresses of what must be there besides the home page.
        apart: hashes of files by path that must be just so.
        others: folders in it that hold the site in other languages, and are no part of it.
    """
    files, problems = _listing(site, apart, others)
    problems += _missing(files, {"", *expected, *apart})
    problems += _changed(site, apart)
    files -= apart.keys()
    problems += _uninvited(files, expected)
    return files, problems


def kind(path: str) -> str:
    """Return the ending of a file's name."""
    return splitext(path)[1]


def paths(site: Path) -> frozenset[str]:
    """Return all files of a site, whatever they are, also those of others in its folders."""
    return frozenset(path for path, plain in _walk(site) if plain)


def _listing(
    site: Path, apart: Collection[str], others: Collection[str]
) -> tuple[frozenset[str], list[Problem]]:
    """Return the files of a site, and a problem for each that does not belong in one."""
    files = []
    problems = []
    for path, plain in _walk(site):
        if path.partition("/")[0] in others and "/" in path:
            continue
        if plain and (_is_known(path) or path in apart):
            files.append(path)
        else:
            problems.append(_unexpected(path))
    return frozenset(files), problems


def _is_known(path: str) -> bool:
    """Tell whether a file is of a kind that sites have where it lies."""
    ending = kind(path)
    paper = ending in PAPER_KINDS and path.startswith(f"{PAPERS}/")
    return ending in _KINDS or path in _NAMES or paper


def _walk(site: Path) -> Iterator[tuple[str, bool]]:
    """Yield each file's path in the site, and whether it is an ordinary file with a fair name."""
    folders = [""] if site.is_dir() else []
    while folders:
        above = folders.pop()
        with os.scandir(f"{site}/{above}") as entries:
            for entry in entries:
                path, name = f"{above}{entry.name}", entry.name
                fair = name.isprintable() and (path in _NAMES or not name.startswith("."))
                if fair and entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    yield path, fair and entry.is_file(follow_symlinks=False)


def _unexpected(path: str) -> Problem:
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Problem(
        At(shown),
        "site-file-unexpected",
        f"A file such as “{shown}” does not belong in a site.",
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
                    "Build the site again. No plugin may change this file, because no other rule "
                    "holds for it.",
                )
