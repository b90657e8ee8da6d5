"""Editors complete and check front matter, asked by the settings that a project has."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from generator.base.model import ArticleKind
from generator.cli.commands import main
from generator.schema.editor import SETTINGS, schemas, settings
from tests.language_server import Server, server

_ARTICLE = """\
---
title: Why the trams run late
source: {publisher: Harbour Post}
published: 2018-09-20
kind: news
summary: The tram company and its drivers disagree.
points:
  - id: doors-break
    text: Doors break often.
    kind: statement
    themes: [service]
    passage: doors break
    standing: reported
---

The doors break: often, as *drivers* say.
"""


@pytest.fixture(scope="module")
def project(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return this repository's content and settings, in a folder to write in."""
    root = tmp_path_factory.mktemp("editor")
    for folder in ("content", ".vscode"):
        shutil.copytree(top / folder, root / folder)
    return root


@pytest.fixture(scope="module")
def editor(top: Path, project: Path) -> Iterator[Server]:
    """Start yaml-language-server on the project."""
    with server(top, project) as started:
        yield started


def test_settings_are_in_step(top: Path) -> None:
    """What stands in this repository is what a new project gets, from the declaration of today."""
    for path, text in {**schemas(), **settings()}.items():
        if os.environ.get("OVERWRITE_GOLDEN"):
            (top / path).write_text(text, encoding="utf-8")
        assert (top / path).read_text("utf-8") == text


def test_schemas_are_written_and_own_settings_kept(tmp_path: Path) -> None:
    """``schema --editor`` renews schemas, and says what is missing in settings of one's own."""
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "schema", "--editor"])
    assert (done.exit_code, done.stdout) == (0, ".vscode\n")
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")}
    assert made == schemas().keys() | settings().keys()
    own = tmp_path / SETTINGS
    own.write_text("{}\n", encoding="utf-8")
    (tmp_path / ".vscode/article.schema.json").write_text("{}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "schema", "--editor"])
    assert done.exit_code == 0
    assert own.read_text("utf-8") == "{}\n"
    assert '"./.vscode/article.schema.json": "content/articles/*.md"' in done.stderr
    assert "title" in (tmp_path / ".vscode/article.schema.json").read_text("utf-8")


def test_no_file_of_this_site_is_called_wrong(editor: Server, project: Path) -> None:
    """The server has nothing to say of content that the check passes."""
    files = [*project.glob("content/*/*.md"), *project.glob("content/*.yml")]
    assert len(files) > 80
    for file in files:
        path = file.relative_to(project).as_posix()
        assert editor.problems(path, file.read_text("utf-8")) == [], path


def test_slips_are_marked_where_they_stand(editor: Server) -> None:
    """A wrong value, a key that is none and a key that is missing are told, each by its line."""
    wrong = _ARTICLE.replace("kind: news", "kind: newz").replace("    passage: doors break\n", "")
    wrong = wrong.replace("title:", "titel:")
    found = editor.problems("content/articles/wrong.md", wrong)
    kinds = ", ".join(f'"{kind}"' for kind in get_args(ArticleKind))
    assert sorted(found) == [
        (2, 'Missing property "title".'),
        (2, "Property titel is not allowed."),
        (5, f"Value is not accepted. Valid values: {kinds}."),
        (8, 'Missing property "passage".'),
    ]


def test_values_and_keys_are_offered(editor: Server) -> None:
    """At a place for a value, what may stand there is offered; so are the keys of a point."""
    path = "content/articles/new.md"
    editor.problems(path, _ARTICLE.replace("kind: news", "kind: ").replace("    kind: s", "    s"))
    kinds = {"news", "opinion", "feature", "research", "guidance", "speech"}
    assert set(editor.completions(path, 5, 7)) == kinds
    assert {"speaker", "figure", "agrees"} <= set(editor.completions(path, 10, 5))


@pytest.mark.parametrize(
    ("path", "text", "line", "words"),
    [
        ("content/articles/a.md", _ARTICLE, 4, "When it appeared"),
        ("content/themes/a.md", "---\ntitle: Fares\norder: 1\n---\n", 3, "Its place among"),
        ("content/glossary/a.md", "---\nterm: HDP\nkind: acronym\n---\n", 3, "What kind of word"),
        ("content/timeline.yml", "events:\n  - id: a\n", 1, "Events in any order"),
        ("content/about.md", "---\ndescription: x\n---\n", 2, "One sentence for search"),
    ],
)
def test_every_kind_is_explained(
    editor: Server, path: str, text: str, line: int, words: str
) -> None:
    """Each key of each kind of file is explained where the pointer rests on it."""
    editor.problems(path, text)
    assert words in editor.hover(path, line, 3)
