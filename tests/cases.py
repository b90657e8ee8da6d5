"""Golden cases: each file holds what goes in and what must come out, in sections.

A section begins with a line such as ``==== body``. Run with OVERWRITE_GOLDEN=1 in the environment
to write what comes out into the files, and read the difference before it is kept.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
_HEAD = re.compile(r"^==== (.+)\n", re.MULTILINE)


def case_files(folder: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test on each case of a folder, as ``path``."""
    paths = sorted((GOLDEN / folder).glob("*.txt"))
    assert paths, f"no cases in {folder}"
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


def sections(path: Path) -> dict[str, str]:
    """Return a case's sections by name, each without the newline that ends it."""
    _, *parts = _HEAD.split(path.read_text(encoding="utf-8"))
    return {
        name: text.removesuffix("\n") for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def check(path: Path, actual: Mapping[str, str]) -> None:
    """Compare the sections that come out with those in the file, or write them there."""
    expected = sections(path)
    if os.environ.get("OVERWRITE_GOLDEN"):
        written = {**expected, **actual}
        text = "".join(f"==== {name}\n{body}\n" for name, body in written.items())
        path.write_text(text, encoding="utf-8")
        return
    assert {name: expected.get(name) for name in actual} == dict(actual)
