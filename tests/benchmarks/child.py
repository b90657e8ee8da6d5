"""A measurement in a process of its own, so that none warms up or burdens another."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import TOP


def reported(module: str, *arguments: str | Path) -> dict[str, Any]:
    """Run a module and return the JSON object in its last line; exit where it fails."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.splitlines()
        said = [*lines[:5], "…", *lines[-5:]] if len(lines) > 10 else lines
        sys.exit("\n".join([f"This measurement failed: {' '.join(command[2:])}", *said]))
    return dict(json.loads(done.stdout.splitlines()[-1]))
