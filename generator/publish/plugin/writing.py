"""Writing the pages that MkDocs has not seen, and the data, into the built site."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.base.addresses import url
from generator.base.problems import Problem
from generator.build import Build
from generator.publish.cores import in_portions, share
from generator.publish.frames import Frame, Shape
from generator.publish.plugin.preview import Preview
from generator.site.finish import Finished, Finisher
from generator.site.images import written
from generator.site.pages import Page
from generator.site.render import Output, template_problem


class Framing(Struct, frozen=True):
    """What makes pages.

    Attributes:
        finisher: makes what they hold.
        frames: what is put around them, by shape.
        shapes: their shapes, by address.
        whole: makes a finished page without a frame, where no frame holds.
    """

    finisher: Finisher
    frames: Mapping[Shape, Frame]
    shapes: Mapping[str, Shape]
    whole: Callable[[Finished], bytes] | None = None

    def around(self, finished: Finished) -> bytes:
        """Return a page with what stands around it."""
        if self.whole:
            return self.whole(finished)
        return self.frames[self.shapes[finished.page.uri]].around(finished)

    def make(self, page: Page) -> bytes:
        """Return a page, finished and with what stands around it."""
        return self.around(self.finisher.finish(page))


class Writer:
    """Writes into a site.

    Args:
        site: its folder.
        built: what the content compiles to.
        preview: what the folder holds already, if anything.
    """

    def __init__(self, site: Path, built: Build, preview: Preview | None) -> None:
        self._site = site
        self._built = built
        self._preview = preview
        self._folders: set[str] = set()
        """Those that are known to be there."""

    def write_pages(self, pages: Sequence[Page], framing: Framing) -> None:
        """Write some pages, each as soon as it is made."""
        if self._preview:
            pages = self._preview.changed(pages, self._built, framing.frames)
        share(lambda page: self._write(f"{url(page.uri)}index.html", framing.make(page)), pages)

    def try_pages(
        self, pages: Sequence[Page], framing: Framing, root: Path
    ) -> Iterator[tuple[str, Problem]]:
        """Write some pages; yield each that could not be made, and why: it stays as it was.

        Args:
            pages: what is to be written.
            framing: what makes them.
            root: the project's folder.
        """
        if self._preview:
            pages = self._preview.changed(pages, self._built, framing.frames)

        # Pages stay where they are, and processes are told their numbers.
        def attempt(numbers: Sequence[int]) -> list[tuple[str, Problem]]:
            tried = (
                (page.uri, self._try(page, framing, root))
                for page in map(pages.__getitem__, numbers)
            )
            return [(uri, problem) for uri, problem in tried if problem]

        for found in in_portions(attempt, range(len(pages))):
            for uri, problem in found:
                if self._preview:
                    self._preview.missed(uri)
                yield uri, problem

    def _try(self, page: Page, framing: Framing, root: Path) -> Problem | None:
        try:
            made = framing.make(page)
        except Exception as error:  # noqa: BLE001 - a template can fail in any way
            return template_problem(error, root, page)
        self._write(f"{url(page.uri)}index.html", made)
        return None

    def write_files(self, files: Iterable[Output]) -> None:
        """Write the files that are no pages."""
        for file in files:
            if not self._preview or self._preview.is_new(file):
                self._write(file.uri, file.data)

    def write_images(self) -> None:
        """Write the images, each anew; a server writes again only those that are others now."""
        for uri, image in self._built.images.items():
            if not self._preview or self._preview.is_new_image(uri, image):
                self._write(uri, written(image))

    def _write(self, uri: str, data: bytes) -> None:
        path = f"{self._site}/{uri}"
        if (folder := path.rpartition("/")[0]) not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - a site has thousands
            self._folders.add(folder)
        with open(path, "wb") as file:  # noqa: PTH123 - likewise
            file.write(data)
