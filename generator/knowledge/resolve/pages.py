"""Plain pages."""

from generator.base.model import PlainPage
from generator.knowledge.resolve.entries import Parsed
from generator.schema import fields
from generator.schema.check import Entry


def resolve_page(entry: Entry[fields.Plain], body: Parsed) -> PlainPage:
    """Return a plain page; where its front matter has no title, its first heading is one."""
    matter, source = entry.matter, entry.source
    heading = next((block.text for block in body.blocks if block.heading), "")
    return PlainPage(
        id=source.id,
        title=matter.title or heading or source.id.replace("-", " ").capitalize(),
        description=matter.description,
        glossary=matter.glossary,
        body=source.body,
        blocks=body.blocks,
        at=source.at(),
    )
