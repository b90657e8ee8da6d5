"""Who speaks in an article, and who wrote it."""

from typing import Literal

from msgspec import Struct

SpeakerKind = Literal["person", "body", "group"]
"""A person; a body, such as a council; a group that the source describes and does not name."""
Inferable = Literal["role", "organisation"]
"""What may be inferred of a speaker where the source does not say it."""


class Person(Struct, frozen=True, kw_only=True):
    """Who speaks in an article: a person in the role that it gives, a body, or a group."""

    id: str
    name: str
    """A group's describes it: ``trusts, as the article says``."""
    kind: SpeakerKind = "person"
    role: str = ""
    organisation: str = ""
    """The displayed name of the organisation that a person or a group speaks for; a body's is its
    own name, and stands in ``name`` alone."""
    organisation_term: str = ""
    """Id of the term that the organisation, or the body itself, matches, or empty."""
    interest: str = ""
    """What readers should know of the speaker's interest in the matter, or empty."""
    inferred: tuple[Inferable, ...] = ()
    """What of it the source does not say."""


class Author(Struct, frozen=True, kw_only=True):
    """Who wrote an article's source, with the interest that readers should know of, or none."""

    name: str
    interest: str = ""
