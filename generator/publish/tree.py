"""The compiled pages as a tree that publishers build without our plugin.

What any publisher of Markdown needs, and nothing that is particular to one:

- ``mkdocs.yml``: the project's own settings, less what speaks of our plugin or of the project's
  files;
- ``docs/``: pages, data, images, styles and script; a page is finished but for its frame, and all
  of it stands in its front matter, where no reader of Markdown changes it or a link in it;
- ``theme/``: the overrides of the theme, which hold in Jinja2 and in MiniJinja.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from generator.base.model import PlainPage
from generator.publish.policy import policy_of
from generator.site.data.feeds import discovery
from generator.site.engine import template_folders
from generator.site.images import Images, written
from generator.site.navigation import placed, sections
from generator.site.render import Output
from generator.site.scripts import SCRIPTS

DOCS = "docs"
"""Folder of what becomes the site."""
STYLES = ("assets/briefing.css", "assets/search.css")
"""What every page loads."""

_THEME = "theme"
_ASSETS = "assets"
_HEAD = """\
# Written by `briefing export`, which replaces everything in this folder.
#
# Build the site in this folder, with any of these:
#     mkdocs build --strict      properdocs build --strict      zensical build
"""
_PLUGIN = "briefing"
_NOT_CARRIED = frozenset(
    {
        *("INHERIT", "dev_addr", "docs_dir", "hooks", "site_dir", "strict", "watch"),
        # An “edit” link would lead to a generated page, where nothing can be mended.
        *("edit_uri", "edit_uri_template", "repo_name", "repo_url"),
    }
)
"""Settings that speak of the project's own files."""
_ALL_PAGES = "/*\n"
_VARIANT = "classic"
"""Of Zensical's two looks the one that is Material's; others pass the key over."""

Settings = Mapping[str, object]


def write_tree(  # noqa: PLR0913
    folder: Path,
    outputs: Iterable[Output],
    *,
    settings: Settings,
    pages: Mapping[str, PlainPage],
    images: Images,
    image_hosts: Sequence[str] = (),
    root: Path,
    overrides: Path | None = None,
    words: Mapping[str, str],
) -> None:
    """Write the tree into an empty folder; the same project gives the same bytes.

    Args:
        folder: where.
        outputs: pages and data.
        settings: what the project's ``mkdocs.yml`` holds.
        pages: the plain pages, for which the navigation has a place.
        images: those of the content.
        image_hosts: hosts from which images may come.
        root: the project's folder.
        overrides: its own overrides of the theme besides ``templates/theme``.
        words: what the theme's templates say, by what it is for.

    Raises:
        OSError: the system refuses.
        yaml.YAMLError: a setting is a program's object and no text.
    """
    _dress(folder, root, overrides)
    uris = []
    for output in outputs:
        _write_bytes(folder / DOCS / output.uri, output.data)
        uris.append(output.uri)
    for uri, image in images.items():
        _write_bytes(folder / DOCS / uri, written(image))
    policy = policy_of(_theme_text(folder / _THEME), image_hosts)
    _write(folder / "mkdocs.yml", _HEAD + _dump(_carried(settings, uris, pages, policy, words)))


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode())


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _dress(folder: Path, root: Path, overrides: Path | None) -> None:
    """Lay the overrides over each other, the project's last; what is served goes to the pages."""
    themes = [own / "theme" for own in template_folders(root)]
    for source in reversed([*themes, *([overrides] if overrides else [])]):
        if source.is_dir():
            shutil.copytree(source, folder / _THEME, dirs_exist_ok=True)
    (folder / DOCS).mkdir()
    shutil.move(folder / _THEME / _ASSETS, folder / DOCS / _ASSETS)


def _dump(settings: Settings) -> str:
    return yaml.safe_dump(dict(settings), allow_unicode=True, sort_keys=False, width=100)


def _theme_text(theme: Path) -> str:
    """Return all that the overrides of the theme hold, and so every script of theirs."""
    return "".join(path.read_text("utf-8") for path in sorted(theme.rglob("*.html")))


def _carried(
    settings: Settings,
    uris: Sequence[str],
    pages: Mapping[str, PlainPage],
    policy: str,
    words: Mapping[str, str],
) -> Settings:
    """Return the settings of the tree."""
    kept = {key: value for key, value in settings.items() if key not in _NOT_CARRIED}
    return {
        **kept,
        "docs_dir": DOCS,
        "theme": {**_theme(kept.get("theme")), "custom_dir": _THEME},
        "nav": placed(kept.get("nav") or sections(uris), pages),
        # Whatever the project lists: its list need not know each of our pages, as our plugin does.
        "not_in_nav": _ALL_PAGES,
        "plugins": _without(kept.get("plugins"), {_PLUGIN}),
        "extra": {
            **_mapping(kept.get("extra")),
            "feeds": discovery(uris),
            "policy": policy,
            "words": words,
        },
        "extra_css": [*STYLES, *_without(kept.get("extra_css"), {*STYLES})],
        "extra_javascript": [*SCRIPTS, *_without(kept.get("extra_javascript"), {*SCRIPTS})],
    }


def _theme(given: object) -> dict[str, object]:
    theme = given if isinstance(given, Mapping) else {"name": given}
    return {**theme, "variant": _VARIANT}


def _mapping(given: object) -> dict[str, object]:
    return dict(given) if isinstance(given, Mapping) else {}


def _without(given: object, left_out: set[str]) -> list[object]:
    """Return a list's entries, each a name or a name with its options, but for some."""
    if isinstance(given, Mapping):
        given = [{name: options} for name, options in given.items()]
    entries = given if isinstance(given, list) else []
    return [entry for entry in entries if _name(entry) not in left_out]


def _name(entry: object) -> str:
    return str(next(iter(entry), "")) if isinstance(entry, Mapping) else str(entry)
