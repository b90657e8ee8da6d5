"""The code host that a form saves to, told by the address at which files are edited there."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct


class Host(Struct, frozen=True):
    """A code host.

    Attributes:
        backend: how a form's configuration names it.
        services: what its program asks, as sources of a policy.
        pictures: where portraits of its users come from.
        known: whether the address told it.
    """

    backend: Mapping[str, object]
    services: tuple[str, ...]
    pictures: tuple[str, ...]
    known: bool = True


def host_of(edit_address: str) -> Host:
    """Return the code host of an address such as ``https://github.com/o/r/edit/main/{path}``.

    Args:
        edit_address: ``edit_uri_template`` of ``mkdocs.yml``; it may be empty.
    """
    for pattern, make in _FORGES:
        if found := pattern.match(edit_address):
            return make(found["origin"], found["repo"], found["branch"])
    unknown = _github("https://github.com", "OWNER/REPOSITORY", "main")
    return Host(unknown.backend, unknown.services, unknown.pictures, known=False)


def _github(origin: str, repo: str, branch: str) -> Host:
    if origin == "https://github.com":
        own = _backend("github", repo, branch)
        pictures = ("https://avatars.githubusercontent.com",)
        return Host(own, ("https://api.github.com",), pictures)
    return _on_own_host("github", origin, repo, branch, "/api/v3")


def _gitlab(origin: str, repo: str, branch: str) -> Host:
    return _on_own_host("gitlab", origin, repo, branch, "/api/v4")


def _gitea(origin: str, repo: str, branch: str) -> Host:
    return _on_own_host("gitea", origin, repo, branch, "/api/v1")


def _on_own_host(name: str, origin: str, repo: str, branch: str, api: str) -> Host:
    root = {"base_url": origin, "api_root": f"{origin}{api}"}
    return Host({**_backend(name, repo, branch), **root}, (origin,), (origin,))


def _backend(name: str, repo: str, branch: str) -> dict[str, object]:
    # With a token of the user's own no third party has a hand in signing in.
    return {"name": name, "repo": repo, "branch": branch, "auth_methods": ["token"]}


_START = r"(?P<origin>https://[\w.:-]+)/(?P<repo>[\w.-]+(?:/[\w.-]+)+?)"
_END = r"/(?P<branch>[\w.-]+)/"
_FORGES: tuple[tuple[re.Pattern[str], Callable[[str, str, str], Host]], ...] = (
    (re.compile(rf"{_START}/-/(?:edit|blob){_END}"), _gitlab),
    (re.compile(rf"{_START}/_edit{_END}"), _gitea),
    (re.compile(rf"{_START}/(?:edit|blob){_END}"), _github),
)
