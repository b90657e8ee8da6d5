"""What content compiles to."""

from msgspec import Struct, field

from generator.base.language import Language
from generator.base.model import Library
from generator.base.problems import Problem
from generator.knowledge.changes import Translations
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import Links
from generator.site.images import Images
from generator.site.pages import Page
from generator.site.versions import Version


class Build(Struct, frozen=True, kw_only=True):
    """What the content compiles to.

    Attributes:
        library: all content that could be read, checked.
        links: what follows from it.
        pages: every page, not yet rendered.
        glossary: the terms, and what their mentions mean.
        images: all images, by source address.
        problems: everything that is wrong, in order of place.
        drafts: whether drafts are shown, and with them what contributors could add.
        language: what readers are addressed in.
        others: the same content for readers of other languages; what is wrong is told here.
        translations: how far each file is translated, by language.
        versions: the pages of all languages; none where there is one language alone.
    """

    library: Library
    links: Links
    pages: tuple[Page, ...]
    glossary: Glossary
    images: Images
    problems: tuple[Problem, ...]
    drafts: bool
    language: Language
    others: tuple["Build", ...] = ()
    versions: tuple[Version, ...] = ()
    translations: Translations = field(default_factory=dict)
