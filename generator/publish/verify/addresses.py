"""Where an address leads, by the rules of browsers (the URL standard, url.spec.whatwg.org)."""

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from generator.base.problems import short
from generator.publish.verify.readings import Finding, Target, Use

_PARTS = re.compile(
    r"(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#(.*))?", re.DOTALL
)
"""Scheme, host, path, fragment (RFC 3986, appendix B); matches any text."""
_PLAIN = re.compile(
    r"((?:\.\./)*+)((?:[\w-]++/)*+(?:[\w-]++\.\w++)?+)(?<=.)(?:#([\w-]*+))?+", re.ASCII
)
"""Most addresses: folders up, folders down and a file, of letters that have no other meaning."""
_ODD = re.compile(r"[\x00-\x20\\]")
_SPACE = "".join(map(chr, range(0x21)))
_WEB = frozenset({"http", "https"})

End = Finding | Target | None
"""Where an address leads, what is wrong with it, or nothing to check."""
Sound = defaultdict[tuple[int, str], set[Use]]
"""Addresses that lead well, by how many folders up they lead, and the folder there.

From all files for which these are the same they lead to the same place.
"""
_ANYWHERE = (-1, "")
"""Of addresses that lead to the same place from every file."""
_HERE = sys.maxsize
"""How far up addresses lead that count from their own file: to no folder that others share."""


class Addresses:
    """The files of a site and the address at which it is published."""

    def __init__(self, files: frozenset[str], base: str, image_hosts: frozenset[str]) -> None:
        _, host, path, _ = _split(base)
        self.files = files
        self._tops = {file: Target(file, "") for file in files}
        self.host = host
        self.path = f"/{path.strip('/')}/".replace("//", "/")
        self.image_hosts = image_hosts

    def follow(self, path: str, uses: Collection[Use], sound: Sound) -> Iterator[tuple[Use, End]]:
        """Yield where addresses in a file lead, but for those that are known to lead well.

        Args:
            path: the file that the addresses count from.
            uses: the addresses.
            sound: those that lead well, by what they count from; what is found is added.
        """
        folders = _folders(path)
        near = [sound[start] for start in (*enumerate(reversed(folders)), _ANYWHERE)]
        for use in set(uses).difference(*near):
            up, rest, fragment = _relative(use.address)
            shared = up < len(folders)
            file = f"{folders[-1 - up]}{rest}" if shared else path if up == _HERE else ""
            top = self._tops.get(file)
            end = Target(file, fragment) if top and fragment else top or self._followed(path, use)
            if shared and not isinstance(end, Finding):
                near[up].add(use)
            yield use, end

    def _followed(self, path: str, use: Use) -> Finding | Target | None:
        """Follow an address of any form."""
        scheme, host, rest, fragment = _split(use.address)
        if scheme not in _WEB and scheme:
            return _schemed(use, scheme)
        if scheme or host:
            if host != self.host or not host or not f"{rest}/".startswith(self.path):
                return self._outside(use, host)
            rest = rest or "/"
        file = self._file(path, rest)
        if file in self.files:
            return Target(file, fragment)
        return self._broken(use, file)

    def _file(self, page: str, path: str) -> str:
        """Return the file that a path in a page names; outside the site, or no file's name, ""."""
        if not path:
            return page
        folders = _folders(page)
        if path.startswith("/"):
            if not f"{path}/".startswith(self.path):
                return ""
            folders, path = _folders(""), path[len(self.path) :]
        up, rest = _steps(path)
        return f"{folders[-1 - up]}{rest}" if up < len(folders) else ""

    def _outside(self, use: Use, host: str) -> Finding | None:
        if use.kind == "link" or (use.kind == "image" and host in self.image_hosts):
            return None
        return Finding(
            "site-request-outside",
            f"“{short(use.address)}” makes the reader's browser ask another host.",
            "Keep a copy in the site, or make it a link that the reader may follow.",
            use.address,
        )

    def _broken(self, use: Use, file: str) -> Finding:
        hint = "Correct the address, or add what it should lead to."
        if f"{file}/index.html" in self.files:
            hint = "Put a slash at its end: not every server adds it."
        elif not file or file.startswith("../"):
            hint = "It leaves the site: give an address inside it."
        return Finding(
            "site-link-broken",
            f"“{short(use.address)}” leads to nothing in the site.",
            hint,
            use.address,
        )


@lru_cache(maxsize=2**14)
def _relative(address: str) -> tuple[int, str, str]:
    """Return how far up an address leads, the file from there and the fragment."""
    if plain := _PLAIN.fullmatch(address):
        up, path, fragment = plain.groups("")
        return len(up) // 3, path if path[-1:].strip("/") else f"{path}index.html", fragment
    scheme, host, path, fragment = _split(address)
    if scheme or host or path.startswith("/"):
        return *_ANYWHERE, ""
    return (*_steps(path), fragment) if path else (_HERE, "", fragment)


@lru_cache(maxsize=2**12)
def _split(address: str) -> tuple[str, str, str, str]:
    """Return scheme, host, path and fragment; browsers ignore odd white space, and turn slashes."""
    if _ODD.search(address):
        address = re.sub(r"[\t\n\r]", "", address.strip(_SPACE)).replace("\\", "/")
    parts = _PARTS.fullmatch(address)
    scheme, host, path, fragment = parts.groups("") if parts else ("", "", address, "")
    fragment = unquote(fragment.partition(":~:")[0])
    return scheme.lower(), host.rpartition("@")[2].lower(), path, fragment


@lru_cache(maxsize=16)
def _folders(page: str) -> Sequence[str]:
    """Return the folders above a page, from that above the site: it may hold it in a language."""
    names = page.split("/")
    return ("../", *("".join(f"{name}/" for name in names[:depth]) for depth in range(len(names))))


def _steps(path: str) -> tuple[int, str]:
    """Return how many folders up a path leads, and the file that it names from there.

    A folder stands for its index.html.
    """
    *folders, name = unquote(path).split("/")
    if name in {".", ".."}:
        folders, name = [*folders, name], ""
    up, down = 0, list[str]()
    for folder in folders:
        if folder != "..":
            down += [folder] if folder != "." else []
        elif down:
            down.pop()
        else:
            up += 1
    return up, "/".join([*down, name or "index.html"])


def _schemed(use: Use, scheme: str) -> Finding | None:
    """Judge an address of another scheme than the web's."""
    data = use.address.lstrip(_SPACE).lower()
    if (scheme == "mailto" and use.kind == "link") or (
        data.startswith(("data:image/", "data:font/")) and use.kind in {"image", "style"}
    ):
        return None
    return Finding(
        "page-active-content",
        f"The address “{short(use.address)}” begins with “{scheme}:”.",
        "Links may begin with http, https or mailto, or lead into the site.",
        use.address,
    )
