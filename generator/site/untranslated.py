"""What tells readers that a page is not all in their language, and in which it is."""

from typing import Self

from markupsafe import Markup
from msgspec import Struct

from generator.base.addresses import lead
from generator.base.kinds import SECTIONS
from generator.base.language import gettext
from generator.base.language.cldr import name_of_language
from generator.base.model import Library
from generator.site.pages import Page

_NOTE = Markup('<p class="untranslated no-gloss">%s <a href="%s">%s</a></p>')
_ALONE = frozenset({"article", "plain", "term"})
"""Kinds of page that show one file, and little of others."""
TABLE = "section-translation"
"""The id of the heading, on the page of what is missing, below which translations are counted."""


class Untranslated(Struct, frozen=True):
    """What is not translated of a site.

    Attributes:
        original: the language of content, by BCP 47.
        paths: of the files that are not translated in full.
        plain: those of plain pages, of which other pages show nothing.
    """

    original: str
    paths: frozenset[str]
    plain: frozenset[str]

    @classmethod
    def of(cls, library: Library) -> Self | None:
        """Return what is not translated of a library, or None where nothing is lacking."""
        paths = frozenset(each.path for each in library.translated if each.lacking)
        plain = frozenset(page.at.path for page in library.pages.values())
        return cls(library.settings.original, paths, plain) if paths else None

    def note(self, page: Page, html: str) -> str:
        """Return what a page tells of it, as HTML, or nothing.

        Args:
            page: the page.
            html: its content.
        """
        alone = page.kind in _ALONE
        lacking = page.edit_path in self.paths if alone else bool(self.paths - self.plain)
        if not lacking or f' lang="{self.original}"' not in html:
            return ""
        language = name_of_language(self.original)
        told = gettext("What has not been translated here is in %(language)s.", language=language)
        there = lead(page.uri, SECTIONS["coverage"].uri)
        return _NOTE % (told, f"{there}#{TABLE}", gettext("How much has been translated"))
