"""The policies of pages, by a bare page of the theme, which has all that the theme itself runs."""

from collections.abc import Callable, Sequence

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from msgspec import Struct, field

from generator.publish.policy import with_policy

BARE = "404.html"
"""A template of the theme that shows no content, but has all scripts of a page."""


class Protection(Struct, frozen=True, kw_only=True):
    """Gives pages of one build their policies.

    Attributes:
        env: the theme's templates.
        home: the home page, if the navigation has one; other titles in it may be contributed.
        files: what MkDocs knows of.
        config: what it runs with.
        complete: lets a template know what is ours.
        image_hosts: hosts from which images may come.
    """

    env: Environment
    home: Page | None
    files: Files
    config: MkDocsConfig
    complete: Callable[[TemplateContext], TemplateContext]
    image_hosts: Sequence[str]
    _bare: dict[str, str] = field(default_factory=dict)
    """The bare page by the address that its own count from."""

    def protect(self, html: str, base: str) -> str:
        """Return a page with its policy.

        Args:
            html: the page.
            base: where the site begins, as its addresses count.
        """
        if base not in self._bare:
            home = [self.home] if self.home else []
            nav = Navigation([*home], home)
            context = self.complete(get_context(nav, self.files, self.config, base_url=base))
            self._bare[base] = self.env.get_template(BARE).render(context)
        return with_policy(html, self._bare[base], self.image_hosts)
