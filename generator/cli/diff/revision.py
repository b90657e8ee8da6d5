"""A revision of a git repository, read by git's own commands into a folder of its own.

The working tree stays as it is: nothing is checked out, no hook or filter runs, and nothing is
fetched.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

_PATHS = ("content", "locale", "mkdocs.yml")
_GIT = ("git", "-c", "protocol.allow=never")
"""A partial clone would fetch what it lacks."""
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",  # newer versions need not even try
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_LINK = "120000"
"""How git marks a link."""
_NOWHERE = "left-out"
_LARGEST = 64 * 2**20
"""Bytes of a file that is read; one that is larger is as large, and empty."""


class RevisionError(Exception):
    """A revision cannot be read; the message says why, in a sentence."""


class _Entry(Struct, frozen=True):
    """A file of a revision, by what git calls it."""

    mode: str
    blob: str
    size: int
    path: str


def resolve(root: Path, name: str) -> str:
    """Return the commit that a name of a revision stands for.

    Raises:
        RevisionError: there is no git, no repository, or no such revision.
    """
    if (done := _run(root, "rev-parse", "--git-dir")).returncode:
        raise RevisionError(_refused(root, name, done.stderr))
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not found or found.startswith(b"^"):  # what excludes a commit is none
        raise RevisionError(_unknown(root, name))
    return found.decode().strip()


def extract(root: Path, name: str, folder: Path) -> str:
    """Write the content of a revision into a folder.

    Args:
        root: the project's folder, anywhere in a repository.
        name: what git knows it by.
        folder: an empty one.

    Returns:
        The first characters of the commit's name.

    Raises:
        RevisionError: it cannot be read, or has no content.
    """
    commit = resolve(root, name)
    try:
        entries = _entries(root, commit)
        _write(root, entries, folder)
    except _MissingError as error:
        raise RevisionError(
            f"“{name}” is not all here: this is a partial clone, and nothing is fetched. Run “git "
            "fetch --refetch --no-filter” first"
        ) from error
    if not any(entry.path.startswith("content/") for entry in entries):
        raise RevisionError(f"“{name}” has no content here: the project may have lain elsewhere")
    return commit[:12]


class _MissingError(Exception):
    """Git has no such object."""


def _refused(root: Path, name: str, told: bytes) -> str:
    """Return why git takes a folder for no repository, by what it says itself."""
    if b"dubious ownership" in told:
        return (
            f"{root} belongs to somebody else, so that git reads nothing of it. If you trust it, "
            f"run “git config --global --add safe.directory {root}”"
        )
    return f"{root} is in no git repository, so that “{name}” is no revision of it"


def _unknown(root: Path, name: str) -> str:
    shallow = (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
    if shallow:
        return (
            f"“{name}” is not in this clone, which is shallow: it holds the newest commits alone. "
            "Run “git fetch --unshallow”, or in a workflow set “fetch-depth: 0”"
        )
    return (
        f"There is no revision “{name}”, nor a folder or file of that name. Was its branch "
        "deleted, or its history rewritten? “git fetch” gets what others have"
    )


def _git(root: Path, *arguments: str, data: bytes = b"") -> bytes | None:
    """Return what git prints, or nothing where it fails."""
    done = _run(root, *arguments, data=data)
    return done.stdout if done.returncode == 0 else None


def _run(root: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - arguments are a list, revisions follow --end-of-options
            [*_GIT, *arguments],
            cwd=root,
            env={**os.environ, **_ENVIRONMENT},
            input=data,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise RevisionError("git is not installed, and revisions are read by it") from error


def _entries(root: Path, commit: str) -> list[_Entry]:
    """Return the files of a project in a commit, but for what could lie outside a folder.

    Raises:
        _MissingError: git does not have all of it.
    """
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *_PATHS)
    if listed is None:
        raise _MissingError(commit)
    named = [*_named(listed)]
    wanted = "".join(f"{blob}\n" for _, blob, _ in named).encode()
    told = _git(root, "cat-file", "--batch-check", data=wanted)
    sizes = (told or b"").splitlines()
    if told is None or any(line.endswith(b" missing") for line in sizes):
        raise _MissingError(commit)
    return [
        _Entry(mode, blob, int(line.split()[-1]), path)
        for (mode, blob, path), line in zip(named, sizes, strict=True)
    ]


def _named(listed: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield mode, object and path of each file that git lists."""
    for line in listed.split(b"\0")[:-1]:
        told, _, name = line.partition(b"\t")
        mode, kind, blob = told.decode().split()
        path = os.fsdecode(name)
        inside = not path.startswith("/") and not {"..", ".git"} & {*path.split("/")}
        if kind == "blob" and inside:
            yield mode, blob, path


def _write(root: Path, entries: Sequence[_Entry], folder: Path) -> None:
    """Write files as they were, and for each link one that leads nowhere: none is followed.

    Links come last, so that no file is written by way of one, whatever a broken tree holds.
    """
    files = [entry for entry in entries if entry.mode != _LINK]
    read = [entry for entry in files if entry.size <= _LARGEST]
    for entry, data in zip(read, _blobs(root, read), strict=True):
        _place(folder, entry).write_bytes(data)
    for entry in files:
        if entry.size > _LARGEST:
            with _place(folder, entry).open("wb") as file:
                file.truncate(entry.size)
    for entry in entries:
        if entry.mode == _LINK and not os.path.lexists(folder / entry.path):
            _place(folder, entry).symlink_to(_NOWHERE)


def _place(folder: Path, entry: _Entry) -> Path:
    place = folder / entry.path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _blobs(root: Path, entries: Sequence[_Entry]) -> Iterator[bytes]:
    """Yield what is in files, in their order."""
    with subprocess.Popen(  # noqa: S603 - nothing of it is from outside
        [*_GIT, "cat-file", "--batch"],
        cwd=root,
        env={**os.environ, **_ENVIRONMENT},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        if not process.stdin or not process.stdout:
            return
        for entry in entries:
            process.stdin.write(f"{entry.blob}\n".encode())
            process.stdin.flush()
            process.stdout.readline()  # says what comes, which is known
            yield process.stdout.read(entry.size)
            process.stdout.read(1)
        process.stdin.close()
