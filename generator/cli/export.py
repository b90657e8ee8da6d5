"""``briefing export``."""

from pathlib import Path

import click
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load
from msgspec.structs import replace

from generator.base.language import speaking
from generator.base.problems import errors
from generator.build import Build, outputs
from generator.cli.project import (
    compile_project,
    in_language,
    open_project,
    sources_of,
    templates_told,
)
from generator.cli.report import report
from generator.publish.exchange import Kind, PublishError, publish
from generator.publish.papers import write_papers
from generator.publish.tree import DOCS, write_tree
from generator.site.admin import AdminError
from generator.site.frame_words import frame_words
from generator.site.navigation import relabelled, retitled
from generator.site.pack import PackError, lacking
from generator.site.pages.views.findable import findable
from generator.site.search import SearchError, index

_EPILOG = """\b
Examples:
  briefing export --to ../tree                 write the tree
  cd ../tree && mkdocs build --strict          build it with MkDocs
  cd ../tree && properdocs build --strict      with ProperDocs
  cd ../tree && zensical build                 with Zensical
  briefing export --to ../cy --language cy     the tree of a translation
"""

_TREE = Kind(
    ".briefing-tree",
    "An exported briefing site. `briefing export` replaces everything in this folder.\n",
    "--to",
)


@click.command(
    "export", epilog=_EPILOG, short_help="Write all pages as a tree for other publishers."
)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help="Where to write the tree: a folder that is new, empty or was written by this command.",
)
@click.option(
    "--language",
    metavar="TAG",
    help="Which of the languages under “translations” in mkdocs.yml to export; by default the "
    "site’s own. Each has a tree of its own.",
)
@click.pass_context
def export_command(context: click.Context, to: Path, language: str | None) -> None:
    """Write all pages as a plain tree, which MkDocs, ProperDocs and Zensical build by themselves.

    The site is then built from inside that folder. If anything fails, what is there is kept.
    """
    root: Path = context.obj
    config = open_project(root)
    compiled = compile_project(root, config, papers=not lacking())
    report(compiled.problems, root)
    if errors(compiled.problems):
        click.echo("Nothing was exported.", err=True)
        context.exit(1)
    if language:
        compiled = in_language(compiled, language)
    _export(root, to.absolute(), config, compiled)
    click.echo(f"Exported {len(compiled.pages)} pages to {to}", err=True)


def _export(root: Path, to: Path, config: MkDocsConfig, compiled: Build) -> None:
    def write(folder: Path) -> None:
        custom = config.theme.custom_dir
        with templates_told(), speaking(compiled.language):
            write_tree(
                folder,
                outputs(replace(compiled, versions=()), root),
                settings=_settings(config, compiled),
                pages=compiled.library.pages,
                images=compiled.images,
                image_hosts=compiled.library.settings.image_hosts,
                root=root,
                overrides=Path(custom) if custom else None,
                words=frame_words(),
            )
        # The search is the site's own, whoever builds it: its index is files as well.
        with speaking(compiled.language):
            index(findable(compiled.library, compiled.links), folder / DOCS)
        with templates_told():
            for line in write_papers(folder / DOCS, compiled, root):
                click.echo(line, err=True)

    try:
        publish(
            to,
            write,
            lambda _: [],
            project=root,
            sources=sources_of(root),
            say=lambda text: click.echo(text, err=True),
            kind=_TREE,
        )
    except (AdminError, PackError, PublishError, MkDocsException, SearchError) as error:
        raise click.ClickException(str(error)) from error


def _settings(config: MkDocsConfig, compiled: Build) -> dict[str, object]:
    """Read ``mkdocs.yml`` as it was written: MkDocs' own reading turns names into objects.

    What it says to readers is said in their language.
    """
    try:
        with Path(config.config_file_path).open("rb") as file:
            given = yaml_load(file)
        yaml.safe_dump(given)
    except yaml.YAMLError as error:
        raise click.UsageError(
            f"mkdocs.yml names a program, which cannot be exported: {error}"
        ) from error
    own, theme = compiled.library.settings, given.get("theme")
    if not own.written:
        return dict(given)
    said = {key: own.words.get(str(given.get(key)), given.get(key)) for key in _SAID & given.keys()}
    theme = {**(theme if isinstance(theme, dict) else {"name": theme}), "language": own.language}
    theme |= {"palette": relabelled(theme["palette"], own.words)} if "palette" in theme else {}
    said |= {"site_url": own.url} if own.url else {}
    return {**given, **said, "nav": retitled(given.get("nav"), own.words), "theme": theme}


_SAID = frozenset({"site_name", "site_description", "copyright"})
"""Settings that readers are told."""
