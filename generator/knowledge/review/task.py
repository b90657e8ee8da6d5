"""What an editor should look at, and from when on."""

from typing import Literal, get_args

from msgspec import Struct

from generator.base.dates import Period
from generator.base.problems import At

TaskKind = Literal[
    "dead-address",
    "event-since-review",
    "one-source",
    "never-reviewed",
    "old-review",
    "draft",
    "no-address",
    "unused-point",
    "undefined-term",
    "term-without-source",
    "unused-term",
    "unclear-date",
    "long-digest",
    "untranslated",
]
"""What may need a look, the most pressing first."""
KINDS: tuple[TaskKind, ...] = get_args(TaskKind)


class Limits(Struct, frozen=True, kw_only=True):
    """From when on something needs a look.

    Attributes:
        days: age of a review, counted back from what counts as today.
        words: words of a digest.
        dead: addresses that lead nowhere, as a checker of links says.
        first_rank: hosts of sources on which a definition should rest; where there are none, any
            source with an address will do.
    """

    days: int = 365
    words: int = 1_500
    dead: frozenset[str] = frozenset()
    first_rank: tuple[str, ...] = ()


class Task(Struct, frozen=True, kw_only=True):
    """One thing to look at.

    Attributes:
        kind: why.
        at: where it stands in the content.
        name: what people call it.
        uri: source address of the page that shows it.
        detail: what exactly, but for a date or a number; or empty.
        owner: who looks after it, or empty.
        date: since when, as far as that is known.
        number: of a digest's words, or of texts that have no translation; else none.
    """

    kind: TaskKind
    at: At
    name: str
    uri: str
    detail: str = ""
    owner: str = ""
    date: Period | None = None
    number: int = 0
