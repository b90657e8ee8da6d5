"""What is served while content is edited: after an edit, only the pages that it changes are made.

MkDocs' own rule compares the times of files. Ours compares what the stages made, which knows each
page that an edit reaches, and forgets all where what surrounds the pages has changed.
"""

import re
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.plugins import get_plugin_logger

from generator.base.addresses import url
from generator.base.language import speaking
from generator.base.memory import Memory
from generator.build import Build, exported
from generator.publish.frames import Frame, Shape
from generator.site.pages import Page
from generator.site.pages.views.findable import findable
from generator.site.render import Output
from generator.site.search import INDEX, SearchError, index
from generator.source.images import Image

_EXPORTED = re.compile(r"/(?:data|feeds)/|/robots\.txt$")
"""Where the exported files lie."""

_log = get_plugin_logger("briefing")


class Preview:
    """Remembers what a folder shows.

    Attributes:
        memory: what files of content come to.
        templates: the theme's compiled templates, for its Jinja environment.
        surroundings: what decides how pages look besides content and theme.
    """

    def __init__(self) -> None:
        self.memory = Memory()
        self.templates = _Templates()
        self.surroundings: Hashable = None
        self._around: object = None
        self._shown: Mapping[str, Page | None] = {}
        self._making: dict[str, Page | None] = {}
        self._stale: set[str] = set()
        self._files: dict[str, bytes] = {}
        self._late = {"data": _Late(), "index": _Late()}
        """What takes longer than all else after an edit, and few edits need."""

    def changed(
        self, pages: Sequence[Page], built: Build, frames: Mapping[Shape, Frame]
    ) -> Sequence[Page]:
        """Return those of some pages that are not as the folder shows them.

        Args:
            pages: that are put into frames.
            built: what the content compiles to.
            frames: what is put around pages; where there are none, all are new.
        """
        texts = {shape: frame.text for shape, frame in frames.items()}
        sizes = {uri: (image.width, image.height) for uri, image in built.images.items()}
        languages = (*built.library.languages(),)
        around = (self.surroundings, texts, built.glossary.key, sizes, languages, built.versions)
        same = self._shown if around == self._around and frames else {}
        # Until the build has ended nobody knows what the folder shows.
        self._stale |= self._shown.keys()
        self._shown, self._around = {}, around
        self._making = {page.uri: page for page in built.pages}
        return [page for page in pages if same.get(page.uri) != page]

    def missed(self, uri: str) -> None:
        """Remember that a page could not be made: what the folder shows of it is old."""
        self._making[uri] = None

    def is_new(self, file: Output) -> bool:
        """Tell whether a file is not as the folder shows it, and remember that it will be."""
        return self._is_new(file.uri, file.data)

    def is_new_image(self, uri: str, image: Image) -> bool:
        """Tell the same of an image."""
        return self._is_new(uri, image.data)

    def _is_new(self, uri: str, data: bytes) -> bool:
        digest = sha256(data).digest()
        known = self._files.get(uri)
        self._files[uri] = digest
        return known != digest

    def finish(self, site: Path, built: Build, write: Callable[[Iterable[Output]], None]) -> None:
        """Remove what is gone, and put off what is made when a reader asks for it.

        Args:
            site: the folder.
            built: what the content compiles to.
            write: writes files into the folder.
        """
        for uri in self._stale - self._making.keys():
            with suppress(FileNotFoundError):
                (site / url(uri) / "index.html").unlink()
        self._shown = self._making
        self._late["index"].want(partial(_index_of, built, site))
        self._late["data"].want(lambda: write(exported(built)))

    def making_late(self, app: WSGIApplication) -> WSGIApplication:
        """Return a server's application that makes data and index when a reader asks for them."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if f"/{INDEX}/" in path:
                self._late["index"].make()
            elif _EXPORTED.search(path):
                self._late["data"].make()
            return app(environ, start_response)

        return answer


class _Late:
    """What a reader may ask for: as the last build has it, and made once."""

    def __init__(self) -> None:
        self._wanted: deque[Callable[[], None]] = deque(maxlen=1)
        self._making = Lock()

    def want(self, make: Callable[[], None]) -> None:
        """Put off what makes it."""
        self._wanted.append(make)

    def make(self) -> None:
        """Make it, unless it has been made since the last build."""
        with self._making, suppress(IndexError):
            make = self._wanted.pop()
            try:
                make()
            except (OSError, SearchError) as error:
                _log.error("The preview shows what it showed before: %s", error)


def _index_of(built: Build, site: Path) -> None:
    with speaking(built.language):
        index(findable(built.library, built.links), site)


class _Templates(BytecodeCache):
    """Keeps compiled templates from one build to the next; a changed one has another checksum.

    What they say is compiled into them: with other words, each is compiled anew.
    """

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}
        self._words: object = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from memory."""
        words = getattr(bucket.environment, "words", self._words)
        if words != self._words:
            self._known, self._words = {}, words
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._known[bucket.key] = bucket.bytecode_to_string()
