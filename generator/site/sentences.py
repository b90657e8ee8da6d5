"""Differences between two states of a briefing, each in a sentence for people.

Editors are told of all of them, in English, where nothing else is spoken; readers of some, in their
language.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.base.dates import DateError, parse
from generator.base.labels import (
    apart,
    counted,
    listed,
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
    Claim,
    Dispute,
    Line,
    Name,
    Names,
    Part,
    Passages,
    Reason,
    Role,
    Roles,
    Senses,
    Texts,
    Value,
)
from generator.knowledge.changes.state import Figure, Status

FOR_READERS: Mapping[ChangeKind, str] = {
    "support-lost": N_("%(name)s has lost its last support"),
    "status-changed": N_("%(title)s stands again"),
    "message-dropped": N_("%(name)s is dropped"),
    "message-reworded": N_("%(name)s is reworded"),
    "support-changed": N_("%(name)s: %(before)s → %(after)s"),
    "message-added": N_("%(name)s is a new message"),
    "dispute-opened": N_("Sources now disagree on %(title)s"),
    "dispute-closed": N_("Sources no longer disagree on %(title)s"),
    "dispute-changed": N_("The disagreement on %(title)s has changed"),
    "point-deleted": N_("A claim is taken out"),
    "point-reworded": N_("A claim is reworded"),
    "figure-changed": N_("%(title)s has another figure"),
    "speaker-changed": N_("%(title)s is said by another"),
    "role-changed": N_("%(part)s has another role in %(title)s"),
    "meaning-changed": N_("%(name)s in %(part)s now means %(now)s, no longer %(was)s"),
}
"""What is said of each kind of which readers are told: of what is claimed.

