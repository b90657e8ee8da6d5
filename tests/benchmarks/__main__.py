"""Measure the generator against a plain MkDocs build of as many pages: ``make bench``.

Every measurement runs in a process of its own; of several the quickest counts. Ends with exit code
1 where a bound is missed.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.child import reported
from tests.benchmarks.corpus import make
from tests.benchmarks.measure import Cost
from tests.benchmarks.plain import make_plain

_SIZES = (100, 1_000, 5_000)
_TYPICAL, _LARGE = 1_000, 5_000
_RATIO = 0.5
"""Most that the stages may cost at the typical size, as a share of the plain build's CPU."""
_GROWTH = 5.5
"""Most that the large project may cost, as a multiple of the typical one."""
_PAGE = 300
"""kB that no page may exceed."""
_ROUNDS = 3
"""Times that our stages and the plain build are measured, in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The measurements of one size: our stages, the plain site, our site."""

    stages: Cost
    plain: Cost
    site: Cost

    @property
    def ratio(self) -> float:
        """Return the stages' CPU time as a share of the plain build's."""
        return self.stages.cpu / self.plain.cpu


def measure_all(sizes: list[int], terms: int) -> Iterator[tuple[int, Row]]:
    """Yield the measurements of each size as soon as they are done."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours, plain = Path(folder, "ours"), Path(folder, "plain")
            make(ours, articles=size, terms=terms)
            make_plain(ours, plain, _measure("stages", ours).pages)
            rounds = [(_measure("stages", ours), _measure("site", plain)) for _ in range(_ROUNDS)]
            stages, builds = zip(*rounds, strict=True)
            yield (
                size,
                Row(stages=_quickest(stages), plain=_quickest(builds), site=_measure("site", ours)),
            )


def _measure(kind: str, folder: Path) -> Cost:
    return Cost(**reported("tests.benchmarks.measure", kind, folder))


def _quickest(costs: Iterable[Cost]) -> Cost:
    """Return what cost least: whatever else a machine does only adds."""
    return min(costs, key=lambda cost: cost.cpu)


def missed(rows: Mapping[int, Row]) -> Iterator[str]:
    """Yield what is over a bound."""
    if _TYPICAL in rows and rows[_TYPICAL].ratio > _RATIO:
        yield f"The stages cost over {_RATIO:.0%} of the plain build at {_TYPICAL:,} articles."
    if {_TYPICAL, _LARGE} <= rows.keys() and growth(rows) > _GROWTH:
        yield f"{_LARGE:,} articles cost over {_GROWTH} times what {_TYPICAL:,} cost."
    for size, row in rows.items():
        if max(row.stages.largest, row.site.largest) > _PAGE:
            yield f"A page exceeds {_PAGE} kB at {size:,} articles."


def growth(rows: Mapping[int, Row]) -> float:
    """Return the stages' CPU time at the large size as a multiple of that at the typical one."""
    return rows[_LARGE].stages.cpu / rows[_TYPICAL].stages.cpu


def main() -> None:
    """Measure, print a table, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--terms", type=int, default=100)
    options = parser.parse_args()
    print("                  our stages    plain MkDocs            our site      largest page, kB")
    print(
        "articles   pages  CPU s    MB   CPU s    MB   ratio   CPU s    MB    generated    in HTML"
    )
    rows: dict[int, Row] = {}
    for size, row in measure_all(options.articles, options.terms):
        rows[size] = row
        print(
            f"{size:8,}  {row.stages.pages:6,}  {row.stages.cpu:5.1f}  {row.stages.memory:4.0f}"
            f"   {row.plain.cpu:5.1f}  {row.plain.memory:4.0f}   {row.ratio:5.2f}"
            f"   {row.site.cpu:5.1f}  {row.site.memory:4.0f}"
            f"   {row.stages.largest:10.0f}   {row.site.largest:8.0f}",
            flush=True,
        )
    for size, row in rows.items():
        rest = row.stages.cpu - sum(row.stages.stages.values())
        times = sorted({**row.stages.stages, "rest": rest}.items(), key=lambda item: -item[1])
        print(f"{size:,}, by stage:", ", ".join(f"{name} {cpu:.2f} s" for name, cpu in times))
    if {_TYPICAL, _LARGE} <= rows.keys():
        print(f"Growth from {_TYPICAL:,} to {_LARGE:,} articles: {growth(rows):.2f} times.")
    sys.exit("\n".join(missed(rows)) or None)


if __name__ == "__main__":
    main()
