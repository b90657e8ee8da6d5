"""Slips that a program may fix: quote marks, forms of dates, near-miss themes, trailing space.

The text is edited where the slip stands, so that comments, order and layout stay as they are. An
edit is kept only if the slip is gone and nothing else went wrong.
"""

import json
import re
from collections.abc import Collection, Iterator

from msgspec import Struct

from generator.base.bounds import Bounds
from generator.base.dates import DateError, parse
from generator.base.kinds import CONTENTS, Kind
from generator.base.names import slug
from generator.base.nearest import nearest
from generator.base.problems import At, Problem
from generator.schema.check import validate
from generator.schema.fields import PROSE
from generator.source.frontmatter import Matter
from generator.source.frontmatter import parse as parse_matter
from generator.source.read import Source

_MOST = 200
"""Edits in one file; a file that needs more is better looked at by a person."""
_OPENS, _CLOSES = "“‘", "”’"
_PIECE = re.compile(r"(“[^“”\"\\]*”|‘[^‘’\"\\]*’)(?= *(?:[,\]}]|$))")
"""A value in a list or group within brackets that stands in curly quotes."""
_COMMENT = re.compile(r"(.*?)((?<! )  ++#(?: .*)?)?")
_KEY = re.compile(r"( *+(?:- ++)*+)[^\s#\"'\[{][^:]*+: +")


class _File(Struct, frozen=True):
    path: str
    kind: Kind
    themes: Collection[str]


class _State(Struct, frozen=True):
    """A text, and what is wrong with its front matter."""

    text: str
    source: Source | None
    problems: tuple[Problem, ...]


def fixed_text(text: str, path: str, kind: Kind, themes: Collection[str]) -> str:
    """Return the text of a file of content with safe fixes made.

    Args:
        text: the file, its lines ended by line feeds.
        path: its path in the project.
        kind: what it holds.
        themes: ids of all themes.
    """
    file = _File(path, kind, themes)
    state = _state_of(file, text)
    for _ in range(_MOST):
        better = next(_improvements(file, state), None)
        if better is None:
            break
        state = better
    return _trimmed(file, state)


def _state_of(file: _File, text: str) -> _State:
    shape = CONTENTS[file.kind].front_matter
    matter, problems = parse_matter(text, file.path, Bounds(), shape, PROSE)
    if matter is None:
        return _State(text, None, tuple(problems))
    source = _source(file, matter)
    _, found = validate(source)
    unknown = _unknown_themes(source, file.themes)
    return _State(text, source, tuple(sorted({*problems, *found, *unknown})))


def _source(file: _File, matter: Matter) -> Source:
    return Source(
        path=file.path,
        kind=file.kind,
        id=file.path.rpartition("/")[2].removesuffix(".md"),
        meta=matter.meta,
        body=matter.body,
        body_line=matter.body_line,
        places=matter.places,
    )


def _unknown_themes(source: Source, themes: Collection[str]) -> Iterator[Problem]:
    groups = source.meta.get({"article": "points", "term": "senses"}.get(source.kind, ""))
    for index, group in enumerate(groups if isinstance(groups, tuple) else ()):
        named = group.get("themes") if isinstance(group, dict) else None
        for number, theme in enumerate(named if isinstance(named, tuple) else ()):
            if isinstance(theme, str) and theme not in themes:
                key = "points" if source.kind == "article" else "senses"
                at = source.at(key, index, "themes", number)
                yield Problem(at, "unknown-theme", theme)


def _improvements(file: _File, state: _State) -> Iterator[_State]:
    """Yield what the text becomes by each edit that fixes a problem and makes no other."""
    for problem in state.problems:
        for text in _edits(file, state, problem):
            after = _state_of(file, text)
            if problem not in after.problems and _further(state, after, problem.at):
                yield after


def _further(before: _State, after: _State, at: At) -> bool:
    """Tell whether nothing got worse: a text that could not be read hides what follows."""
    if before.source is None:
        return after.source is not None or min(p.at for p in after.problems).line > at.line
    return after.source is not None and len(after.problems) < len(before.problems)


