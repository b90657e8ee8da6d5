"""The order of names, and the letter under which each is filed, as a language has it.

ICU knows the order of every language, but its binding for Python has to be compiled with a library
that many machines lack. So the letters that languages add to A to Z stand here, each where its
alphabet has it (CLDR, collation). A letter with a mark that is none of these is filed with the bare
letter, as DIN 5007-1 has it for German. An English name is filed without the “The” before it.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.base.foreign import is_english, language_in
from generator.base.language import spoken

OTHER = "0-9"
"""The letter under which all else is filed."""
_REMEMBERED = 65536
_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_ADDED: Mapping[str, Mapping[str, str]] = {
    # In Welsh, “ng” follows “g”; that “Bangor” has an n and a g there, no rule tells.
    "cy": {"c": "ch", "d": "dd", "f": "ff", "g": "ng", "l": "ll", "p": "ph", "r": "rh", "t": "th"},
    "cs": {"c": "č", "h": "ch", "r": "ř", "s": "š", "z": "ž"},
    "da": {"z": "æ ø å"},
    "es": {"n": "ñ"},
    "et": {"s": "š z ž", "w": "õ ä ö ü"},
    "fi": {"z": "å ä ö"},
    "hr": {"c": "č ć", "d": "dž đ", "l": "lj", "n": "nj", "s": "š", "z": "ž"},
    "nb": {"z": "æ ø å"},
    "nn": {"z": "æ ø å"},
    "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "ź ż"},
    "sk": {"a": "ä", "c": "č", "h": "ch", "o": "ô", "s": "š", "z": "ž"},
    "sv": {"z": "å ä ö"},
    "tr": {"c": "ç", "g": "ğ", "h": "\u0131", "o": "ö", "s": "ş", "u": "ü"},
}
"""Language → letter → those that follow it."""
_SPELT: Mapping[str, str] = {"æ": "ae", "đ": "d", "ħ": "h", "ł": "l", "ø": "o", "œ": "oe", "ŧ": "t"}
"""Letters that Unicode does not take apart → how a language that has none of them files them."""


def order(name: str) -> tuple[tuple[int, int], ...]:
    """Return a key that puts names into the order of the language that is spoken.

    Case and marks do not count, unless the language has a letter for them. What is no letter comes
    first, and letters of other scripts last, each by its number in Unicode. “The” before an English
    name does not count.
    """
    return _order(_without_article(name), spoken().primary)


@lru_cache(maxsize=_REMEMBERED)
def _order(name: str, language: str) -> tuple[tuple[int, int], ...]:
    alphabet = _alphabet(language)
    return tuple(_place(letter, alphabet) for letter in _letters(name, alphabet))


def letter_of(name: str) -> str:
    """Return the letter a name is filed under, as its heading has it, or ``OTHER``."""
    alphabet = _alphabet(spoken().primary)
    first = next(_letters(_without_article(name), alphabet), "")
    if not first or not first[0].isalpha():
        return OTHER
    return first[0].upper() + first[1:] if first in alphabet else first.upper()


def _without_article(name: str) -> str:
    """Return what follows “The” in an English name; any other name as it is."""
    first, _, rest = name.partition(" ")
    article = rest and first.casefold() == "the" and is_english(language_in(name), spoken().tag)
    return rest if article else name


def _letters(name: str, alphabet: Mapping[str, int]) -> Iterator[str]:
    """Yield the letters of a name, small, and all else in it sign by sign."""
    text = unicodedata.normalize("NFC", name.casefold())
    at = 0
    while at < len(text):
        if text[at : at + 2] in alphabet:
            yield text[at : at + 2]
            at += 2
            continue
        whole = text[at] in alphabet
        yield from text[at] if whole else _bare(text[at])
        at += 1


def _bare(sign: str) -> str:
    """Return a sign without its marks; a mark alone is nothing."""
    parts = unicodedata.normalize("NFKD", _SPELT.get(sign, sign))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _place(letter: str, alphabet: Mapping[str, int]) -> tuple[int, int]:
    place = alphabet.get(letter)
    if place is not None:
        return (1, place)
    return (2 if letter.isalpha() else 0, ord(letter))


@lru_cache
def _alphabet(language: str) -> Mapping[str, int]:
    added = _ADDED.get(language, {})
    letters = [each for one in _LATIN.split() for each in (one, *added.get(one, "").split())]
    return {letter: place for place, letter in enumerate(letters)}
