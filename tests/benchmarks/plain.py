"""An ordinary MkDocs site of as many pages, for comparison: no plugin of ours, no marking."""

from itertools import cycle, islice
from pathlib import Path

_SETTINGS = """\
site_name: Benchmark
theme: {name: material, font: false}
nav: [Home: index.md, Articles: articles/index.md]
not_in_nav: /articles/
plugins: [search]
"""


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
