"""``briefing init``."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from generator.base.kinds import CONTENTS
from generator.base.language import ENGLISH, N_, Language, gettext, speaking
from generator.base.language.catalogues import language_of
from generator.cli.files import create, name_from_title
from generator.cli.origin import origin
from generator.cli.words import Words
from generator.schema.editor import schemas, settings
from generator.schema.fields import example

_EPILOG = """\b
Examples:
  briefing init ../ferries
  briefing init ../ferries --title "Ferries" --theme Fares --theme Timetable
  briefing init ../fferiau --title Fferïau --language cy
  briefing init ../ferries --repository https://github.com/OWNER/briefing-site
"""

_SETTINGS = "mkdocs.yml"
_SHOWN = (
    *(N_("Home"), N_("Themes"), N_("Evidence"), N_("Articles"), N_("Where sources disagree")),
    *(N_("Figures"), N_("Examples and places"), N_("Voices"), N_("Timeline")),
    *(N_("What is missing"), N_("Changes"), N_("Questions"), N_("Glossary"), N_("About")),
    *(N_("About this site"), N_("Accessibility"), N_("Everyone"), N_("Use light colours")),
    *(N_("Use dark colours"), N_("Follow the system’s colours")),
    N_("Briefings whose every line leads to the passage behind it."),
)
"""What readers see of a new project's settings."""
_LABEL = re.compile(
    r"(?<=- )[A-Z][^:\n]*(?=:)|(?<=name: )[A-Z][^}\n]*(?=})|(?<=all: )\w+$"
    r"|(?<=^site_description: ).*$",
    re.MULTILINE,
)
_TITLE = N_("A new briefing site")
_LANGUAGE = re.compile(r"language: en$", re.MULTILINE)
_THEME, _FIRST_THEME = "theme.md", "first-theme.md"
_LOCK = "requirements.lock"
_NAME = re.compile(r"\$[a-z]+")
_LEFT = (
    "Put the name of who owns the project into CODEOWNERS.",
    "Put your own words into content/about.md and content/accessibility.md.",
    "Write the site's address into mkdocs.yml as site_url, once it has one.",
)
_FRONT = "---\n"
_DOT = "dot-"
"""What names of hidden files begin with in the package, where tools would obey them."""


class _Tongue(click.ParamType[Language]):
    """A language by its name in BCP 47."""

    name = "tag"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Language:
        """Return the language with its words."""
        try:
            return language_of(str(value))[0]
        except LookupError as error:
            return self.fail(f"{error} Name one as en, cy, de or pt-BR.", param, ctx)


@click.command("init", epilog=_EPILOG, short_help="Make a new project.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", type=Words(), default=_TITLE, help="What the site is called.")
@click.option(
    "--theme",
    "themes",
    type=Words(),
    multiple=True,
    default=("First theme",),
    help="Title of a theme; may be given several times.",
)
@click.option(
    "--language",
    type=_Tongue(),
    default=ENGLISH.tag,
    help="In which language readers are addressed, as en, cy or pt-BR.",
)
@click.option(
    "--with-wheel",
    "carried",
    is_flag=True,
    help="Carry this program along, for the project's checks to install.",
)
@click.option(
    "--repository",
    metavar="URL",
    help="Have them install it from a release there, as in https://github.com/OWNER/briefing-site",
)
@click.option(
    "--from-index", "indexed", is_flag=True, help="Have them install it from a package index."
)
@click.pass_context
def init_command(  # noqa: PLR0913 - click hands over what the line says, one by one
    context: click.Context,
    folder: Path,
    title: str,
    themes: tuple[str, ...],
    language: Language,
    *,
    carried: bool,
    repository: str | None,
    indexed: bool,
) -> None:
    """Make a project on any subject that passes check and builds at once, and its own checks too.

    DIR must be new or empty. Without a choice of where the project's checks install this program
    from, it is asked for; where nobody can answer, the project carries it along.
    """
    root: Path = context.obj / folder
    _refuse_filled(root)
    titles = _by_id(themes)
    place = origin(repository, carried=carried, indexed=indexed)
    with speaking(language):
        called = gettext(title) if title == _TITLE else title
    values = {
        "$title": json.dumps(called, ensure_ascii=False),
        "$theme": next(iter(titles)),
        "$requirement": place.requirement,
    }
    starter = files("generator.cli") / "starter"
    for path, text in _texts(starter):
        if path not in {_THEME, _FIRST_THEME}:
            said = _settings_in(language, text) if path == _SETTINGS else _marked(language, text)
            create(root, path, _filled(said, values))
    create(root, _LOCK, _lock())
    notice = (files("generator.source") / "notice.md").read_text(encoding="utf-8")
    own = {CONTENTS["notice"].files: notice, **schemas(), **settings()}
    for path, text in own.items():
        create(root, path, text)
    for path, data in place.files.items():
        create(root, path, data)
    for order, (id_, theme) in enumerate(titles.items(), start=1):
        text = (starter / (_THEME if order > 1 else _FIRST_THEME)).read_text(encoding="utf-8")
        values = {"$title": example("title", theme), "$order": str(order)}
        create(root, CONTENTS["theme"].path(id_), _filled(_marked(language, text), values))
    click.echo(root)
    click.echo(f"Next: briefing -C {folder} serve\nLeft to do:", err=True)
    for each in filter(None, (place.left, *_LEFT)):
        click.echo(f"  - {each}", err=True)


def _settings_in(language: Language, text: str) -> str:
    """Return the settings of a project with what readers see of them in a language."""
    with speaking(language):
        said = {label: json.dumps(gettext(label), ensure_ascii=False) for label in _SHOWN}
    if language.tag == ENGLISH.tag:
        return text
    text = _LANGUAGE.sub(f"language: {language.tag}", text)
    return _LABEL.sub(lambda found: said.get(found[0], found[0]), text)


def _marked(language: Language, text: str) -> str:
    """Return a sample, which is in English, with its language where readers expect another."""
    if language.primary == ENGLISH.tag or not text.startswith(_FRONT):
        return text
    return f"{_FRONT}language: {ENGLISH.tag}\n{text.removeprefix(_FRONT)}"


def _lock() -> str:
    """Return what the program needs, in the versions that it was tested with, with hashes."""
    package = Path(str(files("generator")))
    packed, own = package / f"_{_LOCK}", package.parent / _LOCK
    return (packed if packed.is_file() else own).read_text(encoding="utf-8")


def _refuse_filled(root: Path) -> None:
    if root.is_symlink() or (root.exists() and (not root.is_dir() or any(root.iterdir()))):
        raise click.UsageError(f"{root} is not an empty folder. Name one that is, or a new one.")


def _by_id(themes: tuple[str, ...]) -> dict[str, str]:
    """Return the titles of themes by the ids made from them."""
    found: dict[str, str] = {}
    for title in themes:
        id_ = name_from_title(title, "theme")
        if id_ in found:
            raise click.UsageError(f"Two themes would be named “{id_}”. Choose another title.")
        found[id_] = title
    return found


def _texts(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the files of the starter by their path in a project."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = entry.name.replace(_DOT, ".", 1) if entry.name.startswith(_DOT) else entry.name
        if entry.is_dir():
            yield from _texts(entry, f"{path}{name}/")
        else:
            yield f"{path}{name}", entry.read_text(encoding="utf-8")


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _NAME.sub(lambda found: values.get(found[0], found[0]), text)
