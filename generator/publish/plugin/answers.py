"""How a preview answers a browser: at once, whatever is wrong or being built."""

import mimetypes
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from generator.publish.plugin.notices import Notices, box, listing, stand_in

OWN = "_preview/"
"""Below this address lies what only a preview has; no page's name begins with a low line."""
PATIENCE = 2.0
"""Seconds for which a page waits for a build that is at work; it shows itself anew afterwards."""

_HTML = "text/html; charset=utf-8"
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".gz": "application/gzip"}
"""Where systems disagree."""


class Answers:
    """A server's application.

    Args:
        app: answers what is not ours: addresses that lead nowhere.
        folder: the built site.
        root: its address on the server, such as ``/``.
        notices: what is to be told.
    """

    def __init__(self, app: WSGIApplication, folder: Path, root: str, notices: Notices) -> None:
        self._app = app
        self._folder = folder.resolve()
        self._root = root
        self._notices = notices

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        answer = (
            self._answer(path.removeprefix(self._root)) if path.startswith(self._root) else None
        )
        if answer is None:
            return self._app(environ, start_response)
        kind, data = answer
        headers = [("Content-Type", kind), ("Content-Length", str(len(data)))]
        start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
        return [data]

    def _answer(self, address: str) -> tuple[str, bytes] | None:
        """Return type and bytes of what is at an address, relative to the site, if it is ours."""
        if address.startswith(OWN):
            return self._own(address.removeprefix(OWN))
        if address and not address.endswith("/"):
            return self._file(address)
        self._notices.wait(PATIENCE)
        told = self._notices.told
        page = self._file(f"{address}index.html")
        if page and address in told.pages:
            return _HTML, _boxed(page[1], box(told, address, self._root))
        if not page and (told.knows(address) or (told.failure and not told.pages)):
            return _HTML, stand_in(told, address, self._root).encode()
        return None

    def _own(self, name: str) -> tuple[str, bytes] | None:
        told = self._notices.told
        if name == "version":
            return "text/plain", told.version.encode()
        if name == "problems/":
            return _HTML, listing(told, self._root).encode()
        kind = {"notices.css": "text/css", "reload.js": "text/javascript"}.get(name)
        return (kind, (files(__package__) / name).read_bytes()) if kind else None

    def _file(self, address: str) -> tuple[str, bytes] | None:
        """Return a file of the site; nothing outside it, and no folder."""
        try:
            place = (self._folder / address).resolve()
            if not place.is_relative_to(self._folder):
                return None
            data = place.read_bytes()
        except (OSError, ValueError):
            return None
        guessed, _ = mimetypes.guess_type(place.name)
        return _TYPES.get(place.suffix) or guessed or "application/octet-stream", data


def _boxed(page: bytes, told: str) -> bytes:
    """Put something at the end of a page's body; contributed text holds no such tag."""
    before, tag, after = page.rpartition(b"</body>")
    return b"".join((before, told.encode(), tag, after)) if tag else page + told.encode()
