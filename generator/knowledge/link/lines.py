"""Key messages and questions, which have no ids, by their places in their themes."""

from collections.abc import Iterator

from generator.base.model import Library, Message, Question
from generator.knowledge.link.findings import LineRef


def lines_of(library: Library) -> Iterator[tuple[LineRef, Message | Question]]:
    """Yield every key message and every question, theme by theme."""
    for theme in library.themes.values():
        for index, message in enumerate(theme.messages):
            yield LineRef(kind="message", theme=theme.id, index=index), message
        for index, question in enumerate(theme.questions):
            yield LineRef(kind="question", theme=theme.id, index=index), question
