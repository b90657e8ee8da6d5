"""How many bytes the parts of a page take, about: lists split so that no page passes 300 kB."""

from collections.abc import Callable
from functools import cache

from generator.base.limits import EVENTS_BESIDE_A_CLAIM, EVIDENCE_BYTES, RELATED_POINTS
from generator.base.model import Article, Library, Person, Point, Status, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.findings import Bearings

_LINE, _OWN_POINT, _LINK, _TAG, _CARD = 660, 400, 240, 110, 450
"""Bytes of mark-up of a line of evidence, a point in its article's own list, a link, a theme's
tag, and an article in a list."""
_SPEAKER, _FIGURE = 120, 120
"""Bytes of mark-up of who speaks, and of a figure."""
_STATUS = 250
"""Bytes of mark-up of what has become of a claim."""
_EVENT = 330
"""Bytes of mark-up of an event beside a claim."""


def byte_count(*texts: str) -> int:
    """Return the bytes of texts."""
    return len("".join(texts).encode())


def line_weight(library: Library, links: Links, point: Point) -> int:
    """Return the bytes of a point's line in a list of evidence, the ids for filters included."""
    article = library.articles[point.article]
    who = point.speaker
    spoken = (*_spoken(who), who.id) if who else 3 * article.author_names
    named = (*spoken, article.publication.publisher, *article.author_names, *2 * point.themes)
    own = (point.text, *2 * (point.passage.exact, point.id, article.id))
    words = byte_count(*own, *named) + _status_weight(library, point.status)
    return _LINE + words + since_weight(links.since.points.get(point.id, ()))


def line_weigher(library: Library, links: Links, most: int) -> Callable[[Point], int]:
    """Return what weighs lines so that a page of ``EVIDENCE_BYTES`` holds at most so many."""

    @cache
    def weigh(id_: str) -> int:
        return max(line_weight(library, links, library.points[id_]), EVIDENCE_BYTES // most)

    return lambda point: weigh(point.id)


def own_point_weight(library: Library, links: Links, point: Point) -> int:
    """Return the bytes of a point in its article's own list."""
    relations, evidence = links.relations.get(point.id, ()), links.evidence
    uses = len(evidence.messages.get(point.id, ())) + len(evidence.questions.get(point.id, ()))
    tags = sum(_tag_weight(library.themes[theme]) + byte_count(point.id) for theme in point.themes)
    named = [library.points[relation.point].text for relation in relations[:RELATED_POINTS]]
    leads = _LINK * (len(named) + uses + len(point.places)) + byte_count(*named, *point.places)
    words = byte_count(point.text, point.passage.exact, point.id)
    own = _OWN_POINT + words + tags + leads + _speaker_weight(point) + _figure_weight(point)
    later = since_weight(links.since.points.get(point.id, ()))
    return own + later + _status_weight(library, point.status)


def since_weight(bearings: Bearings) -> int:
    """Return the bytes of what is told of events after a claim."""
    events = [bearing.event for bearing in bearings[:EVENTS_BESIDE_A_CLAIM]]
    texts = (text for e in events for text in (e.title, e.id, e.source.title, e.source.url))
    return _EVENT * len(events) + byte_count(*texts)


def _status_weight(library: Library, status: Status | None) -> int:
    """Return the bytes of what has become of a claim, its mark beside it included."""
    if status is None:
        return 0
    named = (
        library.points[id_].text if "#" in id_ else library.articles[id_].title
        for id_ in status.superseded_by
    )
    source = (status.source.title, status.source.url) if status.source else ()
    links = _LINK * (len(status.superseded_by) + bool(source))
    return _STATUS + links + byte_count(status.reason, *named, *source)


def card_weight(library: Library, article: Article) -> int:
    """Return the bytes of an article in a list."""
    themes = {theme for point in article.points for theme in point.themes}
    words = (article.title, article.summary, *article.author_names, article.publication.publisher)
    tags = sum(_tag_weight(library.themes[theme]) for theme in themes)
    return _CARD + byte_count(*words) + tags


def _speaker_weight(point: Point) -> int:
    who = point.speaker
    if who is None:
        return 0
    return _SPEAKER + byte_count(*_spoken(who), who.organisation)


def _spoken(who: Person) -> tuple[str, ...]:
    """Return the words of a speaker; the name stands in the address too."""
    return (who.name, who.name, who.role, who.organisation, who.interest)


def _figure_weight(point: Point) -> int:
    figure = point.figure
    return _FIGURE + byte_count(figure.about, figure.caution) if figure else 0


def _tag_weight(theme: Theme) -> int:
    return _TAG + byte_count(theme.title, theme.id, theme.id)
