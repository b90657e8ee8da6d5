"""Runs commands one after another, as a program of its own, beside what its caller does.

``python in_turn.py COMMANDS``, where the commands are JSON: lists of arguments. None is run after
one that fails. Ended by SIGTERM, it ends what it runs.
"""

import json
import signal
import subprocess
import sys

_ENDING = {signal.SIGINT, signal.SIGTERM}
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
            status = _status(command)
        except OSError as error:
            sys.stderr.write(error.strerror or str(error))
            sys.exit(NOT_RUN)
        if status:
            sys.exit(f"it was ended by signal {-status}" if status < 0 else status)


def _status(command: list[str]) -> int:
    """Run a command; a signal to end waits until it has begun, and then ends it too."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    with subprocess.Popen(command) as process:  # noqa: S603 - our caller's own
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
            return process.wait()
        except BaseException:
            process.kill()
            raise


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    run(json.loads(sys.argv[1]))
