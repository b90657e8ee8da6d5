"""Plain pages."""

from generator.base.foreign import told_in
from generator.base.model import PlainPage
from generator.knowledge.resolve.entries import Parsed
from generator.knowledge.resolve.inventory import Inventory
from generator.schema import fields
from generator.schema.check import Entry


def resolve_page(entry: Entry[fields.Plain], body: Parsed, inventory: Inventory) -> PlainPage:
    """Return a plain page; where its front matter has no title, its first heading is one."""
    matter, source = entry.matter, entry.source
    language = inventory.foreign(matter.language)
    heading = next((block.text for block in body.blocks if block.heading), "")
    return PlainPage(
        id=source.id,
        title=told_in(
            language, matter.title or heading or source.id.replace("-", " ").capitalize()
        ),
        description=told_in(language, matter.description),
        glossary=matter.glossary,
        language=language,
        body=source.body,
        blocks=body.blocks,
        at=source.at(),
    )
