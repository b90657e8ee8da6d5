"""The MkDocs plugin: puts the compiled pages into the build. The only stage that knows MkDocs.

Nothing contributed reaches MkDocs as it is: each text of ``content/`` is replaced by a page that
we made, and each image by one that we wrote anew. Of most pages MkDocs sees no more than a mould:
see ``plan``.
"""

import gc
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import mkdocs
from jinja2 import BytecodeCache, Environment, TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config.config_options import PathSpec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from generator.base.addresses import url
from generator.base.garbage import settled, uncollected
from generator.base.kinds import HOME, SECTIONS
from generator.base.language import ENGLISH, speaking
from generator.base.language.catalogues import FOLDER as CATALOGUES
from generator.base.model import Settings
from generator.base.problems import Problem
from generator.build import Build, build, files, finisher_of, programs
from generator.publish.frames import FrameError, Placeholders, Shape
from generator.publish.papers import write_papers
from generator.publish.plugin.answers import Answers
from generator.publish.plugin.entries import entries
from generator.publish.plugin.listing import Listing, file_of
from generator.publish.plugin.notices import Notices
from generator.publish.plugin.options import BriefingConfig, settings_of
from generator.publish.plugin.others import in_other
from generator.publish.plugin.places import Places
from generator.publish.plugin.plan import obstacle, plan_of
from generator.publish.plugin.preview import Preview
from generator.publish.plugin.unusable import unusable
from generator.publish.plugin.writing import Framing, Writer
from generator.publish.policy import with_policy
from generator.publish.tree import STYLES
from generator.site.admin import AdminError
from generator.site.compiled import kept
from generator.site.data import data_files
from generator.site.data.feeds import discovery
from generator.site.engine import template_folders
from generator.site.finish import Finished, front_matter, head_of, unfinished
from generator.site.frame_words import frame_words
from generator.site.marking import MarkError
from generator.site.navigation import (
    buttons_in,
    named_in,
    placed,
    relabelled,
    retitled,
    sections,
    titles_in,
)
from generator.site.pack import PackError, lacking
from generator.site.pages import Page as OurPage
from generator.site.pages.views.findable import findable
from generator.site.render import broken_template, template_problem
from generator.site.scripts import SCRIPTS
from generator.site.search import SearchError, indexing
from generator.site.versions import elsewhere

if TYPE_CHECKING:  # only serving needs it, and it brings a web server along
    from mkdocs.livereload import LiveReloadServer

_CHOOSING = ("exclude_docs", "draft_docs")
"""Settings by which MkDocs leaves out pages, and files of themes."""
_NO_CONTENT = "404.html"
"""A template of the theme that shows no content, but has all scripts of a page."""
_PAGE = "main.html"
_LAST = -100

