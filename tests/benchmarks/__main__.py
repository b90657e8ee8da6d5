"""Measure whole builds against a plain MkDocs build of as many pages: ``make bench``.

Every measurement is a command of its own, with all processes that it begins. Ours and the plain
build take turns; of several the quickest counts, as whatever else a machine does only adds. Ends
with exit code 1 where a bound is missed. The bounds are on builds without papers, which MkDocs has
none of and which cost the same however large a site is: what they add is told besides.
"""

import argparse
import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmarks.child import BUILD, MKDOCS, Cost, cost_of, reported
from tests.benchmarks.corpus import TOP, make
from tests.benchmarks.plain import make_plain, others
from tests.projects import BRIEFING
from tests.serving import Server, serving

_SIZES = (100, 1_000)
_TYPICAL, _LARGE, _LARGEST = 1_000, 5_000, 10_000
_RATIO = 1.0
"""Most that a build may cost at the typical size, as a multiple of the plain build's CPU."""
_TURNS = 0.75
"""Most that a build may take by the clock there, as a share of its CPU, on two cores or more."""
_GROWTH = 5.0
"""Most that the large project may cost, as a multiple of the typical one."""
_MEMORY = {_TYPICAL: 300, _LARGE: 900, _LARGEST: 2_000}
"""MB that the largest process of a build may take."""
_EDIT = 1.0
"""Most that an edit while serving may cost, as a multiple of a check."""
_PAGE = 300
"""kB that no page may exceed."""
_OWN = 1.5
"""Seconds of CPU that the site of this repository may cost."""
_ROUNDS = 3
_EDITS = 3
_PATIENCE = 900.0
"""Seconds in which a served site must show an edit."""
_REST, _IDLE = 1.5, 0.05
"""Seconds in which a server that uses less CPU than this has nothing to do."""
_SEEN = 0.02
"""Seconds from which on a stage is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The measurements of one size.

    Attributes:
        pages: of our site.
        largest: the largest of them, in kB.
        build: ``briefing build``, from nothing, without papers.
        plain: MkDocs, of as many pages.
        check: ``briefing check``.
        edit: seconds of CPU of an edit to one article while the site is served.
        others: other generators, of as many pages, by name.
        stages: seconds of CPU by stage.
    """

    pages: int
    largest: float
    build: Cost
    plain: Cost
    check: Cost
    edit: float
    others: Mapping[str, Cost]
    stages: Mapping[str, float]

    @property
    def ratio(self) -> float:
        """Return a build's CPU time as a multiple of the plain build's."""
        return self.build.cpu / self.plain.cpu


