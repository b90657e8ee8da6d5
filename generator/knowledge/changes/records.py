"""Articles, themes, terms, events and pages: what differs in them besides points and messages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from generator.knowledge.changes.bearings import event_subject
from generator.knowledge.changes.change import Change, ChangeKind, Role, Roles, Subject
from generator.knowledge.changes.pairs import Pairs, by_id, same
from generator.knowledge.changes.points import cited, subject_of
from generator.knowledge.changes.state import (
    Article,
    Event,
    Note,
    Page,
    Point,
    Sense,
    Speaker,
    Term,
    Theme,
)


def article_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what differs in articles that both states have."""
    for old in pairs.before.articles:
        if old.id in pairs.articles:
            new = pairs.articles_after[pairs.articles[old.id]]
            yield from _fields(new, _of_article(old), _of_article(new))
            if old.status != new.status:
                yield _subject(new).changed("status-changed", old.status or "", new.status or "")
            if old.published != new.published:
                yield _subject(new).changed(
                    "date-changed", old.published, new.published, part="published"
                )
            yield from _text(new, old.text, new.text, _cited(pairs, old, new))
            yield from _notes(new, "correction", old.corrections, new.corrections)
            yield from _notes(new, "note", old.changes, new.changes)
            yield from _roles(pairs, old, new)
    yield from _dates(pairs)
    yield from _new_roles(pairs)


def theme_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what differs in themes that both states have, and have under one name."""
    now = by_id(pairs.after.themes)
    for old in pairs.before.themes:
        if (name := pairs.themes.get(old.id)) and not pairs.merged(old.id):
            new = now[name]
            was = {"title": old.title, "question": old.question}
            yield from _fields(new, was, {"title": new.title, "question": new.question})
            yield from _text(new, old.text, new.text, frozenset())
            yield from _notes(new, "note", old.changes, new.changes)


def page_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what differs in pages of text, and in the texts of terms."""
    now = by_id(pairs.after.pages)
    for old in pairs.before.pages:
        if new := now.get(old.id):
            yield from _fields(new, {"title": old.title}, {"title": new.title})
            yield from _text(new, old.text, new.text, frozenset())
    terms = by_id(pairs.after.terms)
    for before in pairs.before.terms:
        if before.id in pairs.terms:
            after = terms[pairs.terms[before.id]]
            yield from _fields(after, {"title": before.label}, {"title": after.label})
            yield from _text(after, before.text, after.text, frozenset())


def event_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what differs in events."""
    found = same(
        pairs.before.events, pairs.after.events, lambda event: event.id, lambda event: event.title
    )
    for old, new in found:
        if old.date != new.date:
            yield _of_event(new).changed("date-changed", old.date, new.date, part="date")
        was, now = _parts(old), _parts(new)
        for part in was:
            if was[part] != now[part]:
                yield _of_event(new).changed("record-changed", was[part], now[part], part=part)
    gone, come = {old.id for old, _ in found}, {new.id for _, new in found}
    for event in pairs.before.events:
        if event.id not in gone:
            yield _of_event(event).changed("event-dropped", _dated(event))
    for event in pairs.after.events:
        if event.id not in come:
            yield _of_event(event).changed("event-added", after=_dated(event))


def sense_pairs(old: Term, new: Term) -> Iterator[tuple[Sense, Sense]]:
    """Yield the senses that a term has in both states: by what they mean, then by their names."""
    yield from same(
        old.senses,
        new.senses,
        lambda sense: (sense.expansion, sense.definition),
        lambda sense: sense.expansion,
        lambda sense: sense.definition,
        lambda sense: None if sense.id.isdigit() else sense.id,
        lambda sense: sense.id,
    )


def sense_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield the senses that terms have now, have no longer, or have otherwise."""
    terms = by_id(pairs.after.terms)
    for before in pairs.before.terms:
        if before.id in pairs.terms:
            after = terms[pairs.terms[before.id]]
            matched = [*sense_pairs(before, after)]
            for old, new in matched:
                yield from _sense(pairs, after, old, new)
            gone, come = {old.id for old, _ in matched}, {new.id for _, new in matched}
            for sense in before.senses:
                if sense.id not in gone:
                    yield _subject(after).changed("sense-dropped", sense.words)
            for sense in after.senses:
                if sense.id not in come:
                    yield _subject(after).changed("sense-added", after=sense.words)


_Record = Article | Theme | Page | Term


def _subject(record: _Record) -> Subject:
    name = record.label if isinstance(record, Term) else record.title
    return Subject(record.url.strip("/"), name, record.url)


