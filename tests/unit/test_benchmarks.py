"""The made project that benchmarks measure: valid, repeatable, and as large as was asked."""

from pathlib import Path

import pytest
import yaml

from generator.build import build
from tests.benchmarks.corpus import AUDIENCES, make, settings

ARTICLES, TERMS = 12, 20


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small made project."""
    folder = tmp_path_factory.mktemp("made") / "project"
    make(folder, articles=ARTICLES, terms=TERMS)
    return folder


def test_made_project_has_no_problem(project: Path) -> None:
    """What is measured is the ordinary case: not one error or warning."""
    built = build(project, settings())
    assert [str(problem) for problem in built.problems] == []


def test_made_project_is_repeatable(project: Path, tmp_path: Path) -> None:
    """Equal seeds make equal files, so that two measurements compare."""
    make(tmp_path / "again", articles=ARTICLES, terms=TERMS)
    assert contents(tmp_path / "again") == contents(project)


def test_articles_are_of_the_stated_length(project: Path) -> None:
    """Articles have about 600 words each, as the bounds assume."""
    bodies = [
        path.read_text("utf-8").partition("\n---\n")[2]
        for path in (project / "content" / "articles").iterdir()
    ]
    assert len(bodies) == ARTICLES
    assert 570 <= sum(len(body.split()) for body in bodies) / ARTICLES <= 630


def test_audiences_are_those_of_the_settings(top: Path) -> None:
    """The made project shares the settings of the real one, and so its audiences."""
    shared = yaml.safe_load((top / "mkdocs.yml").read_text("utf-8"))
    assert tuple(shared["plugins"][0]["briefing"]["audiences"]) == AUDIENCES
