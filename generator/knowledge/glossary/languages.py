"""How names change in a text, by its language: only what is regular and safe to tell by rule.

What a rule cannot tell, an entry lists itself under ``forms``. A language without rules has names
as they are written. Each rule is named in CONTRIBUTING.md, under “In other languages”.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

_HISSING = ("s", "sh", "x", "z")
"""Endings after which a regular English plural takes ``-es``."""
_EITHER = ("ch", "o")
"""Endings whose sound decides between ``-s`` and ``-es``: epochs, branches, studios, vetoes."""
_PARTS = re.compile(r"[-/']")


def is_short(name: str) -> bool:
    """Tell whether a name is one word with several capitals in one part, as acronyms have."""
    return " " not in name and any(sum(map(str.isupper, part)) > 1 for part in _PARTS.split(name))


def _nothing(_: str) -> tuple[str, ...]:
    return ()


class Rules(Struct, frozen=True, kw_only=True):
    """What a language does to names.

    Attributes:
        forms: name → the further forms that it has in a text.
        short_forms: the same of an abbreviation from another language.
        nouns: whether nouns are known by their capitals, so that a name in any case needs at least
            those that it is written with.
        possessive: an ending, as a pattern, that may stand between a name and what explains it in
            brackets; empty for none.
    """

    forms: Callable[[str], tuple[str, ...]] = _nothing
    short_forms: Callable[[str], tuple[str, ...]] = _nothing
    nouns: bool = False
    possessive: str = ""


def _english(name: str) -> tuple[str, ...]:
    """Return the regular plurals of a name's last word; a word in ``-es`` is taken for one."""
    word = _PARTS.split(name.rpartition(" ")[2])[-1]
    if len(word) > 1 and (word.isupper() or is_short(word)):
        return _with_s(name)
    if not word.isalpha() or len(word) == 1 or word.endswith("es"):
        return ()
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{name[:-1]}ies",)
    if word.endswith(_HISSING):
        return (f"{name}es",)
    return (f"{name}s", f"{name}es") if word.endswith(_EITHER) else (f"{name}s",)


def _with_s(name: str) -> tuple[str, ...]:
    """Return an abbreviation's plural in English; in German its plural and its genitive."""
    return () if name.endswith("s") else (f"{name}s",)


_GERMAN_SIBILANTS = ("s", "ß", "x", "z", "sch", "tsch", "st")
"""Endings after which a German genitive is ``-es``; after most others it may be."""
_GERMAN_FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "ie", "ik", "ur", "enz", "anz")
"""Endings of nouns whose genitive is as they are."""
_GERMAN_LIGHT = ("el", "em", "en", "er", "chen", "lein", "ling", "a", "e", "i", "o", "u", "y")
"""Endings after which a German genitive is ``-s`` alone."""


def _german(name: str) -> tuple[str, ...]:
    """Return the genitives of a name that ends with a noun; plurals and cases have no safe rule."""
    word = _PARTS.split(name.rpartition(" ")[2])[-1]
    if len(word) > 1 and (word.isupper() or is_short(word)):
        return _with_s(name)
    if not word.isalpha() or not word[0].isupper() or word.endswith(_GERMAN_FEMININE):
        return ()
    if word.endswith(_GERMAN_SIBILANTS):
        return (f"{name}es",)
    return (f"{name}s",) if word.endswith(_GERMAN_LIGHT) else (f"{name}s", f"{name}es")


_WELSH: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("ch", "dd", "ff", "ng", "ph", "th"), ()),
    "ll": ("l",),
    "rh": ("r",),
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
}
"""First letter → what the soft, the nasal and the aspirate mutation make of it."""
_WELSH_ALONE, _WELSH_FIRST = 5, 3
"""Letters that a word needs to be mutated, alone and before others: of shorter ones the mutated
form is often another word, as “dan” (under) of “tân” (fire)."""


def _welsh(name: str) -> tuple[str, ...]:
    """Return a name with its first letter mutated; Welsh plurals have no rule."""
    word = name.partition(" ")[0]
    needed = _WELSH_FIRST if " " in name else _WELSH_ALONE
    if len(word) < needed or not word.isalpha() or is_short(word) or word.isupper():
        return ()
    return tuple(_mutated(name))


def _mutated(name: str) -> Iterator[str]:
    small = name.lower()
    first = small[:2] if small[:2] in _WELSH else small[:1]
    for letters in _WELSH.get(first, ()):
        changed = letters + name[len(first) :]
        yield changed[:1].upper() + changed[1:] if name[0].isupper() else changed


RULES: Mapping[str, Rules] = {
    "en": Rules(forms=_english, short_forms=_with_s, possessive="'s"),
    "de": Rules(forms=_german, short_forms=_with_s, nouns=True),
    "cy": Rules(forms=_welsh),
}
"""Language → its rules."""
_NONE = Rules()


def rules_of(language: str) -> Rules:
    """Return the rules of a language, by its code of two or three letters."""
    return RULES.get(language, _NONE)
