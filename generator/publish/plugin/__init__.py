"""The MkDocs plugin: puts the compiled pages into the build. The only stage that knows MkDocs.

Nothing contributed reaches MkDocs as it is: each text of ``content/`` is replaced by a page that
we made, and each image by one that we wrote anew. Of most pages MkDocs sees no more than a mould:
see ``plan``.
"""

import gc
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext
from msgspec.structs import replace

from generator.base.garbage import settled, uncollected
from generator.base.held import temporary_folder
from generator.base.language import speaking
from generator.base.problems import Problem
from generator.build import Build, build, files, finisher_of, programs
from generator.publish.frames import FrameError
from generator.publish.papers import write_papers
from generator.publish.plugin.answers import Answers
from generator.publish.plugin.configuration import own_config, project_root, settings
from generator.publish.plugin.dress import compiled_theme, dress, surroundings
from generator.publish.plugin.listing import Listing, file_of
from generator.publish.plugin.moulds import Moulds
from generator.publish.plugin.notices import Notices
from generator.publish.plugin.options import BriefingConfig
from generator.publish.plugin.others import in_other
from generator.publish.plugin.plan import obstacle, plan_of
from generator.publish.plugin.preview import Preview
from generator.publish.plugin.protection import BARE, Protection
from generator.publish.plugin.writing import Framing, Writer
from generator.site.admin import AdminError
from generator.site.finish import Finished, front_matter, head_of, unfinished
from generator.site.marking import MarkError
from generator.site.navigation import named_in
from generator.site.pack import PackError, lacking
from generator.site.pages import Page as OurPage
from generator.site.pages.views.findable import findable
from generator.site.render import broken_template, template_problem
from generator.site.search import SearchError, indexing

if TYPE_CHECKING:  # only serving needs it, and it brings a web server along
    from mkdocs.livereload import LiveReloadServer

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
        dress(config, root, self._build)
        # MkDocs makes far more garbage than there is of ours.
        self._open.enter_context(settled())
        return config

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
        if not self.preview:
            self._index = self._indexing(Path(config.site_dir))
        kept = [file for file in files if not _contributed(file, config)]
        whole = [file_of(page.uri, page.edit_path, config) for page in self._plan.whole]
        aside = self._open.enter_context(temporary_folder())
        self._moulds = Moulds(self._plan, str(aside), config)
        return Files([*kept, *whole, *self._moulds.files])

    def _indexing(self, site: Path) -> Callable[[], None]:
        """Begin to make the index for the search, which takes long and waits for no page."""
        records = findable(self._build.library, self._build.links)
        with speaking(self._build.language):
            return self._open.enter_context(indexing(records, site))

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Say what stands around a page; its content follows when MkDocs has read its text."""
        uri = page.file.src_uri
        if uri in self._moulds:
            return front_matter(self._moulds.head(uri))
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
        if uri in self._moulds:
            return self._moulds.content
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
        self._moulds.known(page.file.src_uri, self._known(context))
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
        """Keep the home page, for the policy; date the pages that MkDocs knows."""
        for file in files.documentation_pages():
            if file.page and self.build_date:
                file.page.update_date = self.build_date.date().isoformat()
        self._home = nav.homepage
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates."""
        self._env = env
        env.bytecode_cache = self.preview.templates if self.preview else compiled_theme(env)
        self._protection = Protection(
            env=env,
            home=self._home,
            files=files,
            config=config,
            complete=self._known,
            image_hosts=self.config.image_hosts,
        )
        return env

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Give a page its policy, when no other plugin will change it."""
        made = self._protected(output, get_relative_url(".", page.url))
        self._moulds.rendered(page.file.src_uri, made)
        return made

    @event_priority(_LAST)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Give the theme's own pages their policy."""
        if template_name != BARE:
            return output_content
        return self._protected(output_content, urlsplit(config.site_url or "/").path)

    def _protected(self, html: str, base: str) -> str:
        """Give a page its policy."""
        protected = self._protection.protect(html, base)
        # The theme says at the body alone from which side it is read.
        leftward = self._build.language.right_to_left
        return protected.replace("<html ", '<html dir="rtl" ', 1) if leftward else protected

    @uncollected()
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages that MkDocs has not seen, and the data; wait for the search's index."""
        built, site = self._build, Path(config.site_dir)
        framing = self._framing(config)
        if self.preview:
            self.preview.surroundings = tuple(surroundings(config))
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
            framing = Framing(self._finisher, self._moulds.frames(), shapes)
            self._moulds.prove(framing, self._finished)
        except FrameError as error:
            self.obstacle = str(error)
            return Framing(self._finisher, {}, shapes, lambda made: self._whole(made, config))
        return framing

    def _whole(self, made: Finished, config: MkDocsConfig) -> bytes:
        """Render a page by the theme, as MkDocs does."""
        file = file_of(made.page.uri, made.page.edit_path, config)
        page = Page(None, file, config)
        page.markdown, page.content, page.meta = "", made.html, {**head_of(made)}
        context = {**self._moulds.context_of(made.page.uri), "page": page}
        html = self._env.get_template(_PAGE).render(context)
        return self._protected(html, get_relative_url(".", page.url)).encode()

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


def plugin(config: MkDocsConfig) -> BriefingPlugin:
    """Return our plugin of a configuration.

    Raises:
        PluginError: as of ``own_config``.
    """
    own_config(config)
    return cast("BriefingPlugin", config.plugins["briefing"])


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


def _contributed(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file comes from the content: none is published as it is."""
    return file.src_dir is not None and Path(file.src_dir) == Path(config.docs_dir)
