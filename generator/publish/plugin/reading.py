"""What ``mkdocs.yml`` says, read without running anything: no plugin, no hook, no tag of it.

For states of a project that nobody has looked at yet, such as a contributed branch.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import yaml
from mkdocs.config.base import ValidationError
from msgspec.structs import replace

from generator.base.language import ENGLISH
from generator.base.model import Settings
from generator.base.problems import At
from generator.publish.plugin.options import BriefingConfig, settings_of
from generator.source.syntax import explain

_LARGEST = 256_000
"""Bytes of settings that are read: a hundred times those of most sites."""
_MOST = 10_000
"""Values of our plugin that are looked at: aliases can make any number of a few."""


class SettingsError(Exception):
    """``mkdocs.yml`` cannot be read; the message says why, in a sentence."""


class _Inert(yaml.SafeLoader):
    """Reads what has a tag of MkDocs, or of anybody, as nothing.

    The faster loader, in C, ends the process where a text is nested too deeply.
    """


_Inert.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def settings_in(root: Path) -> Settings:
    """Return what the ``mkdocs.yml`` of a folder says of the site.

    Raises:
        SettingsError: there is none, or it is wrong.
    """
    path = root / "mkdocs.yml"
    if path.is_symlink() or not path.is_file():
        raise SettingsError("there is no mkdocs.yml")
    text = ""
    try:
        text = _text(path)
        said = yaml.load(text, _Inert)  # noqa: S506 - it is a safe one
    except yaml.MarkedYAMLError as error:
        raise SettingsError(_placed(error, text)) from error
    except (yaml.YAMLError, OSError, ValueError, RecursionError) as error:
        raise SettingsError(
            f"its mkdocs.yml cannot be read: {' '.join(str(error).split())}"
        ) from error
    if not isinstance(said, dict) or not isinstance(said.get("site_name"), str):
        raise SettingsError("its mkdocs.yml has no site_name")
    url = said["site_url"] if isinstance(said.get("site_url"), str) else ""
    settings = settings_of(_own(said.get("plugins")), said["site_name"], url)
    return replace(settings, language=_language(said.get("theme")))


def _placed(error: yaml.MarkedYAMLError, text: str) -> str:
    """Say where settings are no YAML, and what to do."""
    slip = explain(error, text.split("\n"))
    said = f"{slip.message} {slip.hint}".strip().removesuffix(".")
    return f"{At('mkdocs.yml', slip.line + 1, slip.column + 1)}: {said}"


def _language(theme: object) -> str:
    """Return the language that the theme is told to speak, as MkDocs would hand it on."""
    said = theme.get("language") if isinstance(theme, dict) else None
    return said if said and isinstance(said, str) else ENGLISH.tag


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"it has more than {_LARGEST:,} bytes")
    return data.decode("utf-8")


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
    if sum(1 for _ in islice(_values(said), _MOST)) == _MOST:
        raise SettingsError("its mkdocs.yml says more of our plugin than can be read")
    config = BriefingConfig()
    config.load_dict(dict(said))
    errors, _ = config.validate()
    if errors:
        raise SettingsError(f"its mkdocs.yml: {_first(errors)}")
    return config


def _values(value: object) -> Iterator[object]:
    """Yield a value with all that it holds, as often as it holds it."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        yield held
        waiting += held if isinstance(held, list) else ()
        waiting += held.values() if isinstance(held, dict) else ()


def _first(errors: list[tuple[str, ValidationError | Exception]]) -> str:
    name, error = errors[0]
    return f"“{name}”: {error}"
