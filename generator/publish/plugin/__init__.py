"""The MkDocs plugin: puts the compiled pages into the build. The only stage that knows MkDocs.

Nothing contributed reaches MkDocs as it is: each file of ``content/`` is replaced by a page that
we made, and only the images pass.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import get_context
from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from generator.base.bounds import Bounds
from generator.base.dates import DateError, Period, half_open, parse
from generator.base.model import Settings
from generator.base.names import is_id
from generator.base.problems import Problem
from generator.build import Build, build, outputs
from generator.publish.marking import MarkError
from generator.publish.plugin.preview import Preview
from generator.publish.policy import with_policy
from generator.publish.tree import SCRIPTS, STYLES
from generator.site.admin import AdminError
from generator.site.data.feeds import discovery
from generator.site.pages.views.findable import findable
from generator.site.render import Output, broken_template, template_folders
from generator.site.search import SearchError, index

_MARK = "generator.publish.marking"

_NO_CONTENT = "404.html"
"""A template of the theme that shows no content, but has all scripts of a page."""
_LAST = -100

_log = get_plugin_logger("briefing")


class _Contact(option.OptionallyRequired[str]):
    """An address for corrections: what readers follow must not be able to run."""

    def run_validation(self, value: object) -> str:
        """Return the address.

        Raises:
            ValidationError: it begins with neither ``mailto:`` nor ``https:``.
        """
        if isinstance(value, str) and value.startswith(("mailto:", "https://")):
            return value
        if value == "":
            return ""
        raise ValidationError(f"“{value}” begins with neither mailto: nor https://.")


class _Audiences(option.OptionallyRequired[dict[str, str]]):
    """Who questions are for: what readers see, by the id that front matter names."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return the audiences.

        Raises:
            ValidationError: an id is none, or readers would see nothing or no text.
        """
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        for id_, shown in pairs:
            if not isinstance(id_, str) or not is_id(id_) or not isinstance(shown, str):
                example = "an id and what readers see, such as board-members: Board members"
                raise ValidationError(f"“{id_}: {shown}” is not {example}.")
        return dict(pairs)


class _AsOf(option.OptionallyRequired[Period]):
    """What pages call today, for no stage asks the clock."""

    def run_validation(self, value: object) -> Period:
        """Return the day, month or year.

        Raises:
            ValidationError: it is none.
        """
        try:
            half_open("", str(value))
            return parse(str(value))
        except DateError as error:
            raise ValidationError(str(error)) from error


class _Bounds(option.OptionallyRequired[Bounds]):
    """Numbers in place of some of the bounds on content."""

    def run_validation(self, value: object) -> Bounds:
        """Return all bounds.

        Raises:
            ValidationError: there is no such bound, or its value is no number above nought.
        """
        if isinstance(value, Bounds):
            return value
        usual = asdict(Bounds())
        if not isinstance(value, dict) or not value.keys() <= usual.keys():
            raise ValidationError(f"Only these have a bound: {', '.join(usual)}.")
        for name, number in value.items():
            whole = not isinstance(usual[name], int) or isinstance(number, int)
            if not isinstance(number, int | float) or number is True or not whole or number <= 0:
                raise ValidationError(f"The bound “{name}” is no number above nought: {number}.")
        return Bounds(**value)


class BriefingConfig(Config):  # type: ignore[no-untyped-call]
    """What ``mkdocs.yml`` may say under ``plugins: - briefing:``."""

    audiences = _Audiences(default={"all": "Everyone"})
    contact = _Contact(default="")
    first_mention = option.Choice(("page", "section"), default="page")
    protected = option.ListOfItems(option.Type(str), default=[])
    image_hosts = option.ListOfItems(option.Type(str), default=[])
    bounds = _Bounds(default=Bounds())
    admin = option.Type(bool, default=False)
    as_of = option.Optional(_AsOf())


class BriefingPlugin(BasePlugin[BriefingConfig]):  # type: ignore[no-untyped-call]
    """Compiles the content when MkDocs has read its settings, then hands over the pages."""

    drafts = False
    """Whether drafts are shown: by ``serve`` only."""
    compiled: Build | None = None
    """A build made beforehand by the command line, used once."""
    build_date: datetime | None = None
    """When all pages are said to have been built, set by the command line; else MkDocs says now."""
    preview: Preview | None = None
    """What a server shows that builds only what an edit changes."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Show drafts where nothing is published."""
        self.drafts = command == "serve"
        self.preview = Preview() if dirty else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the content; stop where it has an error."""
        root = project_root(config)
        self._build = self.compiled or build(root, settings(config), drafts=self.drafts)
        self.compiled = None
        _report(self._build.problems)
        _dress(config, root)
        config.mdx_configs[_MARK] = {"library": self._build.marks}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the contributed files by the pages made from them."""
        kept = [file for file in files if not _contributed(file, config)]
        try:
            made = tuple(outputs(self._build, project_root(config)))
        except AdminError as error:
            raise PluginError(str(error)) from error
        config.extra["feeds"] = discovery(output.uri for output in made)
        docs = f"{Path(config.docs_dir).name}/"
        for output, file in zip(made, self._files_of(made, config), strict=True):
            file.edit_uri = output.edit_path.removeprefix(docs) or None
            kept.append(file)
        return Files(kept)

    def _files_of(self, made: Sequence[Output], config: MkDocsConfig) -> list[File]:
        if self.preview:
            return self.preview.files(config, made, (self._build.marks, *_surroundings(config)))
        return [File.generated(config, output.uri, content=output.text) for output in made]

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the index for the search, over what the site holds."""
        records = [*findable(self._build.library, self._build.links)]
        if self.preview and not self.preview.finish(records):
            return
        try:
            index(records, Path(config.site_dir))
        except SearchError as error:
            raise PluginError(str(error)) from error

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep what the bare page of the policy needs, and date the pages for the site map."""
        self._nav, self._files = nav, files
        for file in files.documentation_pages():
            if file.page and self.build_date:
                file.page.update_date = self.build_date.date().isoformat()
        return nav

    def on_page_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Date a page."""
        return self._dated(context)

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Date one of the theme's own pages."""
        return self._dated(context)

    def _dated(self, context: TemplateContext) -> TemplateContext:
        if self.build_date:
            context["build_date_utc"] = self.build_date
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Keep the theme's templates."""
        self._env = env
        env.bytecode_cache = self.preview.templates if self.preview else None
        self._bare: dict[str, str] = {}
        return env

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give a page its policy, when no other plugin will change it."""
        return self._protected(output, get_relative_url(".", page.url), config)

    @event_priority(_LAST)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Give the theme's own pages their policy."""
        if template_name != _NO_CONTENT:
            return output_content
        return self._protected(output_content, urlsplit(config.site_url or "/").path, config)

    def _protected(self, html: str, base: str, config: MkDocsConfig) -> str:
        """Give a page its policy, but not while MkDocs' server puts its own script into it."""
        if self.drafts:
            return html
        if base not in self._bare:
            # Of the navigation only the home page is left: other titles may be contributed.
            home = [self._nav.homepage] if self._nav.homepage else []
            nav = Navigation([*home], home)
            context = self._dated(get_context(nav, self._files, config, base_url=base))
            self._bare[base] = self._env.get_template(_NO_CONTENT).render(context)
        return with_policy(html, self._bare[base], self.config.image_hosts)

    def on_build_error(self, *, error: Exception) -> None:
        """Say in one sentence which template is broken, and where."""
        if isinstance(error, MarkError):
            raise Abort(f"A template does not write well-formed XHTML: {error}") from error
        if isinstance(error, TemplateError):
            raise Abort(broken_template(error)) from error


