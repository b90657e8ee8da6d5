"""What a preview tells of what is wrong: on the page concerned, and all of it at one address.

Nothing of this is written into any file of the site: it is put into a page when a browser asks for
it, and so cannot be published.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from threading import Event
from typing import Any

from click import ClickException
from jinja2 import Environment, FileSystemLoader
from mkdocs.plugins import get_plugin_logger
from msgspec import Struct, field
from msgspec.structs import replace

from generator.base.addresses import url
from generator.base.kinds import CONTENT, uri_of
from generator.base.problems import Problem
from generator.base.words import counted
from generator.build import Build

MOST = 500
"""Problems that a page lists; nobody reads on, and a browser would take long."""

_log = get_plugin_logger("briefing")
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters |= {"counted": counted}


class Told(Struct, frozen=True, kw_only=True):
    """What is to be told of the last build.

    Attributes:
        version: which build it was; another for each.
        pages: address of each page → the contributed file that it shows, or nothing.
        problems: of content and templates, in order of place.
        broken: address of each page that could not be made → why.
        failure: why the site could not be built, or nothing.
    """

    version: str
    pages: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    broken: Mapping[str, Problem] = field(default_factory=dict)
    failure: str = ""

    def of_page(self, address: str) -> tuple[Problem, ...]:
        """Return the problems of a page: of its file, and of its template."""
        path = self.pages.get(address) or self._file(address)
        own = (each for each in self.problems if path and each.at.path == path)
        return (*(self.broken[a] for a in (address,) if a in self.broken), *own)

    def knows(self, address: str) -> bool:
        """Tell whether a page has, or should have, an address."""
        return address in self.pages or bool(self._file(address))

    def _file(self, address: str) -> str:
        """Return a file with problems that would be shown at an address, or nothing."""
        paths = dict.fromkeys(problem.at.path for problem in self.problems)
        own = (path for path in paths if path.endswith(".md") and path.startswith(f"{CONTENT}/"))
        return next((path for path in own if url(uri_of(path)) == address), "")

    @property
    def files(self) -> Iterator[tuple[str, str, Sequence[Problem]]]:
        """Yield each file with problems, the address at which it is shown, and its problems."""
        shown = {path: address for address, path in reversed([*self.pages.items()]) if path}
        every = sorted({*self.problems, *self.broken.values()})[:MOST]
        for path, found in groupby(every, key=lambda problem: problem.at.path):
            page = path.startswith(f"{CONTENT}/") and path.endswith(".md")
            yield path, shown.get(path, url(uri_of(path)) if page else ""), tuple(found)

    @property
    def count(self) -> int:
        """Return how many problems there are."""
        return len({*self.problems, *self.broken.values()})

    @property
    def total(self) -> str:
        """Say how many problems there are, and of which kind."""
        every = {*self.problems, *self.broken.values()}
        labels = [problem.label for problem in every]
        kinds = (("error", ""), ("error in a draft", " in drafts"), ("warning", ""))
        named = [
            f"{counted(labels.count(kind), kind.partition(' ')[0])}{where}"
            for kind, where in kinds
            if kind in labels
        ]
        return ", ".join(named)


class Notices:
    """Gathers what is to be told while the site is built, and hands it out when that has ended.

    Attributes:
        told: of the last build that has ended.
    """

    def __init__(self) -> None:
        self.told = Told(version="")
        self._next = self.told
        self._broken: dict[str, Problem] = {}
        self._settled = Event()
        self._settled.set()

    def found(self, built: Build) -> None:
        """Take what the content compiles to."""
        pages = {url(page.uri): page.edit_path for page in built.pages}
        for other in built.others:
            folder = f"{other.language.tag}/"
            pages |= {f"{folder}{url(page.uri)}": page.edit_path for page in other.pages}
        self._next = replace(self._next, pages=pages, problems=built.problems)
        self._broken = {}

    def broke(self, uri: str, problem: Problem) -> None:
        """Take a page that could not be made."""
        self._broken[url(uri)] = problem

    @property
    def broken(self) -> Mapping[str, Problem]:
        """Return the pages that could not be made, by address, and why."""
        return self._broken

    def end(self, failure: str = "") -> None:
        """Tell from now on what has been gathered."""
        version = secrets.token_hex(8)
        self._next = replace(
            self._next, broken=dict(self._broken), failure=failure, version=version
        )
        self.told = self._next
        self._settled.set()

    def wait(self, seconds: float) -> None:
        """Wait until no build is at work, but no longer than some seconds."""
        self._settled.wait(seconds)

    def guarding(self, builder: Callable[..., Any]) -> Callable[..., None]:
        """Return what builds and never raises, so that the server goes on whatever is wrong."""

        def build(*arguments: object) -> None:
            self._settled.clear()
            failure = ""
            try:
                builder(*arguments)
            except Exception as error:  # noqa: BLE001 - whatever it is, who edits must see it
                failure = _sentence(error)
                _log.error(failure, exc_info=None if _is_told(error) else error)
            self.end(failure)

        return build


def box(told: Told, address: str, root: str) -> str:
    """Return what is put into a page: its problems, how many there are elsewhere, our script.

    Args:
        told: what is to be told.
        address: that of the page in the site.
        root: that of the site on the server, such as ``/``.
    """
    own = told.of_page(address)
    named = {"told": told, "own": own[:MOST], "root": root, "hidden": len(own[MOST:])}
    return _templates.get_template("notices.jinja").render(named)


def listing(told: Told, root: str) -> str:
    """Return the page of all problems."""
    named = {"told": told, "root": root, "hidden": told.count - MOST}
    return _templates.get_template("problems.jinja").render(named)


def stand_in(told: Told, address: str, root: str) -> str:
    """Return a page for what cannot be shown yet."""
    named = {"told": told, "box": box(told, address, root), "root": root}
    return _templates.get_template("stand_in.jinja").render(named)


def _is_told(error: Exception) -> bool:
    """Tell whether an error says in a sentence what is wrong."""
    return isinstance(error, ClickException | OSError)


def _sentence(error: Exception) -> str:
    text = error.format_message() if isinstance(error, ClickException) else str(error)
    return text if _is_told(error) else f"{type(error).__name__}: {text}"