def measure(size: int, terms: int, rounds: int) -> Row:
    """Return the measurements of one size."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        make(ours, articles=size, terms=terms)
        builds = [_anew(ours, *BUILD)]
        pages = [page.stat().st_size for page in (ours / "site").rglob("*.html")]
        make_plain(ours, plain, len(pages))
        plains = [_anew(plain, *MKDOCS)]
        for _ in range(rounds - 1):
            builds.append(_anew(ours, *BUILD))
            plains.append(_anew(plain, *MKDOCS))
        return Row(
            pages=len(pages),
            largest=max(pages) / 1_000,
            build=_quickest(builds),
            plain=_quickest(plains),
            check=_quickest(cost_of([*BRIEFING, "check"], ours) for _ in range(rounds)),
            edit=_edit(ours),
            others={name: _anew(plain, *command) for name, command in others().items()},
            stages=reported("tests.benchmarks.measure", ours),
        )


def _anew(folder: Path, *command: str | Path) -> Cost:
    """Build a site from nothing.

    What was built before is put aside: after thousands of files have been removed, a file system
    takes several times as long to make each new one.
    """
    aside = Path(tempfile.mkdtemp(dir=folder.parent))
    for built in ("site", "public", ".cache"):
        if (folder / built).exists():
            (folder / built).rename(aside / built)
    return cost_of(command, folder)


def _quickest(costs: Iterable[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.cpu)


def _edit(project: Path) -> float:
    """Return the seconds of CPU of the cheapest of several edits to one article."""
    article = min((project / "content" / "articles").iterdir())
    address, spent = f"articles/{article.stem}/", []
    with serving(TOP, project, _PATIENCE) as server:
        if not server.until(lambda: "Serving on" in server.said and _rests(server)):
            sys.exit(f"The server does not come to rest: {server.said}")
        for number in range(_EDITS):
            before, words = server.spent, f"The last line is number {number}."
            with article.open("a", encoding="utf-8") as file:
                file.write(f"\n{words}\n")
            if not server.comes_to_show(address, words):
                sys.exit(f"The server does not show an edit: {server.said}")
            server.until(partial(_rests, server))
            spent.append(server.spent - before)
    return min(spent)


def _rests(server: Server) -> bool:
    """Tell whether a server has done all that it had to do, the index for the search included."""
    before = server.spent
    time.sleep(_REST)
    return server.spent - before < _IDLE


def missed(rows: Mapping[int, Row], own: Cost) -> Iterator[str]:
    """Yield what is over a bound."""
    if typical := rows.get(_TYPICAL):
        if typical.ratio > _RATIO:
            yield f"{_TYPICAL:,} articles cost {typical.ratio:.2f} times the plain build."
        if (os.cpu_count() or 1) > 1 and typical.build.turns > _TURNS:
            yield f"A build takes {typical.build.turns:.2f} of its CPU time by the clock."
    for size, row in rows.items():
        if row.edit > _EDIT * row.check.cpu:
            yield f"An edit costs {row.edit / row.check.cpu:.2f} checks at {size:,} articles."
        if row.build.memory > _MEMORY.get(size, math.inf):
            yield f"A build takes {row.build.memory:.0f} MB of memory at {size:,} articles."
        if row.largest > _PAGE:
            yield f"A page exceeds {_PAGE} kB at {size:,} articles."
    if {_TYPICAL, _LARGE} <= rows.keys() and growth(rows) > _GROWTH:
        yield f"{_LARGE:,} articles cost {growth(rows):.2f} times what {_TYPICAL:,} cost."
    if own.cpu > _OWN:
        yield f"This repository's site costs {own.cpu:.2f} s."


def growth(rows: Mapping[int, Row]) -> float:
    """Return the CPU time of a build of the large size as a multiple of the typical one's."""
    return rows[_LARGE].build.cpu / rows[_TYPICAL].build.cpu


def _own(rounds: int, command: Sequence[str]) -> Cost:
    """Return what the site of this repository costs, from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "own")
        for name in ("content", "templates"):
            shutil.copytree(TOP / name, project / name)
        shutil.copy(TOP / "mkdocs.yml", project)
        return _quickest(_anew(project, *command) for _ in range(rounds))


def _line(size: int, row: Row) -> str:
    build = row.build
    return (
        f"{size:8,} {row.pages:7,} {build.cpu:8.1f} {build.wall:6.1f} {build.memory:5.0f}"
        f" {build.together:5.0f} {row.largest:5.0f}"
        f" {row.plain.cpu:8.1f} {row.plain.memory:5.0f} {row.ratio:6.2f}"
        f" {row.check.cpu:7.1f} {row.edit:6.1f} {row.edit / row.check.cpu:6.2f}"
    )


_HEAD = """\
                  briefing build                largest  plain MkDocs        check   edit served
articles   pages    CPU s      s    MB   all    kB    CPU s    MB  ratio   CPU s  CPU s  ratio"""
"""Memory is that of the largest process, and of all of them at one moment."""


def main() -> None:
    """Measure, print a table, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--terms", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="turns up to 1,000 articles")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, at the beginning {load:.1f} processes at work.\n{_HEAD}")
    rows: dict[int, Row] = {}
    for size in options.articles:
        rounds = options.rounds if size <= _TYPICAL else 1
        rows[size] = measure(size, options.terms, rounds)
        print(_line(size, rows[size]), flush=True)
    for size, row in rows.items():
        for name, cost in row.others.items():
            print(f"{size:,} articles: {name} {cost.cpu:.1f} s, ours {row.build.cpu:.1f} s.")
        times = sorted(row.stages.items(), key=lambda item: -item[1])
        print(
            f"{size:,}, by stage:",
            ", ".join(f"{name} {cpu:.2f} s" for name, cpu in times if cpu > _SEEN),
        )
    own, papers = (_own(options.rounds, command) for command in (BUILD, (*BRIEFING, "build")))
    print(f"This repository's site: {own.cpu:.2f} s, {own.memory:.0f} MB.")
    print(f"With its papers: {papers.cpu:.2f} s, {papers.memory:.0f} MB.")
    if {_TYPICAL, _LARGE} <= rows.keys():
        print(f"Growth from {_TYPICAL:,} to {_LARGE:,} articles: {growth(rows):.2f} times.")
    sys.exit("\n".join(missed(rows, own)) or None)


if __name__ == "__main__":
    main()
