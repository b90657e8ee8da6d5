"""Acronyms that a text uses and the glossary does not explain."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from generator.knowledge.glossary.answers import Acronym, Span

# Capitals, digits and "&"; one small letter may stand before ("iBCF") and one inside ("DoH"), a
# plural's "s" after it.
_CANDIDATE = re.compile(
    r"(?<![\w@#&])([a-z]?[A-Z0-9][A-Z0-9&]*+(?:[a-z][A-Z][A-Z0-9]*+)?+)s?(?![\w&])"
)
_ROMAN = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# Royal Mail's formats; a first half alone ("SW1A") is also one, of which only those in the middle
# of London end in a letter.
_POSTCODE = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|[A-Z]{1,2}[0-9]{1,2}"
    r"|(?:E|EC|N|NW|SE|SW|W|WC)[0-9][A-Z])(?!\w)"
)
_OPENED = re.compile(r"\(['\"‘“]?\Z")
_STOP = re.compile(r"[.;:!?()]")
_AFTER = re.compile(r"(?:['’]s|['’])?\s*\(['\"‘“]?([^()]*?)['\"’”]?\)")
_CLOSED = re.compile(r"(?:['’]s|['\"’”])*\)")
_TAIL = re.compile(r"(?:['’]s)?[\s'\"’”]*\Z")
"""What stands between a long form and the bracket: a possessive, or the end of a quotation."""
_WORD = re.compile(r"[^\W_]+")
_LITTLE = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to", "with"))
_REACH = 200
"""Characters around an acronym in which its long form is looked for."""


def unknown(text: str, known: Container[str]) -> tuple[Acronym, ...]:
    """Return every use of an acronym that is not known, in order.

    Postcodes are none, nor are Roman numerals unless the text gives them a long form; a text all
    in capitals, as some headings are, holds none that could be told.

    Args:
        text: a paragraph, heading or cell.
        known: spellings that the glossary has.
    """
    if text.isupper():
        return ()
    acronyms = [
        Acronym(word, long_form, found.start())
        for found in _CANDIDATE.finditer(text)
        for word in (found[1].rstrip("&"),)
        if sum(map(str.isupper, word)) > 1 and word not in known and word.lower() not in known
        for long_form in (_long_form(text, found, word),)
        if long_form or not _ROMAN.fullmatch(word)
    ]
    return tuple(outside(acronyms, (found.span() for found in _POSTCODE.finditer(text))))


def outside(acronyms: Sequence[Acronym], closed: Iterable[Span]) -> Iterator[Acronym]:
    """Yield the acronyms that do not begin in a closed stretch; those are read only if need be."""
    spans = [*closed] if acronyms else []
    for acronym in acronyms:
        if not any(start <= acronym.start < end for start, end in spans):
            yield acronym


def _long_form(text: str, found: re.Match[str], short: str) -> str:
    """Return what the text says in brackets, before or after, that an acronym stands for."""
    after = _AFTER.match(text, found.end(), found.end() + _REACH)
    if after and _stands_for(short, after[1]) == after[1]:
        return after[1]
    opened = _OPENED.search(text, max(0, found.start() - 2), found.start())
    if opened and _CLOSED.match(text, found.end()):
        before = text[max(0, opened.start() - _REACH) : opened.start()]
        words = _TAIL.sub("", _STOP.split(before)[-1]).split()
        return _stands_for(short, " ".join(words[-min(len(short) + 5, 2 * len(short)) :]))
    return ""


def _stands_for(short: str, words: str) -> str:
    """Return the shortest end of some words that an acronym can abbreviate, or nothing."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    place = _by_initials(letters, words)
    if place < 0:
        place = _by_letters(letters, words)
    long_form = words[place:] if place >= 0 else ""
    fits = " " in long_form and len(long_form) > len(short) and short not in long_form
    return long_form if fits else ""


def _by_initials(letters: Sequence[str], words: str) -> int:
    """Return where the words begin whose initials are the letters, little words aside, or -1."""
    left = len(letters)
    for word in reversed(list(_WORD.finditer(words))):
        if word[0][0].lower() == letters[left - 1]:
            left -= 1
            if not left:
                return word.start()
        elif word[0].lower() not in _LITTLE:
            return -1
    return -1


def _by_letters(letters: Sequence[str], words: str) -> int:
    """Return where the words begin in which the letters follow one another, or -1.

    As A. Schwartz and M. Hearst, “A simple algorithm for identifying abbreviation definitions in
    biomedical text” (2003): only the first letter must begin a word.
    """
    place = len(words)
    for index, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= 0 and not (
            words[place].lower() == letter
            and (index > 0 or place == 0 or not words[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return -1
    return place
