"""Themes with their key messages and questions."""

from collections.abc import Iterable, Iterator, Sequence

from generator.base.icons import check_icon
from generator.base.model import Message, Question, Theme
from generator.base.problems import At, Problem
from generator.knowledge.resolve.articles import dated
from generator.knowledge.resolve.known import Known, Parsed, on_draft
from generator.schema.check import Entry

LONGEST_MESSAGE = 30
"""Words that a key message should not exceed."""


def resolve_theme(
    entry: Entry, parsed: Parsed, known: Known, on_theme: frozenset[str]
) -> tuple[Theme, list[Problem]]:
    """Return the theme without what is wrong in it, and what is wrong.

    Args:
        entry: the theme's record.
        parsed: its introduction.
        known: what may be referred to.
        on_theme: ids of the points that carry this theme.
    """
    matter, source = entry.matter, entry.source
    theme = Theme(
        id=source.id,
        title=matter.title,
        order=matter.order,
        icon=matter.icon,
        question=matter.question,
        body=source.body,
        blocks=parsed.blocks,
        messages=tuple(_messages(entry, known)),
        questions=tuple(_questions(entry, known)),
        reviewed=matter.reviewed,
        changes=dated(matter.changes),
        former_ids=tuple(matter.former_ids),
        at=source.at(),
    )
    return theme, [*_check(entry, known, on_theme)]


def _messages(entry: Entry, known: Known) -> Iterator[Message]:
    """Yield the messages that still rest on something."""
    for index, message in enumerate(entry.matter.messages):
        if points := _kept(message.points, known):
            yield Message(
                text=message.text, points=points, at=entry.source.at("messages", index, "text")
            )


def _questions(entry: Entry, known: Known) -> Iterator[Question]:
    for index, question in enumerate(entry.matter.questions):
        yield Question(
            text=question.text,
            audience=question.audience,
            points=_kept(question.points, known),
            at=entry.source.at("questions", index, "text"),
        )


def _kept(points: Iterable[str], known: Known) -> tuple[str, ...]:
    return tuple(point for point in dict.fromkeys(points) if point in known.kept)


def _check(entry: Entry, known: Known, on_theme: frozenset[str]) -> Iterator[Problem]:
    source = entry.source
    yield from check_icon(entry.matter.icon, source.at("icon"))
    for index, message in enumerate(entry.matter.messages):
        yield from _check_points(entry, ("messages", index), message.points, known)
        yield from _check_message(message.text, source.at("messages", index, "text"))
        # A point that is not there has been told of; it may have had the theme.
        if known.declared.issuperset(message.points) and on_theme.isdisjoint(message.points):
            text = f"None of this message’s points has the theme “{source.id}”."
            hint = "Rest it on a point of the theme, or move it to the theme of its points."
            yield Problem(source.at("messages", index), "message-off-theme", text, hint)
    for index, question in enumerate(entry.matter.questions):
        yield from known.audience(question.audience, source.at("questions", index, "for"))
        yield from _check_points(entry, ("questions", index), question.points, known)


def _check_points(
    entry: Entry, keys: tuple[str, int], points: Sequence[str], known: Known
) -> Iterator[Problem]:
    for number, point in enumerate(points):
        at = entry.source.at(*keys, "points", number)
        yield from known.point(point, at)
        if point in known.drafts:
            yield on_draft(point, at)


def _check_message(text: str, at: At) -> Iterator[Problem]:
    words = len(text.split())
    if words > LONGEST_MESSAGE:
        message = f"The key message has {words} words; {LONGEST_MESSAGE} are enough."
        yield Problem(
            at, "long-message", message, "Say one thing, and leave the rest to the points."
        )
