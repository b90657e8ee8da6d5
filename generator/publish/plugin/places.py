"""Where ``mkdocs.yml`` says something, and which files a theme brings along."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.base.problems import At
from generator.site.engine import template_folders


class Places:
    """Places in the settings of a project.

    Args:
        config: the settings.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        path = Path(config.config_file_path)
        self._name = path.name
        self._lines = path.read_text(encoding="utf-8", errors="replace").splitlines()

    def of_key(self, key: str) -> At:
        """Return where a key first stands; what is inherited has the beginning for a place."""
        found = (n for n, line in enumerate(self._lines, 1) if line.strip().startswith(f"{key}:"))
        return At(self._name, next(found, 1))

    def of_value(self, value: str) -> At:
        """Return where a value ends a line, or else where it first stands."""
        ends = (n for n, line in enumerate(self._lines) if line.rstrip("\"' ").endswith(value))
        holds = (n for n, line in enumerate(self._lines) if value in line)
        number = next(ends, next(holds, 0))
        column = self._lines[number].rfind(value) if self._lines else 0
        return At(self._name, number + 1, max(column, 0) + 1)


def shipped(config: MkDocsConfig) -> list[Path]:
    """Return the folders of themes, whose files are published as they are."""
    root = Path(config.config_file_path).resolve().parent
    own = [folder / "theme" for folder in template_folders(root)]
    return [*own, *map(Path, config.theme.dirs)]


def is_shipped(uri: str, config: MkDocsConfig) -> bool:
    """Tell whether a theme brings a file along."""
    return any((folder / uri).is_file() for folder in shipped(config))
