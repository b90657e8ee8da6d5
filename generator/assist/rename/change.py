"""What a rename or a merge does to files: worked out whole, before anything is written."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct

from generator.assist.edit.matter import Matter
from generator.assist.edit.refused import RefusedError
from generator.assist.rename.files import renamed_text
from generator.assist.rename.renames import Renames
from generator.base.bounds import Bounds
from generator.source.characters import as_stored, unified
from generator.source.walk import File

Texts = Collection[tuple[File, str]]
"""Files of content with all that is in them."""
Edits = Mapping[str, Callable[[Matter], None]]
"""Path → what is done to the front matter of that file besides."""
_PIECES = re.compile(r"[\w-]+")


class Change(Struct, frozen=True):
    """A file that changes.

    Attributes:
        path: where it lies, relative to the project.
        to: where it lies afterwards; empty where it goes.
        before: all that is in it.
        after: all that is in it afterwards.
    """

    path: str
    to: str
    before: str
    after: str


def changes(
    texts: Texts, renames: Renames, bounds: Bounds, edits: Edits, moved: Mapping[str, str]
) -> Iterator[Change]:
    """Yield every file that changes.

    Args:
        texts: all files of content.
        renames: what is called otherwise.
        bounds: of their size.
        edits: what is done to single files besides.
        moved: path of a file that gets another → that one; empty where it goes.

    Raises:
        RefusedError: one that names what is renamed cannot be edited.
    """
    olds = {_part(old.rpartition("#")[2]) for named in renames.of.values() for old in named}
    for file, text in texts:
        may = "\\" in text or any(old in text for old in olds)
        if not may and file.path not in {*edits, *moved}:
            continue
        plain = unified(text)
        if "\r" in plain:
            raise RefusedError(f"{file.path} has odd line ends: save it anew in an editor first.")
        edit = edits.get(file.path, _nothing)
        after = as_stored(renamed_text(plain, file, renames, bounds, edit), text)
        to = moved.get(file.path, file.path)
        if (file.path, text) != (to, after):
            yield Change(file.path, to, text, after)


def _part(name: str) -> str:
    """Return what of a name stands in one piece however quotes and line ends make it look."""
    return max(_PIECES.findall(name), key=len, default="")


def _nothing(_: Matter) -> None:
    """Edit nothing besides."""
