"""Which record of one state is which of the other: by id, by former id, then by what it says."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from msgspec import Struct

from generator.base.names import article_of
from generator.knowledge.changes.state import Article, Point, State


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Lasting(_Named, Protocol):
    @property
    def former_ids(self) -> tuple[str, ...]: ...


_T = TypeVar("_T")
_N = TypeVar("_N", bound=_Named)
_L = TypeVar("_L", bound=_Lasting)
_Names = Mapping[str, str]


def by_id(records: Iterable[_N]) -> Mapping[str, _N]:
    """Return records by their ids."""
    return {record.id: record for record in records}


class Pairs(Struct, frozen=True, dict=True):
    """Both states, and the names that records of the first have in the second.

    Attributes:
        before: the first state.
        after: the second.
        articles: id → id, of those that are in both.
        themes: likewise; several may have become one.
        terms: likewise.
        points: likewise.
    """

    before: State
    after: State
    articles: _Names
    themes: _Names
    terms: _Names
    points: _Names

    @cached_property
    def points_before(self) -> Mapping[str, Point]:
        """Return the points of the first state by id."""
        return by_id(self.before.points)

    @cached_property
    def points_after(self) -> Mapping[str, Point]:
        """Return the points of the second state by id."""
        return by_id(self.after.points)

    @cached_property
    def articles_before(self) -> Mapping[str, Article]:
        """Return the articles of the first state by id."""
        return by_id(self.before.articles)

    @cached_property
    def articles_after(self) -> Mapping[str, Article]:
        """Return the articles of the second state by id."""
        return by_id(self.after.articles)

    @cached_property
    def of_article_before(self) -> Mapping[str, tuple[Point, ...]]:
        """Return the points of each article in the first state."""
        return _by_article(self.before.points)

    @cached_property
    def of_article_after(self) -> Mapping[str, tuple[Point, ...]]:
        """Return the points of each article in the second state."""
        return _by_article(self.after.points)

    @cached_property
    def retracted_before(self) -> frozenset[str]:
        """Return the points of the first state that are retracted, alone or with their article."""
        return _retracted(self.before)

    @cached_property
    def retracted_after(self) -> frozenset[str]:
        """Return those of the second state."""
        return _retracted(self.after)

    @cached_property
    def lost(self) -> frozenset[str]:
        """Return the articles of the first state that are gone."""
        return frozenset(self.articles_before) - frozenset(self.articles)

    @cached_property
    def lasting(self) -> frozenset[str]:
        """Return the ids, old and new, of the articles that both states have."""
        return frozenset(self.articles) | frozenset(self.articles.values())

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Return the articles of the second state that are retracted, and were not."""
        return frozenset(_withdrawn(self.after)) - self._now(_withdrawn(self.before))

    @cached_property
    def restored(self) -> frozenset[str]:
        """Return the articles of the second state that stand again."""
        return self._now(_withdrawn(self.before)) - frozenset(_withdrawn(self.after))

    def _now(self, articles: Iterable[str]) -> frozenset[str]:
        return frozenset(self.articles[each] for each in articles if each in self.articles)

    @cached_property
    def new_points(self) -> frozenset[str]:
        """Return the ids of points that only the second state has."""
        return frozenset(self.points_after) - frozenset(self.points.values())

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Return the titles of all themes by id; of one that both have, its newer title."""
        return {theme.id: theme.title for theme in (*self.before.themes, *self.after.themes)}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Return what all terms are called, by id; of one that both have, its newer name."""
        return {term.id: term.label for term in (*self.before.terms, *self.after.terms)}

    @cached_property
    def events(self) -> Mapping[str, str]:
        """Return the titles of all events by id; of one that both have, its newer title."""
        return {event.id: event.title for event in (*self.before.events, *self.after.events)}

    def merged(self, theme: str) -> bool:
        """Tell whether a theme of the first state became part of one that was there already."""
        name = self.themes.get(theme, theme)
        return name != theme and any(each.id == name for each in self.before.themes)

    def words(self, id_: str) -> str:
        """Return what a point says now, or said last; nothing where neither state has it."""
        point = self.points_after.get(id_) or self.points_before.get(id_)
        return point.text if point else ""

    def point(self, id_: str) -> str:
        """Return the name of a point in the second state, or its own where it is gone."""
        return self.points.get(id_, id_)


