"""All pages of the site as MkDocs knows pages, for templates that list them, such as the site map.

They are made when they are asked for: together they would take much memory, and few ask.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import overload

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from generator.site.pages import Page


class Listing(Sequence[File]):
    """Files of pages, each with its page.

    Args:
        pages: those of the site, in their order.
        config: what MkDocs runs with.
        date: when they are said to have been built; None where MkDocs knows.
    """

    def __init__(
        self, pages: Sequence[Page], config: MkDocsConfig, date: datetime | None = None
    ) -> None:
        self._pages = pages
        self._config = config
        self._date = date

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, index: int) -> File: ...

    @overload
    def __getitem__(self, index: slice) -> "Listing": ...

    def __getitem__(self, index: int | slice) -> "File | Listing":
        """Return a file, or a part of the list."""
        if isinstance(index, slice):
            return Listing(self._pages[index], self._config, self._date)
        page = self._pages[index]
        file = file_of(page.uri, page.edit_path, self._config)
        made = MkDocsPage(page.title, file, self._config)
        if self._date:
            made.update_date = self._date.date().isoformat()
        return file


def file_of(uri: str, edit_path: str, config: MkDocsConfig) -> File:
    """Return the file of a page, which holds nothing: its page is told when MkDocs asks for it."""
    file = File.generated(config, uri, content="")
    docs = config.docs_dir.replace("\\", "/").rstrip("/").rpartition("/")[2]
    file.edit_uri = edit_path.removeprefix(f"{docs}/") or None
    return file
