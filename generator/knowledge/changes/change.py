"""What a difference is, and in which order readers would notice it."""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from generator.knowledge.changes.state import Figure, Status

ChangeKind = Literal[
    "support-lost",
    "address-died",
    "language-dropped",
    "status-changed",
    "message-dropped",
    "message-reworded",
    "support-changed",
    "message-added",
    "message-moved",
    "message-rests",
    "dispute-opened",
    "dispute-closed",
    "dispute-changed",
    "correction-added",
    "correction-dropped",
    "note-added",
    "note-dropped",
    "point-deleted",
    "point-reworded",
    "figure-changed",
    "passage-changed",
    "speaker-changed",
    "role-changed",
    "role-added",
    "date-changed",
    "point-added",
    "point-moved",
    "relation-dropped",
    "relation-added",
    "meaning-changed",
    "sense-dropped",
    "sense-changed",
    "sense-added",
    "became-stale",
    "no-longer-stale",
    "question-dropped",
    "question-reworded",
    "question-added",
    "question-moved",
    "question-rests",
    "record-changed",
    "text-changed",
    "event-dropped",
    "event-added",
    "gap-opened",
    "gap-closed",
    "page-added",
    "address-moved",
    "anchor-lost",
    "language-added",
    "translation-lacking",
    "translation-changed",
    "translation-added",
]
"""Each kind of difference, first what a reader would notice most."""
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
DECISIONS: frozenset[ChangeKind] = frozenset({"support-lost", "address-died", "language-dropped"})
"""Differences that somebody should decide on before they are published."""
ChangeGroup = Literal[
    "decide",
    "retractions",
    "messages",
    "disagreements",
    "corrections",
    "points",
    "terms",
    "since",
    "questions",
    "records",
    "gaps",
    "pages",
    "translations",
]
"""Differences that people read together."""
_FIRST: Mapping[ChangeKind, ChangeGroup] = {
    "support-lost": "decide",
    "status-changed": "retractions",
    "message-dropped": "messages",
    "dispute-opened": "disagreements",
    "correction-added": "corrections",
    "point-deleted": "points",
    "meaning-changed": "terms",
    "became-stale": "since",
    "question-dropped": "questions",
    "record-changed": "records",
    "gap-opened": "gaps",
    "page-added": "pages",
    "language-added": "translations",
}
"""The first kind of each group; those up to the next are of the same."""
_NUMBER = re.compile("[0-9]+")
_DIGITS = 9
_RANK: Mapping[str, int] = {kind: number for number, kind in enumerate(KINDS)}

Cause = Literal[
    "gone",
    "new",
    "left",
    "joined",
    "objects",
    "objects-no-more",
    "relates",
    "relates-no-more",
    "retracted",
    "stands",
    "article-gone",
    "article-retracted",
    "article-stands",
    "renamed",
]
"""Why: a point is gone or new; it no longer stands under the message, or does now; it is against
another, or no longer; it relates to another, or no longer; it was retracted, or stands again, by
itself or with all of its article; a page has another name now."""


class Reason(Struct, frozen=True, kw_only=True):
    """One reason for a difference.

    Attributes:
        cause: what it is.
        subject: id of the point or article, or the address that a page has now.
        relation: as in ``agrees``, or empty.
        other: id of the other point, or empty for a message as a whole.
        name: words of that point, or title of that article.
        other_name: words of the other point.
    """

    cause: Cause
    subject: str
    relation: str = ""
    other: str = ""
    name: str = ""
    other_name: str = ""


class Line(Struct, frozen=True):
    """A key message or a question as people name it: by its theme, and its number there from 1."""

    kind: Literal["message", "question"]
    theme: str
    number: int


class Role(Struct, frozen=True):
    """What somebody is where they speak; each is empty where it is not known."""

    role: str
    organisation: str
    interest: str


class Roles(Struct, frozen=True):
    """What somebody is, in one place or in several."""

    each: tuple[Role, ...]


class Senses(Struct, frozen=True):
    """What a term may mean, each meaning in the fewest words."""

    words: tuple[str, ...]


class Dispute(Struct, frozen=True):
    """Of which kind a disagreement is, and its question; empty where it has none."""

    kind: str
    question: str


class Passages(Struct, frozen=True):
    """Several passages: how many, and the first and the last of their years, if they have any."""

    number: int
    first: str
    last: str


class Texts(Struct, frozen=True):
    """Several texts of a file: how many."""

    number: int


Name = str | Line


class Names(Struct, frozen=True):
    """What people call several things that one difference concerns."""

    each: tuple[Name, ...]


class Claim(Struct, frozen=True):
    """A point by its id, and its words where they are known."""

    id: str
    words: str


Part = str | Passages | Texts | Names
Value = str | tuple[str, ...] | Figure | Status | Roles | Senses | Dispute | Names | Claim
"""What something was, or is: contributed words, an id, or what is put into words for readers."""


class Subject(Struct, frozen=True):
    """What a difference concerns: its id, what people call it, and where readers see it."""

    what: str
    name: Name
    url: str

    def changed(
        self,
        kind: "ChangeKind",
        before: Value = "",
        after: Value = "",
        *,
        part: Part = "",
        because: "tuple[Reason, ...]" = (),
    ) -> "Change":
        """Return a difference of it."""
        return Change(
            kind=kind,
            what=self.what,
            name=self.name,
            url=self.url,
            part=part,
            before=before,
            after=after,
            because=because,
        )


class Change(Struct, frozen=True, kw_only=True):
    """One difference.

    Attributes:
        kind: what it is.
        what: id of what it concerns; a message's or a question's is theme and number from 1.
        name: what people call that.
        url: where readers see it, or saw it; relative to the site's root.
        part: which part of it differs, where the kind does not say; or empty.
        before: what it was, or empty.
        after: what it is, or empty.
        because: why.
    """

    kind: ChangeKind
    what: str
    name: Name
    url: str
    part: Part = ""
    before: Value = ""
    after: Value = ""
    because: tuple[Reason, ...] = ()

    @property
    def group(self) -> ChangeGroup:
        """Return with which others people read it."""
        before = KINDS[: KINDS.index(self.kind) + 1]
        return next(_FIRST[each] for each in reversed(before) if each in _FIRST)

    @property
    def decision(self) -> bool:
        """Tell whether somebody should decide on it before it is published."""
        return self.kind in DECISIONS

    @property
    def sort_key(self) -> tuple[int, str, str, str, str]:
        """Order by what readers would notice most."""
        part, before, after = map(str, (self.part, self.before, self.after))
        return (_RANK[self.kind], _natural(self.what), part, before, after)


def _natural(id_: str) -> str:
    """Return an id with its numbers as long as each other, so that 10 comes after 9."""
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), id_)
