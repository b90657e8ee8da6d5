"""A file's text taken apart into front matter and body, which together are the text again."""

from msgspec import Struct

from generator.assist.edit.matter import Matter
from generator.base.bounds import Bounds
from generator.base.kinds import CONTENTS
from generator.schema.fields import PROSE
from generator.source.frontmatter import parse
from generator.source.walk import File


class Parts(Struct, frozen=True):
    """A file in pieces that together are its text.

    Attributes:
        head: the fence above the front matter, or nothing.
        matter: YAML, not yet edited.
        fence: what stands between it and the body.
        body: the text without empty lines round it.
        tail: what stands below.
        body_line: the line on which the body begins, from 1.
    """

    head: str
    matter: Matter
    fence: str
    body: str
    tail: str
    body_line: int

    @property
    def text(self) -> str:
        """Return the file with the edits of its front matter."""
        return f"{self.head}{self.matter.edited()}{self.fence}{self.body}{self.tail}"


def taken_apart(text: str, file: File, bounds: Bounds) -> Parts | None:
    """Return a file in pieces, or None where it cannot be read."""
    shape = CONTENTS[file.kind].front_matter
    found, _ = parse(text, file.path, bounds, shape, PROSE)
    if found is None:
        return None
    lines = text.split("\n")
    if shape == "whole":
        return Parts("", Matter(text, file.path), "", "", "", len(lines))
    above = "\n".join(lines[: found.body_line - 1])
    start = len(above) + 1 if found.body_line > 1 else 0
    head, matter, fence = _front(text[:start])
    body = found.body
    return Parts(
        head, Matter(matter, file.path, 2), fence, body, text[start + len(body) :], found.body_line
    )


def _front(above: str) -> tuple[str, str, str]:
    """Take apart what stands above a body: its front matter with a fence on either side."""
    first, feed, rest = above.partition("\n")
    if first.rstrip(" \t") != "---":
        return "", "", above
    lines = rest.split("\n")
    end = next(n for n, line in enumerate(lines) if line.startswith("---") and not line[3:].strip())
    front = "\n".join(lines[:end])
    return first + feed, front, rest[len(front) :]
