"""Differences between two states of a briefing, each in a sentence for people.

Editors are told of all of them, in English, where nothing else is spoken; readers of some, in their
language.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.base.labels import (
    apart,
    counted,
    listed,
    of_whole,
    signed,
    span,
    with_before,
    year_spans,
)
from generator.base.language import N_, NP_, Wordings, gettext, ngettext
from generator.base.language.cldr import number, quoted
from generator.base.language.rows import row
from generator.knowledge.changes.change import (
    Change,
    ChangeGroup,
    ChangeKind,
    Dispute,
    Line,
    Name,
    Part,
    Passages,
    Reason,
    Role,
    Roles,
    Senses,
    Value,
)
from generator.knowledge.changes.state import Figure, Status

FOR_READERS: Mapping[ChangeKind, str] = {
    "support-lost": N_("%(name)s has lost its last support"),
    "status-changed": N_("%(title)s has another standing"),
    "message-dropped": N_("%(name)s is dropped"),
    "message-reworded": N_("%(name)s is reworded"),
    "support-changed": N_("%(name)s: %(before)s → %(after)s"),
    "message-added": N_("%(name)s is a new message"),
    "dispute-opened": N_("Sources disagree that did not: %(name)s"),
    "dispute-closed": N_("Sources no longer disagree: %(name)s"),
    "dispute-changed": N_("Sources disagree otherwise: %(name)s"),
    "point-deleted": N_("%(what)s is taken out"),
    "point-reworded": N_("%(what)s is reworded"),
    "figure-changed": N_("%(what)s has another figure"),
    "speaker-changed": N_("%(what)s is said by another"),
    "role-changed": N_("%(part)s has another role in %(title)s"),
    "meaning-changed": N_("%(name)s in %(part)s now means %(now)s, no longer %(was)s"),
}
"""What is said of each kind of which readers are told: of what is claimed.

