"""The map of evidence: every point once, gaps as noughts, support by the gravest relation."""

from pathlib import Path

from generator.site.pages.kinds.coverage.evidence_map import EvidenceMap, MapGroup, evidence_map
from generator.site.pages.views.presenter import Presenter
from tests.projects import TINY, compiled, long_article, tiny


def _map(project: Path) -> EvidenceMap:
    built = compiled(project)
    made = evidence_map(Presenter.of(built.library, built.links))
    assert made
    return made


def _points(group: MapGroup) -> int:
    return sum(spot.points for row in group.rows for spot in row.spots)


def test_each_point_is_counted_once() -> None:
    """Whatever shares a column or a row, a theme’s cells hold all its points."""
    built = compiled(TINY)
    evidence = built.links.evidence.by_theme
    counted = {group.theme.id: _points(group) for group in _map(TINY).groups}
    assert counted == {theme: len(points) for theme, points in evidence.items()}


def test_marks_tell_size_and_support() -> None:
    """A mark is contested where a source disputes one of its points; gaps have no mark."""
    spots = [spot for group in _map(TINY).groups for row in group.rows for spot in row.spots]
    assert {spot.support for spot in spots if spot.points} >= {"contested", "single"}
    assert {spot.size for spot in spots if not spot.points} == {0}
    assert {spot.uri for spot in spots if not spot.points} == {""}
    assert all(1 <= spot.size <= 4 and spot.uri for spot in spots if spot.points)


def test_many_years_share_columns(tmp_path: Path) -> None:
    """Long runs without a point are one column; so is all that is older than there is room for."""
    articles = {
        f"content/articles/of-{year}.md": long_article(1, 6, "money").replace(
            "2019-01-01", f"{year}-01-01"
        )
        for year in (1950, *range(1980, 2000))
    }
    made = _map(tiny(tmp_path, articles))
    assert made.columns[0] == "1950 to 1992"
    assert made.columns[-5] == "2000 to 2015"
    assert len(made.columns) == 13
    oldest = made.groups[0].rows[-1].spots[0]
    assert "year=" not in oldest.query
    assert sum(map(_points, made.groups)) == len(compiled(tmp_path / "project").library.points)


def test_nothing_said_draws_no_map(tmp_path: Path) -> None:
    """A project without points has no map."""
    gone = {f"content/articles/{path.name}": None for path in (TINY / "content/articles").iterdir()}
    themes = {
        f"content/themes/{name}.md": f"---\ntitle: {name}\norder: 1\nquestion: What?\n---\n"
        for name in ("money", "service")
    }
    built = compiled(tiny(tmp_path, {**gone, **themes}))
    assert evidence_map(Presenter.of(built.library, built.links)) is None
