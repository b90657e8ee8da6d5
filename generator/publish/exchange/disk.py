"""Exchanging two folders in one step, and writing them to the disk.

Python has no call for either: both go to the C library, where it has them.
"""

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""From linux/fcntl.h and linux/fs.h."""
_LIBC = ctypes.CDLL(None, use_errno=True)


def settle(folder: Path) -> None:
    """Give every file the modes of a public site, whatever the umask, and write all to the disk."""
    _open_up(str(folder))
    _flush(folder)


def _open_up(folder: str) -> None:
    os.chmod(folder, 0o755)  # noqa: PTH101, S103 - a site has thousands
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _open_up(entry.path)
            elif not entry.is_symlink():
                os.chmod(entry.path, 0o644)  # noqa: PTH101 - likewise


def swap(new: Path, site: Path, old: Path) -> None:
    """Put ``new`` in the place of ``site``; what stood there gets the name ``new`` or ``old``."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        site.rename(old)
        new.rename(site)
    _flush(site.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (renameat2), or return False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        return _call("renameat2", _AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    except OSError as error:
        if error.errno in {errno.EINVAL, errno.ENOSYS}:
            return False
        raise


def _flush(folder: Path) -> None:
    """Write a folder's whole file system to the disk (syncfs): far faster than file by file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if not _call("syncfs", descriptor):
            os.sync()
    finally:
        os.close(descriptor)


def _call(name: str, *arguments: int | bytes) -> bool:
    """Call a function of the C library that returns 0, or -1 with errno; False if there is none."""
    function = getattr(_LIBC, name, None)
    if function is None:
        return False
    if function(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return True
