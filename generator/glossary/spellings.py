"""Every way in which a term may be written, and which of its senses each way can name."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.glossary.normalise import normalise
from generator.model import Term

LABEL, NAME, DERIVED = range(3)
"""Ranks: where two terms share a spelling, which is reported, the lower rank is found."""

_SIBILANTS = ("x", "z", "ch", "sh", "ss", "us")
"""Endings after which a regular plural takes ``-es``; other words in ``-s`` are left alone."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a term.

    Attributes:
        text: comparable, with its capitals.
        exact: whether capitals count.
        term: id.
        senses: ids of the senses that it can name; empty where all can.
        rank: ``LABEL``, ``NAME`` (alias, form or expansion) or ``DERIVED`` (plural).
    """

    text: str
    exact: bool
    term: str
    senses: tuple[str, ...]
    rank: int


def spellings(term: Term) -> Iterator[Spelling]:
    """Yield a term's label, aliases, forms and expansions, each with its regular plural."""
    label = comparable(term.label)
    names = map(comparable, (term.label, *term.aliases, *term.forms))
    owners = {name: set[str]() for name in names if name}
    for sense in term.senses:
        for name in filter(None, map(comparable, (sense.expansion, *sense.forms))):
            # What stands for the whole term stays so, also where one sense repeats it.
            if name not in owners or owners[name]:
                owners.setdefault(name, set()).add(sense.id)
    for name, senses in owners.items():
        own = tuple(sense.id for sense in term.senses if sense.id in senses)
        exact = _exact(term, name, label)
        yield Spelling(name, exact, term.id, own, LABEL if name == label else NAME)
        if (plural := _plural(name)) and plural not in owners:
            yield Spelling(plural, exact, term.id, own, DERIVED)


def comparable(name: str) -> str:
    """Return a name as the matcher compares it."""
    return normalise(name).text.strip()


def is_acronym(name: str) -> bool:
    """Tell whether a name is one word of two capitals or more, without small letters."""
    return " " not in name and name.isupper() and sum(map(str.isupper, name)) > 1


def _exact(term: Term, name: str, label: str) -> bool:
    """Tell whether capitals count: as ``case`` says for the label.

    Other names in small letters match in any case. Acronyms among the names of a phrase match as
    they are: a fund's “IT” is not “it”.
    """
    if name == label:
        return term.case == "exact"
    if name == name.lower():
        return False
    return term.case == "exact" or (is_acronym(name) and term.kind != "acronym")


def _plural(name: str) -> str:
    """Return the regular plural of the last word, or nothing where it has none."""
    last = name.rpartition(" ")[2]
    if sum(map(str.isupper, last)) > 1:
        return "" if last.endswith("s") else f"{name}s"
    word = last.rpartition("-")[2].rpartition("'")[2]
    if not word.isalpha() or len(word) == 1:
        return ""
    if word.endswith(_SIBILANTS):
        return f"{name}es"
    if word.endswith("s"):
        return ""
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"
