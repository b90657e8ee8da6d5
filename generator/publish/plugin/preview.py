"""What is served while content is edited: after an edit, only the pages that it changes are built.

MkDocs' own rule compares the times of files. Ours compares what the stages made, which knows each
page that an edit reaches, and forgets all where what surrounds the pages has changed.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from generator.site.pages.views.findable import Record
from generator.site.render import Output


class Preview:
    """Remembers what a folder shows.

    Attributes:
        templates: the theme's compiled templates, for its Jinja environment.
    """

    def __init__(self) -> None:
        self.templates = _Templates()
        self._around: Hashable = None
        self._shown: Mapping[str, str] = {}
        self._making: Mapping[str, str] = {}
        self._stale: Sequence[File] = ()
        self._records: Sequence[Record] = ()

    def files(
        self, config: MkDocsConfig, outputs: Sequence[Output], around: Hashable
    ) -> list[File]:
        """Return the files of a build; those that are as the folder shows them are left alone.

        Args:
            config: what MkDocs runs with.
            outputs: pages and data.
            around: whatever besides its own text decides how a page looks.
        """
        same = self._shown if around == self._around else {}
        self._making = {output.uri: output.text for output in outputs}
        self._stale = [
            File.generated(config, uri, content="") for uri in self._shown.keys() - self._making
        ]
        # Until the build has ended nobody knows what the folder shows.
        self._shown, self._around = {}, around
        kinds = (_Kept if same.get(output.uri) == output.text else File for output in outputs)
        return [
            kind.generated(config, output.uri, content=output.text)
            for kind, output in zip(kinds, outputs, strict=True)
        ]

    def finish(self, records: Iterable[Record]) -> bool:
        """Remove what is gone, and tell whether there is anything new to be found."""
        for file in self._stale:
            with suppress(FileNotFoundError):
                Path(file.abs_dest_path).unlink()
        self._shown = self._making
        known, self._records = self._records, tuple(records)
        return known != self._records


class _Kept(File):
    """A file that the folder holds already."""

    def is_modified(self) -> bool:
        """Tell MkDocs to leave it alone."""
        return False


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