def _fields(record: _Record, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    for part, before in was.items():
        if " ".join(before.split()) != " ".join(now[part].split()):
            yield _subject(record).changed("record-changed", before, now[part], part=part)


def _of_article(article: Article) -> Mapping[str, str]:
    authors = (f"{a.name} ({a.interest})" if a.interest else a.name for a in article.authors)
    return {
        "title": article.title,
        "summary": article.summary,
        "kind": article.kind,
        "authors": ", ".join(authors),
        "publisher": article.source.publisher or "",
        "source": article.source.title or "",
        "address": article.source.address or "",
        "note": article.source.note or "",
    }


def _cited(pairs: Pairs, old: Article, new: Article) -> frozenset[str]:
    """Return paragraphs of which points tell that they differ."""
    was = cited(old, pairs.of_article_before.get(old.id, ()))
    return was ^ cited(new, pairs.of_article_after.get(new.id, ()))


def _text(record: _Record, was: str, now: str, told: frozenset[str]) -> Iterator[Change]:
    """Tell which paragraphs are new or gone, but for those that are told of with points."""
    before, after = _paragraphs(was), _paragraphs(now)
    gone = [each for each in before if each not in {*after} and each not in told]
    come = [each for each in after if each not in {*before} and each not in told]
    if gone or come:
        yield _subject(record).changed("text-changed", "\n\n".join(gone), "\n\n".join(come))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split("\n\n") if each.strip()]


_Told = Literal["correction", "note"]
_NOTED: Mapping[_Told, tuple[ChangeKind, ChangeKind]] = {
    "correction": ("correction-dropped", "correction-added"),
    "note": ("note-dropped", "note-added"),
}


def _notes(
    record: Article | Theme, told: _Told, was: Iterable[Note], now: Iterable[Note]
) -> Iterator[Change]:
    """Tell what a record says of its own corrections, or changes, and did not; or the reverse."""
    before, after = dict.fromkeys(was), dict.fromkeys(now)
    gone, come = _NOTED[told]
    for kind, notes, known in ((gone, before, after), (come, after, before)):
        for note in notes:
            if note not in known:
                yield _subject(record).changed(
                    kind, note.before or "", note.after or "", part=f"{note.date}: {note.text}"
                )


def _dates(pairs: Pairs) -> Iterator[Change]:
    """Tell of points that are of another date, unless that is their articles' own."""
    for old in pairs.before.points:
        if old.id in pairs.points:
            new = pairs.points_after[pairs.points[old.id]]
            old_article = pairs.articles_before[old.article]
            dates = old_article.published, pairs.articles_after[new.article].published
            if old.as_of != new.as_of and (old.as_of, new.as_of) != dates:
                yield subject_of(new).changed("date-changed", old.as_of, new.as_of, part="as_of")


def _roles(pairs: Pairs, old: Article, new: Article) -> Iterator[Change]:
    """Tell which speakers of an article are said to have had another role."""
    was = _speakers(pairs.of_article_before.get(old.id, ()))
    now = _speakers(pairs.of_article_after.get(new.id, ()))
    for id_ in sorted({*was} & {*now}):
        before, after = _role(was[id_]), _role(now[id_])
        if before != after:
            yield _subject(new).changed(
                "role-changed", Roles((before,)), Roles((after,)), part=now[id_].name
            )


def _speakers(points: Iterable[Point]) -> dict[str, Speaker]:
    return {point.speaker.id: point.speaker for point in points if point.speaker}


def _new_roles(pairs: Pairs) -> Iterator[Change]:
    """Tell which known speakers have a role in a new article that they had in none."""
    known: dict[str, set[Role]] = {}
    for point in pairs.before.points:
        if point.speaker:
            known.setdefault(point.speaker.id, set()).add(_role(point.speaker))
    kept = {*pairs.articles.values()}
    told = set()
    for point in pairs.after.points:
        speaker = point.speaker
        if speaker and point.article not in kept and speaker.id in known:
            role = _role(speaker)
            if role not in known[speaker.id] and (speaker.id, role) not in told:
                told.add((speaker.id, role))
                earlier = Roles(tuple(sorted(known[speaker.id], key=str)))
                yield _subject(pairs.articles_after[point.article]).changed(
                    "role-added", earlier, Roles((role,)), part=speaker.name
                )


def _role(speaker: Speaker) -> Role:
    return Role(speaker.role, speaker.organisation, speaker.interest or "")


def _of_event(event: Event) -> Subject:
    return event_subject(event.id, event.title)


def _dated(event: Event) -> str:
    return ": ".join(filter(None, (event.date, event.text)))


def _parts(event: Event) -> Mapping[str, str]:
    return {
        "title": event.title,
        "text": event.text,
        "effect": event.effect or "",
        "source": event.source,
    }


def _sense(pairs: Pairs, term: Term, old: Sense, new: Sense) -> Iterator[Change]:
    parts = {
        "expansion": (old.expansion or "", new.expansion or ""),
        "definition": (old.definition, new.definition),
        "period": (_span(old), _span(new)),
        "source": (old.source, new.source),
        "successor": (_successor(pairs, old), _successor(pairs, new)),
    }
    for part, (was, now) in parts.items():
        if was != now:
            yield _subject(term).changed("sense-changed", was, now, part=part)


def _successor(pairs: Pairs, sense: Sense) -> str:
    return pairs.labels.get(sense.successor or "", sense.successor or "")


def _span(sense: Sense) -> str:
    return f"{sense.start or '…'} to {sense.end or '…'}" if sense.start or sense.end else ""
