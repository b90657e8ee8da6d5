"""What definitions, events and statuses rest on."""

from generator.base.foreign import told_in
from generator.base.model import Reference
from generator.knowledge.resolve.inventory import Inventory
from generator.schema import fields


def reference_of(given: fields.Reference, inventory: Inventory, *around: str) -> Reference:
    """Return a reference, its title in its language.

    Args:
        given: the reference.
        inventory: what may be referred to.
        around: the languages of what it stands under, the nearest first; perhaps empty.
    """
    language = inventory.foreign(given.language, *around)
    return Reference(title=told_in(language, given.title), url=given.url)