Where ``before`` and ``after``, or ``was`` and ``now``, are not in it, they stand below it.
"""
_UNNAMED: Mapping[ChangeKind, str] = {
    "dispute-opened": N_("Sources now disagree"),
    "dispute-closed": N_("Sources no longer disagree"),
    "dispute-changed": N_("A disagreement has changed"),
}
"""The same where no question says what it is about."""
_SENTENCES: Mapping[ChangeKind, str] = {
    **FOR_READERS,
    "address-died": "The page %(title)s is gone: %(before)s leads nowhere",
    "language-dropped": "The site in %(name)s is gone: all below %(before)s leads nowhere",
    "message-moved": "%(part)s: now under %(now)s, no longer under %(was)s",
    "message-rests": "The support of %(name)s has changed",
    "correction-added": "%(title)s notes a correction of %(part)s",
    "correction-dropped": "%(title)s no longer notes a correction of %(part)s",
    "note-added": "%(title)s notes a change of %(part)s",
    "note-dropped": "%(title)s no longer notes a change of %(part)s",
    "point-deleted": "%(what)s is taken out",
    "point-reworded": "%(what)s is reworded",
    "passage-changed": "The passage of %(title)s lies in other words",
    "role-added": "%(part)s speaks in a new role, in %(title)s",
    "date-changed": "%(title)s: %(part)s moves from %(before)s to %(after)s",
    "point-added": "%(what)s is a new point",
    "point-moved": "%(quoted)s: %(before)s is now %(after)s",
    "relation-dropped": "%(title)s no longer %(part)s %(before)s",
    "relation-added": "%(title)s now %(part)s %(after)s",
    "sense-dropped": "%(name)s has lost a meaning",
    "sense-changed": "A meaning of %(name)s: %(part)s changed",
    "sense-added": "%(name)s has a new meaning",
    "became-stale": "The event %(title)s now bears on more than before",
    "no-longer-stale": "The event %(title)s now bears on less than before",
    "question-dropped": "%(name)s is dropped",
    "question-reworded": "%(name)s is reworded",
    "question-added": "%(name)s is a new question",
    "question-moved": "%(part)s: now under %(now)s, no longer under %(was)s",
    "question-rests": "%(name)s rests on other points",
    "record-changed": "%(title)s: %(part)s changed",
    "text-changed": "%(title)s has other paragraphs",
    "event-dropped": "The event %(title)s is taken out",
    "event-added": "%(title)s is a new event",
    "gap-opened": "%(title)s now lacks %(part)s %(after)s",
    "gap-closed": "%(title)s no longer lacks %(part)s %(before)s",
    "page-added": "%(title)s is a new page",
    "address-moved": "%(title)s: %(before)s leads on to %(after)s",
    "anchor-lost": "%(before)s leads to the top of its page now",
    "language-added": "The site can now be read in %(name)s",
    "translation-lacking": "%(name)s: no translation of %(part)s of %(what)s, new or reworded",
    "translation-changed": "%(name)s: another translation of %(part)s of %(what)s",
    "translation-added": "%(name)s: a translation of %(part)s more of %(what)s",
}
"""What is said of each kind; that of which only editors are told has no translation."""
_STATUS_SENTENCES: Mapping[str, str] = {
    "retracted": "%(title)s is retracted",
    "superseded": "%(title)s is superseded",
    "corrected": "%(title)s is corrected by its source",
}
_WHOLE: Mapping[ChangeKind, str] = {"point-deleted": N_("The article %(title)s is taken out")}
"""What readers are told where one difference is that of a whole article."""
_OF_SEVERAL: Mapping[ChangeKind, str] = {
    "point-deleted": "The points of %(title)s are taken out",
    "point-added": "The points of %(title)s are new",
    "passage-changed": "%(title)s: the passages of %(part)s lie in other words",
    "anchor-lost": "%(title)s: addresses of passages lead to the top of the page now",
}
"""What is said where one difference is that of several things."""
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
    "article-gone": N_("the article %(subject)s was taken out"),
    "article-retracted": N_("the article %(subject)s was retracted"),
    "article-stands": N_("the article %(subject)s stands again"),
    "gone": N_("%(subject)s was taken out"),
    "new": N_("%(subject)s is new"),
    "left": N_("it no longer rests on %(subject)s"),
    "joined": N_("it now rests on %(subject)s"),
    "retracted": N_("%(subject)s was retracted"),
    "stands": N_("%(subject)s stands again"),
    "renamed": "the page is now %(id)s, whose former_ids do not name it",
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
    "corrections": "Corrections and notes",
    "points": "Points",
    "terms": "Terms",
    "since": "What has happened since",
    "questions": "Questions",
    "records": "Articles, themes and events",
    "gaps": "What is missing",
    "pages": "Pages and addresses",
    "translations": "Translations",
}
"""The heading under which the differences of a group stand, for editors."""
_BEFORE = ("%(before)s", "%(was)s")
_AFTER = ("%(after)s", "%(now)s")


def sentence(change: Change) -> str:
    """Return a difference in a sentence for editors; what it was and is, where that is short."""
    return _sentence(change, _form(change), _values(change))


def sentence_for_readers(change: Change) -> str:
    """Return it for readers, who know no ids; what was and is stands below where it is long."""
    whole = _WHOLE.get(change.kind, "") if _is_of_several(change) else ""
    form = _unnamed(change) or whole or FOR_READERS[change.kind]
    names = {"title": _quoted(change.name), "name": _name_for_readers(change.name)}
    return _sentence(change, form, {**_values(change), **names})


def _name_for_readers(name: Name) -> str:
    if isinstance(name, str):
        return name.rstrip(".")
    return gettext("Key message %(number)s of %(theme)s", number=name.number, theme=name.theme)


def _sentence(change: Change, form: str, values: Mapping[str, str]) -> str:
    said = gettext(form, **values)
    if not change.because:
        return _ended(said)
    reasons = apart(map(_reason, change.because))
    return gettext("%(sentence)s, because %(reasons)s.", sentence=said, reasons=reasons)


def _ended(said: str) -> str:
    """Return a sentence with a full stop, but where it ends with what is quoted with its own."""
    return said if said.endswith(("?", ".")) else gettext("%(sentence)s.", sentence=said)


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
    """Return what is said of a difference to editors."""
    if isinstance(change.after, Status):
        return _STATUS_SENTENCES.get(change.after.kind, "%(title)s has another status")
    if change.kind == "question-reworded" and change.part == "audience":
        return "%(name)s is for others now"
    if change.kind == "address-died" and (change.because or change.name == change.before):
        return "%(before)s leads nowhere now"
    several = _OF_SEVERAL.get(change.kind, "") if _is_of_several(change) else ""
    return _unnamed(change) or several or _SENTENCES[change.kind]


def _unnamed(change: Change) -> str:
    return "" if change.name else _UNNAMED.get(change.kind, "")


def _is_of_several(change: Change) -> bool:
    """Tell whether a difference is told of an article, for several of its points."""
    return "#" not in change.what


def _is_dispute(change: Change) -> bool:
    return change.kind in _UNNAMED


def _quoted(name: Name) -> str:
    """Return what people call a thing as it stands in a sentence."""
    return quoted(name.rstrip(".")) if isinstance(name, str) else name_of(name)


def _called(id_: str, words: Name) -> str:
    """Return what people call a thing, and the id of a point, by which editors find it."""
    if not words:
        return id_
    return f"{_quoted(words)} ({id_})" if "#" in id_ else _quoted(words)


def _values(change: Change) -> Mapping[str, str]:
    """Return what may stand in the sentence of a difference."""
    before, after = _value(change, change.before), _value(change, change.after)
    return {
        "what": change.what,
        "name": name_of(change.name).rstrip("."),
        "title": _quoted(change.name) if _is_dispute(change) else _called(change.what, change.name),
        "quoted": _quoted(change.name),
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
    if isinstance(value, Claim):
        return _called(value.id, value.words)
    if isinstance(value, Status) and value == change.after:
        return gettext("%(date)s: %(reason)s", date=_date(value.date), reason=value.reason)
    if change.kind in {"message-moved", "question-moved"} and not value:
        return "no heading"
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
    yield with_before(counted(figure.value, unit, figure.of), was)
    yield from (figure.about, figure.period)
    yield from (f"{number(part.value)} {part.about}" for part in figure.parts)


def _status(status: Status) -> str:
    form = _STATUSES.get(status.kind, "%(date)s: %(reason)s")
    return gettext(form, date=_date(status.date), reason=status.reason)


def _date(text: str) -> str:
    """Return a date for readers; as it stands where published data hold none."""
    try:
        return parse(text).label
    except DateError:
        return text


def _names(names: Names) -> str:
    """Return each name on a line; messages or questions of one theme by their numbers, in a row."""
    first, *others = names.each
    numbers = [str(name.number) for name in others if isinstance(name, Line) and _near(name, first)]
    if not others or len(numbers) < len(others):
        return "\n".join(map(name_of, names.each))
    return row([name_of(first).replace(", question ", ", questions "), *numbers], "and")


def _near(line: Line, other: Name) -> bool:
    """Tell whether two lines are of one kind and theme."""
    return isinstance(other, Line) and (line.kind, line.theme) == (other.kind, other.theme)


def _roles(roles: Roles) -> str:
    return apart(map(_role, roles.each))


def _senses(senses: Senses) -> str:
    return row([words.rstrip(".") for words in senses.words], "or")


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


def _reason(reason: Reason) -> str:
    key = f"{reason.cause} {reason.relation}".rstrip()
    form = _CAUSES[key] if reason.other else _AGAINST_THE_WHOLE.get(key, _CAUSES[key])
    subject = _quoted(reason.name or reason.subject)
    return gettext(form, id=reason.subject, subject=subject, other=_quoted(reason.other_name))


_WORDS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    tuple: listed,
    Figure: _figure,
    Status: _status,
    Roles: _roles,
    Senses: _senses,
    Dispute: _dispute,
    Passages: _passages,
    Texts: lambda texts: f"{texts.number:,} text{'' if texts.number == 1 else 's'}",
    Names: _names,
    Claim: lambda claim: claim.id,
}
"""What puts a value into words."""
