"""What came before a term or a sense, what came after, and what it is called since."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.base.dates import Period
from generator.base.foreign import mixed
from generator.base.model import Sense, Term
from generator.knowledge.glossary.answers import Successions

Terms = Mapping[str, Term]


class Called(Struct, frozen=True):
    """What a thing is called since: a full name, and whether that has come to an end too."""

    name: str
    ended: bool


def successions(terms: Terms) -> tuple[Successions, Successions]:
    """Return the successors and the predecessors of each term that has any, ids in order."""
    pairs = {
        (term.id, sense.successor)
        for term in terms.values()
        for sense in term.senses
        if sense.successor in terms and sense.successor != term.id
    }
    return _grouped(pairs), _grouped((later, earlier) for earlier, later in pairs)


def in_use(terms: Terms, start: str, steps: Successions, day: Period) -> tuple[str, ...]:
    """Return the nearest terms along successions that were in use at a date, else the next ones."""
    nearest = reached = steps.get(start, ())
    seen = {start}
    while reached:
        alive = (
            term for term in reached if any(s.period.overlaps(day) for s in terms[term].senses)
        )
        if found := tuple(alive):
            return found
        seen.update(reached)
        further = {after for term in reached for after in steps.get(term, ())}
        reached = tuple(sorted(further - seen))
    return nearest


def name_at(term: Term, day: Period) -> str:
    """Return a term's full name at a date: of the latest sense in force, else of the last one."""
    in_force = [sense for sense in term.senses if sense.period.overlaps(day)]
    return full_name(term, max(in_force or term.senses, key=_order))


def called_now(terms: Terms, term: Term, sense: Sense) -> Called | None:
    """Return what a thing is called since, or nothing where the name never changed.

    It follows the successors, and within a term the next sense by date, to the last of them.
    """
    there, then = last_of(terms, term, sense)
    name = full_name(there, then)
    if name == full_name(term, sense):
        return None
    return Called(name, ended=then.period.end is not None)


def last_of(terms: Terms, term: Term, sense: Sense) -> tuple[Term, Sense]:
    """Return the last term and sense that follow a sense, or the same where nothing does."""
    there, then = term, sense
    seen = set[tuple[str, str]]()
    while (there.id, then.id) not in seen:
        seen.add((there.id, then.id))
        there, then = following(terms, there, then)
    return there, then


def full_name(term: Term, sense: Sense) -> str:
    """Return a term's name with what it stands for in a sense."""
    if not sense.expansion or sense.expansion == term.label:
        return term.label
    return mixed(sense.expansion, " (", term.label, ")")


def following(terms: Terms, term: Term, sense: Sense) -> tuple[Term, Sense]:
    """Return the term and sense that follow a sense, or the same where nothing does."""
    there = terms.get(sense.successor, term)
    end = sense.period.end
    if not end:
        return there, max(there.senses, key=_order) if there is not term else sense
    running = [other for other in there.senses if other.period.contains(end) and other != sense]
    after = _from(there.senses, end)
    if running and not (after and _begin(after) == end):
        # What goes on beside a sense of its own term does not follow it; another term does.
        return there, max(running, key=_order) if there is not term else sense
    return there, after or (max(there.senses, key=_order) if there is not term else sense)


def _from(senses: Sequence[Sense], day: date) -> Sense | None:
    """Return the first sense that begins on a day or later."""
    return min((s for s in senses if _begin(s) >= day), key=_order, default=None)


def _begin(sense: Sense) -> date:
    return sense.period.start or date.min


def _order(sense: Sense) -> tuple[date, date, str]:
    return (_begin(sense), sense.period.end or date.max, sense.id)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Successions:
    found: dict[str, tuple[str, ...]] = {}
    for one, other in sorted(pairs):
        found[one] = (*found.get(one, ()), other)
    return found
