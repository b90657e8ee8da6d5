"""Print the notes of a version: its section of CHANGELOG.md, and hashes of what is in ``dist/``.

``python tests/release_notes.py v0.1.0``; it ends with 1 where the version has no section, or is not
the one in ``pyproject.toml``.
"""

import hashlib
import re
import sys
import tomllib
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def notes(tag: str, top: Path = TOP) -> str:
    """Return the notes.

    Args:
        tag: the version after a v.
        top: the folder that holds the changelog, the settings and ``dist/``.

    Raises:
        ValueError: they do not agree on what the version is.
    """
    version = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if tag != f"v{version}":
        raise ValueError(f"pyproject.toml says {version}, and the tag {tag}.")
    sections = re.split(r"^## ", (top / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    [text] = [each for each in sections if each.startswith(f"[{version}]")] or [""]
    if not text:
        raise ValueError(f"CHANGELOG.md has no section “## [{version}]”.")
    files = sorted([*(top / "dist").glob("*.whl"), *(top / "dist").glob("*.tar.gz")])
    hashes = [f"    {hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]
    return "\n".join([text.partition("\n")[2].strip(), "", "SHA-256:", "", *hashes, ""])


if __name__ == "__main__":
    try:
        sys.stdout.write(notes(sys.argv[1]))
    except ValueError as error:
        sys.exit(str(error))
