"""An entry of the glossary, and what it means in each period."""

from typing import Literal

from msgspec import Struct

from generator.base.addresses import sense_anchor, term_uri
from generator.base.dates import Period
from generator.base.model.notes import Reference
from generator.base.model.texts import Block
from generator.base.problems import At

TermKind = Literal["acronym", "name", "phrase", "organisation"]
Case = Literal["exact", "any"]


class Sense(Struct, frozen=True, kw_only=True):
    """What a term means in a period."""

    id: str
    """Unique in the term; its number from 1 where the front matter names none."""
    period: Period
    """Half-open; unbounded on a side where the front matter gives no bound."""
    start: str
    """``from`` as written (EDTF), or empty."""
    end: str
    """``to`` as written (EDTF), or empty."""
    expansion: str
    definition: str
    source: Reference
    forms: tuple[str, ...]
    themes: tuple[str, ...]
    successor: str
    """Id of another term, or empty."""
    language: str
    """Of expansion, forms and definition: by BCP 47, ``MANY``, or empty where it is the site's."""
    at: At

    @property
    def anchor(self) -> str:
        """Return its id in its term's page."""
        return sense_anchor(self.id)


class Term(Struct, frozen=True, kw_only=True):
    """An entry of the glossary."""

    id: str
    label: str
    kind: TermKind
    aliases: tuple[str, ...]
    forms: tuple[str, ...]
    case: Case
    auto: bool
    well_known: bool
    language: str
    """By BCP 47, ``MANY``, or empty where it is the site's."""
    senses: tuple[Sense, ...]
    body: str
    blocks: tuple[Block, ...]
    owner: str
    """Who looks after it, for editors alone; or empty."""
    former_ids: tuple[str, ...]
    at: At

    @property
    def uri(self) -> str:
        """Return the source address of its page."""
        return term_uri(self.id)
