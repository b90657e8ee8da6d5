"""The compiled glossary: finds mentions and chooses their senses."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, Self

from generator.base.model import Library, Sense, Term
from generator.base.problems import At, Problem
from generator.knowledge.glossary.acronyms import outside, unknown
from generator.knowledge.glossary.answers import Acronym, Choice, Context, Hit, Span
from generator.knowledge.glossary.lint import lint
from generator.knowledge.glossary.matcher import Matcher, addresses
from generator.knowledge.glossary.normalise import normalise
from generator.knowledge.glossary.reports import Mention, doubt
from generator.knowledge.glossary.senses import choose
from generator.knowledge.glossary.spellings import comparable, spellings
from generator.knowledge.glossary.succession import Called, called_now, successions

First = Literal["page", "section"]


class Glossary:
    """Terms compiled once; what it answers does not change, nor depend on the terms' order.

    Args:
        terms: the entries.
        protected: longer names in which no term is looked for.
        first: whether the first mention is marked on each page or in each section.

    Attributes:
        terms: by id, in order.
        protected: sorted.
        first: as given.
    """

    def __init__(
        self, terms: Iterable[Term], protected: Iterable[str] = (), first: First = "page"
    ) -> None:
        self.terms: Mapping[str, Term] = MappingProxyType(
            {term.id: term for term in sorted(terms, key=lambda term: term.id)}
        )
        self.protected = tuple(sorted(protected))
        self.first: First = first
        every = [spelling for term in self.terms.values() for spelling in spellings(term)]
        marked = [spelling for spelling in every if self.terms[spelling.term].auto]
        guards = filter(None, map(comparable, self.protected))
        self._known = frozenset(spelling.text for spelling in every)
        self._matcher = Matcher(marked, guards)
        self._links = successions(self.terms)
        self._chosen: dict[Hashable, Choice] = {}
        """By all that decides: pages show again what linking has asked about."""

    @classmethod
    def compile(cls, library: Library) -> tuple[Self, list[Problem]]:
        """Return the glossary of a library, and what is wrong with its entries."""
        settings = library.settings
        glossary = cls(library.terms.values(), settings.protected, settings.first_mention)
        return glossary, lint(library.terms.values())

    @property
    def key(self) -> object:
        """Return all that it was made of, to be compared."""
        return self.terms, self.protected, self.first

    def find(self, text: str, closed: Sequence[Span] = ()) -> tuple[Hit, ...]:
        """Return the mentions in a text, leftmost and longest, in order and apart.

        Args:
            text: plain text of one paragraph, heading or cell.
            closed: stretches in which no mention may lie, in part or in whole.
        """
        return tuple(hit for hit in self._matcher.find(text, closed) if hit.term)

    def choose(self, hit: Hit, context: Context) -> Choice:
        """Return the sense of a mention where it stands."""
        said = context.choices.get(hit.term)
        asked = (hit.term, hit.senses, context.dates, frozenset(context.themes), said)
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

    def unknown_acronyms(self, text: str, closed: Sequence[Span] = ()) -> tuple[Acronym, ...]:
        """Return acronyms in a paragraph that no entry explains, each time one is used.

        Args:
            text: plain text of one paragraph, heading or cell.
            closed: stretches in which none is looked for.
        """
        return tuple(outside(unknown(text, self._known), self._covered(text, closed)))

    def _covered(self, text: str, closed: Sequence[Span]) -> Iterator[Span]:
        """Yield the stretches that are closed or hold mentions, protected names or addresses."""
        yield from closed
        yield from ((hit.start, hit.end) for hit in self._matcher.find(text))
        yield from addresses(normalise(text))

    def called_now(self, term: str, sense: str) -> Called | None:
        """Return what a sense is called since, where something followed it by another name."""
        entry = self.terms[term]
        return called_now(self.terms, entry, self.sense(term, sense))

    def sense(self, term: str, sense: str) -> Sense:
        """Return a sense by the ids of its term and its own."""
        return next(each for each in self.terms[term].senses if each.id == sense)
