"""What a contributor is told of mentions: doubtful senses, missing and unused entries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

from generator.base.dates import Period, span_label
from generator.base.model import Sense, Term
from generator.base.problems import At, Problem
from generator.base.words import counted
from generator.knowledge.glossary.answers import Acronym, Choice
from generator.knowledge.glossary.succession import name_at

Terms = Mapping[str, Term]


class Mention(Struct, frozen=True):
    """A mention whose sense was looked for.

    Attributes:
        at: where the text begins in which it stands.
        words: as they stand.
        term: what they name.
        choice: the sense found.
        dates: what is known of the date, the nearest to the words first.
    """

    at: At
    words: str
    term: Term
    choice: Choice
    dates: Sequence[Period]


def doubt(mention: Mention, terms: Terms) -> Problem | None:
    """Return what is doubtful about a mention's sense, if anything."""
    if mention.choice.status == "ambiguous":
        return _ambiguous(mention)
    if mention.choice.status == "anachronism":
        return _anachronism(mention, terms)
    return None


def unused(terms: Iterable[Term], used: Collection[str]) -> list[Problem]:
    """Return the entries that nothing mentions.

    An entry is of use also as a successor; one with ``auto: false`` is never looked for.

    Args:
        terms: all entries.
        used: ids of terms that are mentioned, or needed for another reason.
    """
    every = tuple(terms)
    needed = {sense.successor for term in every for sense in term.senses}.union(used)
    hint = "Check its spellings, or remove it if no article will need it."
    return sorted(
        Problem(term.at, "unused-term", f"Nothing mentions the term “{term.label}”.", hint)
        for term in every
        if term.auto and not term.well_known and term.id not in needed
    )


def missing(
    found: Iterable[tuple[At, Acronym]],
    code: Literal["unknown-acronym", "undefined-in-message"] = "unknown-acronym",
) -> list[Problem]:
    """Return each acronym without an entry once, where it stands first, with its counts.

    Args:
        found: every use, in any order.
        code: ``undefined-in-message`` for uses in key messages of themes.
    """
    ordered = sorted(found, key=lambda use: (use[1].text, use[0]))
    return [
        _missing(text, list(uses), code) for text, uses in groupby(ordered, lambda use: use[1].text)
    ]


def _missing(text: str, uses: list[tuple[At, Acronym]], code: str) -> Problem:
    files = len({at.path for at, _ in uses})
    times = f"{counted(len(uses), 'time')} in {counted(files, 'file')}"
    where = "in key messages " if code == "undefined-in-message" else ""
    message = f"“{text}” is used {where}{times} and has no entry in the glossary."
    long_form = next((acronym.long_form for _, acronym in uses if acronym.long_form), "")
    hint = f"Add one: briefing new term {text}."
    if long_form:
        hint = f"The text calls it “{long_form}”. {hint}"
    return Problem(uses[0][0], code, message, hint, text)


def _ambiguous(mention: Mention) -> Problem:
    term = mention.term
    possible = [sense for sense in term.senses if sense.id in mention.choice.senses]
    shown = "; ".join(f"{sense.id} ({_description(sense)})" for sense in possible)
    message = f"“{mention.words}” can mean several things here: {shown}."
    ids = [sense.id for sense in possible]
    hint = (
        "Choose one in the front matter of the article or point (for a message, of a point that "
        f"it rests on): senses: {{{term.id}: {ids[0]}}}. "
        f"If the text leaves it open: senses: {{{term.id}: [{', '.join(ids)}]}}."
    )
    return Problem(mention.at, "ambiguous-sense", message, hint, mention.words)


def _anachronism(mention: Mention, terms: Terms) -> Problem:
    term, choice, day = mention.term, mention.choice, mention.dates[0]
    message = (
        f"“{mention.words}” is used in a text dated {day.label}, outside its time: {_life(term)}."
    )
    chosen = choice.senses[0] if len(choice.senses) == 1 else f"[{', '.join(choice.senses)}]"
    hint = f"If the text does mean it, say so: senses: {{{term.id}: {chosen}}}."
    if choice.instead:
        others = [terms[other] for other in choice.instead]
        hint = f"{_instead(term, others, day)} {hint}"
    return Problem(mention.at, "anachronism", message, hint, mention.words)


def _instead(term: Term, others: Sequence[Term], day: Period) -> str:
    """Say which terms stand in a term's place at a date, or come next to it in time."""
    names = " or ".join(f"“{name_at(other, day)}”" for other in others)
    if any(sense.period.overlaps(day) for other in others for sense in other.senses):
        return f"At that date there was {names}."
    early = all(day.before(sense.period) for sense in term.senses)
    return f"{'Before' if early else 'After'} it came {names}."


def _description(sense: Sense) -> str:
    """Name a sense for somebody who must choose it."""
    period = span_label(sense.start, sense.end) if sense.start or sense.end else ""
    name = sense.expansion or sense.definition.partition(".")[0]
    return ", ".join(filter(None, (name, period)))


def _life(term: Term) -> str:
    """Say when a term was in use; several stretches where there are gaps."""
    spans = {(sense.period.sort_key, sense.start, sense.end) for sense in term.senses}
    stretches: list[tuple[str, str]] = []
    for _, start, end in sorted(spans):
        if stretches and stretches[-1][1] == start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return " and ".join(span_label(*stretch) for stretch in stretches)
