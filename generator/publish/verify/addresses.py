"""Where an address leads, by the rules of browsers (the URL standard, url.spec.whatwg.org)."""

import re
from urllib.parse import unquote

from generator.base.problems import short
from generator.publish.verify.records import Finding, Target, Use

_PARTS = re.compile(
    r"(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#(.*))?", re.DOTALL
)
"""Scheme, host, path, fragment (RFC 3986, appendix B); matches any text."""
_ODD = re.compile(r"[\x00-\x20\\]")
_SPACE = "".join(map(chr, range(0x21)))
_WEB = frozenset({"http", "https"})


class Addresses:
    """The files of a site and the address at which it is published."""

    def __init__(self, files: frozenset[str], base: str, image_hosts: frozenset[str]) -> None:
        _, host, path, _ = _split(base)
        self.files = files
        self.host = host
        self.path = f"/{path.strip('/')}/".replace("//", "/")
        self.image_hosts = image_hosts

    def follow(self, path: str, use: Use) -> Finding | Target | None:
        """Return where an address in a file leads, what is wrong with it, or nothing to check.

        Args:
            path: the file that the address counts from.
            use: the address.
        """
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
        steps = page.split("/")[:-1]
        if path.startswith("/"):
            if not f"{path}/".startswith(self.path):
                return ""
            steps, path = [], path[len(self.path) :]
        return _join(steps, unquote(path))

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
        hint = "Mend the address, or add what it should lead to."
        if f"{file}/index.html" in self.files:
            hint = "Put a slash at its end: not every server adds it."
        elif not file:
            hint = "It leaves the site: give an address inside it."
        return Finding(
            "site-link-broken",
            f"“{short(use.address)}” leads to nothing in the site.",
            hint,
            use.address,
        )


def _split(address: str) -> tuple[str, str, str, str]:
    """Return scheme, host, path and fragment; browsers ignore odd white space, and turn slashes."""
    if _ODD.search(address):
        address = re.sub(r"[\t\n\r]", "", address.strip(_SPACE)).replace("\\", "/")
    parts = _PARTS.fullmatch(address)
    scheme, host, path, fragment = parts.groups("") if parts else ("", "", address, "")
    fragment = unquote(fragment.partition(":~:")[0])
    return scheme.lower(), host.rpartition("@")[2].lower(), path, fragment


def _join(steps: list[str], path: str) -> str:
    """Follow a path from a folder; a folder stands for its index.html."""
    *folders, name = path.split("/")
    if name in {".", ".."}:
        folders, name = [*folders, name], ""
    for folder in folders:
        if folder == "..":
            if not steps:
                return ""
            steps.pop()
        elif folder != ".":
            steps.append(folder)
    return "/".join([*steps, name or "index.html"])


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
