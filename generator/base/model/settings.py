"""What ``mkdocs.yml`` says of the site."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from generator.base.addresses import url
from generator.base.bounds import Bounds
from generator.base.dates import Period
from generator.base.problems import At, Problem


class Settings(Struct, frozen=True, kw_only=True):
    """What ``mkdocs.yml`` says of the site."""

    title: str
    description: str = ""
    url: str = ""
    audiences: Mapping[str, str]
    """Audience id → label; empty of one that has none of its own."""
    contact: str = ""
    """``mailto:`` or ``https:`` address for corrections, or empty."""
    image_hosts: tuple[str, ...] = ()
    first_mention: Literal["page", "section"] = "page"
    protected: tuple[str, ...] = ()
    """Longer names in which no term is looked for."""
    bounds: Bounds = field(default_factory=Bounds)
    """How large content may be."""
    admin: bool = False
    """Whether the site has a form for editing its content."""
    first_rank: tuple[str, ...] = ()
    """Hosts of sources on which definitions should rest; none where any with an address will do."""
    review: bool = False
    """Whether the site has the page of what editors should look at."""
    as_of: Period | None = None
    """The day, month or year that pages call today, or nothing."""
    edit_address: str = ""
    """Address at which a file is edited on its code host, with ``{path}`` in it, or empty."""
    language: str = "en"
    """The language that readers are addressed in, by BCP 47."""
    language_at: At = field(default_factory=lambda: At("mkdocs.yml"))
    """Where ``mkdocs.yml`` says so."""
    written: str = ""
    """The language of content that says none; empty where it is that of the readers."""
    translations: tuple[str, ...] = ()
    """The languages, by BCP 47, in which the site is published besides."""
    translations_at: At = field(default_factory=lambda: At("mkdocs.yml"))
    """Where ``mkdocs.yml`` says so."""
    papers: bool = False
    """Whether papers are made for boards: where a site is built, and what makes them is there."""
    navigation: Mapping[str, At] = field(default_factory=dict)
    """What the navigation names as pages, each with its place in ``mkdocs.yml``."""
    faults: tuple[Problem, ...] = ()
    """What is wrong in ``mkdocs.yml`` itself."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What ``mkdocs.yml`` says to readers, such as titles in the navigation → how it is said."""

    @property
    def original(self) -> str:
        """Return the language of content that says none."""
        return self.written or self.language

    def address(self, uri: str) -> str:
        """Return the full address of a page, or without ``site_url`` that from the site's root."""
        return f"{self.url.rstrip('/')}/{url(uri)}" if self.url else url(uri)
