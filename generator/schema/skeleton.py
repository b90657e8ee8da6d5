"""A new file of content with every key in it, each with a comment, ready to be filled in.

Keys that must stand are open and empty; all others are commented out with an example. To use one,
take “# ” from the beginning of its lines.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from generator.schema.fields import PARTS, FieldRow, example, fields

_WIDTH = 90
_ARTICLE = """\
Write a digest of the article here, in your own words. Each point's passage is a few words that
occur once in this text. When everything is filled in, delete the line “draft: true”.
"""
_BODY: Mapping[str, str] = {
    "article": _ARTICLE,
    "theme": "Write here, in a few sentences, what this page covers.\n",
}


def skeleton(kind: str, title: str) -> str:
    """Return a file of a kind; what only a person can fill in is left empty.

    Args:
        kind: ``article``, ``theme`` or ``term``.
        title: becomes the title, or the term itself.
    """
    given: dict[str, object] = {"title": title, "term": title}
    if kind == "article":
        given["draft"] = True
    if kind == "term":
        given["kind"] = "acronym" if title.isupper() else "phrase"
    blocks = ["\n".join(_block(row, given.get(row.name))) for row in fields(kind)]
    matter = "\n\n".join(blocks)
    return f"---\n{matter}\n---\n\n{_BODY.get(kind, '')}".rstrip("\n") + "\n"


def item(part: str, given: Mapping[str, object]) -> str:
    """Return the keys of an item of a list, on lines of their own.

    Args:
        part: what the item is, such as ``event``.
        given: values that are known; keys without one are empty, or commented out.
    """
    lines = [
        (_key(row, given.get(row.name)), "" if row.name in given else _comment(row))
        for row in fields(part)
    ]
    return "\n".join(_aligned(lines))


def _key(row: FieldRow, given: object) -> str:
    if given is not None:
        return example(row.name, given)
    return f"{row.name}:" if row.required else f"# {row.example}"


def _block(row: FieldRow, given: object) -> Iterator[str]:
    """Yield a key of the file with a comment above it; commented out where it may be left out."""
    yield from textwrap.wrap(
        _comment(row), _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
    is_open = row.required or given is not None
    lines = [*_aligned(_lines(row, given, is_open=is_open))]
    yield from lines if is_open else (f"# {line}" for line in lines)


def _lines(row: FieldRow, given: object, *, is_open: bool) -> Iterator[tuple[str, str]]:
    """Yield the lines of a key, each with its comment; the first has none."""
    part = row.type.removeprefix("list of ")
    if part in PARTS:
        yield f"{row.name}:", ""
        yield from _group(part, as_item=part != row.type, is_open=is_open)
    elif given is not None:
        yield example(row.name, given), ""
    else:
        yield f"{row.name}:" if is_open else row.example, ""


def _group(part: str, *, as_item: bool, is_open: bool) -> Iterator[tuple[str, str]]:
    """Yield the keys of a group, set in below the key that holds it."""
    indent = "    " if as_item else "  "
    for number, row in enumerate(fields(part)):
        first, *rest = _lines(row, None, is_open=is_open)
        start = "  - " if as_item and not number else indent
        yield f"{start}{first[0]}", _comment(row)
        yield from ((f"{indent}{line}", comment) for line, comment in rest)


def _comment(row: FieldRow) -> str:
    """Say what a key holds, which values it may have, and whether it must stand."""
    values = f" {row.type[0].upper()}{row.type[1:]}." if row.type.startswith("one of ") else ""
    return f"{row.description}{values}{' Required.' if row.required else ''}"


def _aligned(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Set comments behind lines, in one column as far as that keeps them short."""
    pairs = list(lines)
    column = min(max((len(line) for line, comment in pairs if comment), default=0), 30)
    for line, comment in pairs:
        # Two spaces before it and one after it tell a comment from text with a number sign.
        yield f"{line:{column}}  # {comment}" if comment else line
