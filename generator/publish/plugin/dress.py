"""What our templates, styles and words make of a theme."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import mkdocs
from jinja2 import BytecodeCache, Environment
from mkdocs.config.config_options import PathSpec
from mkdocs.config.defaults import MkDocsConfig
from msgspec.structs import asdict

from generator.base.kinds import HOME, SECTIONS
from generator.base.language import speaking
from generator.base.language.catalogues import FOLDER as CATALOGUES
from generator.build import Build
from generator.publish.tree import STYLES
from generator.site.compiled import kept
from generator.site.data import data_files
from generator.site.data.feeds import discovery
from generator.site.engine import template_folders
from generator.site.frame_words import frame_words
from generator.site.navigation import placed, relabelled, retitled, sections
from generator.site.scripts import SCRIPTS
from generator.site.versions import elsewhere


def dress(config: MkDocsConfig, root: Path, built: Build) -> None:
    """Give a theme our templates, styles, scripts and words.

    Args:
        config: what MkDocs runs with, which is changed.
        root: the project's folder.
        built: what its content compiles to.
    """
    _clothe(config, root)
    _say(config, built)
    # Pages lead to our own: of one that settings know nothing of, strict mode would complain.
    own = PathSpec().validate("".join(["/*.md\n", *(f"/{folder}/\n" for folder in SECTIONS)]))
    config.not_in_nav = config.not_in_nav + own if config.not_in_nav else own


def surroundings(config: MkDocsConfig) -> Iterator[tuple[str, int]]:
    """Yield the files besides content that decide how pages look, each with its time."""
    watched = [Path(config.config_file_path), *map(Path, config.watch)]
    for place in watched:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            yield str(file), file.stat().st_mtime_ns


def compiled_theme(env: Environment) -> BytecodeCache | None:
    """Return what keeps the theme's compiled templates."""
    return kept("theme", f"{mkdocs.__version__} {sorted(env.extensions)}")


def _clothe(config: MkDocsConfig, root: Path) -> None:
    """Add our templates, styles and scripts, the project's own first, and watch them."""
    folders = template_folders(root)
    themes = [str(folder / "theme") for folder in folders if (folder / "theme").is_dir()]
    config.theme.dirs[:0] = [folder for folder in themes if folder not in config.theme.dirs]
    config.watch.extend(str(folder) for folder in folders)
    if (root / CATALOGUES).is_dir():
        config.watch.append(str(root / CATALOGUES))
    _add(config.extra_css, STYLES)
    _add(config.extra_javascript, SCRIPTS)


def _add(items: list[Any], new: Iterable[str]) -> None:
    items.extend(item for item in new if item not in items)


def _say(config: MkDocsConfig, built: Build) -> None:
    """Let the theme say what it says in the language of the readers."""
    words = built.library.settings.words
    nav = config.nav or sections(page.uri for page in built.pages)
    with speaking(built.language):
        config.extra["feeds"] = discovery(data_files(built.library))
        config.extra["words"] = frame_words()
        config.nav = placed(retitled(nav, words), built.library.pages)
    for name in ("site_name", "site_description", "copyright"):
        config[name] = words.get(config[name] or "", config[name])
    config.theme["language"] = built.language.tag
    config.theme["palette"] = relabelled(config.theme.get("palette"), words)
    homes = elsewhere(HOME, built.language.tag, built.versions)
    config.extra["elsewhere"] = [*map(asdict, homes)]
    own = f"{built.language.tag}/" if built.library.settings.written else ""
    config.extra["whole"] = (config.site_url or "").removesuffix(own)
