"""This very program as a wheel, for projects that carry it along.

An installation has all that was in the wheel, but not the wheel itself: it is put together again.
"""

import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import distribution
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PACKAGE = "briefing-site"
_INSTALLED = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"})
"""What an installer writes about where it put a package."""
_TIME = (2020, 2, 2, 0, 0, 0)
"""The time of all files: equal programs make equal wheels."""
_MODE = 0o644 << 16


def name_of_wheel(version: str) -> str:
    """Return the name that the wheel of a version has (PEP 427)."""
    return f"{PACKAGE.replace('-', '_')}-{version}-py3-none-any.whl"


def wheel() -> bytes:
    """Return the program as a wheel."""
    own = distribution(PACKAGE)
    folder = f"{PACKAGE.replace('-', '_')}-{own.version}.dist-info"
    held = {**dict(_package()), **dict(_metadata(folder))}
    record = "".join(f"{path},{_recorded(data)}\n" for path, data in held.items())
    held[f"{folder}/RECORD"] = f"{record}{folder}/RECORD,,\n".encode()
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=zlib.Z_BEST_COMPRESSION) as file:
        for path, data in held.items():
            entry = ZipInfo(path, _TIME)
            entry.external_attr, entry.compress_type = _MODE, ZIP_DEFLATED
            file.writestr(entry, data)
    return made.getvalue()


def _package() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the package; of one that is run from its repository, as a build would."""
    package = Path(str(files("generator")))
    yield from _below(package, "generator")
    if not (package / "_templates").is_dir():
        yield from _below(package.parent / "templates", "generator/_templates")
        yield "generator/_requirements.lock", (package.parent / "requirements.lock").read_bytes()


def _below(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _metadata(folder: str) -> Iterator[tuple[str, bytes]]:
    own = distribution(PACKAGE)
    for path in sorted(own.files or ()):
        below, _, name = path.as_posix().partition(".dist-info/")
        if name and name not in _INSTALLED and "/" not in below:
            yield f"{folder}/{name}", path.read_binary()


def _recorded(data: bytes) -> str:
    digest = urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=")
    return f"sha256={digest},{len(data)}"
