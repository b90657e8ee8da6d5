"""Fuzzing with Atheris: ``python -m tests.fuzz SECONDS [TARGET…]``.

Each target runs in a process of its own, from the inputs of ``corpus`` and ``regressions`` and
from what earlier runs kept in ``.fuzz``. An input that breaks a promise is written to
``tests/fuzz/regressions/TARGET``: it is a test from then on.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent.parent / ".fuzz"
LARGEST = 4096
SLOWEST = 10
"""Seconds that one input may take."""


def command(target: str, seconds: int) -> list[str]:
    """Return the command that fuzzes one target."""
    kept, found = KEPT / target, HERE / "regressions" / target
    kept.mkdir(parents=True, exist_ok=True)
    return [
        *(sys.executable, "-m", "tests.fuzz.one", target),
        *(str(kept), str(HERE / "corpus" / target), str(found)),
        *(f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={SLOWEST}"),
        *(f"-artifact_prefix={found}/", "-print_final_stats=1", "-rss_limit_mb=2048"),
        *(f"-dict={HERE / 'words.dict'}", "-verbosity=0"),
    ]


def main(seconds: int, names: list[str]) -> int:
    """Fuzz the targets one after another; return 1 where one broke a promise."""
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - the children import it instrumented

    failed = []
    for name in names or list(TARGETS):
        sys.stdout.write(f"{name}: {seconds} s\n")
        sys.stdout.flush()
        if subprocess.run(command(name, seconds), check=False).returncode:
            failed.append(name)
    sys.stdout.write(f"broken: {', '.join(failed) or 'none'}\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
