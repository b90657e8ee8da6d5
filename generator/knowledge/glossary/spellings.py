"""Every way in which a term may be written, and which of its senses each way can name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.base.model import Term
from generator.knowledge.glossary.normalise import normalise

LABEL, NAME, PROTECTED, DERIVED = range(4)
"""Ranks: where two terms share a spelling, which is reported, the lower rank is found. A protected
name is no term's own, but may be what a plural looks like."""

_HISSING = ("s", "sh", "x", "z")
"""Endings after which a regular plural takes ``-es``."""
_EITHER = ("ch", "o")
"""Endings whose sound decides between ``-s`` and ``-es``: epochs, branches, studios, vetoes."""
_PARTS = re.compile(r"[-/']")
DEEPEST = 12
"""Names of which each ends with the next: “ab ab” ends with “ab”. Where the longest of them stands,
all are found, so that their number bounds the cost of a search."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a term.

    Attributes:
        text: comparable, with its capitals.
        exact: whether capitals count.
        term: id.
        senses: ids of the senses that it can name; empty where all can.
        rank: ``LABEL``, ``NAME`` (alias, form or expansion), ``PROTECTED`` or ``DERIVED`` (plural).
    """

    text: str
    exact: bool
    term: str
    senses: tuple[str, ...]
    rank: int


def spellings(term: Term) -> Iterator[Spelling]:
    """Yield a term's label, aliases, forms and expansions, each with its regular plurals."""
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
        for plural in plurals(name):
            if plural not in owners:
                yield Spelling(plural, exact, term.id, own, DERIVED)


def comparable(name: str) -> str:
    """Return a name as the matcher compares it."""
    return normalise(name).text.strip()


def _exact(term: Term, name: str, label: str) -> bool:
    """Tell whether capitals count: as ``case`` says for the label.

    Other names in small letters match in any case. Acronyms among the names of a phrase match as
    they are: a fund's “IT” is not “it”.
    """
    if name == label:
        return term.case == "exact"
    if name == name.lower():
        return False
    return term.case == "exact" or (_is_short(name) and term.kind != "acronym")


def nested(names: Iterable[str]) -> frozenset[str]:
    """Return the names that end with more other names than ``DEEPEST``.

    Args:
        names: comparable, in small letters.
    """
    inside: list[str] = []
    deep: set[str] = set()
    # Read backwards and sorted, each name comes after those that it ends with.
    for name in sorted({each[::-1] for each in names}):
        while inside and not name.startswith(inside[-1]):
            inside.pop()
        if len(inside) > DEEPEST:
            deep.add(name[::-1])
        inside.append(name)
    return frozenset(deep)


def plurals(name: str) -> tuple[str, ...]:
    """Return the regular plurals of a name's last word; a word in ``-es`` is taken for one."""
    word = _PARTS.split(name.rpartition(" ")[2])[-1]
    if len(word) > 1 and (word.isupper() or _is_short(word)):
        return () if word.endswith("s") else (f"{name}s",)
    if not word.isalpha() or len(word) == 1 or word.endswith("es"):
        return ()
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{name[:-1]}ies",)
    if word.endswith(_HISSING):
        return (f"{name}es",)
    return (f"{name}s", f"{name}es") if word.endswith(_EITHER) else (f"{name}s",)


def _is_short(name: str) -> bool:
    """Tell whether a name is one word with several capitals in one part, as acronyms have."""
    return " " not in name and any(sum(map(str.isupper, part)) > 1 for part in _PARTS.split(name))
