"""Key messages and questions with the present names of terms that have ended, in the line."""

import re
from collections.abc import Iterator

from generator.base.model import Library
from generator.knowledge.glossary.succession import called_now
from generator.knowledge.link.findings import LineRef, Mention
from generator.site.pages.views.linker import Linker
from generator.site.pages.views.view_types import Told

_POSSESSIVE = r"(?:[’']s?)?(?!\w)"
"""What belongs to the word before it, so that nothing stands between."""


def told(linker: Linker, ref: LineRef, text: str) -> tuple[Told, ...]:
    """Return a line in parts, each but the last ending with a term that is called another name now.

    A term is followed by its present name once, where the line first names it.
    """
    names = _present_names(linker, ref)
    parts: list[Told] = []
    start = 0
    for place, name in sorted(_places(text, names)):
        parts.append(Told(text=text[start:place], now=name))
        start = place
    return (*parts, Told(text=text[start:], now=""))


def _places(text: str, names: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Yield where each present name belongs."""
    for surface, name in names.items():
        if found := re.search(rf"(?<!\w){re.escape(surface)}{_POSSESSIVE}", text):
            yield found.end(), name


def _present_names(linker: Linker, ref: LineRef) -> dict[str, str]:
    """Return the words that name a term in a line → what it is called now, if it has ended."""
    names: dict[str, str] = {}
    library = linker.library
    place = (library.themes[ref.theme].uri, ref.anchor)
    for mention in linker.directory.named_in.get(place, ()):
        name = _present_name(library, mention)
        if name and name not in names.values():
            names[mention.surface] = name
    return names


def _present_name(library: Library, mention: Mention) -> str:
    """Return what a term is called now, if all that it may mean ended before today."""
    term, today = library.terms[mention.term], library.as_of
    senses = [sense for sense in term.senses if sense.id in mention.senses]
    ended = senses and today and all(sense.period.before(today) for sense in senses)
    names = {called_now(library.terms, term, sense) for sense in senses} if ended else set()
    return names.pop() if len(names) == 1 else ""
