"""What templates write: values escaped, and words of the other direction set apart.

They are isolated by an element, or by the characters that mean the same, where HTML has no room
for elements.
"""

import re
from collections.abc import Callable
from functools import cache

from markupsafe import Markup, escape

from generator.base.foreign import Foreign, bare
from generator.base.language.bidi import END, LEFT, LEFTWARD, RIGHT, RIGHTWARD, plain, set_apart

_special = re.compile(f"[&<>\"'{LEFTWARD}]").search
_special_leftward = re.compile(f"[&<>\"']|{RIGHTWARD}").search

_ELEMENTS = {RIGHT: '<bdi dir="ltr">', LEFT: '<bdi dir="rtl">', END: "</bdi>"}
_UNREAD = re.compile(f"<style>.*?</style>|<[^<>]*{END}[^<>]*>", re.DOTALL)
"""Styles and tags, in which no words are read."""
_ISOLATED = re.compile(f"<(title|desc|text|option)\\b.*?</\\1>|[{''.join(_ELEMENTS)}]", re.DOTALL)
"""An element that holds no other, or where words that are isolated begin or end."""


def _has_mark(text: str) -> bool:
    """Tell the same of a text of ASCII alone, in a fifth of the time."""
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


@cache
def isolating(*, right_to_left: bool) -> Callable[[object], str]:
    """Return what writes a value as HTML: what is HTML already, and most words, as they are.

    Args:
        right_to_left: whether that is the direction of the page around.
    """
    special = _special_leftward if right_to_left else _special
    special_ascii = _special_leftward if right_to_left else _has_mark

    def written(value: object) -> str:
        if type(value) is Markup:
            return value
        if type(value) is str and not (special_ascii if value.isascii() else special)(value):
            return value
        if hasattr(value, "__html__"):
            return escape(value)
        return escape(set_apart(str(value), right_to_left=right_to_left))

    return written


@cache
def unspoken(*, right_to_left: bool) -> Callable[[object], str]:
    """Return what writes a value where no element may stand: without those that say a language."""
    written = isolating(right_to_left=right_to_left)

    def bared(value: object) -> str:
        if type(value) is Markup:
            return bare(value) if "<" in value else value
        return written(str(value) if isinstance(value, Foreign) else value)

    return bared


def piece(value: str) -> Markup:
    """Return a part of a longer text, which is not isolated from the rest of it."""
    return escape(value)


def isolated(html: str) -> str:
    """Return a page in which what is isolated is so by elements, and only where it is read."""
    if END not in html:
        return html
    read = _UNREAD.sub(lambda found: plain(found[0]), html)
    return _ISOLATED.sub(lambda found: _ELEMENTS.get(found[0], found[0]), read)