def settings(config: MkDocsConfig) -> Settings:
    """Return what the configuration says of the site."""
    own = plugin(config).config
    return Settings(
        title=config.site_name,
        description=config.site_description or "",
        url=config.site_url or "",
        audiences=own.audiences,
        contact=own.contact,
        image_hosts=tuple(own.image_hosts),
        first_mention="section" if own.first_mention == "section" else "page",
        protected=tuple(own.protected),
        bounds=own.bounds,
        admin=own.admin,
        as_of=own.as_of,
        edit_address=str(config.edit_uri_template or ""),
    )


def plugin(config: MkDocsConfig) -> BriefingPlugin:
    """Return our plugin of a configuration.

    Raises:
        PluginError: ``mkdocs.yml`` does not list it, or asks for addresses that end in .html.
    """
    found = config.plugins.get("briefing")
    if not isinstance(found, BriefingPlugin):
        raise PluginError("mkdocs.yml lists no “briefing” under plugins.")
    if not config.use_directory_urls:
        raise PluginError("“use_directory_urls” must be true: all addresses end in a slash.")
    return found


def project_root(config: MkDocsConfig) -> Path:
    """Return the folder that holds ``mkdocs.yml``."""
    return Path(config.config_file_path).resolve().parent


def _report(problems: tuple[Problem, ...]) -> None:
    """Print every problem; warnings of ours do not stop MkDocs' strict mode, errors always do."""
    failed = [problem for problem in problems if problem.severity == "error"]
    for problem in problems:
        (_log.error if problem.severity == "error" else _log.info)(str(problem))
    if failed:
        raise PluginError(f"{len(failed)} error(s) in the content; nothing was published.")


def _dress(config: MkDocsConfig, root: Path) -> None:
    """Add our templates, styles and script, the project's own first, and watch them."""
    folders = template_folders(root)
    themes = [str(folder / "theme") for folder in folders if (folder / "theme").is_dir()]
    config.theme.dirs[:0] = [folder for folder in themes if folder not in config.theme.dirs]
    config.watch.extend(str(folder) for folder in folders)
    _add(config.extra_css, STYLES)
    _add(config.extra_javascript, SCRIPTS)
    if _MARK not in config.markdown_extensions:
        config.markdown_extensions.append(_MARK)


def _surroundings(config: MkDocsConfig) -> Iterator[tuple[str, int]]:
    """Yield the files besides content that decide how pages look, each with its time."""
    watched = [Path(config.config_file_path), *map(Path, config.watch)]
    for place in watched:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            yield str(file), file.stat().st_mtime_ns


def _add(items: list[Any], new: Iterable[str]) -> None:
    items.extend(item for item in new if item not in items)


def _contributed(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file comes from the content and is not an image."""
    inside = file.src_dir is not None and Path(file.src_dir) == Path(config.docs_dir)
    return inside and not file.src_uri.startswith("images/")
