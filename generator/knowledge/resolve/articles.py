"""Articles with their people and points."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import get_args

from msgspec.structs import replace

from generator.base.dates import Period, parse
from generator.base.foreign import is_english, told_in
from generator.base.model import (
    Article,
    Author,
    Choices,
    Dated,
    Passage,
    Person,
    Point,
    Publication,
    RelationKind,
)
from generator.base.nearest import nearest
from generator.base.problems import At, Problem
from generator.knowledge.resolve.entries import Parsed, repeated_ids
from generator.knowledge.resolve.figures import check_figure, figure_of
from generator.knowledge.resolve.inventory import Inventory, on_draft
from generator.knowledge.resolve.people import check_speakers
from generator.knowledge.resolve.status import check_status, graver, status_of
from generator.schema import fields
from generator.schema.check import Entry
from generator.text.figures import missing_figures

_Say = Callable[[str], str]
RELATIONS: tuple[RelationKind, ...] = get_args(RelationKind)
_YEAR = re.compile(r"1[0-9]{3}|2[0-9]{3}")


def resolve_article(
    entry: Entry[fields.Article], body: Parsed, inventory: Inventory
) -> tuple[Article, list[Problem]]:
    """Return the article without what is wrong in it, and what is wrong."""
    matter, source = entry.matter, entry.source
    language = inventory.foreign(matter.language)
    say = partial(told_in, language)
    people = {person.id: _person(person, matter.language, inventory) for person in matter.people}
    problems = [*_check_article(entry, inventory)]
    for index in range(len(matter.points)):
        problems += _check_point(entry, index, body, inventory)
    article = Article(
        id=source.id,
        title=told_in(_language_of_title(matter, inventory), matter.title),
        publication=_publication(matter, inventory),
        published=matter.published,
        published_basis=say(matter.published_basis),
        authors=tuple(
            Author(name=author.name, interest=say(author.interest)) for author in matter.authors
        ),
        kind=matter.kind,
        summary=say(matter.summary),
        text=matter.text,
        rights=say(matter.rights),
        language=language,
        people=tuple(people.values()),
        points=tuple(
            _point(entry, index, body, inventory, people)
            for index, point in enumerate(matter.points)
            if _is_kept(point, f"{source.id}#{point.id}", inventory)
        ),
        body=source.body,
        blocks=body.blocks,
        senses=_choices(matter.senses, inventory),
        status=status_of(matter.status, inventory, matter.language),
        glossary=matter.glossary,
        draft=matter.draft,
        reviewed=matter.reviewed,
        owner=matter.owner,
        changes=dated(matter.changes, say),
        corrections=dated(matter.corrections, say),
        former_ids=matter.former_ids,
        at=source.at(),
        summary_at=source.at("summary"),
    )
    return article, problems


def _is_kept(point: fields.Point, id_: str, inventory: Inventory) -> bool:
    """Tell whether a point stays; a draft that has another's id never does."""
    return id_ in inventory.points.kept and (not point.draft or inventory.is_draft(id_))


def dated(notes: Iterable[fields.Note], say: _Say) -> tuple[Dated, ...]:
    """Return dated notes, oldest first; ``say`` puts words into the language of their record."""
    made = (
        Dated(date=note.date, text=say(note.text), before=say(note.before), after=say(note.after))
        for note in notes
    )
    return tuple(sorted(made, key=lambda note: note.date.sort_key))


def _language_of_title(matter: fields.Article, inventory: Inventory) -> str:
    """Return an article's language, or its source's where the title is the source's own."""
    own = "" if matter.source.title else matter.source.language
    return inventory.foreign(own, matter.language)


def _publication(matter: fields.Article, inventory: Inventory) -> Publication:
    source = matter.source
    language = inventory.foreign(source.language, matter.language)
    return Publication(
        publisher=source.publisher,
        title=told_in(language, source.title),
        url=source.url,
        note=told_in(inventory.foreign(matter.language), source.note),
        language=language,
    )


def _person(person: fields.Person, around: str, inventory: Inventory) -> Person:
    is_body = person.kind == "body"
    named = person.organisation or (person.name if is_body else "")
    # A term's id stands for its label; any other name stays as the source gives it.
    shown = inventory.terms.labels.get(person.organisation, person.organisation)
    language = inventory.named(person.language)
    say = partial(told_in, inventory.foreign(person.language, around))
    return Person(
        id=person.id,
        # A group’s says in the words of its article who is meant.
        name=say(person.name) if person.kind == "group" else told_in(language, person.name),
        kind=person.kind,
        role=say(person.role),
        organisation="" if is_body else told_in(language, shown),
        organisation_term=inventory.terms.names.get(named.lower(), ""),
        interest=say(person.interest),
        inferred=person.inferred,
    )


def _point(
    entry: Entry[fields.Article],
    index: int,
    body: Parsed,
    inventory: Inventory,
    people: Mapping[str, Person],
) -> Point:
    point = entry.matter.points[index]
    around = entry.matter.language
    say = partial(told_in, inventory.foreign(around))
    own = f"{entry.source.id}#{point.id}"
    return Point(
        id=own,
        article=entry.source.id,
        text=say(point.text),
        kind=point.kind,
        themes=tuple(theme for theme in point.themes if theme in inventory.themes),
        passage=_passage(body.passages[point.id], point.passage.language, around, inventory),
        standing=point.standing,
        speaker=people.get(point.speaker),
        figure=figure_of(point.figure, say) if point.figure else None,
        places=point.places,
        as_of=point.as_of,
        due=point.due,
        relations={
            kind: tuple(o for o in getattr(point, kind) if o in inventory.points.kept and o != own)
            for kind in RELATIONS
        },
        senses=_choices(point.senses, inventory),
        status=graver(
            status_of(point.status, inventory, around),
            status_of(entry.matter.status, inventory, around),
        ),
        former_ids=point.former_ids,
        draft=point.draft,
        at=entry.source.at("points", index),
        text_at=entry.source.at("points", index, "text"),
    )


