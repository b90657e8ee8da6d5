"""Notes to a text: their numbers in it, and the list of them below it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from generator.base import labels
from generator.text.markup.annotate import Part, Words

_NUMBER = re.compile(r'<sup id="noted-(\d+)-(\d+)">')
_END = "</p>\n"

Notes = Mapping[int, Sequence[Part]]
"""Number of a note → its text."""
Places = Mapping[int, Sequence[int]]
"""Number of a note → which of the references to it stand in a text."""


def words_of_notes() -> tuple[str, ...]:
    """Return all that is said of notes, in the language that is spoken."""
    ways = (labels.back_to_text(1, None), labels.back_to_text(1, 1))
    return (labels.notes(), labels.note(1), *ways)


def reference(number: int, place: int) -> str:
    """Write a reference to a note, in brackets: the numbers of points stand in texts without.

    Args:
        number: the note's.
        place: which of the references to this note it is, from 1.
    """
    name = escape(labels.note(number))
    link = f'<a class="noted" href="#note-{number}" aria-label="{name}">[{number}]</a>'
    return f'<sup id="noted-{number}-{place}">{link}</sup>'


def referred(parts: Sequence[Part], notes: Notes) -> Places:
    """Return the notes to which a text refers, or one of these notes, and from where."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    waiting = [parts] if notes else []
    while waiting:
        for number, place in _references(waiting.pop()):
            if number not in places:
                waiting.append(notes[number])
            places[number].append(place)
    return {number: sorted(places[number]) for number in sorted(places)}


def _references(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    for part in parts:
        for is_text, piece in part.pieces if isinstance(part, Words) else ():
            if not is_text:
                yield from ((int(number), int(place)) for number, place in _NUMBER.findall(piece))


def below(notes: Notes, places: Places) -> Iterator[Part]:
    """Yield the list of the notes to which a text refers, each with its ways back."""
    if not places:
        return
    yield f'<section class="notes" aria-label="{escape(labels.notes())}">\n<ol>\n'
    for number, back in places.items():
        yield f'<li id="note-{number}" value="{number}">'
        *most, last = notes[number] or ("",)
        ways = "".join(_way(number, place, several=len(back) > 1) for place in back)
        yield from (*most, ways, last) if last == _END else (*most, last, ways)
        yield "</li>\n"
    yield "</ol>\n</section>\n"


def _way(number: int, place: int, *, several: bool) -> str:
    """Write a link from a note back to where the text refers to it."""
    name = escape(labels.back_to_text(number, place if several else None))
    return f' <a class="back" href="#noted-{number}-{place}" aria-label="{name}">↑</a>'
