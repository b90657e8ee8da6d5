"""Stage 9: themes that would take more than a page may have, told before any is rendered.

Lists that grow with the content have pages of their own. Key messages and questions of a theme do
not: they are what a page is read for.
"""

from collections.abc import Iterator, Sequence

from generator.base.limits import THEME_BYTES
from generator.base.model import Library, Theme
from generator.base.problems import Problem
from generator.knowledge.link import Links
from generator.knowledge.link.findings import LineRef
from generator.site.pages.paging.weights import byte_count, since_weight

_LINE, _POINT = 400, 75
"""Bytes of mark-up of a message or a question, and of each point that it names, about."""


def check_sizes(library: Library, links: Links) -> Iterator[Problem]:
    """Yield a problem for each theme that has too much for its page.

    Args:
        library: all content.
        links: what follows from it.
    """
    for theme in library.themes.values():
        if (size := _size(theme, links)) > THEME_BYTES:
            message = (
                f"The key messages and questions of this theme take about {size // 1000:,} kB of "
                f"its page; they may take {THEME_BYTES // 1000} kB."
            )
            hint = "Let each rest on fewer points, or make two themes of it."
            yield Problem(theme.at, "page-too-large", message, hint)


def _size(theme: Theme, links: Links) -> int:
    messages = sum(
        _line(message.text, (*message.points, *message.contested_by, *message.limited_by))
        for message in theme.messages
    )
    questions = sum(_line(question.text, question.points) for question in theme.questions)
    refs = [
        *(LineRef(kind="message", theme=theme.id, index=n) for n in range(len(theme.messages))),
        *(LineRef(kind="question", theme=theme.id, index=n) for n in range(len(theme.questions))),
    ]
    later = sum(since_weight(links.since.lines.get(ref, ())) for ref in refs)
    return messages + questions + later


def _line(text: str, points: Sequence[str]) -> int:
    return _LINE + byte_count(text) + _POINT * len(points)
