"""Ordinary sites of as many pages, for comparison: no plugin of ours, no marking, no checks.

MkDocs and Zensical build one with the theme that ours has and a search; Hugo one without either.
"""

import shutil
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.benchmarks.corpus import TOP

_SETTINGS = """\
site_name: Benchmark
theme: {name: material, font: false}
nav: [Home: index.md, Articles: articles/index.md]
not_in_nav: /articles/
plugins: [search]
"""
_HUGO = "title = 'Benchmark'\nbaseURL = 'https://site.example/'\ncontentDir = 'docs'\n"
_LAYOUT = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n"
_ZENSICAL = TOP / ".venv" / "publishers" / "zensical" / "bin" / "zensical"


def make_plain(project: Path, folder: Path, pages: int) -> None:
    """Write the bodies of a project's articles as Markdown pages, with navigation by section.

    Args:
        project: the project whose articles are taken.
        folder: where the plain site is made.
        pages: how many pages it has; the articles are written again under other names for the
            lists, terms and voices that ours has besides.
    """
    articles = folder / "docs" / "articles"
    articles.mkdir(parents=True)
    paths = cycle(sorted((project / "content" / "articles").iterdir()))
    for number, path in enumerate(islice(paths, pages - 2)):
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        page = articles / f"{path.stem}-{number}.md"
        page.write_text(f"# {path.stem} {number}\n\n{body}", encoding="utf-8")
    for index in (folder / "docs" / "index.md", articles / "index.md"):
        index.write_text("# Benchmark\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    for kind in ("single", "list"):
        layout = folder / "layouts" / "_default" / f"{kind}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(_LAYOUT, encoding="utf-8")


def others() -> Mapping[str, Sequence[str | Path]]:
    """Return the commands by which other generators build the same, where they are installed."""
    zensical = shutil.which("zensical") or (_ZENSICAL if _ZENSICAL.is_file() else None)
    hugo = shutil.which("hugo")
    return {
        **({"Zensical": [zensical, "build"]} if zensical else {}),
        **({"Hugo": [hugo, "--quiet"]} if hugo else {}),
    }
