"""Where sources disagree: which points clash, and what besides the view itself sets them apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.base.addresses import article_uri, passage_anchor
from generator.base.dates import Period
from generator.base.model import DisputedQuestion, Library, Message, Point
from generator.base.problems import Problem
from generator.knowledge.link.evidence import newest_first
from generator.knowledge.link.findings import (
    Clash,
    ClashKind,
    Difference,
    Disagreement,
    Evidence,
    LineRef,
    Mention,
)
from generator.knowledge.link.lines import lines_of

_LARGEST = 6
"""Points shown side by side; a larger tangle is shown pair by pair."""
_APART = 365
"""Days between two dates of publication from which the articles speak of different times."""
_KINDS: tuple[ClashKind, ...] = ("disputes", "qualifies")

_Meanings = Mapping[str, frozenset[str]]
"""Term → senses that it has in a point's own words."""


def find_disagreements(
    library: Library, mentions: Mapping[str, tuple[Mention, ...]], evidence: Evidence
) -> tuple[tuple[Disagreement, ...], list[Problem]]:
    """Return the groups of points that dispute or qualify one another.

    Real conflicts come first, then disputes over another date, place or definition, then
    qualifications; within each the latest first. A question of a theme stands over each group of
    which it names two points; what is wrong with questions is told.
    """
    stated = [(point, kind) for point in library.points.values() for kind in _KINDS]
    edges = [(p.id, other, kind) for p, kind in stated for other in p.relations[kind]]
    meanings = _meanings(mentions, {id_ for edge in edges for id_ in edge[:2]})
    clashes = [
        Clash(
            kind=kind,
            point=one,
            other=other,
            differences=tuple(_differences(library, one, other, meanings)),
        )
        for one, other, kind in edges
    ]
    lines = _lines(library, evidence)
    groups = [_group(library, group, lines) for group in _tangles(clashes)]
    asked, problems = _ask(library, groups)
    newest = sorted(asked, key=lambda g: _newest(library, g), reverse=True)
    return tuple(sorted(newest, key=lambda group: group.rank)), problems


def _lines(library: Library, evidence: Evidence) -> Mapping[str, tuple[LineRef, ...]]:
    """Return point → the lines that rest on it, or that it contests or limits; messages first."""
    found: defaultdict[str, dict[LineRef, None]] = defaultdict(dict)
    for resting in (evidence.messages, evidence.questions):
        for point, refs in resting.items():
            found[point].update(dict.fromkeys(refs))
    for ref, line in lines_of(library):
        if isinstance(line, Message):
            for point in (*line.contested_by, *line.limited_by):
                found[point][ref] = None
    return {point: tuple(refs) for point, refs in found.items()}


