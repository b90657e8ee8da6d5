"""Every use of a term, with the sense it has there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from generator.base.foreign import like
from generator.base.model import Choices, Library
from generator.base.problems import At, Problem
from generator.knowledge.glossary import Acronym, Choice, Glossary, missing, unused
from generator.knowledge.link.findings import LineRef, Mention
from generator.knowledge.link.sentences import sentence_at, sentences
from generator.knowledge.link.texts import Text, texts

_ALWAYS = 20_000
"""Mentions that are kept however close they stand."""
_APART = 40
"""Characters of text for each further mention: people write five times as many between two."""
_COMPARED = 500_000
"""Places with the letters of a name that are looked at, besides one for two characters of text:
names within words and within other names are many more than mentions, and never so many."""


class _Found(Struct):
    """What one pass over all texts gathers."""

    mentions: defaultdict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    senses: dict[LineRef, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    doubts: dict[tuple[str, str, str], Problem] = field(default_factory=dict)
    """By file, code and term: each is told once a file, at its first place."""
    acronyms: list[tuple[At, Acronym]] = field(default_factory=list)
    undefined: list[tuple[At, Acronym]] = field(default_factory=list)
    """Acronyms in key messages."""


def find_mentions(
    library: Library, glossary: Glossary
) -> tuple[Mapping[str, tuple[Mention, ...]], Mapping[LineRef, Choices], list[Problem]]:
    """Find every mention of every term.

    Returns:
        The mentions of each term, newest first; the senses that terms have in each key message
        and question, those of its points; and what is wrong: senses that nothing decides, terms
        outside their life, acronyms without an entry, and entries without use.
    """
    found = _Found()
    stopped = _searched(glossary, texts(library), found)
    mentions = {
        term: tuple(sorted(uses, key=_newest)) for term, uses in sorted(found.mentions.items())
    }
    problems = [
        *found.doubts.values(),
        *missing(found.acronyms),
        *missing(found.undefined, "undefined-in-message"),
        *(stopped or unused(library.terms.values(), {*mentions, *_needed(library)})),
    ]
    return mentions, found.senses, problems


def _searched(glossary: Glossary, all_: Iterable[Text], found: _Found) -> list[Problem]:
    """Search texts until their mentions stand closer than people write; say so where they do."""
    letters = number = 0
    begun = glossary.compared
    for text in all_:
        letters += len(text.words)
        number += _search(glossary, text, found)
        compared = glossary.compared - begun
        if number > _ALWAYS + letters // _APART or compared > _COMPARED + letters // 2:
            return [_too_many(text.at, number, compared, letters)]
    return []


def _too_many(at: At, number: int, compared: int, letters: int) -> Problem:
    message = (
        f"Up to here, terms occur {number:,} times in {letters:,} characters of text, and their "
        f"letters {compared:,} times, within words and longer names too."
    )
    hint = "Take common words out of the glossary, or give them “auto: false”."
    return Problem(at, "too-many-mentions", message, hint)


def _needed(library: Library) -> Iterator[str]:
    """Yield the terms that people and events refer to."""
    for article in library.articles.values():
        yield from (person.organisation_term for person in article.people)
    for event in library.events:
        yield from (name.partition("#")[0] for name in (*event.starts, *event.ends))


def _newest(mention: Mention) -> tuple[int, int, str, str]:
    """Sort dated mentions by their first day, newest first, and undated ones last."""
    start = mention.date.start if mention.date else None
    day = -start.toordinal() if start else 1
    return (mention.date is None, day, mention.page, mention.fragment)


def _search(glossary: Glossary, text: Text, found: _Found) -> int:
    """Gather what one text holds, and return how many mentions that are."""
    hits = [
        hit for hit in glossary.find(text.words, text.code, text.language) if hit.term != text.own
    ]
    bounds = sentences(text.words) if hits else []
    told: dict[str, str] = {}
    if text.acronyms:
        unknown = found.undefined if text.acronyms == "message" else found.acronyms
        acronyms = glossary.unknown_acronyms(text.words, text.code, text.language)
        unknown += [(text.at, one) for one in acronyms]
    for hit in hits:
        contexts = text.contexts(hit)
        choices = [glossary.choose(hit, context) for context in contexts]
        senses = _joined(choices)
        if text.line and len(choices) > 1:
            found.senses.setdefault(text.line, {})[hit.term] = senses
        words = text.words[hit.start : hit.end]
        sentence = sentence_at(text.words, bounds, hit.start)
        doubtful = [c for c, choice in zip(contexts, choices, strict=True) if choice.doubtful]
        for context in doubtful if text.doubts else ():
            problem = glossary.doubt(text.at, words, hit, context)
            if problem and problem.code in text.doubts:
                found.doubts.setdefault((text.at.path, problem.code, hit.term), problem)
        found.mentions[hit.term].append(
            Mention(
                term=hit.term,
                senses=senses,
                surface=words,
                page=text.page,
                fragment=text.fragment,
                title=text.title,
                part=text.part,
                section=text.section,
                sentence=like(text.words, told.setdefault(sentence, sentence)),
                date=text.date,
                points=text.holders(hit),
            )
        )
    return len(hits)


def _joined(choices: Sequence[Choice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sense for choice in choices for sense in choice.senses))
