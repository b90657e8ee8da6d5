"""Addresses of pages: in the published tree, in the site, and from one page to another."""

import posixpath


def url(uri: str) -> str:
    """Return the address in the site of a source address, relative to the site's root.

    ``articles/x.md#p-y`` becomes ``articles/x/#p-y``, ``glossary/index.md`` becomes ``glossary/``.
    """
    path, mark, fragment = uri.partition("#")
    if path.endswith(".md"):
        path = path.removesuffix(".md") + "/"
        folder, _, name = path.rstrip("/").rpartition("/")
        if name == "index":
            path = f"{folder}/" if folder else ""
    return f"{path}{mark}{fragment}"


def relative(uri: str, target: str) -> str:
    """Return the source address ``target`` as seen from the page at ``uri``."""
    path, mark, fragment = target.partition("#")
    return f"{posixpath.relpath(path, posixpath.dirname(uri) or '.')}{mark}{fragment}"
