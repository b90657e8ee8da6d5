"""Differences that people read as one: each thing is told once, with all that it concerns."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from generator.base.names import article_of
from generator.knowledge.changes.bearings import event_subject
from generator.knowledge.changes.change import Change, ChangeKind, Line, Names, Subject
from generator.knowledge.changes.pairs import Pairs

_Join = Callable[[Pairs, Sequence[Change]], Change]
_NOWHERE = "–"
"""Stands for an address that leads no further, beside those that do."""


def together(pairs: Pairs, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield differences, those that say the same of several things as one."""
    alike: defaultdict[Hashable, list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind in _JOINED:
            key, _ = _JOINED[change.kind]
            alike[change.kind, key(pairs, change)].append(change)
        else:
            yield change
    for group in alike.values():
        _, join = _JOINED[group[0].kind]
        yield join(pairs, sorted(group, key=lambda change: change.sort_key))


def _article(pairs: Pairs, changes: Sequence[Change]) -> Change:
    """Tell of an article that is new or gone with all its points; of a point alone as it is."""
    first, id_ = changes[0], article_of(changes[0].what)
    if _whole(pairs, first) != id_:
        return first
    article = pairs.articles_after.get(id_) or pairs.articles_before[id_]
    was, now = ("\n".join(filter(None, map(str, side))) for side in _sides(changes))
    return Subject(id_, article.title, article.url).changed(first.kind, was, now)


def _sides(changes: Sequence[Change]) -> tuple[list[object], list[object]]:
    return [change.before for change in changes], [change.after for change in changes]


def _whole(pairs: Pairs, change: Change) -> str:
    """Return the article that is new or gone with a point, or the point."""
    article = article_of(change.what)
    return change.what if article in pairs.lasting else article


def _event(pairs: Pairs, changes: Sequence[Change]) -> Change:
    """Tell of an event with all that it bears on now, or no longer."""
    kind, event = changes[0].kind, str(changes[0].part)
    names = Names(tuple(change.name for change in changes))
    subject = event_subject(event, pairs.events[event])
    if kind == "became-stale":
        return subject.changed(kind, after=names)
    return subject.changed(kind, names)


def _paragraph(pairs: Pairs, changes: Sequence[Change]) -> Change:
    """Tell of an edited paragraph with all points whose passages lie in it."""
    first = changes[0]
    if len(changes) == 1:
        return first
    article = pairs.articles_after[article_of(first.what)]
    names = ", ".join(change.what.partition("#")[2] for change in changes)
    subject = Subject(article.id, article.title, first.url)
    return subject.changed(first.kind, first.before, first.after, part=names)


def _page(pairs: Pairs, changes: Sequence[Change]) -> Change:
    """Tell of a page with all addresses in it that lead to its top."""
    first = changes[0]
    if len(changes) == 1:
        return first
    targets = [str(change.after) for change in changes]
    now = "\n".join(target or _NOWHERE for target in targets) if any(targets) else ""
    url = first.url.partition("#")[0]
    titles = {article.url: article.title for article in pairs.after.articles}
    subject = Subject(url.strip("/"), titles.get(url, url), url)
    return subject.changed(first.kind, "\n".join(str(change.before) for change in changes), now)


def _place(_: Pairs, changes: Sequence[Change]) -> Change:
    """Tell where lines stand now that stood elsewhere together."""
    first = changes[0]
    names = Names(tuple(change.name for change in changes))
    theme = first.name.theme if isinstance(first.name, Line) else first.name
    url = first.url.partition("#")[0]
    subject = Subject(first.what.partition("/")[0], theme, url)
    return subject.changed(first.kind, first.before, first.after, part=names)


_JOINED: Mapping[ChangeKind, tuple[Callable[[Pairs, Change], Hashable], _Join]] = {
    "point-deleted": (_whole, _article),
    "point-added": (_whole, _article),
    "became-stale": (lambda _, change: change.part, _event),
    "no-longer-stale": (lambda _, change: change.part, _event),
    "passage-changed": (lambda _, c: (article_of(c.what), c.before, c.after), _paragraph),
    "anchor-lost": (lambda _, change: change.url.partition("#")[0], _page),
    "message-moved": (lambda _, c: (c.what.partition("/")[0], c.before, c.after), _place),
    "question-moved": (lambda _, c: (c.what.partition("/")[0], c.before, c.after), _place),
}
"""What differences of a kind have in common that are one, and how they are told."""
