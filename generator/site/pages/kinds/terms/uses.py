"""The uses of a term by the pages that have them: each page once, with its sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.base import labels
from generator.base.foreign import like
from generator.knowledge.link.findings import Mention
from generator.site.pages.views.page import To


class MentionView(Struct, frozen=True, kw_only=True):
    """A sentence with the words by which it names the term, which lead to it.

    Attributes:
        before: what stands before those words.
        words: the words themselves.
        after: what stands after them.
        uri: where the sentence stands.
        section: the heading above it, or empty.
        date: of the passage, where it is another than the page's.
    """

    before: str
    words: str
    after: str
    uri: str
    section: str
    date: str


class MentioningPage(Struct, frozen=True, kw_only=True):
    """A page that uses a term, its date where it has one, and its sentences that do."""

    page: To
    date: str
    uses: tuple[MentionView, ...]


def mentions_by_page(mentions: Iterable[Mention]) -> tuple[MentioningPage, ...]:
    """Return the pages of mentions in the order of their first ones; each sentence once."""
    by_page: defaultdict[str, dict[tuple[str, str], Mention]] = defaultdict(dict)
    for mention in mentions:
        by_page[mention.page].setdefault((mention.fragment, mention.sentence), mention)
    return tuple(_mentioning_page(uri, tuple(found.values())) for uri, found in by_page.items())


def _mentioning_page(uri: str, mentions: tuple[Mention, ...]) -> MentioningPage:
    date = _date(mentions[0])
    page = To(title=mentions[0].title or labels.section("timeline"), uri=uri)
    return MentioningPage(page=page, date=date, uses=tuple(_mention_views(mentions, date)))


def _mention_views(mentions: tuple[Mention, ...], date: str) -> Iterator[MentionView]:
    for mention in mentions:
        before, words, after = mention.sentence.partition(mention.surface)
        own = _date(mention)
        yield MentionView(
            before=like(mention.sentence, before if words else ""),
            words=like(mention.sentence, words or mention.sentence),
            after=like(mention.sentence, after),
            uri=f"{mention.page}#{mention.fragment}" if mention.fragment else mention.page,
            section=labels.heading(mention.part, mention.section),
            date=own if own != date else "",
        )


def _date(mention: Mention) -> str:
    return mention.date.plain_label if mention.date else ""
