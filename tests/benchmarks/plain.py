"""The same articles as an ordinary MkDocs site, for comparison: no plugin of ours, no marking."""

from pathlib import Path

_SETTINGS = """\
site_name: Benchmark
theme: {name: material, font: false}
nav: [Home: index.md, Articles: articles/index.md]
not_in_nav: /articles/
plugins: [search]
"""


def make_plain(project: Path, folder: Path) -> None:
    """Write the bodies of a project's articles as Markdown pages, with navigation by section."""
    articles = folder / "docs" / "articles"
    articles.mkdir(parents=True)
    for path in sorted((project / "content" / "articles").iterdir()):
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        (articles / path.name).write_text(f"# {path.stem}\n\n{body}", encoding="utf-8")
    for index in (folder / "docs" / "index.md", articles / "index.md"):
        index.write_text("# Benchmark\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