def _edits(file: _File, state: _State, problem: Problem) -> Iterator[str]:
    """Yield the text as it may be meant, by the kind of problem."""
    lines = state.text.split("\n")
    if problem.at.line > len(lines):
        return
    if problem.code in {"curly-quotes", "needs-quotes", "comment-in-text"}:
        line = lines[problem.at.line - 1]
        for fixed in _quoted(problem, line, _next_indent(lines, problem.at.line)):
            yield _with_line(lines, problem.at, fixed)
    elif problem.code in {"bad-date", "unknown-theme"}:
        line, column = lines[problem.at.line - 1], problem.at.column - 1
        old = _written(line, column)
        new = _meant(problem.code, old, file.themes)
        if new:
            yield _with_line(lines, problem.at, f"{line[:column]}{new}{line[column + len(old) :]}")


def _quoted(problem: Problem, line: str, below: int) -> Iterator[str]:
    """Yield the line with straight quotes around a value."""
    start, rest = line[: problem.at.column - 1], line[problem.at.column - 1 :]
    # Two spaces before it make a comment; with one it may be either.
    value, comment = _COMMENT.fullmatch(rest.rstrip()).groups("")  # type: ignore[union-attr]
    if re.search(r" #(?: |$)", value):
        return
    inner = value[1:-1]
    if value[:1] in "|>":
        return  # the sign may belong to the text or not
    if value[:1] in _OPENS and value[-1:] in _CLOSES and not set(inner) & {"“", "”", '"', "\\"}:
        yield f'{start}"{inner}"{comment}'
    if piece := _PIECE.match(value):
        yield f'{start}"{piece[0][1:-1]}"{value[piece.end() :]}{comment}'
    # A value that goes on in the next line cannot be closed in this one.
    if _KEY.fullmatch(start) and below <= len(line) - len(line.lstrip(" -")):
        bare = value[1:-1] if value[:1] == value[-1:] == "'" else value
        yield f"{start}{json.dumps(bare, ensure_ascii=False)}{comment}"


def _next_indent(lines: list[str], number: int) -> int:
    """Return how far the next line that is not empty is set in."""
    following = next((line for line in lines[number:] if line.strip()), "")
    return len(following) - len(following.lstrip(" "))


def _written(line: str, column: int) -> str:
    """Return the value that begins in a column, with its quotes."""
    rest = line[column:]
    if rest[:1] in {'"', "'"}:
        end = rest.find(rest[0], 1)
        return rest[: end + 1] if end > 0 else ""
    return re.split(r"[,\]}]| #|$", rest, maxsplit=1)[0].rstrip()


def _meant(code: str, old: str, themes: Collection[str]) -> str:
    """Return the date or theme that was clearly meant, or nothing."""
    bare = old.strip("\"'")
    if code == "unknown-theme":
        # Of several names in one, none may be lost.
        return nearest(bare, themes) if len(bare.split()) == 1 or slug(bare) in themes else ""
    try:
        parse(bare)
    except DateError as error:
        return error.suggestion
    return ""


def _with_line(lines: list[str], at: At, line: str) -> str:
    return "\n".join([*lines[: at.line - 1], line, *lines[at.line :]])


_TRAILING = re.compile(r"(?<=\S) $|^[ \t]+$", re.MULTILINE)
"""One space at a line's end, or a line of nothing else: two spaces break a line in Markdown."""


def _trimmed(file: _File, state: _State) -> str:
    """Take space from the ends of lines where that changes no value and no page."""
    if state.source is None:
        return state.text
    lines = state.text.split("\n")
    body = state.source.body_line - 1
    front = [line.rstrip(" \t") for line in lines[:body]]
    rest = _TRAILING.sub("", "\n".join(lines[body:]))
    trimmed = "\n".join([*front, rest]) if body < len(lines) else "\n".join(front)
    if trimmed == state.text or "```" in rest:
        return state.text
    after = _state_of(file, trimmed)
    same = after.source is not None and _flat(after.source) == _flat(state.source)
    return trimmed if same else state.text


def _flat(source: Source) -> str:
    """Return all values as one line: white space within a text does not count for readers."""
    return " ".join(json.dumps(source.meta).replace("\\n", " ").split())
