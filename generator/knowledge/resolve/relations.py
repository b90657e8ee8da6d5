"""Relations between points, of all articles together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from msgspec.structs import replace

from generator.base.circles import circle
from generator.base.model import Article, Library, Point, RelationKind
from generator.base.problems import Problem
from generator.schema import fields
from generator.schema.check import Entry

_BACKWARD: tuple[RelationKind, ...] = ("repeats", "updates")
"""Relations to what came before."""


def bound_relations(articles: Sequence[Article], limit: int) -> tuple[list[Article], list[Problem]]:
    """Return the articles, from where the limit is passed without their points' relations."""
    stated, kept, problems = 0, [], []
    for article in articles:
        within = stated <= limit
        stated += sum(len(others) for p in article.points for others in p.relations.values())
        if within and stated > limit:
            message = f"Up to here, points state more than {limit:,} relations, which is the limit."
            hint = "State those that readers need, or raise the bound “relations” in mkdocs.yml."
            problems.append(Problem(article.at, "too-many-relations", message, hint))
        kept.append(article if stated <= limit else _unrelated(article))
    return kept, problems


def _unrelated(article: Article) -> Article:
    none: Mapping[RelationKind, tuple[str, ...]] = dict.fromkeys(get_args(RelationKind), ())
    return replace(article, points=tuple(replace(p, relations=none) for p in article.points))


def check_relations(library: Library) -> Iterator[Problem]:
    """Yield a problem where two relations cannot both hold."""
    for point in library.points.values():
        for other in point.relations["agrees"]:
            if point.id in library.points[other].relations["disputes"] or (
                other in point.relations["disputes"]
            ):
                message = (
                    f"“{point.name}” agrees with “{other}”, yet one of them disputes the other."
                )
                hint = "Keep whichever the two passages support."
                yield Problem(point.at, "relation-contradiction", message, hint)
        yield from _check_order(library, point)
    yield from _check_circles(library)


def _check_order(library: Library, point: Point) -> Iterator[Problem]:
    """Only what came before can be repeated or updated."""
    published = library.articles[point.article].published
    for kind in _BACKWARD:
        for other in point.relations[kind]:
            article = library.articles[library.points[other].article]
            if published.before(article.published):
                message = (
                    f"“{point.name}” {kind} “{other}”, which was published later "
                    f"({article.published.label})."
                )
                hint = "State the relation on the later point."
                yield Problem(point.at, "relation-order", message, hint)


def _check_circles(library: Library) -> Iterator[Problem]:
    """Points cannot repeat, or update, each other in a circle; told once, at the first of them."""
    for kind in _BACKWARD:
        stated = {
            point.id: point.relations[kind]
            for point in library.points.values()
            if point.relations[kind]
        }
        for first, *others in _circles(stated):
            point = library.points[first]
            hint = "Keep the relation on the later point."
            yield Problem(point.at, "relation-circle", _told(kind, point, others), hint)


def _told(kind: str, point: Point, others: Sequence[str]) -> str:
    if len(others) == 1:
        return f"“{point.name}” and “{others[0]}” each {kind[:-1]} the other."
    chain = f", which {kind} ".join(f"“{other}”" for other in others)
    return f"“{point.name}” {kind} {chain}, which {kind} it in turn."


def _circles(stated: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield circles that have no point in common, each from its first point on."""
    left = dict(stated)
    while found := circle(left):
        yield found
        left = {point: others for point, others in left.items() if point not in found}


def repeated_points(articles: Iterable[Entry[fields.Article]]) -> Mapping[str, tuple[str, ...]]:
    """Return what each point repeats, drafts among them, in all readable articles."""
    return {
        f"{entry.source.id}#{point.id}": point.repeats
        for entry in articles
        for point in entry.matter.points
        if point.repeats
    }
