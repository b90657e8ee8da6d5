"""``briefing serve``."""

import logging
from pathlib import Path
from urllib.parse import urlsplit

import click
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from generator.base.held import temporary_folder
from generator.base.language.catalogues import FOLDER as CATALOGUES
from generator.cli.project import SETTINGS, open_project, usual_project
from generator.site.engine import template_folders

_EPILOG = """\b
Examples:
  briefing serve
  briefing serve --address 127.0.0.1:8080
"""


@click.command("serve", epilog=_EPILOG, short_help="Show the site while you edit it.")
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help="The address at which to serve the site.",
)
@click.pass_context
def serve_command(context: click.Context, address: str) -> None:
    """Show the site, drafts included, and show each change to content or templates at once.

    Whatever is wrong, the pages are shown without it, and say what it is; all problems are listed
    at _preview/problems/. Nothing is published. Stop it with Ctrl-C.
    """
    root: Path = context.obj
    with temporary_folder() as site:
        config = _settings(root, site_dir=str(site), dev_addr=address)
        _speak()
        server = _server(root, config)
        try:
            server.builder()
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
        finally:
            server.shutdown()
            config.plugins.on_shutdown()


def _settings(root: Path, **options: str) -> MkDocsConfig:
    """Return the settings with which to start; the usual ones where a project's own are wrong.

    Raises:
        click.UsageError: there are none, so that this is no project.
    """
    try:
        return open_project(root, **options)
    except click.UsageError:
        if not (root / SETTINGS).is_file():
            raise
    return usual_project(root, **options)


def _server(root: Path, config: MkDocsConfig) -> LiveReloadServer:
    """Return a server of the site, which builds it anew after each change.

    MkDocs' own command would end where the first build fails, and leave out none of what is wrong.
    """
    config.plugins.on_startup(command="serve", dirty=True)
    host, port = config.dev_addr
    mount = urlsplit(config.site_url or "/").path
    folder = config.site_dir

    def builder() -> None:
        logging.getLogger("mkdocs").info("Building documentation...")
        now = open_project(root, site_dir=folder, dev_addr=f"{host}:{port}")
        now.strict, now.site_url = False, server.url
        build(now, serve_url=server.url, dirty=True)

    server = LiveReloadServer(builder, host, port, folder, mount)
    words = [root / CATALOGUES] if (root / CATALOGUES).is_dir() else []
    own = map(str, (*template_folders(root), *words))
    for place in (config.docs_dir, config.config_file_path, *own, *config.watch):
        server.watch(place)
    return config.plugins.on_serve(server, config=config, builder=builder)


def _speak() -> None:
    """Let MkDocs say on standard error what it does and where it serves."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    # MkDocs doubts builds of changed pages alone; which pages change, we know better than it does.
    handler.addFilter(lambda record: "'dirty' build" not in record.getMessage())
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
