"""What fuzzing calls: each takes bytes, and raises where a promise is broken.

A promise is what a user relies on, whatever a contributor sends: nothing is raised, a problem has
a place in the file, nothing active is written, no word is lost.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image as decoder  # noqa: N813 - as the program calls it
from selectolax.lexbor import LexborHTMLParser

from generator.assist.importer import UnimportableError, drafted
from generator.assist.importer.apart import read_here
from generator.assist.importer.kinds import ENDINGS as KINDS
from generator.assist.importer.kinds import kind_of
from generator.assist.importer.raw import cleared
from generator.base.bounds import Bounds
from generator.base.dates import DateError
from generator.base.dates import parse as parse_date
from generator.base.language import ngettext, speaking
from generator.base.language.catalogues import language_of
from generator.base.problems import At, Problem, catalogue
from generator.knowledge.glossary import Context, Glossary
from generator.schema.check import validate
from generator.schema.fields import PROSE
from generator.site.images import written
from generator.site.marking import Marker
from generator.site.pages import Page
from generator.site.pages.views.page import Marking
from generator.source.characters import UNSAFE
from generator.source.images import FORMATS, Image, read_image
from generator.source.read import read
from generator.text.markup import parse
from generator.text.passages import Quote, locate
from tests.glossaries import terms

AT = At("content/articles/a.md")
BOUNDS = Bounds()
ENDS = b"\x00\x01"
"""Divides an input into its parts; no text may hold it."""
FILES = {
    ord("p"): "content/a.md",
    ord("t"): "content/themes/a.md",
    ord("g"): "content/glossary/a.md",
    ord("y"): "content/timeline.yml",
}
ELEMENTS = frozenset(
    "a blockquote body br code dd div dl dt em h1 h2 h3 h4 h5 h6 head hr html img li ol p pre s "  # noqa: SIM905
    "section strong sup table tbody td th thead tr ul".split()
)
ATTRIBUTES = frozenset(
    {"alt", "aria-label", "class", "href", "id", "scope", "src", "start", "title", "value"}
)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
"""How an address begins that leads elsewhere than into the site (WHATWG URL Standard, 4.4)."""
SAFE = ("http:", "https:", "mailto:")
ENDINGS = tuple(FORMATS)
DOCUMENTS = (*(f"a.{ending}" for ending in KINDS), "a")
FAR = "\0" * 8190
"""So much before a text that it lies across the edge of what is searched at once."""
TERM = next(iter(terms("t: {term: T, kind: phrase}")))


def reader(data: bytes) -> None:
    """Any bytes in any kind of file are read or refused, each problem with its place."""
    project, path = Path(_folder().name), FILES.get(data[0] if data else 0, AT.path)
    file = project / path
    file.write_bytes(data[1:])
    try:
        sources, problems = read(project, BOUNDS, PROSE)
    finally:
        file.unlink()
    assert sources or problems
    for source in sources:
        problems += validate(source)[1]
    _placed(problems, data[1:].decode("utf-8-sig", "replace"))


def passages(data: bytes) -> None:
    """Any quotation from any text is found where it stands, or told of once."""
    body, exact, prefix, suffix, *_ = [*_texts(data), "", "", "", ""]
    document, _ = parse(body, AT, BOUNDS)
    blocks = document.blocks
    found, problems = locate(blocks, {"a": Quote(exact=exact, prefix=prefix, suffix=suffix, at=AT)})
    assert len(found) + len(problems) == 1
    for passage in found.values():
        text = blocks[passage.block].text
        assert 0 <= passage.start < passage.end <= len(text)
        assert text[passage.start : passage.end] == passage.exact
    _placed(problems, body)


def glossary(data: bytes) -> None:
    """Mentions are in order and apart, and every one has a sense."""
    text, written, *_ = [*_texts(data), "", ""]
    terms = _glossary()
    try:
        period = parse_date(written[:20])
    except DateError:
        period = None
    hits = terms.find(text)
    edges = [edge for hit in hits for edge in (hit.start, hit.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    for hit in hits:
        assert hit.start < hit.end
        choice = terms.choose(hit, Context(date=period))
        assert choice.senses
        terms.doubt(AT, text[hit.start : hit.end], hit, Context(date=period))
    terms.unknown_acronyms(text)


def renderer(data: bytes) -> None:
    """Nothing active comes out of any body, on the page as it is published, and no word is lost."""
    body = data.decode("utf-8", "replace")
    document, problems = parse(body, AT, BOUNDS)
    _placed(problems, body)
    html = document.html()
    tree = ET.fromstring(f"<div>{html}</div>")  # noqa: S314 - what is tried here
    words = "".join(tree.itertext())
    _inert(
        {(element.tag, name): value for element in tree.iter() for name, value in _pairs(element)}
    )
    published = _published(html)
    page = LexborHTMLParser(published)
    for node in page.css("*"):
        assert node.tag in ELEMENTS, node.tag
        _inert({(node.tag or "", name): value or "" for name, value in node.attributes.items()})
    shown = page.body.text() if page.body else ""
    assert "".join(shown.split()) == "".join(words.split())


def images(data: bytes) -> None:
    """Any bytes are an image or none, and what is published of one is its picture alone."""
    ending = ENDINGS[data[0] % len(ENDINGS) if data else 0]
    read = read_image(data[1:], ending, AT, BOUNDS)
    if isinstance(read, Problem):
        assert read.code in catalogue()
        return
    again = read_image(new := written(read), ending, AT, BOUNDS)
    assert isinstance(again, Image), again
    assert (again.width, again.height) == (read.width, read.height)
    with decoder.open(BytesIO(new)) as opened:
        assert not set(opened.getexif()), opened.getexif()
        assert not {"xmp", "exif", "comment"} & set(opened.info), opened.info


def importer(data: bytes) -> None:
    """Any document becomes a draft that our own reader takes, or is refused in words."""
    name = DOCUMENTS[data[0] % len(DOCUMENTS) if data else 0]
    try:
        kind = kind_of(name, data[1:])
        made = drafted(name, cleared(read_here(kind, data[1:])))
    except UnimportableError:
        return
    printed = (made.id, *made.remarks, *(each.text for each in made.dropped))
    for words in (*printed, *(proposal.value for proposal in made.proposals)):
        assert not UNSAFE.search(words), words
    file = Path(_folder().name, AT.path)
    file.write_text(made.text, "utf-8")
    try:
        sources, problems = read(Path(_folder().name), BOUNDS, PROSE)
    finally:
        file.unlink()
    # Front matter of other programs is kept as it is; all that we write can be read.
    assert sources or problems
    _placed(problems, made.text)


def matcher(data: bytes) -> None:
    """Whatever the names, mentions lie apart, are those names, and do not depend on the place."""
    # What reaches it was read, and holds no control characters.
    text, *names = (UNSAFE.sub("", part) for part in _texts(data))
    terms = Glossary(
        replace(TERM, id=f"t{number}", label=name)
        for number, name in enumerate(names[:40])
        if name.strip()
    )
    hits = terms.find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    far = terms.find(FAR + text)
    assert [(hit.start + len(FAR), hit.end + len(FAR), hit.term) for hit in hits] == [
        (hit.start, hit.end, hit.term) for hit in far
    ]


def words(data: bytes) -> None:
    """Any bytes are a project's catalogue, or are told of; what is said by number can be said."""
    folder = Path(_folder().name)
    (folder / "locale").mkdir(exist_ok=True)
    (folder / "locale" / "eo.po").write_bytes(data)
    language, faults = language_of("eo", folder)
    assert all(fault.line >= 1 and fault.words for fault in faults)
    for said in language.words.values():
        assert all("%" not in each % _EVERY for each in said if "%%" not in each)
    with speaking(language):
        for number in (0, 1, 2, 7, 1_000, 10**9):
            ngettext("%(count)s point", "%(count)s points", number)


