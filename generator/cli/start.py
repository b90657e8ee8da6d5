"""Where the command ``briefing`` begins: with what must hold before anything else is imported.

Importing takes half a second, in which nobody should be shown the program's insides. So this module
imports little itself.
"""

import os
import signal
import sys

TYPE_CHECKING = False
"""As in ``typing``, which itself takes long to import."""

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_ZONE = b"TZif"
"""How a file begins that describes a time zone (RFC 9636)."""
_USAGE = 2
"""Exit code for wrong usage."""


def main() -> None:
    """Run the command; a signal to end is obeyed at once, and leaves no temporary folders."""
    # Until there is something to tidy up, the system's own way is best: the process is gone.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    if told := _wrong_zone(os.environ.get("TZ", "")):
        sys.stderr.write(f"{told}\n")
        sys.exit(_USAGE)
    from generator.cli.commands import loaded  # noqa: PLC0415 - it imports what a command needs

    command = loaded(sys.argv[1:])
    signal.signal(signal.SIGINT, before)
    signal.signal(signal.SIGTERM, _ending(os.getpid()))
    try:
        command()
    except SystemExit as end:
        _leave(end.code)
        raise


def _leave(code: object) -> None:
    """End at once: Python itself would first free all objects of a build, one by one."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return  # which Python says in its own way
    if isinstance(code, int):
        os._exit(code)


def _ending(process: int) -> "Callable[[int, FrameType | None], None]":
    """Return what ends a process, by way of all that tidies up; a fork of it, at once.

    A fork's own library would take the exception for a failure of its work, and go on.
    """

    def end(number: int, _: "FrameType | None") -> None:
        code = 128 + number  # as shells say it
        if os.getpid() != process:
            os._exit(code)
        sys.exit(code)

    return end


def _wrong_zone(zone: str) -> str:
    """Return what is wrong with the name of a time zone: libraries take it for a file's, too."""
    place = zone.removeprefix(":")
    try:
        wrong = os.path.exists(place) and not _describes_zone(place)  # noqa: PTH110 - see above
    except (OSError, ValueError):
        wrong = True
    hint = "Unset it, or name a zone such as Europe/London."
    return f"Error: The variable TZ names no time zone: “{zone}”. {hint}" if wrong else ""


def _describes_zone(place: str) -> bool:
    if not os.path.isfile(place):  # noqa: PTH113 - see above
        return False
    with open(place, "rb") as file:  # noqa: PTH123 - see above
        return file.read(len(_ZONE)) == _ZONE
