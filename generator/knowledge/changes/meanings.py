"""Terms that mean something else, where they are used, than they did."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.knowledge.changes.addresses import moved_addresses
from generator.knowledge.changes.change import Change, Passages, Senses, Subject
from generator.knowledge.changes.pairs import Pairs, by_id
from generator.knowledge.changes.records import sense_pairs
from generator.knowledge.changes.state import Mention, Term

_Key = tuple[str, str, int]
"""Page, sentence, and the number of the mention in it."""


def meaning_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield, for each term, the passages in which it has come to mean something else."""
    terms, moved = by_id(pairs.after.terms), moved_addresses(pairs)
    for old in pairs.before.terms:
        if old.id in pairs.terms:
            new = terms[pairs.terms[old.id]]
            for (was, now), mentions in _changed(old, new, moved).items():
                subject = Subject(new.id, new.label, mentions[0].url)
                yield subject.changed("meaning-changed", was, now, part=_where(mentions))


def _changed(
    old: Term, new: Term, moved: Mapping[str, str]
) -> Mapping[tuple[Senses, Senses], list[Mention]]:
    """Return what it meant and means → the mentions in which that is so."""
    senses = {was.id: now.id for was, now in sense_pairs(old, new)}
    now = dict(_keyed(new.used_in, {}))
    found: dict[tuple[Senses, Senses], list[Mention]] = {}
    for key, mention in _keyed(old.used_in, moved):
        other = now.get(key)
        if other and {senses.get(each, "") for each in mention.senses} != {*other.senses}:
            meanings = (_words(old, mention), _words(new, other))
            found.setdefault(meanings, []).append(other)
    return found


def _words(term: Term, mention: Mention) -> Senses:
    return Senses(tuple(sense.words for sense in term.senses if sense.id in mention.senses))


def _keyed(mentions: Iterable[Mention], moved: Mapping[str, str]) -> Iterator[tuple[_Key, Mention]]:
    seen: dict[tuple[str, str], int] = {}
    for mention in mentions:
        page = mention.url.partition("#")[0]
        place = (moved.get(page, page), mention.sentence)
        seen[place] = seen.get(place, -1) + 1
        yield (*place, seen[place]), mention


def _where(mentions: Sequence[Mention]) -> Passages:
    """Return in how many passages, and of which years."""
    years = sorted({mention.date[:4] for mention in mentions if mention.date}) or [""]
    return Passages(len(mentions), years[0], years[-1])
