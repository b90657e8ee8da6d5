"""All uses of a term, where they are many."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.base import labels
from generator.base.dates import year_of
from generator.base.limits import MENTIONS_ON_A_PAGE
from generator.base.model import Term
from generator.knowledge.link.findings import Mention
from generator.site.pages.kinds.terms.uses import MentioningPage, mentions_by_page
from generator.site.pages.paging.split import Folder, Part, PartLink, split_by_key
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.presenter import Presenter


class MentionsPage(Struct, frozen=True, kw_only=True):
    """Context of ``mentions``: one part of a long "Used in"."""

    term: To
    part: str
    uses: tuple[MentioningPage, ...]
    part_links: tuple[PartLink, ...]


def split_mentions(term: Term, mentions: Sequence[Mention]) -> tuple[Part[Mention], ...]:
    """Return the parts by year of a term's uses, where they are many."""
    if len(mentions) <= MENTIONS_ON_A_PAGE:
        return ()
    return split_by_key(mentions, _year, Folder(f"glossary/{term.id}"), MENTIONS_ON_A_PAGE)


def mentions_pages(presenter: Presenter, term: Term) -> Iterator[Page]:
    """Yield the pages of those parts."""
    parts = split_mentions(term, presenter.links.mentions.get(term.id, ()))
    for part in parts:
        context = MentionsPage(
            term=presenter.term(term.id),
            part=part.link.title,
            uses=mentions_by_page(part.items),
            part_links=tuple(each.link for each in parts),
        )
        yield Page(
            uri=part.link.uri,
            title=labels.mentions_page(term.label, part.link.title),
            template="mentions",
            context=context,
            above=presenter.term(term.id),
        )


def _year(mention: Mention) -> str:
    return year_of(mention.date)
