"""The glossary, whole or by letter."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.base import labels
from generator.base.addresses import url
from generator.base.collation import letter_of, order
from generator.base.foreign import language_in
from generator.base.language import spoken
from generator.base.limits import TERMS_ON_A_PAGE
from generator.base.model import Term
from generator.site.pages.kinds.terms.names import other_names
from generator.site.pages.paging.split import Folder, PartLink, split_by_key
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter


class TermCard(Struct, frozen=True, kw_only=True):
    """A term in the glossary's list."""

    label: str
    uri: str
    letter: str
    also: tuple[str, ...]
    forms: tuple[str, ...]
    """Further spellings by which it is found."""
    definition: str
    """Of the latest sense."""
    language: str
    """Of that, by BCP 47; empty where it is the site's."""
    senses: int
    used: int


class Letter(Struct, frozen=True, kw_only=True):
    """The terms that begin with one letter, or a part of them; its id is the name of its file."""

    id: str
    name: str
    cards: tuple[TermCard, ...]


class GlossaryPage(Struct, frozen=True, kw_only=True):
    """Context of ``glossary``."""

    part: str
    letters: tuple[Letter, ...]
    part_links: tuple[PartLink, ...]
    total: int


def glossary_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the glossary, and where it is long, its parts by letter."""
    cards = sorted(
        (_term_card(presenter, term) for term in presenter.library.terms.values()),
        key=lambda card: (order(card.letter), order(card.label), card.uri),
    )
    parts = split_by_key(
        cards, lambda card: card.letter, Folder("glossary/letters"), TERMS_ON_A_PAGE
    )
    whole = len(cards) <= TERMS_ON_A_PAGE
    part_links = () if whole else tuple(part.link for part in parts)
    letters = tuple(
        Letter(id=PurePosixPath(part.link.uri).stem, name=part.link.title, cards=part.items)
        for part in parts
    )
    shown = GlossaryPage(
        part="", letters=letters if whole else (), part_links=part_links, total=len(cards)
    )
    description = labels.glossary_description(len(cards))
    yield _glossary_page(presenter, "glossary/index.md", shown, description)
    for letter, link in zip(letters, part_links, strict=False):
        context = GlossaryPage(
            part=link.title, letters=(letter,), part_links=part_links, total=len(cards)
        )
        yield _glossary_page(presenter, link.uri, context)


def _glossary_page(
    presenter: Presenter, uri: str, context: GlossaryPage, description: str = ""
) -> Page:
    cards = (card for letter in context.letters for card in letter.cards)
    return Page(
        uri=uri,
        title=labels.titled(labels.section("glossary"), context.part),
        template="glossary",
        context=context,
        description=description,
        data=_data(presenter, cards),
    )


def _data(presenter: Presenter, cards: Iterable[TermCard]) -> Mapping[str, object]:
    """Describe a list of terms (schema.org/DefinedTermSet); whole addresses need the site's."""
    base = presenter.library.settings.url.rstrip("/")
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": labels.glossary_of(presenter.library.settings.title),
        "inLanguage": spoken().tag,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": card.label,
                "description": card.definition,
                **({"inLanguage": card.language} if card.language else {}),
                **({"alternateName": list(card.also)} if card.also else {}),
                **({"url": f"{base}/{url(card.uri)}"} if base else {}),
            }
            for card in cards
        ],
    }


def _term_card(presenter: Presenter, term: Term) -> TermCard:
    return TermCard(
        label=term.label,
        uri=term.uri,
        letter=letter_of(term.label),
        also=other_names(term),
        forms=(*term.forms, *(form for sense in term.senses for form in sense.forms)),
        definition=term.senses[-1].definition,
        language=language_in(term.senses[-1].definition),
        senses=len(term.senses),
        used=len(presenter.links.mentions.get(term.id, ())),
    )
