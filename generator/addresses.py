"""Addresses of pages: in the published tree, in the site, and from one page to another."""

from functools import lru_cache


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
    return f"{_steps(uri.rpartition('/')[0], path)}{mark}{fragment}"


@lru_cache(maxsize=65536)
def _steps(folder: str, path: str) -> str:
    """Return the steps from a folder to a file: both are plain addresses below one root."""
    start, *end = folder.split("/") if folder else [], *path.split("/")
    shared = next((i for i, (a, b) in enumerate(zip(start, end, strict=False)) if a != b), None)
    if shared is None:
        shared = min(len(start), len(end))
    return "/".join([*[".."] * (len(start) - shared), *end[shared:]]) or "."
