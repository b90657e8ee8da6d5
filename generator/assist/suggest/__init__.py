"""What an article may say, found by rules: people, figures, terms, themes and candidate points.

Everything is worked out from the text, the glossary and the themes' own words; nothing is looked up
elsewhere, and the same text gives the same suggestions.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from generator.assist.suggest.amounts import amounts
from generator.assist.suggest.organisations import Named, author_of
from generator.assist.suggest.people import Person, author_among, people
from generator.assist.suggest.points import Candidate, Heard, candidates
from generator.assist.suggest.said import said
from generator.assist.suggest.themes import Leaning, Vocabulary
from generator.base.model import Block, Library
from generator.knowledge.glossary import Glossary
from generator.knowledge.link.sentences import sentences

__all__ = ["Candidate", "Found", "Leaning", "Person", "Suggestions", "suggest", "suggest_names"]


class Found(Struct, frozen=True):
    """A figure or an acronym, and the sentence that it stands in; an acronym's long form if any."""

    text: str
    sentence: str
    long_form: str = ""


class Suggestions(Struct, frozen=True, kw_only=True):
    """What was found in an article.

    Attributes:
        terms: id of a term → how often it is used.
        acronyms: those that the glossary does not explain.
        people: with role and organisation as the text gives them; then bodies, then groups.
        said: sentence → id of who says it.
        figures: each with its sentence; dates and years are none.
        themes: theme → passages that speak for it, the strongest first.
        points: the best candidates, the best first, each with a passage that occurs once.
    """

    terms: Mapping[str, int]
    acronyms: tuple[Found, ...]
    people: tuple[Person, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Found, ...] = ()
    themes: Mapping[str, tuple[tuple[str, Leaning], ...]] = field(default_factory=dict)
    points: tuple[Candidate, ...] = ()


_PASSAGES = 3
"""Passages shown for a theme."""


def suggest(
    blocks: Sequence[Block],
    library: Library,
    glossary: Glossary,
    title: str = "",
    authors: Sequence[str] = (),
) -> Suggestions:
    """Read an article's blocks, which are in English.

    Args:
        blocks: its paragraphs, list items and headings.
        library: the project's content, whose themes and points lend their words.
        glossary: the project's, compiled.
        title: the article's, which may say whose answer it is.
        authors: the article's, as far as they are known.
    """
    texts = _sentences(blocks)
    plain = [sentence for _, sentence in texts]
    vocabulary = Vocabulary(library)
    leanings = {sentence: vocabulary.leanings(sentence) for sentence in plain}
    found = {sentence: amounts(sentence) for sentence in plain}
    author = author_of(title, plain[:3])
    named = people(plain, Named(author))
    spoken, others = said(texts, named, Named(author), partial(_term_at_end, library, glossary))
    persons = (*author_among(authors, plain), *named, *others)
    return replace(
        suggest_names(blocks, glossary),
        people=persons,
        said={sentence: who.id for sentence, who in spoken.items()},
        figures=tuple(Found(text, each) for each in plain for text in found[each]),
        themes=_themes(leanings),
        points=candidates(blocks, texts, Heard(found, leanings, spoken)),
    )


def suggest_names(blocks: Sequence[Block], glossary: Glossary, language: str = "") -> Suggestions:
    """Return the terms and acronyms of an article alone: nothing else is understood but English.

    Args:
        blocks: its paragraphs, list items and headings.
        glossary: the project's, compiled.
        language: the article's, by BCP 47; empty for the site's.
    """
    hits = (hit for block in blocks for hit in glossary.find(block.text, language=language))
    plain = [sentence for _, sentence in _sentences(blocks)]
    return Suggestions(
        terms=Counter(hit.term for hit in hits), acronyms=_acronyms(plain, glossary, language)
    )


def _sentences(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    return [
        (block, block.text[start:end].strip())
        for block in blocks
        if not (block.heading or block.note)
        for start, end in sentences(block.text)
    ]


def _term_at_end(library: Library, glossary: Glossary, words: str) -> tuple[str, str] | None:
    """Return the name and the term of an organisation with which words end, if they do."""
    for hit in glossary.find(words):
        if hit.end == len(words) and library.terms[hit.term].kind != "phrase":
            return words[hit.start : hit.end], hit.term
    return None


def _acronyms(plain: Sequence[str], glossary: Glossary, language: str) -> tuple[Found, ...]:
    found: dict[str, Found] = {}
    for sentence in plain:
        for each in glossary.unknown_acronyms(sentence, language=language):
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
    total = {theme: sum(each[1].score for each in found) for theme, found in ranked.items()}
    order = sorted(ranked, key=lambda theme: (-total[theme], theme))
    return {theme: tuple(ranked[theme][:_PASSAGES]) for theme in order}
