"""Related reading with its reasons: named parts that add up.

Candidates come from inverted indexes, each list in order of date and looked at only near the
article, so that the cost grows in proportion to the articles and never with their pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from math import log2

from generator.base.addresses import article_in
from generator.base.dates import Period
from generator.base.limits import RELATED_ARTICLES
from generator.base.model import Article, Library
from generator.base.names import article_of
from generator.knowledge.link.findings import Mention, Reason, Related

_REACH = 12
"""Neighbours looked at on each side in each index."""
_WEIGHTS = {"relations": 3.0, "people": 2.0, "places": 1.5, "terms": 1.0, "themes": 0.5}
_WEIGHED = 12
"""Neighbours whose score is worked out in full: those that share most with the article."""
_NEAR_DAYS = 365
"""Articles less than a year apart count as near in time."""

_Feature = tuple[str, str]


def find_related(
    library: Library, mentions: Mapping[str, tuple[Mention, ...]]
) -> Mapping[str, tuple[Related, ...]]:
    """Return a few other articles for each, best first, each with its reasons."""
    features = _features(library, mentions)
    ordered = sorted(library.articles.values(), key=lambda a: (a.published.sort_key, a.id))
    index = _index(ordered, features)
    rarity = {feature: log2(1 + len(ordered) / len(ids)) for feature, ids in index.items()}
    weights = {feature: _weight(feature, rarity[feature]) for feature in index}
    found: dict[str, tuple[Related, ...]] = {}
    for article, near in _neighbours(ordered, features, index, weights):
        found[article.id] = _best(library, article, features, weights, near)
    return {id_: found[id_] for id_ in library.articles}


def _weight(feature: _Feature, rarity: float) -> float:
    """Return what sharing a feature adds; a term adds the more, the fewer articles use it.

    It has the two decimals that readers see, so that what they see adds up.
    """
    kind, _ = feature
    return round(_WEIGHTS[kind] * (rarity if kind == "terms" else 1.0), 2)


def _features(
    library: Library, mentions: Mapping[str, tuple[Mention, ...]]
) -> Mapping[str, frozenset[_Feature]]:
    found: defaultdict[str, set[_Feature]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for term, uses in mentions.items():
        for use in uses:
            if name := article_in(use.page):
                found[name].add(("terms", term))
    for article in library.articles.values():
        found[article.id].update(("people", person.id) for person in article.people)
        for point in article.points:
            found[article.id].update(("themes", theme) for theme in point.themes)
            for place in point.places:
                found[article.id].add(("places", spelt.setdefault(place.casefold(), place)))
            for others in point.relations.values():
                for other in others:
                    _relation(found, article.id, article_of(other))
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


def _neighbours(
    ordered: Sequence[Article],
    features: Mapping[str, frozenset[_Feature]],
    index: Mapping[_Feature, Sequence[str]],
    weights: Mapping[_Feature, float],
) -> Iterator[tuple[Article, list[str]]]:
    """Yield each article with the most promising of its neighbours in time."""
    passed: Counter[_Feature] = Counter()
    for article in ordered:
        scores: defaultdict[str, float] = defaultdict(float)
        for feature in sorted(features[article.id]):  # so that equal content adds up equally
            place, weight = passed[feature], weights[feature]
            passed[feature] += 1
            for other in index[feature][max(0, place - _REACH) : place + _REACH + 1]:
                scores[other] += weight
        scores.pop(article.id, None)
        best = nsmallest(_WEIGHED, ((-score, other) for other, score in scores.items()))
        yield article, [other for _, other in best]


def _best(
    library: Library,
    article: Article,
    features: Mapping[str, frozenset[_Feature]],
    weights: Mapping[_Feature, float],
    candidates: Iterable[str],
) -> tuple[Related, ...]:
    """Rank the candidates by all that they share, and give reasons for the best of them."""
    own, published = features[article.id], library.articles
    ranked = []
    for other in candidates:
        shared = sorted(own & features[other])  # so that equal content adds up equally
        near = _nearness(article.published, published[other].published)
        ranked.append((-near - sum(map(weights.__getitem__, shared)), other, shared, near))
    best = nsmallest(RELATED_ARTICLES, ranked)
    found = (_related(other, shared, near, weights) for _, other, shared, near in best)
    return tuple(sorted(found, key=lambda related: (-related.score, related.article)))


def _related(
    other: str, shared: Iterable[_Feature], near: float, weights: Mapping[_Feature, float]
) -> Related:
    reasons = _reasons(shared, weights)
    reasons += (Reason(kind="time", items=(), weights=(), score=near),) if near else ()
    total = round(sum(reason.score for reason in reasons), 2)
    return Related(article=other, score=total, reasons=reasons)


def _reasons(shared: Iterable[_Feature], weights: Mapping[_Feature, float]) -> tuple[Reason, ...]:
    """Return the parts of a score, each with what is shared, the weightiest first."""
    items: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for feature in shared:
        items[feature[0]].append((-weights[feature], feature[1]))
    return tuple(
        Reason(
            kind=kind,
            items=tuple(item for _, item in sorted(items[kind])),
            weights=tuple(-weight for weight, _ in sorted(items[kind])),
            score=round(-sum(weight for weight, _ in sorted(items[kind])), 2),
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
