"""Compiled templates, kept for the next build as Python keeps compiled modules.

What a template compiles to follows from its text, the program, and the words of the language that
is spoken. All are compared: a kept template is what would be compiled now, or it is compiled again.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from generator.base.language import spoken

_FOLDER = "briefing-site"


def kept(name: str, maker: str = "") -> BytecodeCache | None:
    """Return what keeps the templates of an engine, or None where Python may keep nothing.

    Args:
        name: tells the engine's files from those of others.
        maker: what else decides to what a template compiles.
    """
    if sys.dont_write_bytecode:
        return None
    language = spoken()
    made_by = f"{jinja2.__version__} {program()} {sorted(language.words.items())} {language.rule}"
    with suppress(OSError, RuntimeError):  # no room, no right, or no home
        folder = _caches() / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        return _Kept(folder, f"{name}-{language.tag}", f"{made_by} {maker}")
    return None


@cache
def program() -> str:
    """Return what is another as soon as a file of the program is: by times, as Python does."""
    stamps = "\n".join(sorted(_stamps(str(files("generator")))))
    return sha256(stamps.encode()).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                stat = entry.stat()
                yield f"{entry.path} {stat.st_mtime_ns} {stat.st_size}"
            elif entry.name != "__pycache__":
                yield from _stamps(entry.path)


def _caches() -> Path:
    """Return the user's folder for caches (XDG Base Directory Specification)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"


class _Kept(FileSystemBytecodeCache):
    """Files of compiled templates; a build does without what cannot be written."""

    def __init__(self, folder: Path, name: str, maker: str) -> None:
        super().__init__(str(folder), f"{name}-%s")
        self._maker = maker

    def get_source_checksum(self, source: str) -> str:
        """Return what tells a template and its maker from others."""
        return super().get_source_checksum(f"{self._maker}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template; what was damaged is compiled again."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
