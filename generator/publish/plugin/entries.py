"""The entries of a navigation that must be pages: MkDocs' strict mode refuses any other."""

import logging
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from generator.base.problems import At
from generator.publish.plugin.places import Places, is_shipped
from generator.site.navigation import named_in

_SILENT = frozenset({logging.INFO, logging.DEBUG})
"""Levels at which MkDocs accepts something."""


def entries(config: MkDocsConfig, places: Places) -> dict[str, At]:
    """Return what must be a page, with its place in the settings.

    Args:
        config: the settings.
        places: in them.
    """
    return {uri: places.of_value(uri) for uri in named_in(config.nav) if _is_page(uri, config)}


def _is_page(uri: str, config: MkDocsConfig) -> bool:
    if uri.startswith("/") and not uri.startswith("//"):
        return config.validation.nav.absolute_links not in _SILENT
    if leads_elsewhere(uri):
        return False
    if uri.endswith(".md"):
        return True
    return config.validation.nav.not_found not in _SILENT and not is_shipped(uri, config)


def leads_elsewhere(uri: str) -> bool:
    """Tell whether an address is that of another site, or of somebody."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # no address at all
        return False
    return bool(parts.scheme or parts.netloc)
