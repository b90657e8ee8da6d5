"""How far content has been translated, and what of that is older than its original."""

from collections.abc import Mapping

from msgspec import Struct

from generator.base import labels
from generator.base.kinds import CONTENT, CONTENTS, SECTIONS
from generator.base.language.cldr import name_of_language
from generator.base.limits import TRANSLATIONS_LISTED
from generator.base.model import Library, Translated
from generator.base.translations import SETTINGS
from generator.site.pages.views.page import To


class TranslationRow(Struct, frozen=True, kw_only=True):
    """A file that is not translated in full.

    Attributes:
        label: the page that shows it, or what it is called.
        total: how many texts it has.
        lacking: how many of these are not translated.
        older: how many of those were, before their original changed.
    """

    label: To
    total: int
    lacking: int
    older: int


class TranslationTable(Struct, frozen=True, kw_only=True):
    """How far content has been translated.

    Attributes:
        original: the name of its own language.
        whole: all files together.
        rows: those that are not translated in full, those with the most left to do first.
        left: how many more of them there are.
    """

    original: str
    whole: TranslationRow
    rows: tuple[TranslationRow, ...]
    left: int


def translation_table(library: Library) -> TranslationTable | None:
    """Return how far content has been translated; nothing where readers have its own language."""
    if not library.settings.written:
        return None
    pages = _pages(library)
    every = [_row(each, pages) for each in library.translated]
    lacking = sorted((row for row in every if row.lacking), key=lambda row: -row.lacking)
    return TranslationTable(
        original=name_of_language(library.settings.written),
        whole=TranslationRow(
            label=To(title=labels.all_content(), uri=""),
            total=sum(row.total for row in every),
            lacking=sum(row.lacking for row in every),
            older=sum(row.older for row in every),
        ),
        rows=tuple(lacking[:TRANSLATIONS_LISTED]),
        left=len(lacking[TRANSLATIONS_LISTED:]),
    )


def _pages(library: Library) -> Mapping[str, To]:
    """Return path of a file → the page that shows it."""
    timeline = To(title=SECTIONS["timeline"].label, uri=SECTIONS["timeline"].uri)
    pages = {
        SETTINGS: To(title=labels.words_of_the_site(), uri=""),
        f"{CONTENT}/{CONTENTS['timeline'].file}": timeline,
    }
    for records in (library.articles, library.themes, library.pages):
        pages |= {each.at.path: To(title=each.title, uri=each.uri) for each in records.values()}
    return pages | {t.at.path: To(title=t.label, uri=t.uri) for t in library.terms.values()}


def _row(each: Translated, pages: Mapping[str, To]) -> TranslationRow:
    return TranslationRow(
        label=pages.get(each.path, To(title=each.path, uri="")),
        total=each.total,
        lacking=each.lacking,
        older=each.older,
    )
