"""What readers were told, and are told now: differences since the last published state, kept on.

Each difference is told once, on the day that content itself gives it, and stays told: a site hands
what it has told on in its own data.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain

from msgspec.structs import astuple

from generator.base.dates import DateError, parse
from generator.base.limits import CHANGES_KEPT
from generator.base.model import Past
from generator.knowledge.changes import Change, State, compare
from generator.knowledge.changes.state import Note, Status, Told
from generator.site.sentences import FOR_READERS, compared, sentence_for_readers

_ADDRESS = re.compile("([a-z0-9-]+/)*")
_RANKS: Mapping[str, int] = {kind: rank for rank, kind in enumerate(FOR_READERS)}
_ID = 16
"""Characters of an id."""


def history(before: State, after: State) -> tuple[Past, ...]:
    """Return what is told of differences, from now and from before, the newest first.

    Args:
        before: the state that is published.
        after: the one that will be.
    """
    notes = dict(_new_notes(before, after))
    new = (
        _told(change, after.as_of, notes.get(change.url.partition("#")[0]))
        for change in compare(before, after)
        if _is_told(change) and after.as_of
    )
    told = {each.id: each for each in (*new, *before.changes)}
    dated = sorted(_dated(told.values()), key=_rank)
    newest = sorted(dated, key=lambda past: past.date.sort_key, reverse=True)
    return tuple(newest[:CHANGES_KEPT])


def _rank(past: Past) -> int:
    """Order what is told of one day by what readers would notice most, and then by what is new."""
    return _RANKS.get(past.kind, len(_RANKS))


def _is_told(change: Change) -> bool:
    """Tell whether readers are told; what a source's new status is, its page says by itself."""
    return change.kind in FOR_READERS and not isinstance(change.after, Status)


def _new_notes(before: State, after: State) -> Iterator[tuple[str, Note]]:
    """Yield each page that says itself what changed since, with the last of what it says."""
    known = {
        *((article.id, note) for article in before.articles for note in article.changes),
        *((article.id, note) for article in before.articles for note in article.corrections),
        *((theme.id, note) for theme in before.themes for note in theme.changes),
    }
    for article in after.articles:
        for note in (*article.changes, *article.corrections):
            if (article.id, note) not in known:
                yield article.url, note
    for theme in after.themes:
        for note in theme.changes:
            if (theme.id, note) not in known:
                yield theme.url, note


def _told(change: Change, as_of: str | None, note: Note | None) -> Told:
    """Return what is told of a difference; its page's own note says when, and why if we cannot."""
    was, now = compared(change)
    date = note.date if note else as_of or ""
    said = sentence_for_readers(change)
    return Told(
        id=_id(change, date),
        date=date,
        kind=change.kind,
        url=change.url.partition("#")[0],
        sentence=f"{said} {note.text}" if note and not change.because else said,
        before=was or None,
        after=now or None,
        points=tuple(dict.fromkeys(_points(change))),
    )


def _points(change: Change) -> Iterator[str]:
    """Yield the points of which a difference tells."""
    told = ((reason.subject, reason.other) for reason in change.because)
    yield from (id_ for id_ in chain([change.what], *told) if "#" in id_)


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
