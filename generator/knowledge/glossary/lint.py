"""Faults of the glossary itself, whatever text it is used on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, product

from generator.base.circles import circle
from generator.base.enough import enough
from generator.base.foreign import MANY
from generator.base.model import Sense, Term
from generator.base.problems import Problem, short
from generator.knowledge.glossary.normalise import lower
from generator.knowledge.glossary.spellings import (
    DEEPEST,
    LABEL,
    Spelling,
    names_of,
    nested,
)

Terms = Mapping[str, Term]


def lint(terms: Iterable[Term], site: str = "en") -> list[Problem]:
    """Return what is wrong with the entries, sorted.

    Args:
        terms: the entries.
        site: the site's language.
    """
    by_id = {term.id: term for term in sorted(terms, key=lambda term: term.id)}
    written = [name for term in by_id.values() for name in names_of(term, site)]
    overlapping = (problem for term in by_id.values() for problem in _overlapping(term, site))
    found = chain(
        _shared(by_id, written),
        _cycles(by_id),
        overlapping,
        _everyday(by_id, written),
        _nested(by_id, written),
    )
    return sorted(enough(found))


def _shared(terms: Terms, written: Iterable[Spelling]) -> Iterator[Problem]:
    """Yield names that two terms have."""
    groups: dict[str, list[Spelling]] = {}
    for spelling in written:
        groups.setdefault(lower(spelling.text), []).append(spelling)
    for group in groups.values():
        yield from _within(terms, sorted(group, key=lambda each: (each.rank, each.term)))


def _within(terms: Terms, alike: Iterable[Spelling]) -> Iterator[Problem]:
    """Yield spellings that an earlier one takes, each once, whatever their number."""
    taken: dict[tuple[str | None, str], Spelling] = {}
    languages: dict[str, None] = {}
    for spelling in alike:
        # Two exact spellings that differ in capitals are told apart.
        names = (None, spelling.text)
        keys = product(names, languages) if spelling.exact else tuple(taken)
        others = (taken[key] for key in keys if key in taken)
        if first := next((each for each in others if _meet(each, spelling)), None):
            yield _collision(terms[first.term], terms[spelling.term], spelling)
        languages[spelling.language] = None
        taken.setdefault((spelling.text if spelling.exact else None, spelling.language), spelling)


def _meet(one: Spelling, other: Spelling) -> bool:
    """Tell whether two terms may be found in the same words of one text."""
    same = one.language == other.language or MANY in {one.language, other.language}
    return one.term != other.term and (same or one.exact or other.exact)


def _collision(first: Term, second: Term, spelling: Spelling) -> Problem:
    if spelling.rank == LABEL:
        message = f"The label “{spelling.text}” is also the label of the term “{first.id}”."
        hint = (
            "Merge the two into one entry with a sense for each meaning, or give one another label."
        )
        return Problem(second.at, "duplicate-label", message, hint)
    message = f"The name “{spelling.text}” also belongs to the term “{first.id}” (“{first.label}”)."
    hint = "Keep it for one of the two, or merge them into one entry with a sense for each meaning."
    return Problem(second.at, "alias-collision", message, hint, spelling.text)


def _cycles(terms: Terms) -> Iterator[Problem]:
    """Yield each circle of successors once, at its first term by id."""
    edges = {
        term.id: sorted({sense.successor for sense in term.senses} & terms.keys())
        for term in terms.values()
    }
    while found := circle(edges):
        way = [*found, found[0]]
        start, after = way[:2]
        sense = next(each for each in terms[start].senses if each.successor == after)
        message = f"The successors lead back to where they began: {' → '.join(way)}."
        hint = "The next sense of the same term follows by date and needs no successor."
        yield Problem(sense.at, "successor-cycle", message, hint)
        # Broken here, it lets another one be found.
        edges[start].remove(after)


def _overlapping(term: Term, site: str) -> Iterator[Problem]:
    """Yield senses that only a guess could tell from one before them, each with the first such."""
    own = _own_names(term, site)
    for number, other in enumerate(term.senses):
        earlier = (each for each in term.senses[:number] if _together(each, other))
        if one := next((each for each in earlier if own[each.id] == own[other.id]), None):
            message = (
                f"The senses “{one.id}” and “{other.id}” of “{term.label}” are in use at the same "
                "time and in the same themes, and neither has a name of its own."
            )
            hint = (
                "Give them periods or themes that do not overlap, or each an expansion of its own."
            )
            yield Problem(other.at, "overlapping-senses", message, hint)


def _own_names(term: Term, site: str) -> Mapping[str, set[str]]:
    """Return for each sense the names that can stand for it and not for the whole term."""
    names = {sense.id: set[str]() for sense in term.senses}
    for spelling in names_of(term, site):
        for sense in spelling.senses:
            names[sense].add(spelling.text)
    return names


def _together(one: Sense, other: Sense) -> bool:
    """Tell whether neither date nor theme nor language decides between two senses."""
    alike = _share_theme(one, other) and one.language == other.language
    return alike and one.period.overlaps(other.period)


def _share_theme(one: Sense, other: Sense) -> bool:
    """Tell whether a theme does not decide between two senses."""
    return set(one.themes) == set(other.themes) or not set(one.themes).isdisjoint(other.themes)


def _everyday(terms: Terms, written: Iterable[Spelling]) -> Iterator[Problem]:
    """Yield names that would be marked where nobody means the term."""
    for spelling in written:
        term = terms[spelling.term]
        if term.auto and _is_everyday(spelling, _everyday_words()):
            message = (
                f"“{spelling.text}” is an everyday word or number: it would be marked too often."
            )
            hint = (
                "Write “auto: false” so that it is never marked automatically, or use a longer "
                "name."
            )
            yield Problem(term.at, "everyday-label", message, hint, spelling.text)


def _nested(terms: Terms, written: Sequence[Spelling]) -> Iterator[Problem]:
    """Yield names that end with too many other names."""
    deep = nested(lower(spelling.text) for spelling in written)
    for spelling in written:
        if lower(spelling.text) in deep:
            message = (
                f"“{short(spelling.text)}” ends with more than {DEEPEST} other names of the "
                "glossary, each within the next."
            )
            hint = "Leave out the name, or those within it that no text uses."
            at = terms[spelling.term].at
            yield Problem(at, "nested-names", message, hint, spelling.text)


def _is_everyday(spelling: Spelling, words: Collection[str]) -> bool:
    """Tell whether a name is a number or an everyday English word, but for acronyms."""
    name, english = spelling.text, spelling.language in {"en", MANY}
    acronym = spelling.exact and name.isupper() and len(name) > 1
    return name.isdecimal() or (english and name.lower() in words and not acronym)


@cache
def _everyday_words() -> frozenset[str]:
    """Return the words of ``everyday.txt``."""
    text = (
        files("generator.knowledge.glossary").joinpath("everyday.txt").read_text(encoding="utf-8")
    )
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
