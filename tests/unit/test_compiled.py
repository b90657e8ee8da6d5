"""Compiled templates that are kept: never another than would be compiled, and never in the way."""

import sys
from pathlib import Path

import pytest

from generator.site import compiled as module
from generator.site.engine import Engine


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let templates be kept, and return where."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "briefing-site"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a project's template."""
    path = tmp_path / "project" / "templates" / "pages" / "words.jinja"
    path.parent.mkdir(parents=True)
    path.write_text("<p>{{ words }}</p>", encoding="utf-8")
    return path


def written(template: Path) -> str:
    """Return what a new engine writes."""
    return Engine(template.parents[2]).get_template(template.name).render(words="Plain & simple")


def test_kept_template_is_used(kept: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one build has compiled, the next does not compile again; it writes the same."""
    assert written(template) == "<p>Plain &amp; simple</p>"
    assert list(kept.iterdir())
    monkeypatch.setattr(Engine, "_generate", None)
    assert written(template) == "<p>Plain &amp; simple</p>"


def test_changed_template_is_compiled_again(kept: Path, template: Path) -> None:
    """A template that is edited shows at once."""
    written(template)
    template.write_text("<b>{{ words }}</b>", encoding="utf-8")
    assert written(template) == "<b>Plain &amp; simple</b>"
    assert len([*kept.iterdir()]) == 1


def test_changed_program_compiles_again(
    kept: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a template compiles to belongs to the program that compiled it."""
    written(template)
    before = next(kept.iterdir()).read_bytes()
    monkeypatch.setattr(module, "program", lambda: "another")
    written(template)
    assert next(kept.iterdir()).read_bytes() != before


@pytest.mark.parametrize("size", [0, 12, 40, -1])
def test_damaged_file_is_compiled_again(kept: Path, template: Path, size: int) -> None:
    """A kept file that is cut, however short, spoils nothing."""
    written(template)
    file = next(kept.iterdir())
    file.write_bytes(file.read_bytes()[:size])
    assert written(template) == "<p>Plain &amp; simple</p>"


def test_nothing_can_be_kept(kept: Path, template: Path) -> None:
    """Where a file stands in the folder's place, a build does without."""
    kept.parent.mkdir()
    kept.write_text("", encoding="utf-8")
    assert written(template) == "<p>Plain &amp; simple</p>"


def test_nothing_may_be_kept(kept: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who tells Python to leave no compiled files finds none."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert written(template) == "<p>Plain &amp; simple</p>"
    assert not kept.exists()