def _ask(
    library: Library, groups: Sequence[Disagreement]
) -> tuple[list[Disagreement], list[Problem]]:
    """Put the themes' questions over the groups of which each names two points."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for point in group.points:
            places[point].append(number)
    problems: list[Problem] = []
    asked = [*groups]
    for theme in library.themes.values():
        for question in theme.disagreements:
            named = Counter(number for point in question.points for number in places[point])
            over = [number for number, points in sorted(named.items()) if points > 1]
            taken = [number for number in over if asked[number].question]
            problems += _check_question(question, over, [asked[n].question for n in taken])
            for number in over:
                if number not in taken:
                    asked[number] = replace(
                        asked[number], question=question.question, theme=theme.id
                    )
    return asked, problems


def _check_question(
    question: DisputedQuestion, over: Sequence[int], others: Sequence[str]
) -> Iterator[Problem]:
    if len(question.points) > 1 and not over:
        message = "No two of these points dispute or qualify one another."
        hint = "Name points that do, or say in an article how they relate."
        yield Problem(question.at, "unknown-disagreement", message, hint)
    if others:
        message = f"This disagreement has a question already: “{others[0]}”"
        yield Problem(question.at, "disagreement-asked-twice", message, "Keep one of the two.")


def _newest(library: Library, group: Disagreement) -> tuple[object, ...]:
    point = library.points[group.points[0]]
    return (library.articles[point.article].date_of(point).sort_key, point.id)


def _group(
    library: Library, clashes: Iterable[Clash], lines: Mapping[str, tuple[LineRef, ...]]
) -> Disagreement:
    ordered = tuple(sorted(clashes, key=lambda c: (c.kind, c.point, c.other)))
    ids = {id_ for clash in ordered for id_ in (clash.point, clash.other)}
    points = newest_first(library, (library.points[id_] for id_ in ids))
    resting = {ref: None for point in points for ref in lines.get(point.id, ())}
    return Disagreement(
        points=tuple(point.id for point in points),
        clashes=ordered,
        question="",
        theme="",
        lines=tuple(sorted(resting, key=lambda ref: ref.kind)),
    )


def _tangles(clashes: Iterable[Clash]) -> Iterator[Sequence[Clash]]:
    """Yield the clashes that hang together; pair by pair where too many points do."""
    leader: dict[str, str] = {}
    listed = tuple(clashes)
    for clash in listed:
        leader[_leader(leader, clash.point)] = _leader(leader, clash.other)
    tangles: defaultdict[str, list[Clash]] = defaultdict(list)
    for clash in listed:
        tangles[_leader(leader, clash.point)].append(clash)
    for tangle in tangles.values():
        points = {id_ for clash in tangle for id_ in (clash.point, clash.other)}
        yield from [tangle] if len(points) <= _LARGEST else _pairs(tangle)


def _pairs(clashes: Iterable[Clash]) -> Iterable[Sequence[Clash]]:
    """Return the clashes of each two points together: both may dispute, and qualify, the other."""
    pairs: defaultdict[frozenset[str], list[Clash]] = defaultdict(list)
    for clash in clashes:
        pairs[frozenset((clash.point, clash.other))].append(clash)
    return pairs.values()


def _leader(leader: dict[str, str], point: str) -> str:
    """Return the point that leads a tangle, and shorten the way to it (union and find)."""
    while (above := leader.setdefault(point, point)) != point:
        leader[point] = leader.setdefault(above, above)
        point = leader[point]
    return point


def _meanings(
    mentions: Mapping[str, tuple[Mention, ...]], points: Iterable[str]
) -> Mapping[str, _Meanings]:
    """Return what the terms mean in the words of each point."""
    places = {_place(id_): id_ for id_ in points}
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for term, uses in mentions.items():
        for use in uses:
            if id_ := places.get((use.page, use.fragment)):
                found[id_][term].update(use.senses)
    return {
        id_: {term: frozenset(senses) for term, senses in terms.items()}
        for id_, terms in found.items()
    }


def _place(point: str) -> tuple[str, str]:
    """Return the page and the fragment of a point's passage, as mentions name them."""
    article, _, name = point.partition("#")
    return article_uri(article), passage_anchor(name)


def _differences(
    library: Library, one: str, other: str, meanings: Mapping[str, _Meanings]
) -> Iterator[Difference]:
    """Yield what sets two points apart besides what they claim."""
    left, right = library.points[one], library.points[other]
    yield from _dates(library, left, right)
    if left.places and right.places and _folded(left.places).isdisjoint(_folded(right.places)):
        yield Difference(kind="place", one=left.places, other=right.places)
    yield from _definitions(library, left, right, meanings)


def _folded(places: Iterable[str]) -> set[str]:
    """Return places as they compare: capitals make no other place."""
    return {place.casefold() for place in places}


def _dates(library: Library, left: Point, right: Point) -> Iterator[Difference]:
    """Yield what sets the times of two points apart: of their figures, where both name one."""
    periods = [point.figure.period for point in (left, right) if point.figure]
    if len(periods) > 1 and all(periods):
        if periods[0] != periods[1]:
            yield Difference(kind="date", one=(periods[0],), other=(periods[1],))
        return
    one = library.articles[left.article].date_of(left)
    other = library.articles[right.article].date_of(right)
    # What is said of a time holds for that time; what has only a date of publication holds
    # for some time around it.
    reach = 0 if left.as_of and right.as_of else _APART
    if _gap(one, other) > reach or _gap(other, one) > reach:
        yield Difference(kind="date", one=one, other=other)


def _gap(one: Period, other: Period) -> int:
    """Return the days from the end of one period to the beginning of the other, inclusive."""
    if not one.before(other) or one.end is None or other.start is None:
        return 0
    return (other.start - one.end).days + 1


def _definitions(
    library: Library, left: Point, right: Point, meanings: Mapping[str, _Meanings]
) -> Iterator[Difference]:
    """Yield terms with another meaning, figures of another thing, and points that define."""
    ours, theirs = meanings.get(left.id, {}), meanings.get(right.id, {})
    for term in sorted(ours.keys() & theirs.keys()):
        if not ours[term] & theirs[term]:
            one, other = (_senses(library, term, found[term]) for found in (ours, theirs))
            yield Difference(kind="definition", about=term, one=one, other=other)
    if left.figure and right.figure and left.figure.unit != right.figure.unit:
        yield Difference(kind="definition", one=(left.figure.unit,), other=(right.figure.unit,))
    elif "definition" in {left.kind, right.kind}:
        yield Difference(kind="definition")


def _senses(library: Library, term: str, senses: frozenset[str]) -> tuple[str, ...]:
    """Name senses by what they stand for."""
    found = (sense for sense in library.terms[term].senses if sense.id in senses)
    return tuple(sense.expansion or library.terms[term].label for sense in found)
