"""Measure what linking a large library costs: ``python -m tests.benchmarks.links``.

All stages are run on two sizes of the corpus, each in a process of its own. Ends with exit code 1
where a bound is missed.
"""

import argparse
import inspect
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from generator.base.addresses import url
from tests.benchmarks.child import reported
from tests.benchmarks.corpus import make, settings

_SIZES = (2_000, 10_000)
_SECONDS, _MEMORY, _PAGE, _CLICKS = 12.0, 1_500.0, 300.0, 3
"""Most that linking may take but for the mentions, in seconds; all stages, in MB of memory; a page,
in kB; and the clicks from the home page to any point."""
_PER_EVENT = 10
"""Articles for each event of the timeline."""
_GROWTH = 1.3
"""How many times more an article may cost in the larger library than in the smaller."""
_LINK = re.compile(r'<a\b[^>]*\bhref="([^":#?]+)[^":]*"')
_POINT = re.compile(r'\bid="p-')


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a library costs.

    Attributes:
        articles: how many it has.
        points: how many they have.
        seconds: CPU time of linking, but for the finding of mentions.
        memory: peak of resident memory after all stages, in MB.
        largest: kB of the largest page as we write it.
        clicks: from the home page to the article that is furthest from it.
    """

    articles: int
    points: int
    seconds: float
    memory: float
    largest: float
    clicks: int


def measure(folder: Path) -> Linked:
    """Run all stages on a project."""
    import generator.knowledge.link as stage  # noqa: PLC0415
    from generator.base.problems import errors  # noqa: PLC0415
    from generator.build import build  # noqa: PLC0415
    from generator.site.render import render  # noqa: PLC0415

    spent: list[float] = []
    for name, part in list(vars(stage).items()):
        if inspect.isfunction(part) and name not in {"link", "find_mentions"}:
            setattr(stage, name, _clocked(part, spent))
    built = build(folder, settings())
    if wrong := errors(built.problems):
        sys.exit("\n".join(map(str, wrong[:20])))
    largest, leads, holding = 0, dict[str, frozenset[str]](), set[str]()
    for output in render(built.pages, folder):
        largest = max(largest, len(output.data))
        leads[url(output.uri)] = frozenset(leads_of(output.uri, output.text))
        holding |= {url(output.uri)} if _POINT.search(output.text) else set()
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Linked(
        articles=len(built.library.articles),
        points=len(built.library.points),
        seconds=sum(spent),
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
        largest=largest / 1_000,
        clicks=furthest(leads, holding),
    )


def _clocked(part: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def clocked(*given: object) -> object:
        start = time.process_time()
        made = part(*given)
        spent.append(time.process_time() - start)
        return made

    return clocked


def leads_of(uri: str, text: str) -> Iterable[str]:
    """Yield the addresses in the site that the page of a source leads to."""
    for path in {*_LINK.findall(text)}:
        yield address_of(uri, path)


def address_of(uri: str, link: str) -> str:
    """Return the address in the site that a link leads to on the page of a source."""
    return urljoin(f"/{url(uri)}", link)[1:]


def furthest(leads: dict[str, frozenset[str]], wanted: set[str]) -> int:
    """Return the clicks from the home page to the last of some pages."""
    reached, clicks = {""}, 0
    while not wanted <= reached:
        further = frozenset().union(*(leads.get(uri, frozenset()) for uri in reached)) - reached
        if not further:
            sys.exit(f"Nothing leads to {min(wanted - reached)}.")
        reached |= further
        clicks += 1
    return clicks


def missed(small: Linked, large: Linked) -> Iterable[str]:
    """Yield what is over a bound."""
    if large.seconds > _SECONDS:
        yield f"Linking took {large.seconds:.1f} s; {_SECONDS:g} are allowed."
    if large.memory > _MEMORY:
        yield f"All stages took {large.memory:,.0f} MB of memory; {_MEMORY:,.0f} are allowed."
    for row in (small, large):
        if row.largest > _PAGE:
            yield f"A page has {row.largest:.0f} kB at {row.articles:,} articles."
        if row.clicks > _CLICKS:
            yield f"A point is {row.clicks} clicks away at {row.articles:,} articles."
    if growth(small, large) > _GROWTH:
        yield f"An article costs {growth(small, large):.2f} times more in the larger library."


def growth(small: Linked, large: Linked) -> float:
    """Return how many times more an article costs in the larger library."""
    return (large.seconds / large.articles) / (small.seconds / small.articles)


def _row(articles: int) -> Linked:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder, "made"), articles=articles, events=articles // _PER_EVENT)
        return Linked(**reported(__spec__.name, "--measure", Path(folder, "made")))


def main() -> None:
    """Measure two sizes, print a table, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs=2, default=_SIZES)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(asdict(measure(options.measure))))
        return
    print("articles  points  link, CPU s   all, MB  largest page, kB  clicks to a point")
    rows = []
    for articles in sorted(options.articles):
        rows.append(row := _row(articles))
        print(
            f"{row.articles:8,} {row.points:7,} {row.seconds:12.2f} {row.memory:9,.0f}"
            f" {row.largest:17.0f} {row.clicks:18}",
            flush=True,
        )
    print(f"An article costs {growth(*rows):.2f} times more in the larger library.")
    sys.exit("\n".join(missed(*rows)) or None)


if __name__ == "__main__":
    main()
