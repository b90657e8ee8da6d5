"""What contributed texts consist of, and the senses chosen for their terms."""

from collections.abc import Mapping

from msgspec import Struct

Choices = Mapping[str, tuple[str, ...]]
"""Senses chosen in front matter: term → senses; several say that the text leaves it open."""


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, list item, table cell or heading of a body.

    Attributes:
        index: its place among the body's blocks, from 0.
        heading: whether it is a heading.
        text: its words without mark-up.
        line: the line in the file on which it begins.
        section: the text of the heading above it, or empty.
        code: where code begins and ends in the text, in order.
        note: whether it belongs to a note, which stands below the body.
    """

    index: int
    heading: bool
    text: str
    line: int
    section: str = ""
    code: tuple[tuple[int, int], ...] = ()
    note: bool = False


class Passage(Struct, frozen=True, kw_only=True):
    """Words of one block: ``blocks[block].text[start:end] == exact``."""

    exact: str
    block: int
    start: int
    end: int
    language: str = ""
    """By BCP 47 where it is another than that of the text around, or empty."""
