"""Words of another direction, set apart from those around them.

Letters are put in order by their own direction, and what stands between two words, such as a comma,
a bracket or a number, by that of its neighbours. A contributed name of the other direction would
thus pull a date after it to its far side. So each is isolated: as an element, or by the characters
that mean the same (Unicode Standard Annex 9), where HTML has no room for elements.
"""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Characters written from right to left: Hebrew, Arabic, and scripts of their kind."""
_leftward = re.compile(f"[{_LEFTWARD}]").search
_rightward = re.compile(rf"(?![{_LEFTWARD}])[^\W\d_]").search
_special = re.compile(f"[&<>\"'{_LEFTWARD}]").search
_special_leftward = re.compile(rf"[&<>\"']|(?![{_LEFTWARD}])[^\W\d_]").search

RIGHT, _LEFT, END = "\u2066", "\u2067", "\u2069"
"""What isolates words written to the right, to the left, and where that ends. Content has none."""
_ELEMENTS = {RIGHT: '<bdi dir="ltr">', _LEFT: '<bdi dir="rtl">', END: "</bdi>"}
_NOWHERE = dict.fromkeys(map(ord, _ELEMENTS))
_UNREAD = re.compile(f"<style>.*?</style>|<[^<>]*{END}[^<>]*>", re.DOTALL)
"""Styles and tags, in which no words are read."""
_ISOLATED = re.compile(f"<(title|desc|text|option)\\b.*?</\\1>|[{''.join(_ELEMENTS)}]", re.DOTALL)
"""An element that holds no other, or where words that are isolated begin or end."""


def isolating(*, right_to_left: bool) -> Callable[[object], str]:
    """Return what writes a value as HTML: what is HTML already, and most words, as they are.

    Args:
        right_to_left: whether that is the direction of the page around.
    """
    special = _special_leftward if right_to_left else _special
    own, other = (_leftward, _rightward) if right_to_left else (_rightward, _leftward)
    ours, theirs = (_LEFT, RIGHT) if right_to_left else (RIGHT, _LEFT)

    def written(value: object) -> str:
        if type(value) is Markup or (type(value) is str and not special(value)):
            return value
        made = escape(value)
        if hasattr(value, "__html__") or not other(text := str(value)):
            return made
        # Words in both directions are in the page's language, and name something in another.
        return Markup(f"{ours if own(text) else theirs}{made}{END}")  # noqa: S704 - it is escaped

    return written


def piece(value: str) -> Markup:
    """Return a part of a longer text, which is not isolated from the rest of it."""
    return escape(value)


def isolated(html: str) -> str:
    """Return a page in which what is isolated is so by elements, and only where it is read."""
    if END not in html:
        return html
    read = _UNREAD.sub(lambda found: found[0].translate(_NOWHERE), html)
    return _ISOLATED.sub(lambda found: _ELEMENTS.get(found[0], found[0]), read)
