"""Where a new project takes this program from: what its checks install, by its hash."""

import re
import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version

import click
from msgspec import Struct, field

from generator.cli.wheel import PACKAGE, name_of_wheel, wheel

_REPOSITORY = re.compile(r"https://[\w.-]+(?:/[\w.-]+){2,}?(?:\.git)?/?")
_HASH_LEFT = (
    "In requirements.txt, replace HASH by the SHA-256 of the wheel, which the notes of its release "
    "name. Until then, the checks install nothing."
)
_QUESTION = """\
The project's checks install this program. Where from?
  1  from the project: a copy of 0.8 MB is put into wheels/, and nothing is left to do
  2  from a release in a repository, whose address you give
  3  from a package index that has it
"""


class Origin(Struct, frozen=True, kw_only=True):
    """A place from which the program is installed.

    Attributes:
        requirement: the line that installs it, with its hash, as pip reads it.
        files: what the project carries, by path.
        left: what is left to do, in a sentence, or nothing.
    """

    requirement: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    left: str = ""


def is_terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def origin(repository: str | None, *, carried: bool, indexed: bool) -> Origin:
    """Return the place that options name; without any, ask, and where nobody answers, carry it.

    Raises:
        click.UsageError: they name several places, or no repository.
    """
    if bool(repository) + carried + indexed > 1:
        message = "Choose one of --with-wheel, --repository and --from-index."
        raise click.UsageError(message)
    if not (repository or carried or indexed) and is_terminal():
        click.echo(_QUESTION, err=True)
        answer = click.prompt("Your choice", type=click.Choice("123"), default="1", err=True)
        repository = click.prompt("Its address", err=True) if answer == "2" else None
        indexed = answer == "3"
    if repository:
        return _released(repository)
    return _indexed() if indexed else _carried()


def _carried() -> Origin:
    data = wheel()
    path = f"wheels/{name_of_wheel(version(PACKAGE))}"
    return Origin(
        requirement=f"./{path} --hash=sha256:{sha256(data).hexdigest()}", files={path: data}
    )


def _released(repository: str) -> Origin:
    if not _REPOSITORY.fullmatch(repository):
        raise click.UsageError(
            f"“{repository}” is not the address of a repository, such as "
            "https://github.com/OWNER/briefing-site"
        )
    now, place = version(PACKAGE), repository.removesuffix("/").removesuffix(".git")
    address = f"{place}/releases/download/v{now}/{name_of_wheel(now)}"
    return Origin(requirement=f"{PACKAGE} @ {address} --hash=sha256:HASH", left=_HASH_LEFT)


def _indexed() -> Origin:
    return Origin(requirement=f"{PACKAGE}=={version(PACKAGE)} --hash=sha256:HASH", left=_HASH_LEFT)
