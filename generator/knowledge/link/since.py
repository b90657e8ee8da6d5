"""What has happened since: events that bear on what was said before them.

An event bears on what it names: points, themes, speakers and organisations. It bears on a point,
too, whose speaker it names, or whose speaker's organisation; and on whatever uses a term that it
affects, in the sense that it affects. All this only where it lies wholly after the claim: of what
may be later, such as “2018 or later”, nobody can say that it did not know. No circle can arise: an
event bears on claims, never on another event.

The cost grows with mentions of affected terms and with what events name. Events that bear on
nearly everything, all together, are refused: that would be the product of both.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Literal, TypeVar

from msgspec import Struct, field

from generator.base.addresses import article_in, theme_uri
from generator.base.dates import Period
from generator.base.model import Event, Library, Point
from generator.base.problems import Problem
from generator.knowledge.link.findings import (
    Bearing,
    Bearings,
    LineRef,
    Mention,
    Since,
    Voices,
)
from generator.knowledge.link.lines import lines_of
from generator.knowledge.link.voices import organisation_of

_Key = TypeVar("_Key", bound=Hashable)
_Some = Mapping[str, Bearing]
"""Event id → how it bears."""
_Found = defaultdict[_Key, dict[str, Bearing]]
"""What is affected → event id → how it bears; the first way that is found stays."""


def _nothing() -> "_Found[_Key]":
    return defaultdict(dict)


_CHARACTERS_OF_A_BEARING = 16
"""Characters of the articles for a bearing, besides those that are always allowed."""


class _TooManyError(Exception):
    """Events bear on more than the bounds allow."""


class _All(Struct):
    """What events bear on, as far as it has been found.

    Attributes:
        left: how many bearings may still be added.
    """

    left: int
    points: _Found[str] = field(default_factory=_nothing)
    lines: _Found[LineRef] = field(default_factory=_nothing)
    articles: _Found[str] = field(default_factory=_nothing)
    themes: _Found[str] = field(default_factory=_nothing)
    terms: _Found[str] = field(default_factory=_nothing)
    people: _Found[str] = field(default_factory=_nothing)
    organisations: _Found[str] = field(default_factory=_nothing)

    def put(self, found: dict[str, Bearing], bearings: _Some) -> None:
        """Add what is not there yet, in little time where there is nothing to add.

        Raises:
            _TooManyError: no more may be added.
        """
        new = bearings.keys() - found.keys()
        self.left -= len(new)
        if self.left < 0:
            raise _TooManyError
        for id_ in new:
            found[id_] = bearings[id_]


class _Affected:
    """The events that affect each term, speaker and organisation, by their first day."""

    def __init__(self, library: Library) -> None:
        self._terms: defaultdict[str, list[tuple[date, Event, str]]] = defaultdict(list)
        self.people: defaultdict[str, list[Event]] = defaultdict(list)
        self.organisations: defaultdict[str, list[Event]] = defaultdict(list)
        self._known: dict[tuple[str, str, tuple[str, ...], int], _Some] = {}
        for event in library.events:  # which stand in this order
            for name in event.affected_terms:
                term, _, sense = name.partition("#")
                self._terms[term].append((event.date.start or date.min, event, sense))
            for person in event.affects.people:
                self.people[person].append(event)
            for organisation in event.affects.organisations:
                self.organisations[organisation].append(event)

    @property
    def terms(self) -> Iterable[str]:
        """Return the terms that any event affects."""
        return self._terms.keys()

    def of_term(self, term: str) -> tuple[Event, ...]:
        """Return all events that affect a term or one of its senses."""
        return tuple(event for _, event, _ in self._terms.get(term, ()))

    def after(
        self, term: str, senses: tuple[str, ...], said: Period, by: Literal["speaker", "term"]
    ) -> _Some:
        """Return those after something was said with, or for, a term in one of these senses."""
        events = self._terms[term]
        first = bisect_left(events, said.end or date.max, key=itemgetter(0))
        key = (by, term, senses, first)
        if key not in self._known:
            self._known[key] = {
                event.id: Bearing(event=event, by=by, term=term)
                for _, event, sense in events[first:]
                if not sense or sense in senses
            }
        return self._known[key]


def find_since(
    library: Library, mentions: Mapping[str, tuple[Mention, ...]], voices: Voices
) -> tuple[Since, list[Problem]]:
    """Return the events that bear on each thing, those with the shortest title first.

    Where they are too many, there are none, and the problem says so.
    """
    letters = sum(len(block.text) for each in library.articles.values() for block in each.blocks)
    most = library.settings.bounds.bearings + letters // _CHARACTERS_OF_A_BEARING
    found = _All(most)
    try:
        _find(library, mentions, voices, found)
    except _TooManyError:
        return _in_order(library, _All(0)), [_too_many(library, most)]
    return _in_order(library, found), []


def _find(
    library: Library, mentions: Mapping[str, tuple[Mention, ...]], voices: Voices, found: _All
) -> None:
    affected = _Affected(library)
    _add_named(library, found)
    _add_themes(library, found)
    for point in library.points.values():
        _add_speaker(library, affected, point, found)
    _add_mentions(library, affected, mentions, found)
    _add_voices(library, affected, voices, found)
    _pass_on(library, found)


def _too_many(library: Library, most: int) -> Problem:
    worst = max(library.events, key=lambda event: (_named(event), event.id))
    message = (
        f"Events bear on more than {most:,} points, articles and lines, each counted for each "
        f"event, which is the limit; “{worst.id}” names the most."
    )
    hint = "Name what an event changed, and not all that was said of it."
    return Problem(worst.at, "too-many-bearings", message, hint)


def _named(event: Event) -> int:
    affects = event.affects
    named = (affects.points, affects.themes, affects.people, affects.organisations)
    return len(event.affected_terms) + sum(map(len, named))


def _in_order(library: Library, found: _All) -> Since:
    shortest = sorted(library.events, key=lambda e: (len(e.title), e.date.sort_key, e.id))
    rank = {event.id: number for number, event in enumerate(shortest)}
    return Since(
        points=_sorted(found.points, rank),
        lines=_sorted(found.lines, rank),
        articles=_sorted(found.articles, rank),
        themes=_sorted(found.themes, rank),
        terms=_sorted(found.terms, rank),
        people=_sorted(found.people, rank),
        organisations=_sorted(found.organisations, rank),
    )


def _sorted(found: Mapping[_Key, _Some], rank: Mapping[str, int]) -> Mapping[_Key, Bearings]:
    return {
        key: tuple(each[id_] for id_ in sorted(each, key=rank.__getitem__))
        for key, each in found.items()
        if each
    }


def _add_named(library: Library, found: _All) -> None:
    """Add the events that name points, and to each term those that affect it, of any date."""
    for event in library.events:
        for point in event.affects.points:
            found.put(found.points[point], _later(library.date_of(point), [event]))
        for term in event.affected_terms:
            named = {event.id: Bearing(event=event, by="named")}
            found.put(found.terms[term.partition("#")[0]], named)


def _add_themes(library: Library, found: _All) -> None:
    """Add the events that name a theme of which something was said before."""
    dates: defaultdict[str, list[Period]] = defaultdict(list)
    for point in library.points.values():
        for theme in point.themes:
            dates[theme].append(library.date_of(point.id))
    first = {theme: earliest(said) for theme, said in dates.items()}
    for event in library.events:
        for theme in event.affects.themes:
            found.put(found.themes[theme], _later(first.get(theme), [event]))


def earliest(dates: Iterable[Period]) -> Period | None:
    """Return the date that ends first: what is not after it, is after none of them."""
    return min((each for each in dates if each.end), key=_by_end, default=None)


def _by_end(period: Period) -> tuple[date, tuple[date, date, str]]:
    return period.end or date.max, period.sort_key


def _later(
    said: Period | None, events: Iterable[Event], by: Literal["named", "speaker"] = "named"
) -> _Some:
    """Return how events that name a thing bear on it: those after it was first spoken of."""
    return {
        event.id: Bearing(event=event, by=by)
        for event in events
        if said and said.before(event.date)
    }


def _add_speaker(library: Library, affected: _Affected, point: Point, found: _All) -> None:
    """Add the events that name who says a point, or for whom."""
    speaker = point.speaker
    if not speaker:
        return
    said, term = library.date_of(point.id), speaker.organisation_term
    named = (
        *affected.people.get(speaker.id, ()),
        *affected.organisations.get(organisation_of(library, speaker), ()),
    )
    found.put(found.points[point.id], _later(said, named, "speaker"))
    if term in affected.terms:
        senses = tuple(s.id for s in library.terms[term].senses if s.period.overlaps(said))
        found.put(found.points[point.id], affected.after(term, senses, said, "speaker"))


def _add_mentions(
    library: Library,
    affected: _Affected,
    mentions: Mapping[str, tuple[Mention, ...]],
    found: _All,
) -> None:
    """Add the events that affect a term to what uses it."""
    lines = {(theme_uri(ref.theme), ref.anchor): ref for ref, _ in lines_of(library)}
    said = dict(_said(library))
    for term in affected.terms:
        for use in mentions.get(term, ()):
            ref = lines.get((use.page, use.fragment))
            day = said.get(ref) if ref else use.date
            bearings = affected.after(term, use.senses, day, "term") if day else {}
            if not bearings:
                continue
            if ref:
                found.put(found.lines[ref], bearings)
            elif article := article_in(use.page):
                found.put(found.articles[article], bearings)
                for point in use.points:
                    found.put(found.points[point], bearings)


def _said(library: Library) -> Iterator[tuple[LineRef, Period]]:
    """Yield when each line was first said: the date of its points that ends first."""
    for ref, line in lines_of(library):
        if said := earliest(map(library.date_of, line.points)):
            yield ref, said


def _add_voices(library: Library, affected: _Affected, voices: Voices, found: _All) -> None:
    """Add the events that name a speaker, or an organisation, that was heard before."""
    for id_, dates in dates_of_speakers(library).items():
        events = affected.people.get(id_, ())
        found.put(found.people[id_], _later(earliest(dates), events))
    for organisation in voices.organisations:
        said = earliest(map(library.date_of, organisation.points))
        named = affected.organisations.get(organisation.name, ())
        events = (*named, *affected.of_term(organisation.term))
        found.put(found.organisations[organisation.name], _later(said, events))


def dates_of_speakers(library: Library) -> Mapping[str, Sequence[Period]]:
    """Return the dates of the articles in which each speaker is."""
    dates: defaultdict[str, list[Period]] = defaultdict(list)
    for article in library.articles.values():
        for person in article.people:
            dates[person.id].append(article.published)
    return dates


def _pass_on(library: Library, found: _All) -> None:
    """Pass on what bears on points: to what rests on them, their articles and their themes.

    A line speaks of what its points claim, and not of who claims it or of all that they mention.
    """
    for ref, line in lines_of(library):
        for id_ in line.points:
            bearings = found.points.get(id_, {})
            found.put(found.lines[ref], {e: b for e, b in bearings.items() if b.by == "named"})
        found.put(found.themes[ref.theme], found.lines[ref])
    for id_, bearings in found.points.items():
        point = library.points[id_]
        found.put(found.articles[point.article], bearings)
        for theme in point.themes:
            found.put(found.themes[theme], bearings)
