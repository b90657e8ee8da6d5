"""What ``mkdocs.yml`` says, read without running anything: no plugin, no hook, no tag of it.

For states of a project that nobody has looked at yet, such as a contributed branch.
"""

from collections.abc import Mapping
from pathlib import Path

import yaml
from mkdocs.config.base import ValidationError

from generator.base.model import Settings
from generator.publish.plugin.options import BriefingConfig


class SettingsError(Exception):
    """``mkdocs.yml`` cannot be read; the message says why, in a sentence."""


class _Inert(yaml.CSafeLoader):
    """Reads what has a tag of MkDocs, or of anybody, as nothing."""


_Inert.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def settings_in(root: Path) -> Settings:
    """Return what the ``mkdocs.yml`` of a folder says of the site.

    Raises:
        SettingsError: there is none, or it is wrong.
    """
    path = root / "mkdocs.yml"
    if path.is_symlink() or not path.is_file():
        raise SettingsError("there is no mkdocs.yml")
    try:
        said = yaml.load(path.read_text(encoding="utf-8"), _Inert)  # noqa: S506 - it is a safe one
    except (yaml.YAMLError, OSError, ValueError, RecursionError) as error:
        raise SettingsError(
            f"its mkdocs.yml cannot be read: {' '.join(str(error).split())}"
        ) from error
    if not isinstance(said, dict) or not isinstance(said.get("site_name"), str):
        raise SettingsError("its mkdocs.yml has no site_name")
    own = _own(said.get("plugins"))
    return Settings(
        title=said["site_name"],
        url=said["site_url"] if isinstance(said.get("site_url"), str) else "",
        audiences=own.audiences,
        image_hosts=tuple(own.image_hosts),
        protected=tuple(own.protected),
        bounds=own.bounds,
        as_of=own.as_of,
    )


def _own(plugins: object) -> BriefingConfig:
    """Return our plugin's part of the settings.

    Raises:
        SettingsError: it is wrong.
    """
    said: Mapping[str, object] = {}
    listed = plugins if isinstance(plugins, list) else [plugins]
    for entry in listed:
        if isinstance(entry, dict) and isinstance(entry.get("briefing"), dict):
            said = entry["briefing"]
    config = BriefingConfig()
    config.load_dict(dict(said))
    errors, _ = config.validate()
    if errors:
        raise SettingsError(f"its mkdocs.yml: {_first(errors)}")
    return config


def _first(errors: list[tuple[str, ValidationError | Exception]]) -> str:
    name, error = errors[0]
    return f"“{name}”: {error}"
