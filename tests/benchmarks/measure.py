"""CPU time of each stage up to the pages: ``python -m tests.benchmarks.measure FOLDER``.

Prints seconds by stage, as JSON.
"""

import inspect
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.benchmarks.corpus import settings

P = ParamSpec("P")
T = TypeVar("T")


def stages(folder: Path) -> dict[str, float]:
    """Run all stages of the generator; return their times."""
    from generator import build as module  # noqa: PLC0415
    from generator.base.problems import errors  # noqa: PLC0415
    from generator.build import gathered, known, others, writing  # noqa: PLC0415

    times: defaultdict[str, float] = defaultdict(float)
    for part in (module, gathered, known, others, writing):
        for name, stage in list(vars(part).items()):
            if (
                inspect.isfunction(stage)
                and stage.__module__.startswith("generator.")
                and not stage.__module__.startswith(module.__name__)
            ):
                setattr(part, name, _timed(stage, times))
    built = module.build(folder, settings())
    if wrong := errors(built.problems):
        sys.exit("\n".join(map(str, wrong[:20])))
    before = time.process_time()
    for _ in module.outputs(built, folder):
        pass
    return {**times, "finish": time.process_time() - before - times["export"]}


def _timed(stage: Callable[P, Iterable[T]], times: dict[str, float]) -> Callable[P, Iterable[T]]:
    """Return the stage with a clock, which runs too while it makes what it makes lazily."""

    @wraps(stage)
    def timed(*args: P.args, **kwargs: P.kwargs) -> Iterable[T]:
        start = time.process_time()
        made = stage(*args, **kwargs)
        times[stage.__name__] += time.process_time() - start
        return _clocked(made) if isinstance(made, Iterator) else made

    def _clocked(made: Iterator[T]) -> Iterator[T]:
        start = time.process_time()
        for item in made:
            times[stage.__name__] += time.process_time() - start
            yield item
            start = time.process_time()
        times[stage.__name__] += time.process_time() - start

    return timed


if __name__ == "__main__":
    print(json.dumps(stages(Path(sys.argv[1]))))
