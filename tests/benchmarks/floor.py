"""The least that a build takes: ``python -m tests.benchmarks.floor``.

What libraries and the system take of a whole build, and reading its tags without a thought of what
they mean, beside a plain MkDocs build of as many pages. What a build takes more, our own code does.
"""

import argparse
import gc
import re
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from generator.build import Build, build
from generator.site.data.tables import table_data
from generator.site.engine import Engine
from generator.site.pages.views.findable import findable
from generator.site.render import written_by
from generator.site.search import index
from tests.benchmarks.child import BUILD, MKDOCS, cost_of
from tests.benchmarks.corpus import make, settings
from tests.benchmarks.plain import make_plain

_FEW = 12
"""Pages that the theme renders in a build of any size, nearly."""
_TAG = re.compile("(<[/A-Za-z][^>]*>)")
_STARTED = re.compile(r"<[^ />!]++ [^>]*+>")


def floor(project: Path) -> Iterator[tuple[str, float]]:
    """Yield parts of a build of a project that has been built, and the seconds of CPU of each."""
    gc.disable()  # as it is while pages are made
    built = build(project, settings())
    site = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    articles = [path.read_text("utf-8") for path in (project / "content/articles").iterdir()]
    pages = list[str]()
    with tempfile.TemporaryDirectory(dir=project.parent) as folder:
        aside = Path(folder)
        yield "front matter and bodies, as libraries read them", _cpu(lambda: _read(articles))
        yield (
            "pages, as their templates write them",
            _cpu(lambda: pages.extend(_written(built, project))),
        )
        yield "their tags and words, taken apart and put together", _cpu(lambda: _apart(pages))
        yield "files, written", _cpu(lambda: _write(site, project / "site", aside / "site"))
        yield "pages, read, parsed, written out, and their tags found", _cpu(lambda: _parse(aside))
        yield (
            "index for the search",
            _cpu(lambda: index(findable(built.library, built.links), aside)),
        )
        yield "tables and workbook", _cpu(lambda: [*table_data(built.library, built.links)])
    with tempfile.TemporaryDirectory() as few:
        make_plain(project, Path(few), _FEW)
        yield f"MkDocs with {_FEW} pages", cost_of(MKDOCS, Path(few)).cpu


def _cpu(work: Callable[[], object]) -> float:
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _read(articles: Sequence[str]) -> None:
    markdown = MarkdownIt("commonmark")
    for text in articles:
        matter, _, body = text.removeprefix("---\n").partition("\n---\n")
        for _ in yaml.parse(matter, Loader=yaml.CSafeLoader):
            pass
        markdown.parse(body)


def _written(built: Build, project: Path) -> Iterator[str]:
    engine = Engine(project)
    return (written_by(engine, page) for page in built.pages)


def _apart(pages: Sequence[str]) -> None:
    for html in pages:
        opened, words = list[str](), list[str]()
        parts = _TAG.split(html)
        for tag, text in zip(parts[1::2], parts[2::2], strict=True):
            if tag[1] == "/":
                opened.pop()
            elif tag[-2] != "/":
                opened.append(tag)
            words.append(text)
        "".join(words)
        "".join(parts)


def _write(site: dict[Path, bytes], start: Path, folder: Path) -> None:
    for path, data in site.items():
        place = folder / path.relative_to(start)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            file.write(data)


def _parse(folder: Path) -> None:
    known = dict[str, None]()
    for path in folder.rglob("*.html"):
        page = LexborHTMLParser(_own(path.read_bytes()))
        for tag in _STARTED.findall(page.html or ""):
            known.get(tag)


def _own(page: bytes) -> bytes:
    """Return a page without header and footer, which verification reads once for many pages."""
    before, _, rest = page.partition(b"<header")
    between, _, after = rest.partition(b"</header>")[2].partition(b"<footer")
    return before + between + after.partition(b"</footer>")[2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project, plain = Path(folder, "project"), Path(folder, "plain")
        make(project, articles=options.articles, terms=100)
        cost_of(BUILD, project)
        number = sum(1 for _ in (project / "site").rglob("*.html"))
        parts = dict(floor(project))
        make_plain(project, plain, number)
        whole = cost_of(MKDOCS, plain).cpu
    for name, cpu in parts.items():
        print(f"{cpu:6.2f} s  {name}")
    print(f"{sum(parts.values()):6.2f} s  at the least, of {number:,} pages")
    print(f"{whole:6.2f} s  MkDocs with as many pages")


if __name__ == "__main__":
    main()
