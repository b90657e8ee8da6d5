"""The one exception of publishing, and the sentences for what the system refuses."""

import errno
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
} | dict.fromkeys(
    (errno.EBUSY, errno.EXDEV),
    "it is a mount point, or part of a container's image, and cannot be replaced; choose another "
    "folder",
)


class PublishError(Exception):
    """The site cannot be published there or now; the text says why, for a user."""


def sentence(error: OSError, site: Path) -> str:
    """Say in words why the system refused, and what became of the published site."""
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    where = f" (at “{error.filename}”)" if error.filename else ""
    return (
        f"The site cannot be published in “{site}”: {reason}{where}. "
        "Nothing that was published is lost."
    )
