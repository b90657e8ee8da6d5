"""Faults of what events are said to affect, and lines that have outlived what they rest on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from generator.base.addresses import article_in
from generator.base.dates import Period
from generator.base.model import ENDING, Event, Library, Message
from generator.base.problems import Problem
from generator.knowledge.link.findings import Evidence, Mention, Since, Voices
from generator.knowledge.link.lines import lines_of
from generator.knowledge.link.since import dates_of_speakers

_KEYS = ("points", "terms", "themes", "people", "organisations")
_Said = Callable[[str, str], Period | None]
"""Kind and name of what an event affects → the date of what was said of it first."""


def check_effects(
    library: Library,
    mentions: Mapping[str, tuple[Mention, ...]],
    evidence: Evidence,
    voices: Voices,
    since: Since,
) -> Iterator[Problem]:
    """Yield a problem for each event that comes before what it affects, or affects nothing."""
    first_said, seen = _first_said(library, mentions, evidence, voices), _seen(since)
    for event in library.events:
        early = [*_early(event, first_said)]
        yield from early
        affects = event.affects or (event.effect and event.ends)
        if affects and not early and event.id not in seen:
            message = f"The event “{event.id}” bears on nothing that was said before it."
            hint = (
                "Name points, terms, themes, people or organisations from before it, or remove the "
                "effect."
            )
            yield Problem(event.at, "effect-unseen", message, hint)


def _early(event: Event, first_said: _Said) -> Iterator[Problem]:
    """Yield a problem for each thing that an event names and of which all was said later."""
    for key in _KEYS:
        for name in getattr(event.affects, key):
            said = first_said(key, name)
            if said and event.date.before(said):
                message = (
                    f"The event “{event.id}” ({event.date.label}) is earlier than all that is said "
                    f"of “{name}” (first: {said.label})."
                )
                hint = "Correct the date, or remove the name."
                yield Problem(event.at, "effect-before-claims", message, hint)


def _first_said(
    library: Library,
    mentions: Mapping[str, tuple[Mention, ...]],
    evidence: Evidence,
    voices: Voices,
) -> _Said:
    appeared = dates_of_speakers(library)
    organisations = {each.name: each.points for each in voices.organisations}

    def dates(key: str, name: str) -> Iterable[Period]:
        if key == "terms":
            uses = mentions.get(name.partition("#")[0], ())
            return (use.date for use in uses if use.date and article_in(use.page))
        if key == "people":
            return appeared.get(name, ())
        if key == "themes":
            return (library.date_of(point.id) for point in evidence.by_theme[name])
        points = (name,) if key == "points" else organisations.get(name, ())
        return map(library.date_of, points)

    @cache
    def first(key: str, name: str) -> Period | None:
        return min(dates(key, name), key=lambda each: each.start or date.min, default=None)

    return first


def _seen(since: Since) -> set[str]:
    """Return the events that bear on something besides the entries of terms."""
    claims = (since.points, since.lines, since.articles, since.themes)
    voices = (since.people, since.organisations)
    found = (bearings for each in (*claims, *voices) for bearings in each.values())
    return {bearing.event.id for bearings in found for bearing in bearings}


def check_outdated(library: Library, since: Since) -> Iterator[Problem]:
    """Yield a problem for each line all of whose points have ended since its theme's review."""
    for ref, line in lines_of(library):
        reviewed = library.themes[ref.theme].reviewed
        if reviewed and line.points:
            ended = [_ended(library, since, point, reviewed) for point in line.points]
            if all(ended):
                what = "key message" if isinstance(line, Message) else "question"
                events = ", ".join(dict.fromkeys(f"“{each}”" for each in ended))
                message = f"All that this {what} rests on has ended since the review: {events}."
                hint = (
                    "Put it in the past tense, or remove it; then set “reviewed” to the day on "
                    "which you did."
                )
                yield Problem(line.at, "outdated-line", message, hint)


def _ended(library: Library, since: Since, point: str, reviewed: Period) -> str:
    """Return the title of an event that ended what a point speaks of after a review, or nothing."""
    ended = (
        bearing.event.title
        for bearing in since.points.get(point, ())
        if bearing.event.outcome in ENDING
        and reviewed.before(bearing.event.date)
        and not library.is_planned(bearing.event)
    )
    return next(ended, "")
