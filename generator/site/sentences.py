"""Differences between two states of a briefing, each in a sentence for people."""

from collections.abc import Mapping

from generator.base.labels import year_spans
from generator.knowledge.changes.change import KINDS, Change, ChangeKind, Reason

_SUPPORT: Mapping[str, str] = {
    "contested": "contested",
    "limited": "limited",
    "agreed": "agreed",
    "several": "several sources, different things",
    "repeated": "repeated from one source",
    "single": "one source only",
    "retracted": "all that it rests on is retracted",
}
_PARTS: Mapping[str, str] = {
    "as_of": "the date of what it says",
    "audience": "whom it is for",
    "source": "the source",
    "address": "the address of its source",
    "themes": "its themes",
    "kind": "its kind",
    "standing": "how its source puts it",
    "places": "its places",
    "due": "when it is due",
    "published": "its date of publication",
    "date": "its date",
    "title": "its title",
    "summary": "its summary",
    "authors": "its authors",
    "publisher": "its publisher",
    "note": "the note on its source",
    "question": "its question",
    "text": "its text",
    "effect": "its effect",
    "expansion": "what it stands for",
    "definition": "its definition",
    "period": "its period",
    "successor": "what came after it",
}
_STATED: Mapping[str, str] = {
    "agrees": "agrees with",
    "disputes": "disputes",
    "qualifies": "qualifies",
    "repeats": "repeats",
    "updates": "updates",
}
_MISSING: Mapping[str, str] = {
    "years": "points of",
    "standings": "points that are",
}
_SENTENCES: Mapping[ChangeKind, str] = {
    "support-lost": "{name} has lost its last support",
    "address-died": "{before} leads nowhere now",
    "status-changed": "“{name}” has another standing",
    "message-dropped": "{name} is dropped",
    "message-reworded": "{name} is reworded",
    "support-changed": "{name}: {before} → {after}",
    "message-added": "{name} is a new message",
    "message-moved": "{name} stands elsewhere",
    "message-rests": "{name} rests on other points",
    "dispute-opened": "Sources disagree that did not: {name}",
    "dispute-closed": "Sources no longer disagree: {name}",
    "dispute-changed": "Sources disagree otherwise: {name}",
    "correction-added": "“{name}” is corrected",
    "point-deleted": "{what} is taken out",
    "point-reworded": "{what} is reworded",
    "figure-changed": "{what} has another figure",
    "passage-changed": "{what}: its passage lies in other words",
    "speaker-changed": "{what} is said by another",
    "role-changed": "{part} has another role in “{name}”",
    "role-added": "{part} speaks in a new role, in “{name}”",
    "date-changed": "“{name}”: {part} moves from {before} to {after}",
    "point-added": "{what} is a new point",
    "point-moved": "{before} is now {after}",
    "relation-dropped": "{what} no longer {part} {before}",
    "relation-added": "{what} {part} {after}",
    "meaning-changed": "{name} in {part} now means “{after}”, no longer “{before}”",
    "sense-dropped": "{name} has lost a meaning",
    "sense-changed": "A meaning of {name}: {part} changed",
    "sense-added": "{name} has a new meaning",
    "became-stale": "An event now bears on “{name}”",
    "no-longer-stale": "An event no longer bears on “{name}”",
    "question-dropped": "{name} is dropped",
    "question-reworded": "{name} is reworded",
    "question-added": "{name} is a new question",
    "question-rests": "{name} rests on other points",
    "record-changed": "“{name}”: {part} changed",
    "text-changed": "“{name}” has other paragraphs",
    "event-dropped": "The event “{name}” is taken out",
    "event-added": "“{name}” is a new event",
    "gap-opened": "“{name}” now lacks {part} {after}",
    "gap-closed": "“{name}” no longer lacks {part} {before}",
    "page-gone": "The page “{name}” is gone",
    "page-added": "“{name}” is a new page",
    "address-moved": "{before} leads on to {after}",
    "anchor-lost": "{before} leads to the top of its page now",
}
"""What is said of each kind; where ``before`` and ``after`` are not in it, they stand below it."""
_CAUSES: Mapping[str, str] = {
    "gone": "{subject} was taken out",
    "new": "{subject} is new",
    "left": "it no longer rests on {subject}",
    "joined": "it now rests on {subject}",
    "objects": "{subject} {stated} {other}",
    "objects-no-more": "{subject} no longer {stated} {other}",
    "relates": "{subject} now {stated} {other}",
    "relates-no-more": "{subject} no longer {stated} {other}",
    "retracted": "{subject} was retracted",
    "stands": "{subject} stands again",
    "renamed": "the page is now {subject}, which does not name it under former_ids",
}
_HEADINGS: Mapping[ChangeKind, str] = {
    "support-lost": "To be decided",
    "status-changed": "Retractions",
    "message-dropped": "Key messages",
    "dispute-opened": "Disagreements",
    "correction-added": "Corrections",
    "point-deleted": "Points",
    "meaning-changed": "Terms",
    "became-stale": "What has happened since",
    "question-dropped": "Questions",
    "record-changed": "Articles, themes and events",
    "gap-opened": "What is missing",
    "page-gone": "Pages and addresses",
}
"""The heading that stands before the first kind of a group."""


def heading(kind: ChangeKind) -> str:
    """Return the heading under which differences of a kind stand."""
    before = KINDS[: KINDS.index(kind) + 1]
    return next(_HEADINGS[each] for each in reversed(before) if each in _HEADINGS)


def sentence(change: Change) -> str:
    """Return a difference in a sentence; what it was and is stands in it where that is short."""
    named = _SENTENCES[change.kind].format(
        what=change.what,
        name=change.name.rstrip("."),
        before=_value(change, change.before),
        after=_value(change, change.after),
        part=_part(change),
    )
    reasons = [_reason(change, reason) for reason in change.because]
    because = f", because {'; '.join(reasons)}" if reasons else ""
    told = f"{named.rstrip(': ')}{because}"
    return told if told.endswith("?") else f"{told}."


def compared(change: Change) -> tuple[str, str]:
    """Return what it was and what it is, but for what its sentence says."""
    told = _SENTENCES[change.kind]
    return (
        "" if "{before}" in told else _value(change, change.before),
        "" if "{after}" in told else _value(change, change.after),
    )


def _part(change: Change) -> str:
    if change.kind in {"relation-dropped", "relation-added"}:
        return _STATED[change.part]
    if change.kind in {"gap-opened", "gap-closed"}:
        return _MISSING[change.part]
    return _PARTS.get(change.part, change.part)


def _value(change: Change, value: str) -> str:
    if change.kind == "support-changed":
        return _SUPPORT[value]
    if change.kind in {"gap-opened", "gap-closed"} and change.part == "years":
        return ", ".join(year_spans(value.split(", "))) if value else ""
    return value


def _reason(change: Change, reason: Reason) -> str:
    return _CAUSES[reason.cause].format(
        subject="that" if reason.subject == change.before else reason.subject,
        stated=_STATED.get(reason.relation, ""),
        other=reason.other or "the message",
    )
