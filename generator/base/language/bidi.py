"""Words of the other direction: told by their letters, and set apart from those around them.

Letters are put in order by their own direction, and what stands between two words, such as a
comma, a bracket or a number, by that of its neighbours. A Latin name would thus pull a date after
it to its far side in Hebrew, so it is isolated (Unicode Standard Annex 9).
"""

import re

LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Characters written from right to left, for a pattern: Hebrew, Arabic, and their kind."""
RIGHTWARD = rf"(?![{LEFTWARD}])[^\W\d_]"
"""A letter written from left to right, for a pattern."""
RIGHT, LEFT, END = "\u2066", "\u2067", "\u2069"
"""What isolates words written to the right, to the left, and where that ends. Content has none."""
_NOWHERE = dict.fromkeys(map(ord, (RIGHT, LEFT, END)))

_leftward = re.compile(f"[{LEFTWARD}]").search
_rightward = re.compile(RIGHTWARD).search


def set_apart(text: str, *, right_to_left: bool) -> str:
    """Return a text as one of its own, where it has letters of another direction than its place.

    Args:
        text: words, perhaps in both directions: these are in the language of the place, and name
            something in another.
        right_to_left: whether that is the direction of the place.
    """
    own, other = (_leftward, _rightward) if right_to_left else (_rightward, _leftward)
    ours, theirs = (LEFT, RIGHT) if right_to_left else (RIGHT, LEFT)
    if not other(text):
        return text
    # Added, and not formatted: words that know their language keep it.
    return (ours if own(text) else theirs) + text + END


def plain(text: str) -> str:
    """Return a text as programs take it: nothing in it is set apart."""
    return text.translate(_NOWHERE) if END in text else text
