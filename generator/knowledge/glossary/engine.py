"""The compiled glossary: finds mentions and chooses their senses."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, Self

from generator.base.foreign import primary
from generator.base.kinds import CONTENT
from generator.base.model import Library, Sense, Term
from generator.base.problems import At, Problem, short
from generator.knowledge.glossary.acronyms import outside, unknown
from generator.knowledge.glossary.answers import Acronym, Choice, Context, Hit, Span
from generator.knowledge.glossary.languages import RULES, rules_of
from generator.knowledge.glossary.lint import lint
from generator.knowledge.glossary.matcher import Matcher, addresses
from generator.knowledge.glossary.normalise import normalise
from generator.knowledge.glossary.reports import Mention, doubt
from generator.knowledge.glossary.senses import choose
from generator.knowledge.glossary.spellings import comparable, names_of, spellings
from generator.knowledge.glossary.succession import Called, called_now, successions

First = Literal["page", "section"]

NAMES = 100_000
"""Names that the entries may have, and that may be compiled for one language of texts after the
other before no further one has its turn: abbreviations are looked for in each language, so that the
cost is the product of both."""


class _Compiled(NamedTuple):
    """What texts in one language are compared with.

    Attributes:
        matcher: finds names.
        known: all spellings, and names of other languages.
    """

    matcher: Matcher
    known: frozenset[str]


class Glossary:
    """Terms compiled once; what it answers does not change, nor depend on the terms' order.

    Args:
        terms: the entries.
        protected: longer names in which no term is looked for.
        first: whether the first mention is marked on each page or in each section.
        language: the site's, of all that names no other.

    Attributes:
        terms: by id, in order.
        protected: sorted.
        first: as given.
        language: as given.
    """

    def __init__(
        self,
        terms: Iterable[Term],
        protected: Iterable[str] = (),
        first: First = "page",
        language: str = "en",
    ) -> None:
        self.terms: Mapping[str, Term] = MappingProxyType(
            {term.id: term for term in sorted(terms, key=lambda term: term.id)}
        )
        self.protected = tuple(sorted(protected))
        self.first: First = first
        self.language = language
        self._compiled: dict[str, _Compiled] = {}
        """By the language of texts, once there was one in it."""
        self._own = {*RULES, *_languages(self.terms.values(), language)}
        """Languages in which names are not as in any other."""
        own = sum(map(_names_in, self.terms.values()))
        self._names = own if own > NAMES else 0
        """Those compiled so far; all of them where they are too many for any language."""
        self._left_out: dict[str, None] = {}
        self._links = successions(self.terms)
        self._chosen: dict[Hashable, Choice] = {}
        """By all that decides: pages show again what linking has asked about."""

    @classmethod
    def compile(cls, library: Library) -> tuple[Self, list[Problem]]:
        """Return the glossary of a library, and what is wrong with its entries."""
        settings = library.settings
        glossary = cls(
            library.terms.values(), settings.protected, settings.first_mention, settings.language
        )
        if glossary._names > NAMES:
            return glossary, []  # which is told where they are first looked for
        return glossary, lint(library.terms.values(), settings.language)

    @property
    def key(self) -> object:
        """Return all that it was made of, to be compared."""
        return self.terms, self.protected, self.first, self.language

    @property
    def compared(self) -> int:
        """Return how many places had the letters of a name, in all texts so far."""
        return sum(each.matcher.compared for each in self._compiled.values())

    def _in(self, language: str) -> _Compiled:
        """Return what texts in a language are compared with."""
        code = primary(language or self.language)
        code = code if code in self._own else ""
        if code not in self._compiled:
            self._compiled[code] = self._compile_for(code)
        return self._compiled[code]

    def left_out(self) -> list[Problem]:
        """Say so where names were not looked for in the texts of some languages."""
        if not self._left_out:
            return []
        message = (
            f"The glossary has {self._names:,} names, counted for each language of texts; the "
            f"limit is {NAMES:,}. None is looked for in {short(', '.join(self._left_out))}."
        )
        hint = "Leave out names that no text uses, or languages of few words."
        return [Problem(At(CONTENT), "too-many-names", message, hint)]

    def _compile_for(self, code: str) -> _Compiled:
        if self._names > NAMES:
            self._left_out[code or "other languages"] = None
            return _Compiled(Matcher((), rules_of(code)), frozenset())
        terms = self.terms.values()
        every = [each for term in terms for each in spellings(term, self.language, code)]
        marked = [spelling for spelling in every if self.terms[spelling.term].auto]
        self._names += len(every)
        guards = filter(None, map(comparable, self.protected))
        known = {name.text for term in terms for name in names_of(term, self.language)}
        known.update(spelling.text for spelling in every)
        return _Compiled(Matcher(marked, rules_of(code), guards), frozenset(known))

    def find(self, text: str, closed: Sequence[Span] = (), language: str = "") -> tuple[Hit, ...]:
        """Return the mentions in a text, leftmost and longest, in order and apart.

        Args:
            text: plain text of one paragraph, heading or cell.
            closed: stretches in which no mention may lie, in part or in whole.
            language: of the text, by BCP 47; empty for the site's.
        """
        matcher = self._in(language).matcher
        return tuple(hit for hit in matcher.find(text, closed) if hit.term)

    def choose(self, hit: Hit, context: Context) -> Choice:
        """Return the sense of a mention where it stands."""
        said = context.choices.get(hit.term)
        dates, themes = context.dates, frozenset(context.themes)
        asked = (hit.term, hit.senses, dates, themes, said, context.language)
        if asked not in self._chosen:
            self._chosen[asked] = choose(self.terms, self._links, hit, context)
        return self._chosen[asked]

    def doubt(self, at: At, words: str, hit: Hit, context: Context) -> Problem | None:
        """Return what a contributor must be told of a mention's sense: ambiguity, anachronism.

        Args:
            at: where the text begins in which it stands.
            words: as they stand there.
            hit: the mention.
            context: as for ``choose``.
        """
        choice = self.choose(hit, context)
        mention = Mention(at, words, self.terms[hit.term], choice, context.dates)
        return doubt(mention, self.terms)

    def unknown_acronyms(
        self, text: str, closed: Sequence[Span] = (), language: str = ""
    ) -> tuple[Acronym, ...]:
        """Return acronyms in a paragraph that no entry explains, each time one is used.

        Args:
            text: plain text of one paragraph, heading or cell.
            closed: stretches in which none is looked for.
            language: of the text, by BCP 47; empty for the site's.
        """
        compiled = self._in(language)
        covered = _covered(compiled.matcher, text, closed)
        return tuple(outside(unknown(text, compiled.known), covered))

    def called_now(self, term: str, sense: str) -> Called | None:
        """Return what a sense is called since, where something followed it by another name."""
        entry = self.terms[term]
        return called_now(self.terms, entry, self.sense(term, sense))

    def sense(self, term: str, sense: str) -> Sense:
        """Return a sense by the ids of its term and its own."""
        return next(each for each in self.terms[term].senses if each.id == sense)


def _names_in(term: Term) -> int:
    own = 1 + len(term.aliases) + len(term.forms)
    return own + sum(bool(sense.expansion) + len(sense.forms) for sense in term.senses)


def _languages(terms: Iterable[Term], site: str) -> Iterator[str]:
    for term in terms:
        yield primary(term.language or site)
        yield from (primary(sense.language) for sense in term.senses if sense.language)


def _covered(matcher: Matcher, text: str, closed: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches that are closed or hold mentions, protected names or addresses."""
    yield from closed
    yield from ((hit.start, hit.end) for hit in matcher.find(text))
    yield from addresses(normalise(text))