class _Every(dict[str, str]):
    """Has a value for whatever is asked."""

    def __missing__(self, key: str) -> str:
        return key


_EVERY = _Every()

TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (reader, passages, glossary, renderer, images, importer, matcher, words)
}


def _pairs(element: ET.Element) -> list[tuple[str, str]]:
    return [(name, value) for name, value in element.attrib.items()] or [("", "")]


def _inert(attributes: Mapping[tuple[str, str], str]) -> None:
    for (tag, name), value in attributes.items():
        assert tag in ELEMENTS, tag
        assert not name or name in ATTRIBUTES, name
        if name in {"href", "src"}:
            plain = "".join(c for c in value if c.isprintable() and not c.isspace()).lower()
            scheme = SCHEME.match(plain)
            assert not scheme or (name == "href" and scheme[0] in SAFE), value
            assert not plain.startswith(("/", "\\")), value


def _published(html: str) -> str:
    """Finish a page, as the site does."""
    page = Page(uri="a.md", title="", template="", context=Struct(), marking=Marking(on=False))
    return Marker(_glossary()).mark(page, html).html


def _texts(data: bytes) -> list[str]:
    return [part.decode("utf-8", "replace") for part in data.split(ENDS)]


def _placed(problems: list[Problem], text: str) -> None:
    """Assert that each problem is explained and stands in the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.code in catalogue()
        assert 1 <= problem.at.line <= len(lines), problem
        assert 1 <= problem.at.column <= len(lines[problem.at.line - 1]) + 1, problem


@cache
def _folder() -> "TemporaryDirectory[str]":
    """Return a project without files, in memory where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    folder = TemporaryDirectory(prefix="fuzz-", dir=memory if memory.is_dir() else None)
    for name in ("articles", "themes", "glossary"):
        (Path(folder.name) / "content" / name).mkdir(parents=True)
    return folder


@cache
def _glossary() -> Glossary:
    """Return the entries of the small project, whose names are made for awkward cases."""
    from tests.projects import TINY, compiled  # noqa: PLC0415 - only where it is needed

    return compiled(TINY).glossary
