"""A program that builds a real project again and again, with a fault at another moment each time.

Usage: builder.py kill|full|readonly MOMENTS FOLDER

The project in the folder is built as version 1, and version 2 meets the fault at each of so many
moments spread over the run. A moment is an operation on the file system that Python reports to
audit hooks (PEP 578), as in ``publisher.py``; the build runs in a child, forked when all is
imported. Each line of the output is a JSON object: the ``step`` of all ``steps``; ``code`` with
which the child ended, what it ``said``; and the version that the site shows ``after`` it: a number,
``none`` or ``torn``. The last line is of one more build, with what is ``left`` beside the site.
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from itertools import count
from pathlib import Path

from generator.cli.commands import main as briefing

STEPS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.copyfile"}
    | {"os.listdir", "os.scandir", "os.truncate", "fcntl.flock", "shutil.rmtree", "os.utime"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_NAME = "site_name: Trams"

Tree = Mapping[str, str]
Hook = Callable[[str, tuple[object, ...]], None]


def tree(site: Path) -> Tree:
    """Return the digest of each file of a site."""
    paths = (path for path in site.rglob("*") if path.is_file())
    return {str(p.relative_to(site)): sha256(p.read_bytes()).hexdigest() for p in paths}


def set_version(project: Path, number: int) -> None:
    """Change the name of the site, which stands on every page."""
    settings = project / "mkdocs.yml"
    first, _, rest = settings.read_text("utf-8").partition("\n")
    assert first.startswith(_NAME)
    settings.write_text(f"{_NAME} {number}\n{rest}", encoding="utf-8")


def build(project: Path, hook: Hook | None = None) -> tuple[int, str]:
    """Build in a child; return the code with which it ended, and what it said."""
    said = project.parent / "said"
    child = os.fork()
    if child == 0:
        descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        code = 1
        try:
            if hook:
                sys.addaudithook(hook)
            code = briefing(["-C", str(project), "build"], standalone_mode=False) or 0
        except SystemExit as end:
            code = int(end.code or 0)
        except Exception as error:  # noqa: BLE001 - a click error is what a user would see
            os.write(2, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.read_text("utf-8", "replace")


def counted(project: Path) -> int:
    """Return how many steps a build takes."""
    steps = project.parent / "steps"
    descriptor = os.open(steps, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event in STEPS:
            os.write(descriptor, b".")

    build(project, hook)
    os.close(descriptor)
    return steps.stat().st_size


def fault_at(kind: str, due: int) -> Hook:
    """Return the hook that brings the fault at a step, or from it on."""
    steps = count(1)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in STEPS or next(steps) < due:
            return
        if kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        flags = arguments[2] if event == "open" else 0
        writes = event == "os.mkdir" or (isinstance(flags, int) and flags & _WRITING)
        if writes and "/site" in str(arguments[0]).replace("/.site", "/site"):
            number = errno.ENOSPC if kind == "full" else errno.EROFS
            raise OSError(number, os.strerror(number), str(arguments[0]))

    return hook


def shown(site: Path, versions: Mapping[str, Tree]) -> str:
    """Return which version a site shows."""
    if not site.exists():
        return "none"
    now = tree(site)
    return next((name for name, whole in versions.items() if whole == now), "torn")


def main(kind: str, moments: int, folder: Path) -> None:
    """Meet the fault at so many moments, and print a line for each."""
    project, site, kept = folder / "project", folder / "project" / "site", folder / "kept"
    versions = {}
    for number in (2, 1):
        set_version(project, number)
        assert build(project)[0] == 0, (folder / "said").read_text("utf-8")
        versions[str(number)] = tree(site)
    shutil.copytree(site, kept)
    set_version(project, 2)
    steps = counted(project)
    for moment in range(moments):
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(kept, site)
        step = 1 + moment * (steps - 1) // (moments - 1)
        code, said = build(project, fault_at(kind, step))
        told = {"step": step, "steps": steps, "code": code, "said": said[-500:]}
        _tell({**told, "after": shown(site, versions)})
    code, said = build(project)
    left = sorted(path.name for path in project.iterdir() if path.name.startswith(".site"))
    _tell({"code": code, "said": said, "after": shown(site, versions), "left": left})


def _tell(told: Mapping[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
