"""What an article may say, found by rules: people, figures, terms, themes and candidate points.

Everything is worked out from the text, the glossary and the themes' own words; nothing is looked up
elsewhere, and the same text gives the same suggestions.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.assist.suggest.bodies import bodies
from generator.assist.suggest.people import Person, people
from generator.assist.suggest.points import Candidate, candidates
from generator.assist.suggest.themes import Leaning, Vocabulary
from generator.base.model import Block, Library
from generator.knowledge.glossary import Glossary
from generator.knowledge.link.sentences import sentences
from generator.text.figures import figures

__all__ = ["Candidate", "Found", "Leaning", "Person", "Suggestions", "suggest"]

_DATED = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2}(?:st|nd|rd|th)?\b(?!%| per))?,?(?: \d{4})?\b"
    r"|\b(?:19|20)\d{2}(?:[-/–]\d{2,4})?\b(?! (?:people|pounds|homes|staff))"
    r"|\b\d{1,2}[.:]\d{2} ?(?:am|pm)?\b|\b\d{1,2} ?(?:am|pm)\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
)
_NO_FIGURE = re.compile(r"\bone(?! (?:in|out of) )\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure or an acronym, and the sentence that it stands in; an acronym's long form if any."""

    text: str
    sentence: str
    long_form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What was found in an article.

    Attributes:
        people: with role and organisation as the text gives them; then bodies, then groups.
        figures: each with its sentence; dates and years are none.
        terms: id of a term → how often it is used.
        acronyms: those that the glossary does not explain.
        themes: theme → passages that speak for it, the strongest first.
        points: candidates, each with a passage that occurs once.
    """

    people: tuple[Person, ...]
    figures: tuple[Found, ...]
    terms: Mapping[str, int]
    acronyms: tuple[Found, ...]
    themes: Mapping[str, tuple[tuple[str, Leaning], ...]]
    points: tuple[Candidate, ...]


_PASSAGES = 3
"""Passages shown for a theme."""


def suggest(blocks: Sequence[Block], library: Library, glossary: Glossary) -> Suggestions:
    """Read an article's blocks.

    Args:
        blocks: its paragraphs, list items and headings.
        library: the project's content, whose themes and points lend their words.
        glossary: the project's, compiled.
    """
    texts = [
        (block, block.text[start:end].strip())
        for block in blocks
        if not block.heading
        for start, end in sentences(block.text)
    ]
    plain = [sentence for _, sentence in texts]
    vocabulary = Vocabulary(library)
    leanings = {sentence: vocabulary.leanings(sentence) for sentence in plain}
    found = {sentence: figures_of(sentence) for sentence in plain}
    persons = (*people(plain), *bodies(plain, library, glossary))
    return Suggestions(
        people=persons,
        figures=tuple(Found(text, each) for each in plain for text in found[each]),
        terms=Counter(hit.term for block in blocks for hit in glossary.find(block.text)),
        acronyms=_acronyms(plain, glossary),
        themes=_themes(leanings),
        points=candidates(blocks, texts, found, leanings, persons),
    )


def figures_of(sentence: str) -> tuple[str, ...]:
    """Return the figures of a sentence as written; dates, times and years are none."""
    return tuple(
        written
        for written in figures(_DATED.sub(" … ", sentence))
        if not _NO_FIGURE.fullmatch(written) or re.search(rf"\b{written} (?:in|out of) ", sentence)
    )


def _acronyms(plain: Sequence[str], glossary: Glossary) -> tuple[Found, ...]:
    found: dict[str, Found] = {}
    for sentence in plain:
        for each in glossary.unknown_acronyms(sentence):
            if each.text not in found or (each.long_form and not found[each.text].long_form):
                found[each.text] = Found(each.text, sentence, each.long_form)
    return tuple(found[text] for text in sorted(found))


def _themes(
    leanings: Mapping[str, tuple[Leaning, ...]],
) -> dict[str, tuple[tuple[str, Leaning], ...]]:
    by_theme: dict[str, list[tuple[str, Leaning]]] = {}
    for sentence, each in leanings.items():
        for leaning in each:
            by_theme.setdefault(leaning.theme, []).append((sentence, leaning))
    ranked = {
        theme: sorted(found, key=lambda each: -each[1].score) for theme, found in by_theme.items()
    }
    order = sorted(ranked, key=lambda theme: (-sum(each[1].score for each in ranked[theme]), theme))
    return {theme: tuple(ranked[theme][:_PASSAGES]) for theme in order}
