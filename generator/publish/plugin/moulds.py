"""The moulds of a build: pages that the theme renders with placeholders, and what comes of them."""

import secrets
from collections.abc import Mapping
from hashlib import sha256

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils.templates import TemplateContext

from generator.base.addresses import url
from generator.publish.frames import Frame, FrameError, Placeholders, Shape
from generator.publish.plugin.listing import file_of
from generator.publish.plugin.plan import Plan
from generator.publish.plugin.writing import Framing
from generator.site.finish import Finished


class Moulds:
    """The moulds of one build.

    Args:
        plan: what the theme renders, and what is framed.
        aside: a folder that is not the site's: nobody reads a mould.
        config: what MkDocs runs with.

    Attributes:
        files: the moulds as MkDocs knows pages.
    """

    def __init__(self, plan: Plan, aside: str, config: MkDocsConfig) -> None:
        self._plan = plan
        self._placeholders = Placeholders(secrets.token_hex())
        shapes = sorted(plan.shapes, key=repr)
        self._shapes = {self._placeholders.address(shape): shape for shape in shapes}
        self._contexts: dict[Shape, TemplateContext] = {}
        self._rendered: dict[Shape, str] = {}
        self._proofs: dict[str, bytes] = {}
        self.files = [self._file(uri, aside, config) for uri in self._shapes]

    def _file(self, uri: str, aside: str, config: MkDocsConfig) -> File:
        file = file_of(uri, self._placeholders.edit_path(self._shapes[uri]), config)
        file.dest_dir, file.inclusion = aside, InclusionLevel.NOT_IN_NAV
        return file

    def __contains__(self, uri: str) -> bool:
        """Tell whether a source address is that of a mould."""
        return uri in self._shapes

    @property
    def content(self) -> str:
        """Return what stands in a mould where a page has its content."""
        return self._placeholders.content

    def head(self, uri: str) -> Mapping[str, object]:
        """Return what the theme writes around a mould."""
        return self._placeholders.head(self._shapes[uri])

    def known(self, uri: str, context: TemplateContext) -> None:
        """Keep what the theme knows when it renders a page, if that is a mould."""
        if uri in self._shapes:
            self._contexts[self._shapes[uri]] = context

    def rendered(self, uri: str, html: str) -> None:
        """Keep what the theme made of a page, if that is a mould or a proof."""
        if uri in self._shapes:
            self._rendered[self._shapes[uri]] = html
        elif uri in self._plan.proofs:
            self._proofs[uri] = sha256(html.encode()).digest()

    def context_of(self, uri: str) -> TemplateContext:
        """Return what the theme knew when it rendered the mould of a page."""
        return self._contexts[self._plan.framed[uri]]

    def frames(self) -> Mapping[Shape, Frame]:
        """Return the frames.

        Raises:
            FrameError: the theme has changed a placeholder.
        """
        return {shape: self._placeholders.frame(text) for shape, text in self._rendered.items()}

    def prove(self, framing: Framing, finished: Mapping[str, Finished]) -> None:
        """Compare one page of each kind in its frame with what the theme made of it.

        Args:
            framing: puts a page into its frame.
            finished: these pages, by address.

        Raises:
            FrameError: they differ.
        """
        for uri, proof in self._proofs.items():
            if sha256(framing.around(finished[uri])).digest() != proof:
                raise FrameError(f"it makes something else of {url(uri)} than of a page like it")
