"""A file's text with the names of now in front matter and links."""

from collections.abc import Callable

from msgspec.structs import replace

from generator.assist.edit.matter import Matter
from generator.assist.edit.parts import taken_apart
from generator.assist.edit.refused import RefusedError
from generator.assist.rename.links import relinked
from generator.assist.rename.references import rename_references
from generator.assist.rename.renames import Renames
from generator.base.bounds import Bounds
from generator.base.problems import At
from generator.source.walk import File


def renamed_text(
    text: str,
    file: File,
    renames: Renames,
    bounds: Bounds,
    edit: Callable[[Matter], None] = lambda _: None,
) -> str:
    """Return a file's text with the names of now in front matter and links.

    Args:
        text: the file, its lines ended by line feeds.
        file: where it lies, and what it holds.
        renames: what is called otherwise.
        bounds: of its size.
        edit: what else is to be done to the front matter.

    Raises:
        RefusedError: it cannot be edited.
    """
    parts = taken_apart(text, file, bounds)
    if parts is None:
        raise RefusedError(f"{file.path} cannot be read: first mend what “briefing check” tells.")
    edit(parts.matter)
    rename_references(parts.matter, file.kind, file.id, renames)
    at = At(file.path, parts.body_line)
    body = relinked(parts.body, at, renames, bounds) if parts.body else ""
    return replace(parts, body=body).text
