"""One measurement in a process of its own: ``python -m tests.benchmarks.measure KIND FOLDER``.

Prints what the whole process cost, from the start of the interpreter on, as JSON.
"""

import inspect
import json
import logging
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.benchmarks.corpus import AUDIENCES

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process cost.

    Attributes:
        cpu: seconds of CPU time, user and system.
        memory: peak of resident memory, in MB.
        largest: size of the largest page, in kB; a generated one, or one of a built site.
        pages: how many there are.
        stages: seconds of CPU time by stage, where it was measured.
    """

    cpu: float
    memory: float
    largest: float
    pages: int
    stages: dict[str, float] = field(default_factory=dict)


def stages(folder: Path) -> tuple[list[int], dict[str, float]]:
    """Run all stages of the generator; return the pages' sizes in bytes, and the stages' times."""
    from generator import build as module  # noqa: PLC0415
    from generator.base.model import Settings  # noqa: PLC0415
    from generator.base.problems import errors  # noqa: PLC0415

    times: defaultdict[str, float] = defaultdict(float)
    for name, stage in list(vars(module).items()):
        if (
            inspect.isfunction(stage)
            and stage.__module__.startswith("generator.")
            and stage.__module__ != module.__name__
        ):
            setattr(module, name, _timed(stage, times))
    audiences = {audience: audience for audience in AUDIENCES}
    built = module.build(folder, Settings(title="Benchmark", audiences=audiences))
    if wrong := errors(built.problems):
        sys.exit("\n".join(map(str, wrong[:20])))
    made = module.outputs(built, folder)
    sizes = [len(page.text.encode()) for page in made if page.uri.endswith(".md")]
    return sizes, dict(times)


def site(folder: Path) -> tuple[list[int], dict[str, float]]:
    """Let MkDocs build a site, as its settings say; return the pages' sizes in bytes."""
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    config = load_config(str(folder / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return [page.stat().st_size for page in Path(config.site_dir).rglob("*.html")], {}


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


def main() -> None:
    """Measure once."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    kind, folder = sys.argv[1:]
    sizes, times = {"stages": stages, "site": site}[kind](Path(folder))
    used = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    cost = Cost(
        cpu=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss / unit,
        largest=max(sizes) / 1_000,
        pages=len(sizes),
        stages=times,
    )
    print(json.dumps(asdict(cost)))


if __name__ == "__main__":
    main()