Where ``before`` and ``after``, or ``was`` and ``now``, are not in it, they stand below it.
"""
_UNNAMED: Mapping[ChangeKind, str] = {
    "dispute-opened": N_("Sources disagree that did not"),
    "dispute-closed": N_("Sources no longer disagree"),
    "dispute-changed": N_("Sources disagree otherwise"),
}
"""The same where no question says what it is about."""
_SENTENCES: Mapping[ChangeKind, str] = {
    **FOR_READERS,
    "address-died": "%(before)s leads nowhere now",
    "message-moved": "%(name)s stands elsewhere",
    "message-rests": "%(name)s rests on other points",
    "correction-added": "%(title)s is corrected",
    "passage-changed": "%(what)s: its passage lies in other words",
    "role-added": "%(part)s speaks in a new role, in %(title)s",
    "date-changed": "%(title)s: %(part)s moves from %(before)s to %(after)s",
    "point-added": "%(what)s is a new point",
    "point-moved": "%(before)s is now %(after)s",
    "relation-dropped": "%(what)s no longer %(part)s %(before)s",
    "relation-added": "%(what)s %(part)s %(after)s",
    "sense-dropped": "%(name)s has lost a meaning",
    "sense-changed": "A meaning of %(name)s: %(part)s changed",
    "sense-added": "%(name)s has a new meaning",
    "became-stale": "An event now bears on %(title)s",
    "no-longer-stale": "An event no longer bears on %(title)s",
    "question-dropped": "%(name)s is dropped",
    "question-reworded": "%(name)s is reworded",
    "question-added": "%(name)s is a new question",
    "question-rests": "%(name)s rests on other points",
    "record-changed": "%(title)s: %(part)s changed",
    "text-changed": "%(title)s has other paragraphs",
    "event-dropped": "The event %(title)s is taken out",
    "event-added": "%(title)s is a new event",
    "gap-opened": "%(title)s now lacks %(part)s %(after)s",
    "gap-closed": "%(title)s no longer lacks %(part)s %(before)s",
    "page-gone": "The page %(title)s is gone",
    "page-added": "%(title)s is a new page",
    "address-moved": "%(before)s leads on to %(after)s",
    "anchor-lost": "%(before)s leads to the top of its page now",
}
"""What is said of each kind; that of which only editors are told has no translation."""
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
    "agrees": "agrees with",
    "disputes": "disputes",
    "qualifies": "qualifies",
    "repeats": "repeats",
    "updates": "updates",
    "years": "points of",
    "standings": "points that are",
}
"""What differs, for editors."""
_SUPPORT = Wordings(
    {
        "contested": NP_("how a message is supported", "contested"),
        "limited": NP_("how a message is supported", "limited"),
        "agreed": NP_("how a message is supported", "agreed"),
        "several": NP_("how a message is supported", "several sources, different things"),
        "repeated": NP_("how a message is supported", "repeated from one source"),
        "single": NP_("how a message is supported", "one source only"),
        "retracted": NP_("how a message is supported", "all that it rests on is retracted"),
    }
)
_DISPUTES = Wordings(
    {
        "conflict": NP_("kind of disagreement", "conflict"),
        "date": NP_("kind of disagreement", "date"),
        "place": NP_("kind of disagreement", "place"),
        "definition": NP_("kind of disagreement", "definition"),
        "limit": NP_("kind of disagreement", "limit"),
    }
)
_STATUSES: Mapping[str, str] = {
    "retracted": N_("retracted %(date)s: %(reason)s"),
    "superseded": N_("superseded %(date)s: %(reason)s"),
    "corrected": N_("corrected %(date)s: %(reason)s"),
}
_CAUSES: Mapping[str, str] = {
    "gone": N_("%(subject)s was taken out"),
    "new": N_("%(subject)s is new"),
    "left": N_("it no longer rests on %(subject)s"),
    "joined": N_("it now rests on %(subject)s"),
    "retracted": N_("%(subject)s was retracted"),
    "stands": N_("%(subject)s stands again"),
    "renamed": "the page is now %(subject)s, which does not name it under former_ids",
    "objects disputes": N_("%(subject)s disputes %(other)s"),
    "objects qualifies": N_("%(subject)s qualifies %(other)s"),
    "objects-no-more disputes": N_("%(subject)s no longer disputes %(other)s"),
    "objects-no-more qualifies": N_("%(subject)s no longer qualifies %(other)s"),
    "relates agrees": N_("%(subject)s now agrees with %(other)s"),
    "relates repeats": N_("%(subject)s now repeats %(other)s"),
    "relates updates": N_("%(subject)s now updates %(other)s"),
    "relates-no-more agrees": N_("%(subject)s no longer agrees with %(other)s"),
    "relates-no-more repeats": N_("%(subject)s no longer repeats %(other)s"),
    "relates-no-more updates": N_("%(subject)s no longer updates %(other)s"),
}
"""A cause, and the relation if there is one → why."""
_AGAINST_THE_WHOLE: Mapping[str, str] = {
    "objects disputes": N_("%(subject)s disputes the message"),
    "objects qualifies": N_("%(subject)s qualifies the message"),
    "objects-no-more disputes": N_("%(subject)s no longer disputes the message"),
    "objects-no-more qualifies": N_("%(subject)s no longer qualifies the message"),
}
"""The same of what is against a message as a whole."""
HEADINGS: Mapping[ChangeGroup, str] = {
    "decide": "To be decided",
    "retractions": "Retractions",
    "messages": "Key messages",
    "disagreements": "Disagreements",
    "corrections": "Corrections",
    "points": "Points",
    "terms": "Terms",
    "since": "What has happened since",
    "questions": "Questions",
    "records": "Articles, themes and events",
    "gaps": "What is missing",
    "pages": "Pages and addresses",
}
"""The heading under which the differences of a group stand, for editors."""
_BEFORE = ("%(before)s", "%(was)s")
_AFTER = ("%(after)s", "%(now)s")


def sentence(change: Change) -> str:
    """Return a difference in a sentence; what it was and is stands in it where that is short."""
    said = gettext(_form(change), **_values(change))
    if not change.because:
        return said if said.endswith("?") else gettext("%(sentence)s.", sentence=said)
    reasons = apart(_reason(change, reason) for reason in change.because)
    return gettext("%(sentence)s, because %(reasons)s.", sentence=said, reasons=reasons)


def compared(change: Change) -> tuple[str, str]:
    """Return what it was and what it is, but for what its sentence says."""
    form, values = _form(change), _values(change)
    return (
        "" if any(each in form for each in _BEFORE) else values["before"],
        "" if any(each in form for each in _AFTER) else values["after"],
    )


def name_of(name: Name) -> str:
    """Return what people call what a difference concerns."""
    if not isinstance(name, Line):
        return name
    kind = "" if name.kind == "message" else ", question"
    return f"{name.theme}{kind} {name.number}"


def words_of(value: Value | Part) -> str:
    """Return what something was, or is, or which part of it differs, in words."""
    return _WORDS[type(value)](value)


def _form(change: Change) -> str:
    unnamed = "" if change.name else _UNNAMED.get(change.kind, "")
    return unnamed or _SENTENCES[change.kind]


def _values(change: Change) -> Mapping[str, str]:
    """Return what may stand in the sentence of a difference."""
    name = name_of(change.name).rstrip(".")
    before, after = _value(change, change.before), _value(change, change.after)
    return {
        "what": change.what,
        "name": name,
        "title": quoted(name),
        "before": before,
        "after": after,
        "was": quoted(before),
        "now": quoted(after),
        "part": _part(change),
    }


def _part(change: Change) -> str:
    part = words_of(change.part)
    return part if change.kind in FOR_READERS else _PARTS.get(part, part)


def _value(change: Change, value: Value) -> str:
    if change.kind == "support-changed" and isinstance(value, str):
        return _SUPPORT[value]
    if change.part == "years" and isinstance(value, tuple):
        return listed(year_spans(value))
    return words_of(value)


def _figure(figure: Figure) -> str:
    told = listed(filter(None, _said_of(figure)))
    if not figure.caution:
        return told
    return gettext(
        "%(figure)s. Not to be read as: %(caution)s", figure=told, caution=figure.caution
    )


def _said_of(figure: Figure) -> Iterator[str]:
    unit = figure.unit
    was = "" if figure.before is None else signed(figure.before, unit)
    yield with_before(of_whole(signed(figure.value, unit), figure.of) + counted(unit), was)
    yield from (figure.about, figure.period)
    yield from (f"{number(part.value)} {part.about}" for part in figure.parts)


def _status(status: Status) -> str:
    form = _STATUSES.get(status.kind, "%(date)s: %(reason)s")
    return gettext(form, date=status.date, reason=status.reason)


def _roles(roles: Roles) -> str:
    return apart(map(_role, roles.each))


def _senses(senses: Senses) -> str:
    return row(senses.words, "or")


def _role(role: Role) -> str:
    interest = gettext("interest: %(interest)s", interest=role.interest) if role.interest else ""
    return listed(filter(None, (role.role, role.organisation, interest)))


def _dispute(dispute: Dispute) -> str:
    kind = _DISPUTES.get(dispute.kind, dispute.kind)
    if not dispute.question:
        return kind
    return gettext("%(kind)s: %(question)s", kind=kind, question=dispute.question)


def _passages(passages: Passages) -> str:
    """Say in how many passages, and of which years."""
    if not passages.first:
        return ngettext("%(count)s passage", "%(count)s passages", passages.number)
    last = passages.last
    years = passages.first if passages.first == last else span(passages.first, last)
    return ngettext(
        "%(count)s passage of %(years)s",
        "%(count)s passages of %(years)s",
        passages.number,
        years=years,
    )


def _reason(change: Change, reason: Reason) -> str:
    key = f"{reason.cause} {reason.relation}".rstrip()
    subject = "that" if reason.subject == change.before else reason.subject
    form = _CAUSES[key] if reason.other else _AGAINST_THE_WHOLE.get(key, _CAUSES[key])
    return gettext(form, subject=subject, other=reason.other)


_WORDS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    tuple: listed,
    Figure: _figure,
    Status: _status,
    Roles: _roles,
    Senses: _senses,
    Dispute: _dispute,
    Passages: _passages,
}
"""What puts a value into words."""
