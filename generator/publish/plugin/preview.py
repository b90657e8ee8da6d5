"""What is served while content is edited: after an edit, only the pages that it changes are made.

MkDocs' own rule compares the times of files. Ours compares what the stages made, which knows each
page that an edit reaches, and forgets all where what surrounds the pages has changed.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.plugins import get_plugin_logger

from generator.base.addresses import url
from generator.base.memory import Memory
from generator.build import Build
from generator.publish.frames import Frame, Shape
from generator.site.pages import Page
from generator.site.pages.views.findable import Record
from generator.site.render import Output
from generator.site.search import SearchError, index
from generator.source.images import Image

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
        self._shown: Mapping[str, Page] = {}
        self._making: Mapping[str, Page] = {}
        self._stale: set[str] = set()
        self._files: dict[str, bytes] = {}
        self._records: Sequence[Record] = ()
        self._wanted: SimpleQueue[Sequence[Record]] = SimpleQueue()
        """What is to be found; an index of it takes longer than all else after an edit."""
        self._indexing: Thread | None = None

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
        around = (self.surroundings, texts, built.glossary.key, sizes)
        same = self._shown if around == self._around and frames else {}
        # Until the build has ended nobody knows what the folder shows.
        self._stale |= self._shown.keys()
        self._shown, self._around = {}, around
        self._making = {page.uri: page for page in built.pages}
        return [page for page in pages if same.get(page.uri) != page]

    def is_new(self, file: Output) -> bool:
        """Tell whether a file is not as the folder shows it, and remember that it will be."""
        return self._is_new(file.uri, file.text.encode())

    def is_new_image(self, uri: str, image: Image) -> bool:
        """Tell the same of an image."""
        return self._is_new(uri, image.data)

    def _is_new(self, uri: str, data: bytes) -> bool:
        digest = sha256(data).digest()
        known = self._files.get(uri)
        self._files[uri] = digest
        return known != digest

    def finish(self, site: Path, records: Iterable[Record]) -> None:
        """Remove what is gone; if there is anything new to be found, make the index beside."""
        for uri in self._stale - self._making.keys():
            with suppress(FileNotFoundError):
                (site / url(uri) / "index.html").unlink()
        self._shown = self._making
        known, self._records = self._records, tuple(records)
        if known != self._records:
            self._wanted.put(self._records)
        if not self._indexing:
            self._indexing = Thread(target=self._index, args=(site,), daemon=True)
            self._indexing.start()

    def _index(self, site: Path) -> None:
        """Make the index whenever it is wanted, of what was wanted last."""
        while True:
            records = self._wanted.get()
            while not self._wanted.empty():
                records = self._wanted.get()
            try:
                index(records, site)
            except (OSError, SearchError) as error:
                _log.error("The search shows what it showed before: %s", error)


class _Templates(BytecodeCache):
    """Keeps compiled templates from one build to the next; a changed one has another checksum."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from memory."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._known[bucket.key] = bucket.bytecode_to_string()
