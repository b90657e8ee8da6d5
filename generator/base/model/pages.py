"""A contributed page without annotations."""

from msgspec import Struct

from generator.base.model.texts import Block
from generator.base.problems import At


class PlainPage(Struct, frozen=True, kw_only=True):
    """A contributed page without annotations, such as ``about``."""

    id: str
    title: str
    description: str
    glossary: bool
    language: str
    """By BCP 47; empty where it is the site's."""
    body: str
    blocks: tuple[Block, ...]
    at: At

    @property
    def uri(self) -> str:
        """Return the source address of its page."""
        return f"{self.id}.md"
