"""The configuration of a site in another language, which lies in a folder of the first."""

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection


def in_other(
    config: MkDocsConfig,
    tag: str,
    url: str,
    ours: BasePlugin,  # type: ignore[type-arg]
) -> MkDocsConfig:
    """Return the configuration with which to build a site in another language.

    Args:
        config: that of the site at the top.
        tag: of the language.
        url: address of the site in it, or nothing.
        ours: our plugin for that site: MkDocs itself makes one for each process.
    """
    site = str(Path(config.site_dir) / tag)
    own = load_config(config.config_file_path, site_dir=site, strict=config.strict)
    own.site_url = url or None
    ours.config = own.plugins["briefing"].config
    plugins = PluginCollection()
    for name, plugin in own.plugins.items():
        plugins[name] = ours if name == "briefing" else plugin
    own.plugins = plugins
    return own
