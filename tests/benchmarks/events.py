"""Measure what events that bear on claims add to linking: ``python -m tests.benchmarks.events``.

The same articles are linked with and without a timeline, each library in a process of its own; of
several times the quickest counts, as whatever else a machine does only adds. Ends with exit code 1
where the bound is missed.
"""

import argparse
import gc
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.child import reported
from tests.benchmarks.corpus import make, settings

_ARTICLES, _EVENTS = 10_000, 1_000
_GROWTH = 1.25
"""Most that linking may take with the events, as a multiple of what it takes without."""
_TIMES = 3


def measure(folder: Path) -> float:
    """Return the seconds of CPU time that linking a project takes, mentions included."""
    from generator.build import build  # noqa: PLC0415
    from generator.knowledge.link import link  # noqa: PLC0415

    built = build(folder, settings())
    spent = []
    for _ in range(_TIMES):
        gc.collect()
        start = time.process_time()
        link(built.library, built.glossary)
        spent.append(time.process_time() - start)
    return min(spent)


def _seconds(articles: int, events: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder, "made"), articles=articles, events=events)
        return float(reported(__spec__.name, "--measure", Path(folder, "made"))["seconds"])


def main() -> None:
    """Measure with and without events, print both, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=_ARTICLES)
    parser.add_argument("--events", type=int, default=_EVENTS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps({"seconds": measure(options.measure)}))
        return
    without, full = (_seconds(options.articles, events) for events in (0, options.events))
    growth = full / without
    print(
        f"Linking {options.articles:,} articles takes {without:.2f} s of CPU without events, and"
        f" {full:.2f} s with {options.events:,}: {growth:.2f} times as much."
    )
    sys.exit(f"It may take {_GROWTH:g} times as much." if growth > _GROWTH else None)


if __name__ == "__main__":
    main()
