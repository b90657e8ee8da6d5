"""Every way in which a term may be written in a language, and which of its senses it can name."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.base.foreign import MANY, language_in, primary
from generator.base.model import Term
from generator.knowledge.glossary.languages import Rules, is_short, rules_of
from generator.knowledge.glossary.normalise import normalise

LABEL, NAME, PROTECTED, DERIVED = range(4)
"""Ranks: where two terms share a spelling, which is reported, the lower rank is found. A protected
name is no term's own, but may be what a plural looks like; derived are plurals and the like."""

DEEPEST = 12
"""Names of which each ends with the next: “ab ab” ends with “ab”. Where the longest of them stands,
all are found, so that their number bounds the cost of a search."""


class Spelling(Struct, frozen=True):
    """One way to write a term.

    Attributes:
        text: comparable, with its capitals.
        exact: whether capitals count.
        term: id.
        senses: ids of the senses that it can name; empty where all can.
        rank: ``LABEL``, ``NAME`` (alias, form or expansion), ``PROTECTED`` or ``DERIVED``.
        language: the language whose word it is, without a region, or ``MANY``.
        nouns: whether a text needs the capitals that it has, and may have more.
    """

    text: str
    exact: bool
    term: str
    senses: tuple[str, ...]
    rank: int
    language: str = MANY
    nouns: bool = False

    def is_as(self, words: str) -> bool:
        """Tell whether words, which are the same in small letters, have the capitals for it."""
        if self.exact:
            return words == self.text
        return not self.nouns or all(
            word.isupper() for word, own in zip(words, self.text, strict=True) if own.isupper()
        )


def names_of(term: Term, site: str) -> Iterator[Spelling]:
    """Yield a term's label, aliases, forms and expansions, as they are written.

    Args:
        term: the entry.
        site: the site's language, of what names no other.
    """
    label = comparable(term.label)
    languages: dict[str, str] = {}
    for name, language in _each((term.label, *term.aliases, *term.forms), term.language, site):
        languages[name] = MANY if languages.get(name, language) != language else language
    owners = {name: set[str]() for name in languages}
    for sense in term.senses:
        for name, language in _each((sense.expansion, *sense.forms), sense.language, site):
            # What stands for the whole term stays so, also where one sense repeats it.
            if name not in owners or owners[name]:
                owners.setdefault(name, set()).add(sense.id)
                languages[name] = MANY if languages.get(name, language) != language else language
    for name, senses in owners.items():
        yield Spelling(
            text=name,
            exact=_exact(term, name, label),
            term=term.id,
            senses=tuple(sense.id for sense in term.senses if sense.id in senses),
            rank=LABEL if name == label else NAME,
            language=languages[name],
        )


def _each(names: Iterable[str], around: str, site: str) -> Iterator[tuple[str, str]]:
    """Yield names to be compared, each with its language: a translated term has those of both."""
    for name in names:
        if compared := comparable(name):
            yield compared, primary(language_in(name) or around or site)


def spellings(term: Term, site: str, language: str) -> Iterator[Spelling]:
    """Yield the names that a term has in a text, each with its regular forms there.

    In another language than its own a name is found where its capitals count: abbreviations and
    proper names are the same there, and no other word is.

    Args:
        term: the entry.
        site: the site's language.
        language: the text's, without a region.
    """
    names, rules = [*names_of(term, site)], rules_of(language)
    written = {name.text for name in names}
    for name in names:
        own = name.language in {language, MANY}
        if own or name.exact:
            known = replace(name, nouns=own and rules.nouns)
            yield known
            for form in _forms(name.text, rules, own=own):
                if form not in written:
                    yield replace(known, text=form, rank=DERIVED)


def _forms(name: str, rules: Rules, *, own: bool) -> tuple[str, ...]:
    if own:
        return rules.forms(name)
    return rules.short_forms(name) if is_short(name) else ()


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
    return term.case == "exact" or (is_short(name) and term.kind != "acronym")


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
