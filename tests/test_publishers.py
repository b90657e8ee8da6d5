"""The exported tree, built by each publisher without our plugin: the same site from all of them.

The publishers stand in environments of their own, made by ``make test`` from ``publishers/*.lock``.
What they are compared with is the site that ``briefing build`` makes of the same content. What may
differ stands in PUBLISHING.md, row by row; a row that is no longer true fails as well.
"""

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from email.message import Message
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.pictures import picture
from tests.projects import BRIEFING, noted_article

_COMMANDS = {
    "mkdocs": ("mkdocs", "build", "--strict", "--quiet"),
    "properdocs": ("properdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs.yml"),
    "zensical": ("zensical", "build"),
}
_SITE = "https://site.example/briefing/"
"""A site below a path: addresses that begin at the host's root would show."""
_THEME = re.compile(
    r"assets/(?:images|javascripts|stylesheets)/|data/build\.(?:schema\.)?json$|search\.json$|sitemap"
)
"""What a theme or a publisher brings along."""
_REGIONS = ("head", "header.md-header", "article", ".contents-beside", "footer")

Tree = LexborHTMLParser


def _without(selector: str) -> Callable[[Tree, str], None]:
    def change(tree: Tree, _: str) -> None:
        for node in tree.css(selector):
            node.decompose()

    return change


def _follow(tree: Tree, address: str) -> None:
    """Write each link as the place that it leads to."""
    for node in tree.css("a[href], link[href], script[src]"):
        name = "href" if "href" in node.attributes else "src"
        node.attrs[name] = urljoin(f"{_SITE}{address}", node.attributes[name] or "")


DIFFERENCES: Mapping[str, tuple[tuple[str, ...], Callable[[Tree, str], None]]] = {
    "place of the policy": (
        ("mkdocs", "properdocs", "zensical"),
        _without("meta[http-equiv='Content-Security-Policy']"),
    ),
    "name of the program": (("properdocs", "zensical"), _without("meta[name=generator]")),
    "files of the theme": (
        ("zensical",),
        _without("link[href*='assets/stylesheets/'], head > script:not([src])"),
    ),
    "spelling of links": (("zensical",), _follow),
    "target of the skip link": (("zensical",), _without("a#__skip")),
}
"""What may differ in pages: row of the table → publishers, and how it is taken out."""


