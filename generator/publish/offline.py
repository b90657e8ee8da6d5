"""A built site made to open from a folder, by a double click, without a server.

A browser that opens a file shows a list for an address that ends in a slash, and fetches no
other file for a script. So each link to a folder gets the name of the page in it, and what is
searched stands in a script. Addresses in the data stay those of the site on a server.
"""

import json
import re
import shutil
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from msgspec.structs import asdict

from generator.site.pages.views.findable import Record
from generator.site.search import INDEX

OFFLINE = "assets/offline.js"
"""The file by which such a site is known."""
LIMIT = 500
"""Pages: beyond it the script that each page loads, and each search, would take too long."""

_INDEX = "index.html"
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"?#]*)')
_FOLDER = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)(?:.*/|(?:.*/)?\.\.?)")
"""A relative address of a folder."""
_SEARCH = re.compile(r'<script src="([^"]*)assets/search\.js"></script>')
_SCRIPTS = ("offline-records.js", "offline.js", "search.js")
_ONLINE = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What only a server has a use for."""
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=asdict).encode


def make_offline(site: Path, records: Iterable[Record]) -> None:
    """Change a built site in its place.

    Args:
        site: the folder of the site.
        records: what can be found.
    """
    for path in sorted(site.rglob("*.html")):
        path.write_text(_opened(path.read_text("utf-8")), encoding="utf-8", newline="")
    listed = [{**asdict(record), "address": _file_address(record.address)} for record in records]
    # A slash after a backslash is the same to a script, and looks like no address to anybody.
    text = _written(listed).replace("/", r"\/")
    own = (files("generator.publish") / "offline.js").read_text("utf-8")
    assets = site / "assets"
    (assets / _SCRIPTS[0]).write_text(f"window.briefingRecords = {text};\n", encoding="utf-8")
    (assets / _SCRIPTS[1]).write_text(own, encoding="utf-8")
    shutil.rmtree(site / INDEX)
    for name in _ONLINE:
        (site / name).unlink(missing_ok=True)


def _opened(page: str) -> str:
    page = _LINK.sub(_named, page)
    return _SEARCH.sub(
        lambda found: "".join(
            f'<script src="{found[1]}assets/{name}"></script>' for name in _SCRIPTS
        ),
        page,
    )


def _named(link: re.Match[str]) -> str:
    """Give a link to a folder the name of the page in it."""
    return link[1] + _file_address(link[2])


def _file_address(address: str) -> str:
    path, mark, fragment = address.partition("#")
    if not _FOLDER.fullmatch(path):
        return address
    return f"{path}{'' if path.endswith('/') else '/'}{_INDEX}{mark}{fragment}"
