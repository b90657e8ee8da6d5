"""Equal content gives an equal site, byte for byte, wherever and however it is built."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from generator.source.read import digest
from tests.faults.builder import Tree, tree
from tests.projects import TINY

_PROGRAM = "import os; os.umask({umask}); from generator.cli.commands import main; main()"

_ALONE = """
import sys
def refuse(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        sys.stderr.write(f"{event} {arguments}")
        raise OSError(event)
sys.addaudithook(refuse)
from generator.cli.commands import main
main()
"""


def run(top: Path, project: Path, umask: int, **machine: str) -> "subprocess.CompletedProcess[str]":
    """Build a project on a machine that is set up in a certain way."""
    command = [sys.executable, "-c", _PROGRAM.format(umask=umask), "-C", str(project), "build"]
    own = {**os.environ, "PYTHONPATH": str(top), **machine}
    return subprocess.run(
        command, cwd=project, env=own, capture_output=True, text=True, check=False
    )


def built(top: Path, project: Path, umask: int, **machine: str) -> tuple[Tree, set[int]]:
    """Build the small project in a folder; return its files, and their modes."""
    files = [path for path in TINY.rglob("*") if path.is_file() and "expected" not in path.parts]
    random.Random(umask).shuffle(files)  # noqa: S311 - to be repeatable
    for path in files:
        target = project / path.relative_to(TINY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (umask, umask))
    done = run(top, project, umask, **machine)
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


def inputs(project: Path) -> dict[str, object]:
    """Return what a site says that it was built from."""
    told: dict[str, object] = json.loads((project / "site/data/build.json").read_text("utf-8"))
    return told


def test_build_says_what_it_was_made_from(top: Path, tmp_path: Path) -> None:
    """``data/build.json`` has the content's digest, its date, and the versions of what made it."""
    project = tmp_path / "project"
    built(top, project, 0o022)
    told = inputs(project)
    assert told["content"] == digest(project)
    assert told["as_of"] == "2019-12-02"
    assert isinstance(told["versions"], dict)
    assert set(told["versions"]) >= {"briefing-site", "mkdocs", "mkdocs-material", "pagefind-bin"}
    (project / "content" / "about.md").write_text("Other words.\n", encoding="utf-8")
    assert told["content"] != (before := digest(project))
    catalogue = project / "locale/cy/content/about.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "Words."\nmsgstr "Geiriau."\n', encoding="utf-8")
    assert digest(project) != before


def test_build_says_how_it_says_so(top: Path, tmp_path: Path) -> None:
    """The schema of ``data/build.json`` is published beside it, and a build obeys it."""
    project = tmp_path / "project"
    built(top, project, 0o022)
    schema = json.loads((project / "site/data/build.schema.json").read_text("utf-8"))
    jsonschema_rs.meta.validate(schema)
    valid = jsonschema_rs.validator_for(schema).is_valid
    assert valid(inputs(project))
    assert not valid({**inputs(project), "as_of": "today"})
    assert not valid({**inputs(project), "content": ""})


def test_site_map_is_dated_by_the_content(top: Path, tmp_path: Path) -> None:
    """Search engines, and a template that asks, are told the newest date of the content."""
    project = tmp_path / "project"
    shutil.copytree(TINY / "content", project / "content")
    settings = (TINY / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(f"{settings}site_url: https://site.example/\n", "utf-8")
    (project / "templates/theme/partials").mkdir(parents=True)
    (project / "templates/theme/partials/foot.html").write_text(
        "Built {{ build_date_utc }}", "utf-8"
    )
    assert run(top, project, 0o022).returncode == 0
    told = (project / "site" / "sitemap.xml").read_text("utf-8")
    assert set(re.findall("<lastmod>(.*?)<", told)) == {"2019-12-02"}
    for page in ("index.html", "404.html"):
        assert "Built 2019-12-02 00:00:00+00:00" in (project / "site" / page).read_text("utf-8")


def test_build_asks_nobody(top: Path, tmp_path: Path) -> None:
    """To check and build, no host is asked for, by a call that Python reports."""
    project = tmp_path / "project"
    shutil.copytree(TINY / "content", project / "content")
    shutil.copy(TINY / "mkdocs.yml", project)
    for command in ("check", "build"):
        done = subprocess.run(
            [sys.executable, "-c", _ALONE, "-C", str(project), command],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(top)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "socket." in done.stderr) == (0, False), done.stderr


def test_build_may_be_dated_from_outside(top: Path, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH dates a build; what is no number of seconds is wrong usage."""
    project = tmp_path / "project"
    built(top, project, 0o022, SOURCE_DATE_EPOCH="1582934400")
    assert inputs(project)["as_of"] == "2020-02-29"
    for wrong in ("", "yesterday", "-1", "4294967296", "1" * 5000):
        done = run(top, project, 0o022, SOURCE_DATE_EPOCH=wrong)
        assert (done.returncode, "SOURCE_DATE_EPOCH is" in done.stderr) == (2, True), done.stderr
    assert inputs(project)["as_of"] == "2020-02-29"


@pytest.mark.parametrize(
    ("published", "as_of"), [("1066", "1066-01-01"), ("9000", "9000-01-01"), ("..", None)]
)
def test_build_is_dated_by_any_date(
    top: Path, tmp_path: Path, published: str, as_of: str | None
) -> None:
    """Dates before and beyond what a computer's clock knows are told as they are."""
    project = tmp_path / "project"
    for name in ("articles", "themes", "glossary"):
        (project / "content" / name).mkdir(parents=True)
    shutil.copy(TINY / "mkdocs.yml", project)
    (project / "content" / "about.md").write_text("---\ntitle: About\n---\nWords.\n", "utf-8")
    if as_of:
        article = f"""---
title: A source
source: {{publisher: A publisher}}
published: {published}
published_basis: a guess
kind: news
summary: A summary.
---
The text.
"""
        (project / "content" / "articles" / "a.md").write_text(article, encoding="utf-8")
    done = run(top, project, 0o022)
    assert done.returncode == 0, done.stderr
    assert inputs(project)["as_of"] == as_of
