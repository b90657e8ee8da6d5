"""Related reading with its reasons: named parts that add up.

Candidates come from inverted indexes, each list in order of date and looked at only near the
article, so that the cost grows in proportion to the articles and never with their pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log2

from generator.dates import Period
from generator.link.records import Mention, Reason, Related
from generator.model import Article, Library

SHOWN = 5
"""Articles named under related reading."""
_REACH = 12
"""Neighbours looked at on each side in each index."""
_WEIGHTS = {"relations": 3.0, "people": 2.0, "places": 1.5, "terms": 1.0, "themes": 0.5}
_NEAR_DAYS = 365
"""Articles less than a year apart count as near in time."""

_Feature = tuple[str, str]


def relate(
    library: Library, mentions: Mapping[str, tuple[Mention, ...]]
) -> Mapping[str, tuple[Related, ...]]:
    """Return up to five other articles for each, best first, each with its reasons."""
    features = _features(library, mentions)
    ordered = sorted(library.articles.values(), key=lambda a: (a.published.sort_key, a.id))
    index = _index(ordered, features)
    rarity = {feature: log2(1 + len(ordered) / len(ids)) for feature, ids in index.items()}
    places = {
        feature: {id_: place for place, id_ in enumerate(ids)} for feature, ids in index.items()
    }
    return {
        article.id: _best(
            library, article, features, rarity, _near(article, features, index, places)
        )
        for article in library.articles.values()
    }


def _features(
    library: Library, mentions: Mapping[str, tuple[Mention, ...]]
) -> Mapping[str, frozenset[_Feature]]:
    found: defaultdict[str, set[_Feature]] = defaultdict(set)
    for term, uses in mentions.items():
        for use in uses:
            if use.page.startswith("articles/"):
                found[use.page.removeprefix("articles/").removesuffix(".md")].add(("terms", term))
    for article in library.articles.values():
        found[article.id].update(("people", person.id) for person in article.people)
        for point in article.points:
            found[article.id].update(("themes", theme) for theme in point.themes)
            found[article.id].update(("places", place) for place in point.places)
            for others in point.relations.values():
                for other in others:
                    _relation(found, article.id, other.partition("#")[0])
    return {id_: frozenset(found[id_]) for id_ in library.articles}


def _relation(found: defaultdict[str, set[_Feature]], one: str, other: str) -> None:
    """Give both articles of a relation a feature of their own."""
    if one != other:
        name = " ".join(sorted((one, other)))
        found[one].add(("relations", name))
        found[other].add(("relations", name))


def _index(
    ordered: Iterable[Article], features: Mapping[str, frozenset[_Feature]]
) -> Mapping[_Feature, list[str]]:
    index: defaultdict[_Feature, list[str]] = defaultdict(list)
    for article in ordered:
        for feature in features[article.id]:
            index[feature].append(article.id)
    return index


def _near(
    article: Article,
    features: Mapping[str, frozenset[_Feature]],
    index: Mapping[_Feature, list[str]],
    places: Mapping[_Feature, Mapping[str, int]],
) -> Iterator[str]:
    """Yield the neighbours in time that share a feature with the article."""
    seen = {article.id}
    for feature in sorted(features[article.id]):
        place = places[feature][article.id]
        for other in index[feature][max(0, place - _REACH) : place + _REACH + 1]:
            if other not in seen:
                seen.add(other)
                yield other


def _best(
    library: Library,
    article: Article,
    features: Mapping[str, frozenset[_Feature]],
    rarity: Mapping[_Feature, float],
    candidates: Iterable[str],
) -> tuple[Related, ...]:
    scored = []
    for other in candidates:
        reasons = _reasons(features[article.id] & features[other], rarity)
        near = _nearness(article.published, library.articles[other].published)
        reasons += (Reason(kind="time", items=(), score=near),) if near else ()
        total = round(sum(reason.score for reason in reasons), 2)
        scored.append(Related(article=other, score=total, reasons=reasons))
    return tuple(sorted(scored, key=lambda related: (-related.score, related.article))[:SHOWN])


def _reasons(shared: Iterable[_Feature], rarity: Mapping[_Feature, float]) -> tuple[Reason, ...]:
    weight: Counter[str] = Counter()
    items: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for kind, item in shared:
        part = _WEIGHTS[kind] * (rarity[kind, item] if kind == "terms" else 1.0)
        weight[kind] += part  # type: ignore[assignment]  # a Counter adds floats as well
        items[kind].append((-part, item))
    return tuple(
        Reason(
            kind=kind,
            items=tuple(item for _, item in sorted(items[kind])),
            score=round(weight[kind], 2),
        )
        for kind in _WEIGHTS
        if kind in items
    )


def _nearness(one: Period, other: Period) -> float:
    """Give up to 1 for articles of the same day, falling to 0 at a year's distance."""
    if one.start is None or other.start is None:
        return 0.0
    days = abs((one.start - other.start).days)
    return round(max(0.0, 1 - days / _NEAR_DAYS), 2)
