"""Settings with which a site cannot be published: told before it is built, at their places."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from selectolax.lexbor import LexborHTMLParser

from generator.base.icons import check_icon
from generator.base.language import ENGLISH
from generator.base.problems import Problem, short
from generator.publish.plugin.entries import leads_elsewhere
from generator.publish.plugin.places import Places, is_shipped

_PLUGINS = {
    "blog": "it makes pages of its own, and none that nobody has checked is published",
    "info": "it asks other hosts while the site is built",
    "offline": "it changes the addresses of pages; “briefing build --offline” does what it is for",
    "privacy": "it asks other hosts while the site is built; no page needs it, for none asks any",
    "social": "it asks other hosts while the site is built",
}
"""Plugins of the theme that do what a site must not, and why."""
_OTHER_HOSTS = "A page may ask no other host: put a copy into templates/theme, and name that."
_NO_FILES = "Take the picture or script out; templates/theme may have one."
_THEME = "material"
_LISTED: Mapping[str, tuple[type, ...]] = {"features": (list,), "palette": (list, dict)}
"""Keys of the theme that hold lists; one scheme of colours may stand alone."""
_USUAL = frozenset({"404.html", "sitemap.xml"})
"""Templates that each theme has."""


def unusable(config: MkDocsConfig, places: Places) -> Iterator[Problem]:
    """Yield a problem for each setting with which a site could be built, but not published.

    Args:
        config: the settings.
        places: in them.
    """
    yield from _plugins(config, places)
    yield from _theme(config, places)
    yield from _kinds(config.theme, places)
    yield from _edit_addresses(config, places)
    for key, uri in _files(config):
        at = places.of_value(uri)
        if leads_elsewhere(uri):
            yield Problem(
                at, "unusable-setting", f"“{key}” names another site’s file.", _OTHER_HOSTS
            )
        elif not _is_published(uri, config):
            message = f"“{key}” names “{uri}”, but there is no such file."
            hint = f"Put it into templates/theme, or take it out of “{key}”."
            yield Problem(at, "unusable-setting", message, hint)
    yield from _extra(config.extra, places)
    yield from _copyright(config.copyright or "", places)


def _plugins(config: MkDocsConfig, places: Places) -> Iterator[Problem]:
    for name, plugin in config.plugins.items():
        short = name.removeprefix("material/")
        if short in _PLUGINS and plugin.config.get("enabled", True):
            message = f"The plugin “{short}” cannot be used: {_PLUGINS[short]}."
            hint = "Take it out of “plugins”."
            yield Problem(places.of_value(short), "unusable-setting", message, hint)


def _theme(config: MkDocsConfig, places: Places) -> Iterator[Problem]:
    if config.theme.name != _THEME:
        message = f"The theme is “{config.theme.name}”, and pages are made for “{_THEME}”."
        hint = f"Write “name: {_THEME}” under “theme”."
        yield Problem(places.of_key("theme"), "unusable-setting", message, hint)
    elif config.theme.get("font"):
        message = "The theme’s fonts make the reader’s browser ask another host."
        hint = "Write “font: false” under “theme”; styles may name fonts in templates/theme."
        yield Problem(places.of_key("font"), "unusable-setting", message, hint)
    for icon in _icons(config.theme.get("palette")):
        if not is_shipped(f".icons/{icon}.svg", config):
            yield from check_icon(icon, places.of_value(icon))


def _kinds(theme: Theme, places: Places) -> Iterator[Problem]:
    """Yield a problem for what the theme's templates would stumble over, or MkDocs refuse."""
    for key, kinds in _LISTED.items():
        if not isinstance(theme.get(key) or [], kinds):
            message = f"“{key}” is neither a list nor left out."
            hint = "Put each item on a line that begins with a hyphen."
            yield Problem(places.of_key(key), "unusable-setting", message, hint)
    if theme.locale.language != ENGLISH.tag:
        message = "The theme knows no “locale”: its words follow “language”."
        hint = f"Write “language: {theme.locale}” in its place."
        yield Problem(places.of_key("locale"), "unusable-setting", message, hint)


def _edit_addresses(config: MkDocsConfig, places: Places) -> Iterator[Problem]:
    """Yield a problem for links to edit a page that would lead nowhere, one on each page."""
    for key in ("edit_uri_template", "edit_uri"):
        address = str(config[key] or "")
        if address and not config.repo_url and not leads_elsewhere(address):
            message = f"“{key}” leads to “{short(address)}”, which is no whole address."
            hint = "Begin the address with https://."
            yield Problem(places.of_key(key), "unusable-setting", message, hint)


def _icons(palette: object) -> Iterator[str]:
    """Yield the icons of the buttons that choose colours."""
    for each in palette if isinstance(palette, list) else ():
        toggle = each.get("toggle") if isinstance(each, Mapping) else None
        if isinstance(toggle, Mapping) and toggle.get("icon"):
            yield str(toggle["icon"])


def _copyright(html: str, places: Places) -> Iterator[Problem]:
    """Yield a problem for what the foot of each page would ask for, or lead to, in vain."""
    for node in LexborHTMLParser(html).css("[src], [href]"):
        source, link = node.attributes.get("src"), node.attributes.get("href")
        if source and not source.startswith("data:"):
            message = "“copyright” makes the reader’s browser fetch something for each page."
            yield Problem(places.of_key("copyright"), "unusable-setting", message, _NO_FILES)
        if link and not leads_elsewhere(link):
            message = f"“copyright” leads to “{link}”, which is no whole address."
            hint = "It stands on every page: begin the address with https://."
            yield Problem(places.of_key("copyright"), "unusable-setting", message, hint)


def _files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield keys with the files that they name."""
    for key in ("extra_css", "extra_javascript", "extra_templates"):
        yield from ((key, str(each)) for each in config[key])
    for key in ("favicon", "logo"):
        if named := config.theme.get(key):
            yield key, str(named)
    for each in sorted(map(str, config.theme.static_templates - _USUAL)):
        yield "static_templates", each


def _is_published(uri: str, config: MkDocsConfig) -> bool:
    """Tell whether a theme brings a file along, or content has it as an image."""
    pictured = uri.startswith("images/") and Path(config.docs_dir, uri).is_file()
    return pictured or is_shipped(uri, config)


def _extra(extra: Mapping[str, object], places: Places) -> Iterator[Problem]:
    """Yield a problem for what the theme would make of ``extra``."""
    if extra.get("analytics"):
        message = "“analytics” makes the reader’s browser ask another host."
        hint = "A page may ask no other host: count requests where the site is served."
        yield Problem(places.of_key("analytics"), "unusable-setting", message, hint)
    listed = extra.get("alternate")
    for each in listed if isinstance(listed, list) else ():
        link = str(each.get("link", "")) if isinstance(each, Mapping) else ""
        if not leads_elsewhere(link):
            message = f"“alternate” leads to “{link}”, which is no whole address."
            hint = "Begin it with https://; languages of this site are named by “translations”."
            yield Problem(places.of_value(link), "unusable-setting", message, hint)
