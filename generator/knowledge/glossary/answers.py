"""What the glossary is asked with, and what it answers: frozen records."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from generator.base.dates import Period
from generator.base.model import Choices

Status = Literal["ok", "open", "ambiguous", "anachronism"]


class Hit(Struct, frozen=True):
    """A mention: ``text[start:end]`` are its words, a following ``(SHORT)`` included.

    Attributes:
        start: in characters of the text.
        end: the first character after it.
        term: id of the term.
        senses: ids of the senses that these words can name; empty where all can.
    """

    start: int
    end: int
    term: str
    senses: tuple[str, ...] = ()


class Context(Struct, frozen=True, kw_only=True):
    """What is known of the place where a mention stands.

    Attributes:
        date: when the passage was true, or None.
        article_date: when the article around it appeared, or None.
        themes: ids of the passage's themes.
        choices: senses chosen in front matter; a point's choice replaces its article's.
        language: of the text, by BCP 47; empty where it is the site's.
    """

    date: Period | None = None
    article_date: Period | None = None
    themes: tuple[str, ...] = ()
    choices: Choices = field(default_factory=dict)
    language: str = ""

    @property
    def dates(self) -> tuple[Period, ...]:
        """Return the known dates, the nearest to the words first, each once."""
        return tuple(dict.fromkeys(date for date in (self.date, self.article_date) if date))


class Choice(Struct, frozen=True):
    """Which sense a mention has.

    Attributes:
        senses: ids in the order of the entry; never empty, and all that are possible where the
            status is ``open`` or ``ambiguous``.
        status: ``ok``, one sense; ``open``, front matter says that the text leaves it open;
            ``ambiguous``, nothing decides between several; ``anachronism``, the term was not in
            use at the date, and the senses are the nearest in time.
        instead: of an anachronism, ids of the terms that were in use: successors or predecessors.
    """

    senses: tuple[str, ...]
    status: Status = "ok"
    instead: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Tell whether a contributor should be told of it."""
        return self.status in {"ambiguous", "anachronism"}


class Acronym(Struct, frozen=True):
    """An acronym that the glossary does not know.

    Attributes:
        text: in the singular.
        long_form: what the text itself says that it stands for, or empty.
        start: where it begins in the text.
    """

    text: str
    long_form: str
    start: int


Span = tuple[int, int]
"""Where a stretch of a text begins, and the first character after it."""

Successions = Mapping[str, tuple[str, ...]]
"""Term id → ids of the terms that come next to it, on one side in time."""
