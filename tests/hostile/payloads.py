r"""Hostile and broken input as data: each file of a folder here is one payload with its outcome.

A payload has sections, each under a line such as ``==== body``:

- ``body``: text of an article; ``front``: lines of its front matter, in place of those with the
  same keys. The article is sound but for them. The name of the payload is in its own.
- a path such as ``content/a.md``: a file, with ``base64``, ``link``, ``pipe`` or ``socket`` before
  the path where it is not text. In a path, ``\\n``, ``\\x1b`` and ``\\\\`` are what Python says.
- ``html``: what the payload would be in a page if it got there, where that is not the body itself.
- ``beyond``: why a policy in the page cannot stop it.
- ``outcome``: ``R`` (refused), ``E`` (published without effect) or ``A`` (published as text), and
  below it each problem: ``path:line:column code``. OVERWRITE_GOLDEN=1 writes the problems.

``⟪ab×3⟫`` stands for ``ababab``. The folders are the rows of the threat model in SECURITY.md.
"""

import base64
import os
import re
import socket
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cases import sections
from tests.projects import BRIEFING

FOLDER = Path(__file__).parent
_REPEATED = re.compile(r"⟪(.+?)×(\d+)⟫", re.DOTALL)
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_KINDS = ("base64 ", "link ", "pipe ", "socket ")
_FRONT = {
    "title": "A source",
    "source": "{publisher: A publisher, note: A note}",
    "published": "2018-09-20",
    "kind": "news",
    "summary": "A summary.",
    "points": "[{id: a, text: T, kind: statement, themes: [money], passage: words to find, "
    "standing: reported}]",
}
_INNOCUOUS = "The words to find."


@dataclass(frozen=True, slots=True)
class Payload:
    """One hostile input.

    Attributes:
        path: the file that holds it.
        files: what is laid over a project: path, after its kind, → text.
        html: what it would be in a page, or empty.
        beyond: why a policy alone does not stop it, or empty.
        wanted: ``R``, ``E`` or ``A``.
        problems: ``path:line:column code`` of each problem.
    """

    path: Path
    files: Mapping[str, str]
    html: str
    beyond: str
    wanted: str
    problems: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the row and the payload's own name."""
        return f"{self.path.parent.name}/{self.path.stem}"


def payloads() -> list[Payload]:
    """Return all payloads, by name."""
    return [_payload(path) for path in sorted(FOLDER.glob("*/*.txt"))]


def lay(project: Path, payload: Payload) -> None:
    """Put a payload's files into a project."""
    for name, text in payload.files.items():
        kind = next((kind for kind in _KINDS if name.startswith(kind)), "")
        place = project / _path(name.removeprefix(kind))
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place, kind.strip(), text)


def briefing(top: Path, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project."""
    return subprocess.run(
        [*BRIEFING, "-C", str(project), *arguments],
        cwd=top,
        capture_output=True,
        text=True,
        check=False,
    )


def write_outcome(payload: Payload, problems: Iterable[str]) -> None:
    """Write what came out into the payload's file."""
    text = payload.path.read_text(encoding="utf-8")
    before = text.rpartition("==== outcome\n")[0]
    lines = "".join(f"{line}\n" for line in (payload.wanted, *problems))
    payload.path.write_text(f"{before}==== outcome\n{lines}", encoding="utf-8")


def _payload(path: Path) -> Payload:
    case = sections(path)
    wanted, *problems = case.pop("outcome").split("\n")
    html = case.pop("html", case.get("body", "") if wanted == "E" else "")
    beyond = case.pop("beyond", "")
    front, body = case.pop("front", ""), case.pop("body", "")
    files = {name: _expanded(text) for name, text in case.items()}
    if not files:
        name = f"content/articles/{path.parent.name}-{path.stem}.md"
        files = {name: _article(_expanded(front), _expanded(body))}
    return Payload(path, files, html, beyond, wanted, tuple(problems))


def _article(front: str, body: str) -> str:
    given = set(_KEY.findall(front))
    lines = [f"{key}: {value}" for key, value in _FRONT.items() if key not in given]
    return "\n".join(["---", *lines, *([front] if front else []), "---", "", _INNOCUOUS, "", body])


def _expanded(text: str) -> str:
    return _REPEATED.sub(lambda found: found[1] * int(found[2]), text)


def _path(name: str) -> str:
    return name.replace("\\n", "\n").replace("\\x1b", "\x1b").replace("\\\\", "\\")


def _write(place: Path, kind: str, text: str) -> None:
    match kind:
        case "base64":
            place.write_bytes(base64.b64decode(text))
        case "link":
            place.symlink_to(text)
        case "pipe":
            os.mkfifo(place)
        case "socket":
            _bind(place)
        case _:
            place.write_text(f"{text}\n" if text else "", encoding="utf-8", newline="\n")


def _bind(place: Path) -> None:
    """Make a socket; its name may be longer than the system lets one bind."""
    here = Path.cwd()
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(place.name)
    finally:
        os.chdir(here)
