"""What a server forgets: memory does not rise with the number of edits."""

import gc
from collections import Counter
from pathlib import Path

from generator.cli.project import open_project
from generator.cli.serve import _server
from tests.projects import tiny

BEFORE, EDITS = 6, 14
_PARTS = 10
"""Objects that an edit may leave behind; one project has thousands."""


def kept() -> Counter[str]:
    """Return how many objects there are of each type."""
    gc.collect()
    return Counter(type(each).__qualname__ for each in gc.get_objects())


def test_edits_leave_nothing_behind(tmp_path: Path) -> None:
    """After many more edits there are no more articles, terms, blocks or lists than before."""
    project = tiny(tmp_path)
    config = open_project(project, site_dir=str(tmp_path / "site"), dev_addr="127.0.0.1:8765")
    server = _server(project, config)
    article, term = project / "content/articles/line-opens.md", project / "content/glossary/tdb.md"
    texts = {path: path.read_text("utf-8") for path in (article, term)}
    counts = []
    try:
        for number in range(BEFORE + EDITS):
            path = (article, term)[number % 2]
            path.write_text(f"{texts[path]}\nEdit {number}.\n", encoding="utf-8")
            server.builder()
            counts.append(kept() if number in {BEFORE - 1, BEFORE + EDITS - 1} else Counter())
    finally:
        server.server_close()
        config.plugins.on_shutdown()
    more = counts[-1] - counts[BEFORE - 1]
    assert {name: count for name, count in more.items() if count > _PARTS * EDITS} == {}
    assert "Glossary" not in more
