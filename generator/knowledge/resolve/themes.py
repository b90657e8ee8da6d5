"""Themes with their key messages and questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from generator.base.bounds import MESSAGE_WORDS
from generator.base.foreign import told_in
from generator.base.icons import USUAL_ICON, check_icon, is_icon
from generator.base.model import DisputedQuestion, Message, MessageSection, Question, Theme
from generator.base.nearest import nearest
from generator.base.problems import At, Problem
from generator.knowledge.resolve.articles import dated
from generator.knowledge.resolve.entries import Parsed, repeated_ids
from generator.knowledge.resolve.inventory import Inventory, on_draft
from generator.schema import fields
from generator.schema.check import Entry

_Say = Callable[[str], str]
_SIDES = 2
"""Points that it takes to disagree."""


def resolve_theme(
    entry: Entry[fields.Theme],
    body: Parsed,
    inventory: Inventory,
    on_theme: frozenset[str],
) -> tuple[Theme, list[Problem]]:
    """Return the theme without what is wrong in it, and what is wrong.

    Args:
        entry: the theme's record.
        body: its introduction.
        inventory: what may be referred to.
        on_theme: ids of the points that carry this theme.
    """
    matter, source = entry.matter, entry.source
    language = inventory.foreign(matter.language)
    say = partial(told_in, language)
    theme = Theme(
        id=source.id,
        title=say(matter.title),
        order=matter.order,
        icon=matter.icon if is_icon(matter.icon) else USUAL_ICON,
        question=say(matter.question),
        language=language,
        body=source.body,
        blocks=body.blocks,
        sections=tuple(
            MessageSection(id=section.id, title=say(section.title)) for section in matter.sections
        ),
        messages=tuple(_messages(entry, inventory, say)),
        disagreements=tuple(_disputed(entry, inventory, say)),
        questions=tuple(_questions(entry, inventory, say)),
        reviewed=matter.reviewed,
        owner=matter.owner,
        changes=dated(matter.changes, say),
        former_ids=matter.former_ids,
        at=source.at(),
    )
    return theme, [*_check(entry, inventory, on_theme)]


def _messages(entry: Entry[fields.Theme], inventory: Inventory, say: _Say) -> Iterator[Message]:
    """Yield the messages that still rest on something."""
    sections = {section.id for section in entry.matter.sections}
    for index, message in enumerate(entry.matter.messages):
        if points := _kept(message.points, inventory):
            yield Message(
                text=say(message.text),
                points=points,
                contested_by=_kept(message.contested_by, inventory),
                limited_by=_kept(message.limited_by, inventory),
                section=message.section if message.section in sections else "",
                at=entry.source.at("messages", index, "text"),
            )


def _disputed(
    entry: Entry[fields.Theme], inventory: Inventory, say: _Say
) -> Iterator[DisputedQuestion]:
    for index, asked in enumerate(entry.matter.disagreements):
        left = {*asked.points} - inventory.points.kept
        if any(map(inventory.is_draft, left)):
            continue  # the others may disagree with what is left out alone
        yield DisputedQuestion(
            question=say(asked.question),
            points=_kept(asked.points, inventory),
            at=entry.source.at("disagreements", index, "points"),
        )


def _questions(entry: Entry[fields.Theme], inventory: Inventory, say: _Say) -> Iterator[Question]:
    for index, question in enumerate(entry.matter.questions):
        yield Question(
            text=say(question.text),
            audience=question.audience,
            points=_kept(question.points, inventory),
            at=entry.source.at("questions", index, "text"),
        )


def _kept(points: Iterable[str], inventory: Inventory) -> tuple[str, ...]:
    return tuple(point for point in dict.fromkeys(points) if point in inventory.points.kept)


def _check(
    entry: Entry[fields.Theme], inventory: Inventory, on_theme: frozenset[str]
) -> Iterator[Problem]:
    source = entry.source
    yield from check_icon(entry.matter.icon, source.at("icon"))
    yield from repeated_ids(source, "sections", (s.id for s in entry.matter.sections), "section")
    for index, message in enumerate(entry.matter.messages):
        for key in ("points", "contested_by", "limited_by"):
            yield from _check_points(entry, ("messages", index, key), inventory)
        yield from _check_section(entry, index)
        yield from _check_message(message.text, source.at("messages", index, "text"))
        # A point that is not there has been told of; it may have had the theme.
        if inventory.points.declared.issuperset(message.points) and on_theme.isdisjoint(
            message.points
        ):
            draft = any(map(inventory.is_draft, message.points))
            text = f"None of this message’s points belongs to the theme “{source.id}”."
            hint = "Base it on a point from the theme, or move it to the theme of its points."
            yield Problem(
                source.at("messages", index), "message-off-theme", text, hint, draft=draft
            )
    for index, question in enumerate(entry.matter.questions):
        yield from inventory.check_audience(question.audience, source.at("questions", index, "for"))
        yield from _check_points(entry, ("questions", index, "points"), inventory)
    for index, asked in enumerate(entry.matter.disagreements):
        yield from _check_points(entry, ("disagreements", index, "points"), inventory)
        if len(asked.points) < _SIDES:
            text = "A disagreement takes at least two points."
            at = source.at("disagreements", index, "points")
            yield Problem(at, "unknown-disagreement", text, "Name another that disputes it.")


def _check_section(entry: Entry[fields.Theme], index: int) -> Iterator[Problem]:
    section = entry.matter.messages[index].section
    sections = [each.id for each in entry.matter.sections]
    if section and section not in (*sections, *entry.lost):
        near = nearest(section, sections)
        hint = f"Did you mean “{near}”?" if near else "List it under “sections:” of the theme."
        at = entry.source.at("messages", index, "section")
        yield Problem(at, "unknown-section", f"The theme has no section “{section}”.", hint)


def _check_points(
    entry: Entry[fields.Theme], keys: tuple[str, int, str], inventory: Inventory
) -> Iterator[Problem]:
    """Check the points that a key of an item of a list names."""
    listed, index, key = keys
    points: Sequence[str] = getattr(getattr(entry.matter, listed)[index], key)
    for number, point in enumerate(points):
        at = entry.source.at(*keys, number)
        yield from inventory.check_point(point, at)
        if inventory.is_draft(point):
            yield on_draft(point, at)


def _check_message(text: str, at: At) -> Iterator[Problem]:
    words = len(text.split())
    if words > MESSAGE_WORDS:
        message = f"The key message has {words} words; it should have at most {MESSAGE_WORDS}."
        yield Problem(
            at, "long-message", message, "Say one thing, and leave the rest to the points."
        )


def points_by_theme(articles: Iterable[Entry[fields.Article]]) -> Mapping[str, frozenset[str]]:
    """Return theme id → ids of the points that carry it, in all readable articles."""
    found: dict[str, set[str]] = {}
    for entry in articles:
        for point in entry.matter.points:
            for theme in point.themes:
                found.setdefault(theme, set()).add(f"{entry.source.id}#{point.id}")
    return {theme: frozenset(points) for theme, points in found.items()}
