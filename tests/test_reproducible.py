"""Equal content gives an equal site, byte for byte, wherever and however it is built."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from generator.read import digest
from tests.faults.builder import Tree, tree
from tests.projects import TINY

_PROGRAM = "import os; os.umask({umask}); from generator.cli import main; main()"


def built(top: Path, project: Path, umask: int, **machine: str) -> tuple[Tree, set[int]]:
    """Build the small project in a folder; return its files, and their modes."""
    files = [path for path in TINY.rglob("*") if path.is_file() and "expected" not in path.parts]
    random.Random(umask).shuffle(files)  # noqa: S311 - to be repeatable
    for path in files:
        target = project / path.relative_to(TINY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (umask, umask))
    command = [sys.executable, "-c", _PROGRAM.format(umask=umask), "-C", str(project), "build"]
    own = {"PYTHONPATH": str(top), **machine}
    done = subprocess.run(
        command, cwd=project, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    site = project / "site"
    return tree(site), {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()}


def test_site_is_the_same_bytes(top: Path, tmp_path: Path) -> None:
    """Time zone, locale, hash seed, path, umask and order of files change no byte and no mode."""
    one = built(top, tmp_path / "a", 0o022, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    other = built(
        top,
        tmp_path / "b c" / "é",
        0o077,
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="2",
    )
    assert one == other
    assert "sitemap.xml.gz" in one[0]


def test_build_says_what_it_was_made_from(top: Path, tmp_path: Path) -> None:
    """``data/build.json`` has the content's digest and the versions of what made the pages."""
    project = tmp_path / "project"
    built(top, project, 0o022)
    told = json.loads((project / "site" / "data" / "build.json").read_text("utf-8"))
    assert told["content"] == digest(project)
    assert set(told["versions"]) >= {"briefing-site", "mkdocs", "mkdocs-material"}
    (project / "content" / "about.md").write_text("Other words.\n", encoding="utf-8")
    assert told["content"] != digest(project)
