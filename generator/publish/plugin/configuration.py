"""What a configuration that MkDocs has read says of the site."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from msgspec.structs import replace

from generator.base.language import ENGLISH
from generator.base.model import Settings
from generator.publish.plugin.entries import entries
from generator.publish.plugin.options import BriefingConfig, settings_of
from generator.publish.plugin.places import Places
from generator.publish.plugin.unusable import unusable
from generator.site.navigation import buttons_in, titles_in

_CHOOSING = ("exclude_docs", "draft_docs")
"""Settings by which MkDocs leaves out pages, and files of themes."""


def settings(config: MkDocsConfig) -> Settings:
    """Return what a configuration says of the site.

    Raises:
        PluginError: as of ``own_config``.
    """
    places = Places(config)
    return replace(
        settings_of(own_config(config), config.site_name, config.site_url or ""),
        description=config.site_description or "",
        language=str(config.theme.get("language") or ENGLISH.tag),
        language_at=places.of_key("language"),
        translations_at=places.of_key("translations"),
        edit_address=str(config.edit_uri_template or ""),
        navigation=entries(config, places),
        faults=tuple(unusable(config, places)),
        words={text: text for text in _words(config)},
    )


def _words(config: MkDocsConfig) -> Iterator[str]:
    """Yield what a configuration says to readers."""
    named = (config.site_name, config.site_description, config.copyright)
    yield from (text for text in named if text)
    yield from filter(None, own_config(config).audiences.values())
    yield from titles_in(config.nav)
    yield from buttons_in(config.theme.get("palette"))


def own_config(config: MkDocsConfig) -> BriefingConfig:
    """Return our plugin's part of a configuration.

    Raises:
        PluginError: ``mkdocs.yml`` does not list the plugin, asks for addresses that end in .html,
            or leaves pages out, to which others lead.
    """
    found = config.plugins.get("briefing")
    if found is None or not isinstance(found.config, BriefingConfig):
        raise PluginError("mkdocs.yml lists no “briefing” under plugins.")
    if not config.use_directory_urls:
        raise PluginError("“use_directory_urls” must be true: all addresses end in a slash.")
    if chosen := next((name for name in _CHOOSING if config.get(name)), ""):
        raise PluginError(
            f"“{chosen}” must not be set: pages lead to those that it would leave out. Take files "
            "out of content/, or give articles and points “draft: true”."
        )
    return found.config


def project_root(config: MkDocsConfig) -> Path:
    """Return the folder that holds ``mkdocs.yml``."""
    return Path(config.config_file_path).resolve().parent
