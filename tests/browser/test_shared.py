"""What search engines and those who share a page are told of it, and what each says at its foot."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.projects import BRIEFING

_BASE = "https://briefing.example/nhs/"
_SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_WITHOUT_SOURCES = ("about/", "accessibility/", "404.html")
"""Pages that rest on no article."""


@pytest.fixture(scope="module")
def published(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as at an address of its own."""
    folder = tmp_path_factory.mktemp("published")
    config = folder / "mkdocs.yml"
    text = (top / "mkdocs.yml").read_text("utf-8")
    config.write_text(f"site_url: {_BASE}\n{text}", "utf-8")
    shutil.copytree(top / "content", folder / "content")
    done = subprocess.run(
        [*BRIEFING, "-C", str(folder), "build"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def pages(published: Path) -> Mapping[str, LexborHTMLParser]:
    """Return the site's pages by their addresses."""
    return {
        path.relative_to(published).as_posix().removesuffix("index.html"): LexborHTMLParser(
            path.read_text("utf-8")
        )
        for path in published.rglob("*.html")
    }


def _one(page: LexborHTMLParser, selector: str, attribute: str = "content") -> str:
    found = page.css(selector)
    assert len(found) == 1, selector
    return found[0].attributes[attribute] or ""


def _data(page: LexborHTMLParser, kind: str) -> Iterator[Mapping[str, object]]:
    """Yield the page's JSON-LD of a kind."""
    for node in page.css('script[type="application/ld+json"]'):
        data = json.loads(node.text())
        if data["@type"] == kind:
            yield data


def test_each_page_has_a_title_and_a_description_of_its_own(
    pages: Mapping[str, LexborHTMLParser],
) -> None:
    """No two pages share a title or a description; both are there."""
    titles = Counter(page.css("title")[0].text().strip() for page in pages.values())
    assert [title for title, number in titles.items() if number > 1 or not title] == []
    assert titles["The NHS and councils working together"] == 1
    own = {address: page for address, page in pages.items() if address != "404.html"}
    told = Counter(_one(page, 'meta[name="description"]') for page in own.values())
    assert [words for words, number in told.items() if number > 1 or not words] == []


def test_each_page_can_be_shared(pages: Mapping[str, LexborHTMLParser]) -> None:
    """Canonical address and Open Graph agree with the address, title and description."""
    for address, page in pages.items():
        if address == "404.html":
            continue
        assert _one(page, 'link[rel="canonical"]', "href") == urljoin(_BASE, address)
        assert _one(page, 'meta[property="og:url"]') == urljoin(_BASE, address)
        description = _one(page, 'meta[name="description"]')
        assert _one(page, 'meta[property="og:description"]') == description
        title = _one(page, 'meta[property="og:title"]')
        assert title
        assert title in page.css("title")[0].text()


def test_the_way_to_each_page_is_told(pages: Mapping[str, LexborHTMLParser]) -> None:
    """The breadcrumbs that readers see are those that search engines are told."""
    for address, page in pages.items():
        if address in {"", "404.html"}:
            continue
        (trail,) = _data(page, "BreadcrumbList")
        items = trail["itemListElement"]
        assert isinstance(items, list)
        seen = [node.text(strip=True) for node in page.css(".breadcrumbs li")]
        assert [item["name"] for item in items] == seen, address
        assert items[-1]["item"] == urljoin(_BASE, address)


def test_an_article_names_its_source(pages: Mapping[str, LexborHTMLParser]) -> None:
    """A digest is an article that cites another."""
    (article,) = _data(pages["articles/stp-coherent-system/"], "Article")
    cited = article["citation"]
    assert isinstance(cited, dict)
    assert cited["author"] == [{"@type": "Person", "name": "John Copps"}]


def test_the_site_map_names_each_page(
    published: Path, pages: Mapping[str, LexborHTMLParser]
) -> None:
    """The site map lists every page but that for errors; robots are shown it, and may read all."""
    named = ET.parse(published / "sitemap.xml").getroot().iter(f"{_SITE_MAP}loc")  # noqa: S314
    assert {node.text for node in named} == {
        urljoin(_BASE, address) for address in pages.keys() - {"404.html"}
    }
    robots = (published / "robots.txt").read_text("utf-8").splitlines()
    assert robots == ["User-agent: *", "Allow: /", f"Sitemap: {_BASE}sitemap.xml"]


def _labels(page: LexborHTMLParser) -> list[str]:
    return [node.text(strip=True) for node in _foot(page).iter() if node.tag == "dt"]


def _foot(page: LexborHTMLParser) -> LexborNode:
    (foot,) = page.css("dl.changed")
    return foot


def test_each_page_says_how_fresh_it_is(pages: Mapping[str, LexborHTMLParser]) -> None:
    """Each says when its content last changed and was reviewed, and which sources it rests on."""
    for address, page in pages.items():
        if address in _WITHOUT_SOURCES:
            continue
        if re.fullmatch("(articles|themes)/[^/]+/", address):
            assert _labels(page) == ["Last changed", "Last reviewed"], address
            assert page.css("dl.source, ol.sources > li") != [], address
        else:
            assert _labels(page) == ["Last changed", "Last reviewed", "Rests on"], address