@pytest.fixture(scope="session")
def project(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return this project's content, and a text with notes, with an address to be published at."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(top / "content", folder / "content")
    (folder / "content" / "articles" / "noted.md").write_text(noted_article("finance"), "utf-8")
    settings = (top / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(f"{settings}\nsite_url: {_SITE}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def sites(project: Path, top: Path) -> Callable[[str], Path]:
    """Return what builds a site from an exported tree, once for each publisher."""

    @cache
    def site(name: str) -> Path:
        own = {**os.environ, "PYTHONPATH": str(top)}
        if name == "briefing":
            _run(project, own, *BRIEFING, "build", "--site-dir", "site-briefing")
            return project / "site-briefing"
        tree = project / f"tree-{name}"
        _run(project, own, *BRIEFING, "export", "--to", tree)
        command, *options = _COMMANDS[name]
        program = Path(sys.prefix, "publishers", name, "bin", command)
        assert program.exists(), f"{program} is missing: `make test` installs it."
        # A cache that a publisher keeps in the tree shows nothing of an earlier run.
        more = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
        _run(tree, {**os.environ, **more}, program, *options)
        return tree / "site"

    return site


def _run(folder: Path, environment: Mapping[str, str], *command: str | Path) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _files(site: Path) -> set[str]:
    """Return the pages and data of a site: what is not of the theme."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith(".") and not _THEME.match(path)}


def _regions(path: Path, address: str, changes: list[Callable[[Tree, str], None]]) -> list[str]:
    """Return a page line by line, an element a line, as far as we and the theme's head make it."""
    tree = LexborHTMLParser(path.read_text("utf-8"))
    for change in changes:
        change(tree, address)
    regions = (tree.css_first(region) for region in _REGIONS)
    texts = (re.sub(r"\s+", " ", node.html or "") if node else "-" for node in regions)
    return "\n".join(texts).replace("> <", "><").replace("><", ">\n<").split("\n")


def _changes(publisher: str, without: str = "") -> list[Callable[[Tree, str], None]]:
    """Return what takes a publisher's differences out, but for one."""
    rows = DIFFERENCES.items()
    return [how for row, (where, how) in rows if publisher in where and row != without]


def _address(path: str) -> str:
    return path.removesuffix("index.html")


@pytest.mark.parametrize("publisher", _COMMANDS)
def test_publisher_makes_the_same_files(publisher: str, sites: Callable[[str], Path]) -> None:
    """Each publisher makes the same pages, and passes data, styles and script on unchanged."""
    ours, theirs = sites("briefing"), sites(publisher)
    assert _files(theirs) == _files(ours)
    changed = [
        path
        for path in sorted(_files(ours))
        if not path.endswith(".html") and (ours / path).read_bytes() != (theirs / path).read_bytes()
    ]
    assert changed == []
    assert {"data/briefing.json", "assets/briefing.css", "index.html"} <= _files(theirs)


@pytest.mark.parametrize("publisher", _COMMANDS)
def test_publisher_makes_the_same_pages(publisher: str, sites: Callable[[str], Path]) -> None:
    """Text, links, anchors, marks, passages, navigation and head are the same on every page."""
    ours, theirs = sites("briefing"), sites(publisher)
    changes = _changes(publisher)
    marks = 0
    for path in sorted(path for path in _files(ours) if path.endswith(".html")):
        expected = _regions(ours / path, _address(path), changes)
        assert _regions(theirs / path, _address(path), changes) == expected, path
        marks += sum("glossary-term" in line for line in expected)
    assert marks > 100
    article = LexborHTMLParser((theirs / "articles/stp-coherent-system/index.html").read_text())
    assert len(article.css("[id^=p-]")) > 10


@pytest.mark.parametrize(
    ("row", "publisher"), [(row, name) for row, (names, _) in DIFFERENCES.items() for name in names]
)
def test_difference_is_there(row: str, publisher: str, sites: Callable[[str], Path]) -> None:
    """Each row of the table is true: without it, a page differs."""
    ours, theirs = sites("briefing"), sites(publisher)
    changes = _changes(publisher, without=row)
    compared = ("articles/stp-coherent-system/index.html", "404.html")
    one, other = (
        [_regions(site / path, _address(path), changes) for path in compared]
        for site in (ours, theirs)
    )
    assert one != other


def test_the_table_lists_the_differences(top: Path) -> None:
    """PUBLISHING.md names each difference in pages and its publishers, with a reason."""
    text = (top / "PUBLISHING.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \| in pages \| (.+?) \|$", text, re.MULTILINE)
    told = {row: tuple(where.lower().split(", ")) for row, where, _ in rows}
    assert told == {row: where for row, (where, _) in DIFFERENCES.items()}


@pytest.mark.parametrize("publisher", _COMMANDS)
def test_publisher_gives_pages_their_policy(publisher: str, sites: Callable[[str], Path]) -> None:
    """Each page, that for a wrong address too, has one policy: the one that we give it."""
    ours, theirs = sites("briefing"), sites(publisher)
    for path in sorted(theirs.rglob("*.html")):
        [policy] = _policies(path)
        assert [policy] == _policies(ours / path.relative_to(theirs)), path


def _policies(path: Path) -> list[str | None]:
    metas = LexborHTMLParser(path.read_text("utf-8")).css(
        "head > meta[http-equiv='Content-Security-Policy']"
    )
    return [meta.attributes["content"] for meta in metas]


@pytest.mark.parametrize("publisher", _COMMANDS)
def test_publishers_site_is_verified(
    publisher: str, sites: Callable[[str], Path], project: Path, top: Path
) -> None:
    """`briefing verify` finds nothing wrong with what a publisher made."""
    own = {**os.environ, "PYTHONPATH": str(top)}
    assert _run(project, own, *BRIEFING, "verify", sites(publisher)) == ""


@pytest.mark.parametrize("publisher", ["mkdocs", "zensical"])
def test_site_map_names_every_page(publisher: str, sites: Callable[[str], Path]) -> None:
    """The site map has the address of each page."""
    site = sites(publisher)
    told = set(re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")))
    pages = {_address(path) for path in _files(site) if path.endswith("index.html")}
    assert told == {f"{_SITE}{page}" for page in pages}


def test_sources_say_how_to_export(project: Path) -> None:
    """Of the sources, built by Zensical without our plugin, the home page says what to type."""
    program = Path(sys.prefix, "publishers", "zensical", "bin", "zensical")
    _run(project, os.environ, program, "build")
    said = {
        path.relative_to(project / "site").as_posix()
        for path in (project / "site").rglob("*.html")
        if "briefing export --to" in path.read_text("utf-8")
    }
    assert said == {"index.html"}


def test_the_site_has_a_home_page_of_its_own(sites: Callable[[str], Path]) -> None:
    """The notice for those who build the sources reaches no site of ours."""
    for path in sites("briefing").rglob("*.html"):
        assert "This is not the site" not in path.read_text("utf-8")


IMAGE_TYPES = {"avif": "image/avif", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
"""Ending → type, as registered with IANA."""


@pytest.fixture(scope="session")
def server(sites: Callable[[str], Path], top: Path) -> Iterator[str]:
    """Serve the site by the block of PUBLISHING.md; return the address of the host."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "nginx is missing: `make test` installs it."
    found = re.search(r"```nginx\n(.*?)```", (top / "PUBLISHING.md").read_text("utf-8"), re.DOTALL)
    assert found
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # Started by root, nginx serves as somebody else, who may not enter the tests' own folders.
    with TemporaryDirectory() as folder:
        www = Path(folder)
        www.chmod(0o755)
        shutil.copytree(sites("briefing"), www / "briefing")
        (www / "briefing" / "images").mkdir(exist_ok=True)
        for ending in IMAGE_TYPES:
            (www / "briefing" / "images" / f"a.{ending}").write_bytes(picture(ending))
        block = found[1].replace("listen 8080", f"listen 127.0.0.1:{port}")
        block = block.replace("/srv/www", folder)
        (www / "nginx.conf").write_text(_NGINX.format(folder=folder, block=block), "utf-8")
        run = subprocess.Popen([program, "-c", www / "nginx.conf", "-e", www / "error.log"])
        try:
            _wait(f"http://127.0.0.1:{port}/briefing/")
            yield f"http://127.0.0.1:{port}"
        finally:
            run.terminate()
            run.wait(10)


_NGINX = """\
daemon off; pid {folder}/nginx.pid;
events {{}}
http {{
include /etc/nginx/mime.types;
access_log off;
client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
{block}
}}
"""


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            _get(address)
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("nginx did not start.")


def _get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    """Ask for an address; return status, headers and content."""
    asked = Request(address, headers={k.replace("_", "-"): v for k, v in headers.items()})  # noqa: S310
    try:
        with urlopen(asked, timeout=10) as answer:  # noqa: S310 - our own server
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("ending", IMAGE_TYPES)
def test_images_are_served_as_what_they_are(server: str, top: Path, ending: str) -> None:
    """With their own type, which browsers must believe, and with all other headers."""
    status, headers, content = _get(f"{server}/briefing/images/a.{ending}")
    assert (status, content) == (200, picture(ending))
    assert headers["Content-Type"].partition(";")[0] == IMAGE_TYPES[ending]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert f"`{IMAGE_TYPES[ending]}`" in (top / "PUBLISHING.md").read_text("utf-8")


def test_every_link_of_every_page_is_served(server: str) -> None:
    """From the home page below a path, all links and assets lead to an answer of 200."""
    start = f"{server}/briefing/"
    seen, rest = {start}, [start]
    while rest:
        page = rest.pop()
        status, headers, content = _get(page)
        assert status == 200, page
        if headers.get_content_type() != "text/html":
            continue
        for node in LexborHTMLParser(content.decode()).css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            target = urljoin(page, link).replace(_SITE, start).partition("#")[0]
            if target.startswith(server) and target not in seen:
                seen.add(target)
                rest.append(target)
    assert len(seen) > 100


def test_server_sets_the_headers(server: str) -> None:
    """Pages are asked for anew and files of the theme are kept; all have the policy."""
    _, page, content = _get(f"{server}/briefing/")
    theme = re.search(rb"assets/stylesheets/main\.[0-9a-f]+\.min\.css", content)
    assert theme
    _, asset, _ = _get(f"{server}/briefing/{theme[0].decode()}")
    assert page["Cache-Control"] == "no-cache"
    assert asset["Cache-Control"] == "public, max-age=31536000, immutable"
    for headers in (page, asset):
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_missing_page_is_served_with_its_links(server: str) -> None:
    """A missing address, and a hidden file, get the page for that, deep down as well."""
    for address in ("briefing/no/such/page/", "briefing/.briefing-site"):
        status, headers, content = _get(f"{server}/{address}")
        assert (status, headers.get_content_type()) == (404, "text/html")
        assert b'href="/briefing/' in content
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_server_sends_little(server: str) -> None:
    """What a reader has is not sent again, and text is sent compressed."""
    address = f"{server}/briefing/themes/finance/"
    _, headers, plain = _get(address)
    status, _, nothing = _get(address, If_None_Match=headers["ETag"])
    assert (status, nothing) == (304, b"")
    _, packed, small = _get(address, Accept_Encoding="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == plain
    assert len(small) * 3 < len(plain)
