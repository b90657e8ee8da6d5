"""Runs commands one after another, as a program of its own, beside what its caller does.

``python in_turn.py COMMANDS``, where the commands are JSON: lists of arguments. None is run after
one that fails. Ended by SIGTERM, it ends what it runs.
"""

import json
import signal
import subprocess
import sys

NOT_RUN = 127
"""How it ends where a command cannot be run, as shells do."""


def run(commands: list[list[str]]) -> None:
    """Run commands; end with the first that fails.

    Args:
        commands: each a program and its arguments.

    Raises:
        SystemExit: one fails or cannot be run.
    """
    for command in commands:
        try:
            status = subprocess.call(command)  # noqa: S603 - our caller's own commands
        except OSError as error:
            sys.stderr.write(error.strerror or str(error))
            sys.exit(NOT_RUN)
        if status:
            sys.exit(f"it was ended by signal {-status}" if status < 0 else status)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    run(json.loads(sys.argv[1]))