def _passage(found: Passage, own: str, around: str, inventory: Inventory) -> Passage:
    """Return a passage in its own language, or that of the text around it."""
    exact = told_in(inventory.foreign(own, around), found.exact)
    differs = own and own != (around or inventory.original)
    return replace(found, exact=exact, language=own if differs else "")


def _choices(senses: Choices, inventory: Inventory) -> Choices:
    """Keep the choices that name a sense there is."""
    kept = {
        term: tuple(sense for sense in chosen if inventory.terms.has(term, sense))
        for term, chosen in senses.items()
    }
    return {term: chosen for term, chosen in sorted(kept.items()) if chosen}


def _check_article(entry: Entry[fields.Article], inventory: Inventory) -> Iterator[Problem]:
    matter, source = entry.matter, entry.source
    yield from repeated_ids(source, "people", (person.id for person in matter.people), "person")
    yield from check_speakers(entry, inventory)
    drafts = [index for index, point in enumerate(matter.points) if point.draft]
    points = (point.id for point in matter.points)
    yield from repeated_ids(source, "points", points, "point", drafts)
    yield from _check_senses(entry, (), matter.senses, inventory)
    yield from check_status(source, (), source.id, matter.status, inventory)
    if matter.text == "full" and not matter.rights and "rights" not in entry.lost:
        message = "The text is the source’s own, and nothing says why it may be published here."
        hint = (
            "Write a digest in your own words, and delete “text: full”; or say under “rights:” who "
            "allows it, or which licence it has."
        )
        yield Problem(source.at("text"), "full-text-without-rights", message, hint)
    if not matter.points and not entry.lost:
        message = "The article has no points: no briefing page will use it."
        at = source.at("points") if "points" in source.meta else At(source.path, source.end_line)
        yield Problem(at, "article-without-points", message, "List them under “points:”.")


def _check_point(
    entry: Entry[fields.Article], index: int, body: Parsed, inventory: Inventory
) -> Iterator[Problem]:
    point, source = entry.matter.points[index], entry.source
    for number, theme in enumerate(point.themes):
        yield from inventory.check_theme(theme, source.at("points", index, "themes", number))
    yield from _check_speaker(entry, index)
    yield from _check_senses(entry, ("points", index), point.senses, inventory)
    own = f"{source.id}#{point.id}"
    yield from check_status(source, ("points", index), own, point.status, inventory)
    yield from _check_relations(entry, index, inventory)
    yield from check_figure(source, index, point.figure)
    yield from _check_numbers(entry, index, body, inventory)


def _check_speaker(entry: Entry[fields.Article], index: int) -> Iterator[Problem]:
    speaker = entry.matter.points[index].speaker
    people = [person.id for person in entry.matter.people]
    if speaker and speaker not in people and speaker not in entry.lost:
        near = nearest(speaker, people)
        named = (
            f" Listed there: {', '.join(f'“{each}”' for each in dict.fromkeys(people))}."
            if people
            else ""
        )
        hint = f"Did you mean “{near}”?" if near else f"List who says it under “people:”.{named}"
        message = f"The speaker “{speaker}” is not among this article’s people."
        at = entry.source.at("points", index, "speaker")
        yield Problem(at, "unknown-speaker", message, hint)


def _check_senses(
    entry: Entry[fields.Article], keys: tuple[str | int, ...], senses: Choices, inventory: Inventory
) -> Iterator[Problem]:
    for term, chosen in senses.items():
        place = (*keys, "senses", term)
        for number, sense in enumerate(chosen):
            at = entry.source.at(*place, number)
            yield from inventory.check_sense(
                term, sense, at if inventory.terms.has(term) else entry.source.at_key(*place)
            )


def _check_relations(
    entry: Entry[fields.Article], index: int, inventory: Inventory
) -> Iterator[Problem]:
    point, source = entry.matter.points[index], entry.source
    own = f"{source.id}#{point.id}"
    for kind in RELATIONS:
        for number, other in enumerate(getattr(point, kind)):
            at = source.at("points", index, kind, number)
            yield from inventory.check_point(other, at)
            if other == own:
                message = f"The point “{point.id}” {_WITH.get(kind, kind)} itself."
                yield Problem(
                    at, "self-relation", message, "Name another point, or remove the relation."
                )
            elif inventory.is_draft(other) and not inventory.is_draft(own):
                yield on_draft(other, at)


_WITH = {"agrees": "agrees with"}


def _check_numbers(
    entry: Entry[fields.Article], index: int, body: Parsed, inventory: Inventory
) -> Iterator[Problem]:
    """Check what a point counts, in English: other languages write numbers in their own way."""
    point = entry.matter.points[index]
    passage = body.passages.get(point.id)
    if passage is None or not is_english(entry.matter.language, inventory.original):
        return
    missing = [
        figure
        for figure in missing_figures(point.text, body.blocks[passage.block].text)
        if not _is_year_of(figure, point.as_of or entry.matter.published)
    ]
    if missing:
        found = ", ".join(f"“{figure}”" for figure in missing)
        message = f"The paragraph of the passage does not contain {found}, which this point states."
        at = entry.source.at("points", index, "text")
        hint = "Correct the figure, or choose the passage that states it."
        yield Problem(at, "figure-not-in-passage", message, hint, missing[0])


def _is_year_of(figure: str, said: Period) -> bool:
    """Tell whether a figure is a year in which what is said was true: a date, and no quantity."""
    return _YEAR.fullmatch(figure) is not None and parse(figure).overlaps(said)
