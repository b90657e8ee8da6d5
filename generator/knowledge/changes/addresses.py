"""Pages that are new or gone, and addresses that lead on or nowhere."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.addresses import passage_anchor
from generator.base.kinds import CONTENTS, Kind
from generator.knowledge.changes.change import Change, Reason, Subject
from generator.knowledge.changes.pairs import Pairs
from generator.knowledge.changes.points import subject_of
from generator.knowledge.changes.state import Article, State, Term, Theme

_KINDS: tuple[Kind, ...] = ("article", "theme", "term")
"""Kinds of content with pages of their own and former addresses."""


def address_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield the pages that are new or gone, and what became of their addresses."""
    now, moved = {page.url: page for page in _pages(pairs.after)}, moved_addresses(pairs)
    led = {former: page for page in now.values() for former in page.former}
    known = {*moved.values()}
    for page in _pages(pairs.before):
        known.add(page.url)
        if page.url in led and page.url not in now:
            yield page.subject.changed("address-moved", page.url, led[page.url].url)
        elif page.url not in now:
            yield from _gone(page, moved.get(page.url, ""))
        for former in page.former:
            if former not in now and former not in led:
                yield Subject(former, page.title, former).changed("address-died", former)
    for page in now.values():
        if page.url not in known:
            yield page.subject.changed("page-added")


def anchor_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield addresses of passages that lead to the top of their page from now on."""
    here = {point.url for point in pairs.after.points} | {
        f"{point.url.partition('#')[0]}#{passage_anchor(former)}"
        for point in pairs.after.points
        for former in point.former_ids
    }
    kept = {page.url for page in _pages(pairs.after)}
    for point in pairs.before.points:
        if point.url not in here and point.url.partition("#")[0] in kept:
            target = pairs.points_after.get(pairs.points.get(point.id, ""))
            yield subject_of(point).changed("anchor-lost", point.url, target.url if target else "")


def moved_addresses(pairs: Pairs) -> Mapping[str, str]:
    """Return old → new address of each page that has another now, whatever leads on to it."""
    now = {(page.kind, page.id): page.url for page in _pages(pairs.after)}
    names = {"article": pairs.articles, "theme": pairs.themes, "term": pairs.terms}
    return {
        page.url: now[page.kind, name]
        for page in _pages(pairs.before)
        if (name := names.get(page.kind, {}).get(page.id)) and now[page.kind, name] != page.url
    }


class _Place(Struct, frozen=True):
    """A page: its address, title, former addresses, kind and id."""

    url: str
    title: str
    former: tuple[str, ...]
    kind: str
    id: str

    @property
    def subject(self) -> Subject:
        return Subject(self.url.strip("/"), self.title, self.url)


def _pages(state: State) -> Iterator[_Place]:
    lists: tuple[Sequence[Article | Theme | Term], ...] = (
        state.articles,
        state.themes,
        state.terms,
    )
    for kind, records in zip(_KINDS, lists, strict=True):
        folder = CONTENTS[kind].folder
        for record in records:
            former = tuple(f"{folder}/{id_}/" for id_ in record.former_ids)
            title = record.label if isinstance(record, Term) else record.title
            yield _Place(record.url, title, former, kind, record.id)
    for page in state.pages:
        yield _Place(page.url, page.title, (), "page", page.id)


def _gone(page: _Place, renamed: str) -> Iterator[Change]:
    because = (Reason(cause="renamed", subject=renamed),) if renamed else ()
    yield page.subject.changed("address-died", page.url, because=because)
