"""Key messages and questions with what became of terms that have ended, in the line."""

import re
from collections.abc import Iterator, Mapping

from generator.base import labels
from generator.base.dates import Period, parse
from generator.base.foreign import like
from generator.base.model import Library, Sense, Term
from generator.knowledge.glossary.succession import called_now, last_of
from generator.knowledge.link.findings import LineRef, Mention
from generator.site.pages.views.linker import Linker
from generator.site.pages.views.view_types import Told

_POSSESSIVE = r"(?:[’']s?)?(?!\w)"
"""What belongs to the word before it, so that nothing stands between."""


def told(linker: Linker, ref: LineRef, text: str) -> tuple[Told, ...]:
    """Return a line in parts, each but the last ending with a term that has ended.

    A term is followed once, where the line first names it, by its present name, or by when it ended
    where nothing came after it.
    """
    names = _present_names(linker, ref)
    parts: list[Told] = []
    start = 0
    for place, name in sorted(_places(text, names)):
        parts.append(Told(text=like(text, text[start:place]), now=name))
        start = place
    return (*parts, Told(text=like(text, text[start:]), now=""))


def called(terms: Mapping[str, Term], term: Term, sense: Sense) -> str:
    """Return what a sense is called since: ``now integrated care system (ICS)``, or nothing."""
    since = called_now(terms, term, sense)
    return labels.called(since.name, ended=since.ended) if since else ""


def _places(text: str, names: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Yield where each present name belongs."""
    for surface, name in names.items():
        if found := re.search(rf"(?<!\w){re.escape(surface)}{_POSSESSIVE}", text):
            yield found.end(), name


def _present_names(linker: Linker, ref: LineRef) -> dict[str, str]:
    """Return the words that name a term in a line → what became of it, if it has ended."""
    names: dict[str, str] = {}
    library = linker.library
    place = (library.themes[ref.theme].uri, ref.anchor)
    for mention in linker.directory.named_in.get(place, ()):
        name = _present_name(library, mention)
        if name and name not in names.values():
            names[mention.surface] = name
    return names


def _present_name(library: Library, mention: Mention) -> str:
    """Return what became of a term, if all that it may mean ended before today."""
    term, today = library.terms[mention.term], library.as_of
    senses = [sense for sense in term.senses if sense.id in mention.senses]
    if not senses or not today or not all(sense.period.before(today) for sense in senses):
        return ""
    fates = {_fate(library, term, sense, today) for sense in senses}
    return fates.pop() if len(fates) == 1 else ""


def _fate(library: Library, term: Term, sense: Sense, today: Period) -> str:
    """Return what a term is called after a sense, or when it ended where nothing followed."""
    if name := called(library.terms, term, sense):
        return name
    _, last = last_of(library.terms, term, sense)
    return labels.ended(parse(last.period.ends[1]).label) if last.period.before(today) else ""