_log = get_plugin_logger("briefing")


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
    notices: Notices | None = None
    """What a server tells of what is wrong; without one, an error ends the build."""
    _open: ExitStack
    """What ends with a build."""
    _index: Callable[[], None]
    """Waits for the index for the search, which is made beside all else."""
    obstacle = ""
    """Why the theme rendered every page of the last build itself; empty where it did not."""

    _of_papers: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what is to be told of a build: why it took long, and what of papers it lacks."""
        why = f"The theme renders every page itself, which takes longer: {self.obstacle}."
        return (*([why] if self.obstacle else []), *self._of_papers)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Show drafts where nothing is published."""
        self.drafts = command == "serve"
        self.preview = Preview() if dirty else None
        self.notices = Notices() if self.drafts else None
        self._open = ExitStack()
        self._others: dict[str, BriefingPlugin] = {}
        self._last: dict[str, Finished] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the content; stop where it has an error."""
        self._root = root = project_root(config)
        memory = self.preview.memory if self.preview else None
        if self.preview:
            gc.collect()  # what earlier builds left: while one is made, nothing is searched
        papers = not (self.drafts or lacking())
        self._build = self.compiled or build(
            root, replace(settings(config), papers=papers), drafts=self.drafts, memory=memory
        )
        self.compiled = None
        _report(self._build.problems, stop=not self.notices)
        if self.notices:
            self.notices.found(self._build)
        _dress(config, root)
        self._say(config)
        # Pages lead to our own: of one that settings know nothing of, strict mode would complain.
        own = PathSpec().validate("".join(["/*.md\n", *(f"/{folder}/\n" for folder in SECTIONS)]))
        config.not_in_nav = config.not_in_nav + own if config.not_in_nav else own
        # MkDocs makes far more garbage than there is of ours.
        self._open.enter_context(settled())
        return config

    def _say(self, config: MkDocsConfig) -> None:
        """Let the theme say what it says in the language of the readers."""
        built, words = self._build, self._build.library.settings.words
        nav = config.nav or sections(page.uri for page in built.pages)
        with speaking(built.language):
            config.extra["feeds"] = discovery(data_files(built.library))
            config.extra["words"] = frame_words()
            config.nav = placed(retitled(nav, words), built.library.pages)
        for name in ("site_name", "site_description", "copyright"):
            config[name] = words.get(config[name] or "", config[name])
        config.theme["language"] = built.language.tag
        config.theme["palette"] = relabelled(config.theme.get("palette"), words)
        homes = elsewhere(HOME, built.language.tag, built.versions)
        config.extra["elsewhere"] = [*map(asdict, homes)]
        own = f"{built.language.tag}/" if built.library.settings.written else ""
        config.extra["whole"] = (config.site_url or "").removesuffix(own)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the contributed files by the pages made from them, or by moulds of these."""
        self.obstacle = obstacle(config, self)
        made = self._build.pages
        others = [each for each in self._build.versions if each.tag != self._build.language.tag]
        self._plan = plan_of(made, {*named_in(config.nav)}, others, whole=bool(self.obstacle))
        self._pages = {page.uri: page for page in made}
        templates = self.preview.templates if self.preview else None
        self._finisher = finisher_of(self._build, self._root, templates)
        self._finished: dict[str, Finished] = {}
        self._listing = Listing(made, config, self.build_date)
        self._proofs: dict[str, bytes] = {}
        if not self.preview:
            self._index = self._indexing(Path(config.site_dir))
        kept = [file for file in files if not _contributed(file, config)]
        whole = [file_of(page.uri, page.edit_path, config) for page in self._plan.whole]
        return Files([*kept, *whole, *self._moulds(config)])

    def _indexing(self, site: Path) -> Callable[[], None]:
        """Begin to make the index for the search, which takes long and waits for no page."""
        records = findable(self._build.library, self._build.links)
        with speaking(self._build.language):
            return self._open.enter_context(indexing(records, site))

    def _moulds(self, config: MkDocsConfig) -> list[File]:
        """Return a page for each shape of a frame, in a folder that is not the site's."""
        aside = self._open.enter_context(TemporaryDirectory(prefix="briefing-"))
        self._placeholders = Placeholders(secrets.token_hex())
        self._shapes: dict[str, Shape] = {}
        self._frames: dict[Shape, str] = {}
        self._contexts: dict[Shape, TemplateContext] = {}
        made = []
        for shape in sorted(self._plan.shapes, key=repr):
            uri, edit = (self._placeholders.address(shape), self._placeholders.edit_path(shape))
            file = file_of(uri, edit, config)
            file.dest_dir, file.inclusion = aside, InclusionLevel.NOT_IN_NAV
            self._shapes[uri] = shape
            made.append(file)
        return made

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Say what stands around a page; its content follows when MkDocs has read its text."""
        uri = page.file.src_uri
        if uri in self._shapes:
            return front_matter(self._placeholders.head(self._shapes[uri]))
        if uri not in self._pages:
            return None
        self._finished[uri] = self._finish(self._pages[uri])
        return front_matter(head_of(self._finished[uri]))

    def _finish(self, page: OurPage) -> Finished:
        """Return a page finished; in a preview, as it last was where its template is broken."""
        if not self.notices:
            return self._finisher.finish(page)
        try:
            self._last[page.uri] = made = self._finisher.finish(page)
        except Exception as error:  # noqa: BLE001 - a template can fail in any way
            self.notices.broke(page.uri, template_problem(error, self._root, page))
            made = self._last.get(page.uri, unfinished(page))
        return made

    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> str:
        """Put a page's content in; its contents are listed by us."""
        uri = page.file.src_uri
        page.toc = TableOfContents([])
        if uri in self._shapes:
            return self._placeholders.content
        if uri in self._plan.proofs:
            return self._finished[uri].html
        return self._finished.pop(uri).html if uri in self._finished else html

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """List all pages of the site; keep what the theme knows when it makes a mould."""
        self._known(context)
        if page.file.src_uri in self._shapes:
            self._contexts[self._shapes[page.file.src_uri]] = context
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,  # noqa: ARG002
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """List all pages of the site, and date it: the site map names each."""
        return self._known(context)

    def _known(self, context: TemplateContext) -> TemplateContext:
        """Let a template know all pages of the site, and when they were built."""
        context["pages"] = self._listing
        if self.build_date:
            context["build_date_utc"] = self.build_date
        return context

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep what the bare page of the policy needs; date the pages that MkDocs knows."""
        for file in files.documentation_pages():
            if file.page and self.build_date:
                file.page.update_date = self.build_date.date().isoformat()
        self._nav, self._files = nav, files
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Keep the theme's templates."""
        self._env = env
        env.bytecode_cache = self.preview.templates if self.preview else _kept(env)
        self._bare: dict[str, str] = {}
        return env

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give a page its policy, when no other plugin will change it."""
        uri = page.file.src_uri
        made = self._protected(output, get_relative_url(".", page.url), config)
        if uri in self._shapes:
            self._frames[self._shapes[uri]] = made
        elif uri in self._plan.proofs:
            self._proofs[uri] = sha256(made.encode()).digest()
        return made

    @event_priority(_LAST)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Give the theme's own pages their policy."""
        if template_name != _NO_CONTENT:
            return output_content
        return self._protected(output_content, urlsplit(config.site_url or "/").path, config)

    def _protected(self, html: str, base: str, config: MkDocsConfig) -> str:
        """Give a page its policy."""
        if base not in self._bare:
            # Of the navigation only the home page is left: other titles may be contributed.
            home = [self._nav.homepage] if self._nav.homepage else []
            nav = Navigation([*home], home)
            context = self._known(get_context(nav, self._files, config, base_url=base))
            self._bare[base] = self._env.get_template(_NO_CONTENT).render(context)
        protected = with_policy(html, self._bare[base], self.config.image_hosts)
        # The theme says at the body alone from which side it is read.
        leftward = self._build.language.right_to_left
        return protected.replace("<html ", '<html dir="rtl" ', 1) if leftward else protected

    @uncollected()
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages that MkDocs has not seen, and the data; wait for the search's index."""
        built, site = self._build, Path(config.site_dir)
        framing = self._framing(config)
        if self.preview:
            self.preview.surroundings = tuple(_surroundings(config))
        writer = Writer(site, built, self.preview)
        framed = [self._pages[uri] for uri in self._plan.framed]
        if self.notices:
            for uri, problem in writer.try_pages(framed, framing, self._root):
                self.notices.broke(uri, problem)
        else:
            writer.write_pages(framed, framing)
        try:
            writer.write_images()
            if self.preview:
                writer.write_files(programs(built, self._root))
                self.preview.finish(site, built, writer.write_files)
            else:
                writer.write_files(files(built, self._root))
                self._index()
            if not self.drafts:
                self._of_papers = write_papers(site, built, project_root(config))
        except (AdminError, PackError, SearchError) as error:
            raise PluginError(str(error)) from error
        self._open.close()
        for other in built.others:
            self._build_other(other, config)
        for line in self.remarks:
            _log.info(line)

    def _build_other(self, other: Build, config: MkDocsConfig) -> None:
        """Build the site in another language, into a folder of this one."""
        tag = other.language.tag
        if tag not in self._others:
            self._others[tag] = BriefingPlugin()
            command: Literal["build", "serve"] = "serve" if self.drafts else "build"
            self._others[tag].on_startup(command=command, dirty=bool(self.preview))
        ours = self._others[tag]
        ours.compiled, ours.build_date = other, self.build_date
        url = f"{config.site_url.rstrip('/')}/{tag}/" if config.site_url else ""
        mkdocs_build(in_other(config, tag, url, ours), dirty=bool(self.preview))
        self._of_papers += ours.remarks
        if self.notices and ours.notices:
            for address, problem in ours.notices.broken.items():
                self.notices.broke(f"{tag}/{address}", problem)

    def _framing(self, config: MkDocsConfig) -> Framing:
        """Return what puts pages into frames, if frames hold what the theme makes of a page."""
        shapes = {**self._plan.framed, **self._plan.proofs}
        try:
            made = {shape: self._placeholders.frame(text) for shape, text in self._frames.items()}
            framing = Framing(self._finisher, made, shapes)
            self._prove(framing)
        except FrameError as error:
            self.obstacle = str(error)
            return Framing(self._finisher, {}, shapes, lambda made: self._whole(made, config))
        return framing

    def _prove(self, framing: Framing) -> None:
        """Compare one page of each kind in its frame with what the theme made of it.

        Raises:
            FrameError: they differ.
        """
        for uri, proof in self._proofs.items():
            framed = framing.around(self._finished.pop(uri))
            if sha256(framed).digest() != proof:
                raise FrameError(f"it makes something else of {url(uri)} than of a page like it")

    def _whole(self, made: Finished, config: MkDocsConfig) -> bytes:
        """Render a page by the theme, as MkDocs does."""
        file = file_of(made.page.uri, made.page.edit_path, config)
        page = Page(None, file, config)
        page.markdown, page.content, page.meta = "", made.html, {**head_of(made)}
        context = {**self._contexts[self._plan.framed[made.page.uri]], "page": page}
        html = self._env.get_template(_PAGE).render(context)
        return self._protected(html, get_relative_url(".", page.url), config).encode()

    def on_serve(
        self,
        server: "LiveReloadServer",
        *,
        config: MkDocsConfig,  # noqa: ARG002
        builder: Callable[..., Any],  # noqa: ARG002
    ) -> "LiveReloadServer":
        """Let the server answer whatever is wrong, and make what was put off until asked for."""
        app = server.get_app()
        if self.notices and app:
            self.notices.end()
            server.builder = self.notices.guarding(server.builder)
            app = Answers(app, Path(server.root), server.mount_path, self.notices)
        if self.preview and app:
            app = self.preview.making_late(app)
            for other in self._others.values():
                app = other.preview.making_late(app) if other.preview else app
        server.set_app(app)
        return server

    def on_shutdown(self) -> None:
        """Leave nothing of a build that did not end."""
        self._open.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Say in one sentence which template is broken, and where."""
        self._open.close()
        if isinstance(error, MarkError):
            raise Abort(f"A template does not write well-formed XHTML: {error}") from error
        if isinstance(error, TemplateError):
            raise Abort(broken_template(error)) from error


def settings(config: MkDocsConfig) -> Settings:
    """Return what the configuration says of the site."""
    places = Places(config)
    return replace(
        settings_of(plugin(config).config, config.site_name, config.site_url or ""),
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
    """Yield what the configuration says to readers."""
    named = (config.site_name, config.site_description, config.copyright)
    yield from (text for text in named if text)
    yield from filter(None, plugin(config).config.audiences.values())
    yield from titles_in(config.nav)
    yield from buttons_in(config.theme.get("palette"))


def plugin(config: MkDocsConfig) -> BriefingPlugin:
    """Return our plugin of a configuration.

    Raises:
        PluginError: ``mkdocs.yml`` does not list it, asks for addresses that end in .html, or
            leaves pages out, to which others lead.
    """
    found = config.plugins.get("briefing")
    if not isinstance(found, BriefingPlugin):
        raise PluginError("mkdocs.yml lists no “briefing” under plugins.")
    if not config.use_directory_urls:
        raise PluginError("“use_directory_urls” must be true: all addresses end in a slash.")
    if chosen := next((name for name in _CHOOSING if config.get(name)), ""):
        raise PluginError(
            f"“{chosen}” must not be set: pages lead to those that it would leave out. Take files "
            "out of content/, or give articles and points “draft: true”."
        )
    return found


def project_root(config: MkDocsConfig) -> Path:
    """Return the folder that holds ``mkdocs.yml``."""
    return Path(config.config_file_path).resolve().parent


def _report(problems: tuple[Problem, ...], *, stop: bool) -> None:
    """Print every problem; warnings of ours do not stop MkDocs' strict mode.

    Raises:
        PluginError: there is an error, and it is to stop the build.
    """
    failed = [problem for problem in problems if problem.severity == "error"]
    for problem in problems:
        (_log.error if problem.severity == "error" else _log.info)(str(problem))
    if failed and stop:
        raise PluginError(f"{len(failed)} error(s) in the content; nothing was published.")


def _dress(config: MkDocsConfig, root: Path) -> None:
    """Add our templates, styles and script, the project's own first, and watch them."""
    folders = template_folders(root)
    themes = [str(folder / "theme") for folder in folders if (folder / "theme").is_dir()]
    config.theme.dirs[:0] = [folder for folder in themes if folder not in config.theme.dirs]
    config.watch.extend(str(folder) for folder in folders)
    if (root / CATALOGUES).is_dir():
        config.watch.append(str(root / CATALOGUES))
    _add(config.extra_css, STYLES)
    _add(config.extra_javascript, SCRIPTS)


def _surroundings(config: MkDocsConfig) -> Iterator[tuple[str, int]]:
    """Yield the files besides content that decide how pages look, each with its time."""
    watched = [Path(config.config_file_path), *map(Path, config.watch)]
    for place in watched:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            yield str(file), file.stat().st_mtime_ns


def _add(items: list[Any], new: Iterable[str]) -> None:
    items.extend(item for item in new if item not in items)


def _kept(env: Environment) -> BytecodeCache | None:
    """Return what keeps the theme's compiled templates."""
    return kept("theme", f"{mkdocs.__version__} {sorted(env.extensions)}")


def _contributed(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file comes from the content: none is published as it is."""
    return file.src_dir is not None and Path(file.src_dir) == Path(config.docs_dir)
