"""Opening a project: its settings, and what its content compiles to."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from jinja2 import TemplateError
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.build import Build, build
from generator.knowledge.changes import State
from generator.publish.plugin import plugin, settings
from generator.site.render import broken_template


def open_project(root: Path, **options: str) -> MkDocsConfig:
    """Read a project's ``mkdocs.yml``.

    Raises:
        click.UsageError: there is none, or it is wrong.
    """
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise click.UsageError(
            f"There is no mkdocs.yml in {root}. Go to a project's folder, or name it with -C DIR."
        )
    with _told() as told:
        try:
            config = load_config(str(path), strict=True, **options)
            plugin(config)
        except (MkDocsException, OSError) as error:
            raise click.UsageError(f"mkdocs.yml: {' '.join(told) or error}") from error
    return config


def compile_project(
    root: Path,
    config: MkDocsConfig,
    *,
    drafts: bool = False,
    papers: bool = False,
    since: State | None = None,
) -> Build:
    """Run every stage up to the pages; drafts are checked in any case.

    Args:
        root: the project's folder.
        config: its settings.
        drafts: whether drafts are shown.
        papers: whether papers for boards will be made, to which pages lead.
        since: what is published, where it is to be told what differs.

    Raises:
        click.ClickException: a template is broken.
    """
    with templates_told():
        said = replace(settings(config), papers=papers)
        return build(root, said, drafts=drafts, since=since)


@contextmanager
def templates_told() -> Iterator[None]:
    """Say in one sentence which template is broken.

    Raises:
        click.ClickException: one is.
    """
    try:
        yield
    except TemplateError as error:
        raise click.ClickException(broken_template(error)) from error


class _Collector(logging.Handler):
    """Keeps what is logged.

    Attributes:
        messages: in the order in which they came.
    """

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record's message."""
        self.messages.append(record.getMessage())


@contextmanager
def _told() -> Iterator[list[str]]:
    """Collect what MkDocs logs of its settings: its exceptions say only that there is something."""
    logger, handler = logging.getLogger("mkdocs"), _Collector()
    level, propagate = logger.level or logging.ERROR, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
