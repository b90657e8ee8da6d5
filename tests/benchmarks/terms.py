"""Measure what finding and marking terms costs: ``python -m tests.benchmarks.terms``.

Each number of terms is measured in a process of its own. Ends with exit code 1 where a bound is
missed.
"""

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from markdown import Markdown

from generator.site.marking import Marker
from generator.site.pages import Page
from generator.site.render import render
from tests.benchmarks.child import reported
from tests.benchmarks.corpus import make, settings

_ARTICLES = 1_000
_TERMS = (100, 2_000)
_FIND, _MORE = 1.0, 1.5
"""Milliseconds an article that finding all mentions may take with few terms, and how many times
that with many."""
_MARK = 0.5
"""Most that marking an article's page may take, as a share of what Python-Markdown takes for its
body."""
_USUAL = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs always has on."""
_RENDERED = 100
"""Articles that are rendered, at most."""
_TIMES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What terms cost, in milliseconds of CPU time for an article.

    Attributes:
        find: finding all mentions in its texts, with their senses.
        plain: rendering its body by Python-Markdown, as MkDocs does.
        marked: marking its whole page.
    """

    find: float
    plain: float
    marked: float


def measure(folder: Path) -> Cost:
    """Measure a project's articles."""
    from generator.build import build  # noqa: PLC0415
    from generator.knowledge.link.mentions import find_mentions  # noqa: PLC0415

    library = (built := build(folder, settings())).library
    bodies = [article.body for article in library.articles.values()][:_RENDERED]
    pages = [page for page in built.pages if page.template == "article"][:_RENDERED]
    written = [(page, made.text) for page, made in zip(pages, render(pages, folder), strict=True)]
    marker = Marker(built.glossary)
    (find,) = _quickest(lambda: find_mentions(library, built.glossary))
    plain, marked = _quickest(lambda: _render(bodies), lambda: _mark(marker, written))
    return Cost(
        find=find / len(library.articles), plain=plain / len(bodies), marked=marked / len(pages)
    )


def _render(bodies: Iterable[str]) -> None:
    for body in bodies:
        Markdown(extensions=_USUAL).convert(body)


def _mark(marker: Marker, pages: Iterable[tuple[Page, str]]) -> None:
    for page, html in pages:
        marker.mark(page, html)


def _quickest(*works: Callable[[], object]) -> list[float]:
    """Return the milliseconds that each work takes when nothing else is in its way.

    They take turns, so that what slows the machine down slows all of them.
    """
    times: list[list[float]] = [[] for _ in works]
    for _ in range(_TIMES):
        for work, spent in zip(works, times, strict=True):
            gc.collect()
            gc.disable()
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
            gc.enable()
    return [1_000 * min(spent) for spent in times]


def missed(few: Cost, many: Cost) -> Iterator[str]:
    """Yield what is over a bound."""
    if few.find > _FIND:
        yield f"Finding all mentions takes over {_FIND} ms an article with {_TERMS[0]:,} terms."
    if many.find > _MORE * few.find:
        yield f"With {_TERMS[1]:,} terms finding takes over {_MORE} times as long."
    if few.marked > _MARK * few.plain:
        yield f"Marking a page takes over {_MARK:.0%} of what Markdown takes for its text."


def _row(articles: int, terms: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder, "made"), articles=articles, terms=terms)
        return Cost(**reported(__spec__.name, "--measure", Path(folder, "made")))


def main() -> None:
    """Measure few and many terms, print what they cost, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=_ARTICLES)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(asdict(measure(options.measure))))
        return
    print("terms   mentions of an article, ms   its text by Markdown   its page marked")
    rows = []
    for terms in _TERMS:
        rows.append(row := _row(options.articles, terms))
        print(
            f"{terms:5,} {row.find:28.2f} {row.plain:22.2f} {row.marked:16.2f}",
            flush=True,
        )
    sys.exit("\n".join(missed(*rows)) or None)


if __name__ == "__main__":
    main()
