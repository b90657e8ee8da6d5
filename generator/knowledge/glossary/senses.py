"""Which sense a mention has. Never the first, never the last: several that fit stay several."""

from collections.abc import Sequence
from datetime import date

from generator.base.dates import Period
from generator.base.foreign import primary
from generator.base.model import Sense, Term
from generator.knowledge.glossary.answers import Choice, Context, Hit, Successions
from generator.knowledge.glossary.succession import Terms, in_use

Senses = Sequence[Sense]


def choose(terms: Terms, links: tuple[Successions, Successions], hit: Hit, at: Context) -> Choice:
    """Return the sense of a mention by the first of these that leaves one only.

    An explicit choice in front matter; words that belong to one sense; the passage's date; the
    article's date; the language of the text; the theme. A sense fits a date if the two have a day
    in common, so that a bare year fits every sense in force in it. A sense without themes is meant
    where no other is usual. What fits nothing decides nothing; outside of a term's life the senses
    nearest in time are left.

    Args:
        terms: all terms by id.
        links: successors and predecessors.
        hit: the mention.
        at: where it stands.
    """
    term = terms[hit.term]
    if explicit := _explicit(term, at):
        return _settled(explicit)
    possible = _of_words(term.senses, hit)
    possible = _of_language(_of_dates(possible, at.dates), at.language)
    possible = _of_theme(possible, at.themes)
    if at.dates and not _fitting(term.senses, at.dates[0]):
        return _outside(terms, links, term, possible, at.dates)
    senses = _ids(possible)
    return _settled(senses) if len(senses) == 1 else Choice(senses, "ambiguous")


def _settled(senses: tuple[str, ...]) -> Choice:
    """Return a choice that nobody need be asked about: one sense, or several that are left open."""
    return Choice(senses, "open" if len(senses) > 1 else "ok")


def _ids(senses: Senses) -> tuple[str, ...]:
    return tuple(sense.id for sense in senses)


def _explicit(term: Term, at: Context) -> tuple[str, ...]:
    """Return the senses chosen in front matter, in the order of the entry."""
    chosen = at.choices.get(term.id)
    return tuple(sense.id for sense in term.senses if sense.id in chosen) if chosen else ()


def _of_words(senses: Senses, hit: Hit) -> Senses:
    """Return the senses that the words of a mention can name."""
    return [sense for sense in senses if sense.id in hit.senses] if hit.senses else senses


def _of_language(senses: Senses, language: str) -> Senses:
    """Return the senses that are explained in the language of a text, or all where none is."""
    return [s for s in senses if primary(s.language) == primary(language)] or senses


def _of_dates(senses: Senses, dates: Sequence[Period]) -> Senses:
    """Return the senses in force at each date in turn that any of those still possible fits."""
    for day in dates:
        senses = _fitting(senses, day) or senses
    return senses


def _fitting(senses: Senses, day: Period) -> list[Sense]:
    return [sense for sense in senses if sense.period.overlaps(day)]


def _of_theme(senses: Senses, themes: Sequence[str]) -> Senses:
    """Return the senses usual in a passage's themes, else those that are not tied to others."""
    if not themes:
        return senses
    usual = [sense for sense in senses if not set(themes).isdisjoint(sense.themes)]
    return usual or [sense for sense in senses if not sense.themes] or senses


def _outside(
    terms: Terms,
    links: tuple[Successions, Successions],
    term: Term,
    possible: Senses,
    dates: Sequence[Period],
) -> Choice:
    """Return the choice where a term was not in use at the date nearest to the words."""
    if not any(_fitting(possible, day) for day in dates):
        possible = _nearest(possible, dates[0])
    if term.well_known:
        return _settled(_ids(possible))
    return Choice(_ids(possible), "anachronism", _instead(terms, links, term, dates[0]))


def _nearest(senses: Senses, day: Period) -> list[Sense]:
    """Return the senses with the least time between them and a date that none of them covers."""
    gaps = [_gap(sense.period, day) for sense in senses]
    return [sense for sense, gap in zip(senses, gaps, strict=True) if gap == min(gaps)]


def _gap(one: Period, other: Period) -> int:
    """Return the days between two periods that have none in common."""
    first, second = (one, other) if one.before(other) else (other, one)
    return ((second.start or date.min) - (first.end or date.max)).days


def _instead(
    terms: Terms, links: tuple[Successions, Successions], term: Term, day: Period
) -> tuple[str, ...]:
    """Return what was in use in the place of a term at a date outside its life."""
    successors, predecessors = links
    if all(sense.period.before(day) for sense in term.senses):
        return in_use(terms, term.id, successors, day)
    if all(day.before(sense.period) for sense in term.senses):
        return in_use(terms, term.id, predecessors, day)
    return ()
