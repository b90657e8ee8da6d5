"""Reading in a process of its own: what a document can make a library do ends with that process.

Time, memory and what it may open are bounded there. Documents are bombs until shown otherwise, and
no library that reads them promises how much it will take.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from traceback import walk_tb

from msgspec.structs import asdict

from generator.assist.importer.kinds import NAMES, Kind
from generator.assist.importer.raw import Dropped, Raw, UnimportableError

SECONDS = 60
"""Seconds of processor time that one document may take."""
_WAIT = 10 * SECONDS
"""Seconds until its process is ended where it does not even use the processor."""
_MEMORY = 1_500_000_000
"""Bytes of memory that it may take, where the system can bound them."""
_DEPTH = 4_000
"""Calls within one another: elements of a document are read so, at most 256 in one another."""
_PROGRAM = "from generator.assist.importer.apart import serve; serve()"
_EXTRA = "needs a converter. Install it: python -m pip install 'briefing-site[import]'"
_NETWORK = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.system",
    "ftplib.",
    "urllib.",
)


def read_apart(kind: Kind, data: bytes) -> Raw:
    """Read a document in a process of its own.

    Args:
        kind: what it is.
        data: the file.

    Raises:
        UnimportableError: it cannot be read, or not within the bounds.
    """
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter, and a program of our own
            [
                sys.executable,
                "-P",
                "-c",
                _PROGRAM,
                kind,
            ],  # nothing of the current folder is imported
            input=data,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": _path()},
            timeout=_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnimportableError(f"took longer than the limit of {_WAIT} seconds.") from error
    if done.returncode:
        raise UnimportableError(_ended(done.returncode))
    told = json.loads(done.stdout)
    if "refused" in told:
        raise UnimportableError(told["refused"])
    return _raw(told)


def read_here(kind: Kind, data: bytes) -> Raw:
    """Read a document in this process, without bounds on time and memory.

    Raises:
        UnimportableError: it cannot be read.
    """
    try:
        raw: Raw = import_module(f"generator.assist.importer.readers.{kind}").read(data)
    except UnimportableError:
        raise
    except ImportError as error:
        raise UnimportableError(_EXTRA) from error
    except RecursionError as error:
        raise UnimportableError("has elements nested too deeply.") from error
    except MemoryError as error:
        message = f"needs more than the limit of {_MEMORY:,} bytes of memory to be read."
        raise UnimportableError(message) from error
    except Exception as error:  # a library may raise anything where a document is broken
        if _is_ours(error):
            raise
        message = f"cannot be read as {NAMES[kind]}; it may be damaged. Fetch or save it again."
        raise UnimportableError(message) from error
    return raw


def _is_ours(error: Exception) -> bool:
    """Tell whether an error was raised by this program itself, which is a fault of it."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return str(frame.f_globals.get("__name__", "")).startswith("generator.")


def serve() -> None:
    """Read the document on standard input, as the kind that the command's argument names."""
    kind: Kind = sys.argv[1]  # type: ignore[assignment]
    with suppress(ImportError):  # told by the reading itself
        import_module(f"generator.assist.importer.readers.{kind}")
    data = sys.stdin.buffer.read()
    _bound()
    try:
        told: Mapping[str, object] = asdict(read_here(kind, data))
    except UnimportableError as error:
        told = {"refused": str(error)}
    sys.stdout.write(json.dumps(told, default=asdict))


def _bound() -> None:
    """Bound this process for good: time, memory, files written, and what may be opened."""
    sys.setrecursionlimit(_DEPTH)
    for limit, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS bounds no memory so
            resource.setrlimit(limit, (most, most))
    own = tuple(os.path.realpath(each) for each in {*sys.path, sys.prefix, sys.base_prefix} if each)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        """Refuse what no reader needs: addresses, programs, files that are not the program's."""
        if event.startswith(_NETWORK):
            raise PermissionError(event)
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            place = os.path.realpath(os.fsdecode(arguments[0]))
            if place != os.devnull and not place.startswith(own):
                raise PermissionError(place)

    sys.addaudithook(watch)


def _path() -> str:
    """Return where the process finds this very package."""
    given = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(filter(None, (str(Path(__file__).parents[3]), given)))


def _ended(code: int) -> str:
    """Say why the process ended without an answer."""
    if -code in {24, 9}:  # SIGXCPU, and SIGKILL where the hard limit is reached
        return f"takes longer to read than the limit of {SECONDS} seconds."
    return f"cannot be read: its reader failed (code {code}), which is a fault of this program."


def _raw(told: Mapping[str, object]) -> Raw:
    """Return what the process wrote."""
    fields = dict(told)
    fields["dropped"] = tuple(Dropped(**each) for each in fields["dropped"])  # type: ignore[attr-defined]
    for name in ("about", "guessed"):
        fields[name] = {key: tuple(each) for key, each in fields[name].items()}  # type: ignore[attr-defined]
    fields["remarks"] = tuple(fields["remarks"])  # type: ignore[arg-type]
    return Raw(**fields)  # type: ignore[arg-type]
