"""The form's program, fetched from npm by its hash when a site is built, and never committed.

npm itself fetches it, so that the user's own settings of registry, proxy and certificates hold.
"""

import base64
import hashlib
import shutil
import subprocess
import tarfile
from functools import cache
from pathlib import Path

from generator.base.held import temporary_folder

_PACKAGE = "@sveltia/cms@0.221.1"
_ARCHIVE = (
    "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH"
    "0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
)
"""Hash of the package as npm publishes it."""
INTEGRITY = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"
"""Hash of the program in it, which browsers check before they run it (w3.org/TR/SRI)."""
_FILES = ("package/dist/sveltia-cms.js", "package/LICENSE.txt")
_PATIENCE = 120.0
"""Seconds that npm may take."""


class AdminError(Exception):
    """The form's program could not be had; the message says why."""


@cache
def fetch() -> tuple[str, str]:
    """Return the program and its licence.

    Raises:
        AdminError: npm is missing or fails, or what it fetches is not what was asked for.
    """
    with temporary_folder() as folder:
        archive = _fetched(folder)
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if f"sha512-{found}" != _ARCHIVE:
            raise AdminError(
                f"npm's copy of {_PACKAGE} is another one: its hash is sha512-{found}."
            )
        with tarfile.open(archive) as files:
            program, licence = (_text(files, name) for name in _FILES)
    return program, licence


def _fetched(folder: Path) -> Path:
    npm = shutil.which("npm")
    if not npm:
        raise AdminError("admin: true needs npm, to fetch the form's program. Install Node.js.")
    command = [npm, "pack", _PACKAGE, "--prefer-offline", "--silent"]
    try:
        done = subprocess.run(  # noqa: S603 - nothing in it is contributed
            command, cwd=folder, check=False, capture_output=True, text=True, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        raise AdminError(f"npm did not fetch {_PACKAGE} within {_PATIENCE:.0f} seconds.") from error
    archives = [*folder.glob("*.tgz")]
    if done.returncode or len(archives) != 1:
        told = (done.stderr or done.stdout).strip().splitlines() or ["it gives no reason"]
        raise AdminError(f"npm could not fetch {_PACKAGE}: {told[-1]}")
    return archives[0]


def _text(files: tarfile.TarFile, name: str) -> str:
    file = files.extractfile(name)
    if file is None:
        raise AdminError(f"{_PACKAGE} has no “{name}”.")
    return file.read().decode()
