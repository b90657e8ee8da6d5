"""Stage 9: the content as data: for programs, for reference managers and for readers of feeds."""

from collections.abc import Iterator

from generator.base.model import Library
from generator.knowledge.link import Links
from generator.knowledge.link.news import feed_names
from generator.site.data.citations import citation_data
from generator.site.data.feeds import feed_data
from generator.site.data.library import SCHEMA, library_data
from generator.site.data.skos import SKOS, skos_data
from generator.site.data.tables import table_data, table_files
from generator.site.pages.views.reference import reference_files
from generator.site.render import Output

_ROBOTS = "robots.txt"


def export(library: Library, links: Links) -> Iterator[Output]:
    """Yield the data files of the site, one after another: some are large."""
    yield from table_data(library, links)
    yield from library_data(library, links)
    yield from skos_data(library)
    yield from citation_data(library)
    yield from feed_data(library)
    yield Output(uri=_ROBOTS, data=_robots(library.settings.url).encode())


def data_files(library: Library) -> Iterator[str]:
    """Yield the addresses of the data files without making them."""
    yield from ("data/briefing.json", f"data/{SCHEMA}", SKOS, _ROBOTS)
    yield from table_files()
    stems = ("data/references", *(f"data/references/{id_}" for id_ in library.articles))
    for stem in stems:
        yield from (file.uri for file in reference_files(stem))
    for name in feed_names(library):
        yield f"feeds/{name}.xml"
        if library.settings.url:
            yield f"feeds/{name}.json"


def _robots(base: str) -> str:
    """Let every search engine read everything, and tell where the map of the site is."""
    told = f"Sitemap: {base.rstrip('/')}/sitemap.xml\n" if base else ""
    return f"User-agent: *\nAllow: /\n{told}"