def _by_article(points: Iterable[Point]) -> dict[str, tuple[Point, ...]]:
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.article, []).append(point)
    return {article: tuple(its) for article, its in found.items()}


def _withdrawn(state: State) -> Iterator[str]:
    return (each.id for each in state.articles if each.status and each.status.retracted)


def _retracted(state: State) -> frozenset[str]:
    articles = {*_withdrawn(state)}
    return frozenset(
        point.id
        for point in state.points
        if point.article in articles or (point.status and point.status.retracted)
    )


def pair(before: State, after: State) -> Pairs:
    """Find the records that both states have."""
    articles = _articles(before, after)
    themes = _lasting(before.themes, after.themes, lambda theme: theme.title.casefold())
    terms = _lasting(before.terms, after.terms, lambda term: term.label)
    points = _points(before, after, articles)
    return Pairs(before, after, articles, themes, terms, points)


def same(
    before: Iterable[_T], after: Iterable[_T], *keys: Callable[[_T], Hashable]
) -> list[tuple[_T, _T]]:
    """Pair items that are alike by the first key, then, of the others, by the next.

    A key of nothing (None, or no text) pairs with none, and of several alike each has one partner.
    """
    pairs, ones, others = [], [*before], [*after]
    for key in keys:
        free: dict[Hashable, list[int]] = {}
        for number, item in reversed([*enumerate(others)]):
            if (found := key(item)) not in {None, ""}:
                free.setdefault(found, []).append(number)
        left, taken = [], set()
        for item in ones:
            if partners := free.get(key(item)):
                taken.add(number := partners.pop())
                pairs.append((item, others[number]))
            else:
                left.append(item)
        ones, others = left, [each for n, each in enumerate(others) if n not in taken]
    return pairs


def _lasting(
    before: Sequence[_L], after: Sequence[_L], alike: Callable[[_L], Hashable]
) -> dict[str, str]:
    """Pair records by id, by former id, and of the others those that are alike."""
    now = {record.id: record.id for record in after}
    led = {former: record.id for record in after for former in record.former_ids}
    names = {
        each.id: found
        for each in before
        if (found := now.get(each.id, led.get(each.id))) is not None
    }
    taken = {*names.values()}
    lost = [each for each in before if each.id not in names]
    new = [each for each in after if each.id not in taken]
    return names | {one.id: other.id for one, other in same(lost, new, alike)}


def _articles(before: State, after: State) -> dict[str, str]:
    names = _lasting(before.articles, after.articles, _work)
    taken = {*names.values()}
    lost = [each for each in before.articles if each.id not in names]
    new = [each for each in after.articles if each.id not in taken]
    alike = same(lost, new, lambda article: article.title.casefold(), lambda each: each.text)
    return names | {one.id: other.id for one, other in alike}


def _work(article: Article) -> Hashable:
    """Return what tells the work that an article digests, or nothing."""
    return (article.source.address, article.title.casefold()) if article.source.address else None


def _points(before: State, after: State, articles: _Names) -> dict[str, str]:
    """Pair points by name, by former name, by their words anywhere, then by their passage."""
    now = {point.id for point in after.points}
    led = {f"{p.article}#{former}": p.id for p in after.points for former in p.former_ids}
    names: dict[str, str] = {}
    for point in before.points:
        article = articles.get(point.article, point.article)
        wanted = f"{article}#{point.id.partition('#')[2]}"
        if wanted in now or wanted in led:
            names[point.id] = wanted if wanted in now else led[wanted]
    taken = {*names.values()}
    lost = [each for each in before.points if each.id not in names]
    new = [each for each in after.points if each.id not in taken]
    alike = same(lost, new, _claim, _words, lambda point: _where(point, articles))
    return names | {one.id: other.id for one, other in alike}


def _claim(point: Point) -> Hashable:
    return (point.text, point.passage)


def _words(point: Point) -> Hashable:
    return point.text


def _where(point: Point, articles: _Names) -> Hashable:
    article = article_of(point.id)
    return (articles.get(article, article), point.passage)
