"""What readers were told, and are told now: differences since the last published state, kept on.

Each difference is told once, on the day that content itself gives it, and stays told: a site hands
what it has told on in its own data.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from hashlib import sha256
from itertools import chain

from generator.base.dates import DateError, parse
from generator.base.language import gettext
from generator.base.language.cldr import quoted
from generator.base.limits import CHANGES_KEPT
from generator.base.model import Past
from generator.knowledge.changes import Change, State, compare
from generator.knowledge.changes.change import Line, Name
from generator.knowledge.changes.state import Told
from generator.site.sentences import FOR_READERS, compared, name_of, sentence

_ADDRESS = re.compile("([a-z0-9-]+/)*")
_ID = 16
"""Characters of an id."""
_SHOWN = frozenset({"point-reworded", "point-deleted"})
"""Kinds of which the words of a point stand below the sentence."""


def history(before: State, after: State) -> tuple[Past, ...]:
    """Return what is told of differences, from now and from before, the newest first.

    Args:
        before: the state that is published.
        after: the one that will be.
    """
    notes = dict(_new_notes(before, after))
    named = _Names(before, after)
    new = (
        _told(change, named, notes.get(change.url.partition("#")[0], after.as_of))
        for change in compare(before, after)
        if change.kind in FOR_READERS and after.as_of
    )
    told = {each.id: each for each in (*new, *before.changes)}
    dated = sorted(_dated(told.values()), key=lambda past: past.id)
    newest = sorted(dated, key=lambda past: past.date.sort_key, reverse=True)
    return tuple(newest[:CHANGES_KEPT])


def _new_notes(before: State, after: State) -> Iterator[tuple[str, str]]:
    """Yield each page that says itself what changed since, with the last date of what it says."""
    known = {
        *((article.id, note) for article in before.articles for note in article.changes),
        *((article.id, note) for article in before.articles for note in article.corrections),
        *((theme.id, note) for theme in before.themes for note in theme.changes),
    }
    for article in after.articles:
        for note in (*article.changes, *article.corrections):
            if (article.id, note) not in known:
                yield article.url, note.date
    for theme in after.themes:
        for note in theme.changes:
            if (theme.id, note) not in known:
                yield theme.url, note.date


def _told(change: Change, named: "_Names", date: str) -> Told:
    """Return what is told of a difference at a date: that of its page's own note, if it has one."""
    was, now = compared(change)
    return Told(
        id=_id(change, date),
        date=date,
        kind=change.kind,
        url=change.url.partition("#")[0],
        sentence=sentence(named.change(change)),
        before=was or None,
        after=now or None,
        points=tuple(dict.fromkeys(_points(change))),
    )


def _points(change: Change) -> Iterator[str]:
    """Yield the points of which a difference tells."""
    told = ((reason.subject, reason.other) for reason in change.because)
    yield from (id_ for id_ in chain([change.what], *told) if "#" in id_)


class _Names:
    """What readers are told of what differs: they know no ids, and no numbers of messages.

    Args:
        before: the state that is published.
        after: the one that will be.
    """

    def __init__(self, before: State, after: State) -> None:
        self._points = {point.id: point for state in (before, after) for point in state.points}
        self._articles = {each.id: each for state in (before, after) for each in state.articles}

    def change(self, change: Change) -> Change:
        """Return a difference in names that readers know."""
        because = tuple(
            replace(each, subject=self._said(each.subject), other=self._said(each.other))
            for each in change.because
        )
        return replace(change, what=self._what(change), name=_line(change.name), because=because)

    def _what(self, change: Change) -> str:
        """Name a point by its article where its words stand below, and by its words elsewhere."""
        if "#" not in change.what:
            return change.what
        if change.kind not in _SHOWN:
            return quoted(name_of(change.name).rstrip("."))
        return gettext("A point of %(article)s", article=self._article(change.what))

    def _said(self, id_: str) -> str:
        if id_ not in self._points:
            return id_
        article, speaker = self._article(id_), self._points[id_].speaker
        if not speaker:
            return gettext("what %(article)s says", article=article)
        return gettext("what %(name)s says in %(article)s", name=speaker.name, article=article)

    def _article(self, point: str) -> str:
        """Return the title of a point's article, with its year."""
        article = self._articles[self._points[point].article]
        title, published = quoted(article.title), _year(article.published)
        return (
            gettext("%(article)s (%(year)s)", article=title, year=published) if published else title
        )


def _line(name: Name) -> Name:
    if not isinstance(name, Line) or name.kind != "message":
        return name
    return gettext("Key message %(number)s of %(theme)s", number=name.number, theme=name.theme)


def _year(date: str) -> str:
    try:
        return parse(date).year
    except DateError:
        return ""


def _id(change: Change, date: str) -> str:
    """Return an id that is the same whatever words readers are told it in."""
    values = (change.part, change.before, change.after)
    told = (change.kind, change.what, change.url.partition("#")[0], *values, date)
    return sha256(json.dumps(told, default=astuple).encode()).hexdigest()[:_ID]


def _dated(told: Iterable[Told]) -> Iterator[Past]:
    """Yield what was told; what no program of ours has written, is none of it."""
    for each in told:
        try:
            date = parse(each.date)
        except DateError:
            continue
        if not _ADDRESS.fullmatch(each.url):
            continue
        yield Past(
            id=each.id,
            date=date,
            kind=each.kind,
            url=each.url,
            sentence=each.sentence,
            before=each.before or "",
            after=each.after or "",
            points=each.points,
        )


def record_of(past: Past) -> Mapping[str, object]:
    """Return what was told as a site hands it on."""
    return {
        "id": past.id,
        "date": past.date.text,
        "kind": past.kind,
        "url": past.url,
        "sentence": past.sentence,
        "before": past.before or None,
        "after": past.after or None,
        "points": past.points,
    }
