"""A file's front matter and body, read by python-frontmatter through a handler that keeps places.

python-frontmatter itself is silent on a missing or unclosed fence and throws line numbers away, so
the fences are found here.
"""

import re
from collections.abc import Collection, Mapping

import frontmatter
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct
from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.kinds import FrontMatter
from generator.base.problems import At, Problem
from generator.source.yamltree import Location, RefusedError, build

TOP = Location(1, 1, 1, 1, {})
"""The place of front matter as a whole."""


class Matter(Struct, frozen=True, kw_only=True):
    """A file's front matter and body.

    Attributes:
        meta: values by key: text, numbers, true, false, None, tuples and dicts.
        places: where each of them stands.
        body: the text below, without empty lines before and after it.
        body_line: the line of the file on which the body begins, from 1.
        end_line: the line that ends the front matter, from 1; the first where there is none.
    """

    meta: Mapping[str, object]
    places: Location
    body: str
    body_line: int
    end_line: int


def parse(
    text: str, path: str, bounds: Bounds, shape: FrontMatter, prose: Collection[str]
) -> tuple[Matter | None, list[Problem]]:
    """Read a file's text.

    Args:
        text: the file without byte-order mark, its lines ended by line feeds.
        path: the file's path in problems.
        bounds: the size of front matter, of what is in it, and its nesting.
        shape: whether front matter must stand, may stand, or is the whole file.
        prose: keys of text for readers; what a number sign cuts off there is reported.

    Returns:
        What was read, or None where the problems leave nothing to go on with. With problems in
        single values the rest is still returned, so that later stages can check it.
    """
    handler = _Handler(path, bounds, prose)
    try:
        handler.refuse_conflict(text)
        if shape == "whole":
            handler.load(text)
        elif handler.opens(text, shape):
            frontmatter.parse(text, handler=handler)
        else:
            handler.take_body(text.split("\n"), 0)
    except RefusedError:
        return None, handler.problems
    return handler.matter(), handler.problems


_OURS, _THEIRS = "\n<<<<<<< ", "\n>>>>>>> "
"""The lines round what Git leaves where two people changed the same."""
_FENCE = re.compile(r"---[ \t]*")
_FRONT_BELOW = re.compile(r"\A\s*[^\s-].*\n(?:.*\n){0,20}?---[ \t]*\n[a-z_]+: ")
_LIKE_A_FENCE = re.compile(r"\s*(?:[-–—−]{2,}|—)\s*")
_FENCE_HINT = "Write three hyphens, --- , at the start of the line, with nothing else on it."


class _Handler(YAMLHandler):
    """Splits and loads one file, and keeps what python-frontmatter has no place for."""

    def __init__(self, path: str, bounds: Bounds, prose: Collection[str]) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self._path = path
        self._bounds = bounds
        self._prose = prose
        self._first_line = 1
        self._meta: Mapping[str, object] = {}
        self._places = TOP
        self._body = ""
        self._body_line = 1
        self._end_line = 1

    def matter(self) -> Matter:
        """Return all that was read."""
        return Matter(
            meta=self._meta,
            places=self._places,
            body=self._body,
            body_line=self._body_line,
            end_line=self._end_line,
        )

    def refuse_conflict(self, text: str) -> None:
        """Refuse two versions of the same lines that Git could not join."""
        start = text.find(_OURS)
        if 0 <= start < text.find(_THEIRS):
            message = "From here on, the file contains two versions of the same lines."
            hint = "Keep one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
            raise self._refused(text.count("\n", 0, start) + 2, "merge-conflict", message, hint)

    def opens(self, text: str, shape: FrontMatter) -> bool:
        """Tell whether the first line opens front matter; refuse where it was meant to."""
        first = text.partition("\n")[0]
        if _FENCE.fullmatch(first):
            return True
        if _LIKE_A_FENCE.fullmatch(first):
            message = f"The first line “{first.strip()}” does not open the front matter."
            raise self._refused(1, "bad-fence", message, _FENCE_HINT)
        if shape == "optional":
            return False
        if _FRONT_BELOW.search(text):
            message = "There is text above the front matter."
            raise self._refused(1, "bad-fence", message, "Move it below the second --- .")
        if _FENCE.match(text.lstrip()):
            message = "The front matter does not begin on the first line."
            raise self._refused(
                1, "bad-fence", message, "Delete the empty lines above the first --- ."
            )
        message = "The file has no front matter."
        hint = "Begin with a line --- , then lines such as “title: …”, then another line --- ."
        raise self._refused(1, "missing-front-matter", message, hint)

    def split(self, text: str) -> tuple[str, str]:
        """Return the front matter and the body, and note where the body begins."""
        lines = text.split("\n")
        self._first_line = 2
        for number, line in enumerate(lines[1:], start=1):
            if line.startswith("---") and _FENCE.fullmatch(line):
                self._end_line = number + 1
                self.take_body(lines, number + 1)
                return "\n".join(lines[1:number]), self._body
        for number, line in enumerate(lines[1:], start=2):
            if line.rstrip() == "..." or (line.strip() and _LIKE_A_FENCE.fullmatch(line)):
                message = f"The line “{line.rstrip()}” does not close the front matter."
                raise self._refused(number, "bad-fence", message, _FENCE_HINT)
        message = "The front matter that begins here is never closed."
        hint = "Put a line --- below its last line, above the article's text."
        raise self._refused(1, "unclosed-front-matter", message, hint)

    def take_body(self, lines: list[str], start: int) -> None:
        """Take the lines from ``start`` (from 0) on as the body, less empty ones round it."""
        while start < len(lines) and not lines[start].strip():
            start += 1
        self._body_line = start + 1
        self._body = "\n".join(lines[start:]).rstrip()

    def load(self, fm: str, **_: object) -> dict[str, object]:
        """Read YAML, having checked its size."""
        size, limit = len(fm.encode()), self._bounds.front_matter_bytes
        if size > limit:
            message = f"The front matter has {size:,} bytes; the limit is {limit:,} bytes."
            raise self._refused(
                1, "too-large", message, "Move text from the front matter to the body."
            )
        meta, inside = build(
            fm, At(self._path, self._first_line), self._bounds, self._prose, self.problems
        )
        self._meta, self._places = meta, replace(TOP, inside=inside)
        return meta

    def _refused(self, line: int, code: str, message: str, hint: str) -> RefusedError:
        self.problems.append(Problem(At(self._path, line), code, message, hint))
        return RefusedError()
