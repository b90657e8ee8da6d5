"""What nobody covers: counts by theme, period and kind of voice, and paragraphs without a point."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.dates import Period
from generator.link.records import Coverage, Uncited
from generator.model import Article, Library


def cover(library: Library) -> Coverage:
    """Count the points of each theme by article, by year and by standing."""
    by_article: Counter[tuple[str, str]] = Counter()
    by_year: Counter[tuple[str, str]] = Counter()
    by_voice: Counter[tuple[str, str]] = Counter()
    for point in library.points.values():
        year = year_of(library.articles[point.article].date_of(point))
        for theme in point.themes:
            by_article[theme, point.article] += 1
            by_year[theme, year] += 1
            by_voice[theme, point.standing] += 1
    return Coverage(
        by_article=by_article,
        by_year=by_year,
        by_voice=by_voice,
        years=tuple(_years({year for _, year in by_year})),
        uncited=tuple(u for article in library.articles.values() for u in _uncited(article)),
    )


def year_of(period: Period) -> str:
    """Return the year a period lies in, or ``undated`` where it spans several."""
    if period.start is None or period.end is None:
        return "undated"
    last = period.end.toordinal() - 1
    same = period.start.year == period.start.fromordinal(last).year
    return str(period.start.year) if same else "undated"


def _years(found: Iterable[str]) -> Iterator[str]:
    numbers = sorted(int(year) for year in found if year != "undated")
    if numbers:
        yield from (str(year) for year in range(numbers[0], numbers[-1] + 1))
    if "undated" in found:
        yield "undated"


def _uncited(article: Article) -> Iterator[Uncited]:
    cited = {point.passage.block for point in article.points}
    for block in article.blocks:
        if not block.heading and block.index not in cited:
            yield Uncited(article=article.id, line=block.line, text=block.text)
