"""What nobody covers: counts by theme, period and kind of voice, and paragraphs without a point."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import get_args

from generator.base.dates import Period, year_of
from generator.base.foreign import told_in
from generator.base.kinds import UNDATED
from generator.base.model import Article, Library, Point, Standing
from generator.knowledge.link.findings import Coverage, Uncited, VoiceKind, Voices
from generator.knowledge.link.voices import organisation_of


def count_coverage(library: Library, voices: Voices) -> Coverage:
    """Count the points of each theme by article, year, kind of voice, standing and organisation."""
    points = library.points.values()
    dates = {point.id: library.date_of(point.id) for point in points}
    years = {id_: year_of(date) for id_, date in dates.items()}
    ordered = sorted(voices.organisations, key=lambda o: (-len(o.points), o.name.casefold()))
    named = [(library.points[id_], o.id) for o in ordered for id_ in o.points]
    return Coverage(
        by_article=_count((point, point.article) for point in points),
        by_year=_count((point, years[point.id]) for point in points),
        by_possible_year=_count(
            (point, year)
            for point in points
            if years[point.id] == UNDATED
            for year in dates[point.id].years(library.as_of)
        ),
        by_voice=_count((point, voice_of(library, point)) for point in points),
        by_standing=_count((point, point.standing) for point in points),
        by_organisation=_count(named),
        years=tuple(_years({*years.values()}, library.as_of)),
        organisations={organisation.id: organisation.name for organisation in ordered},
        uncited=tuple(u for article in library.articles.values() for u in _uncited(article)),
    )


def silent_years(coverage: Coverage, theme: str) -> list[str]:
    """Return the years of which no point of a theme surely speaks."""
    years = (year for year in coverage.years if year != UNDATED)
    return [year for year in years if not coverage.by_year.get((theme, year))]


def unchosen_standings(coverage: Coverage, theme: str) -> list[Standing]:
    """Return the ways to put a point that none of a theme's sources chose."""
    return [s for s in get_args(Standing) if not coverage.by_standing.get((theme, s))]


def voice_of(library: Library, point: Point) -> VoiceKind:
    """Return whose words a point gives."""
    if point.speaker:
        if point.speaker.kind == "group":
            return "group"
        return "organisation" if organisation_of(library, point.speaker) else "person"
    return "author" if library.articles[point.article].authors else "unsigned"


def _count(places: Iterable[tuple[Point, str]]) -> Mapping[tuple[str, str], int]:
    return Counter((theme, place) for point, place in places for theme in point.themes)


def _years(found: Collection[str], today: Period | None) -> Iterator[str]:
    """Yield the years from the first to today: that nobody speaks of the last is a gap too."""
    numbers = sorted(int(year) for year in found if year != UNDATED)
    if numbers:
        now = map(int, today.years()) if today else ()
        yield from map(str, range(numbers[0], max(numbers[-1], *now, 0) + 1))
    if UNDATED in found:
        yield UNDATED


def _uncited(article: Article) -> Iterator[Uncited]:
    cited = {point.passage.block for point in article.points}
    for block in article.blocks:
        if not (block.heading or block.note) and block.index not in cited:
            yield Uncited(
                article=article.id,
                section=told_in(article.language, block.section),
                line=block.line,
                text=told_in(article.language, block.text),
            )
