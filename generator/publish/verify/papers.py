"""Papers of a site: that nothing in them runs, and where their links lead.

A PDF and a Word document can hold programs and other files; ours hold words and links. They are
read as our libraries write them: what is in any other form is refused.
"""

import html
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from generator.publish.verify.readings import Finding, Reading, Use

_HINT = "Build the site again; nothing else may write papers."
_MOST = 5_000_000
"""Bytes that a part of a paper may come to: more than any of ours has."""
_STREAM = re.compile(rb"(<<[^\n]*>>)\nstream\n(.*?)\nendstream\n", re.DOTALL)
"""A stream of a PDF, with what is said of it."""
_PACKED = b"/ObjStm"
"""What is said of one that holds objects."""
_RUNS = re.compile(
    rb"/(?:AA|EmbeddedFiles?|ImportData|JavaScript|JS|Launch|OpenAction|RichMedia|SubmitForm|XFA)\b"
)
"""Names in a PDF of what runs, sends or holds another file."""
_LINK = re.compile(rb"/URI \(((?:[^()\\]|\\.)*)\)")
_ESCAPED = re.compile(rb"\\(.)")
_PART = re.compile(
    r"\[Content_Types\]\.xml|(?:word/)?_rels/[\w.]*\.rels|docProps/(?:app|core)\.xml|word/\w+\.xml"
    r"|word/theme/theme1\.xml"
)
"""What a Word document of ours is made of."""
_RELATION = re.compile(r"<Relationship [^>]*>")
_TARGET = re.compile(r'Type="[^"]*/hyperlink"[^>]* Target="([^"]*)"')
_FIELD = re.compile(r"<w:(?:fldSimple|instrText|fldChar|object|altChunk|subDoc)\b")
"""What in a Word document asks for something, or holds another."""


def read_paper(path: str, source: bytes) -> Reading:
    """Read a PDF or a Word document."""
    try:
        links = [*(_pdf_links(source) if path.endswith(".pdf") else _word_links(source))]
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        message = f"The file is no paper that can be published: {error}."
        return Reading(findings=(Finding("site-paper-wrong", message, _HINT),))
    return Reading(uses=tuple(Use(link, "link") for link in links))


def _pdf_links(source: bytes) -> Iterator[str]:
    if not source.startswith(b"%PDF-") or not source.rstrip().endswith(b"%%EOF"):
        raise ValueError("it does not begin and end as a PDF does")
    text = b"\n".join(_objects(source))
    if found := _RUNS.search(text):
        raise ValueError(f"it holds “{found[0].decode()}”, which can run or send something")
    return (_ESCAPED.sub(rb"\1", link[1]).decode() for link in _LINK.finditer(text))


def _objects(source: bytes) -> Iterator[bytes]:
    """Yield a PDF's objects: those that stand by themselves, and those packed into streams."""
    yield (bare := _STREAM.sub(b"", source))
    if _PACKED in bare:
        raise ValueError("it packs objects in a way that is not ours")
    for stream in _STREAM.finditer(source):
        yield stream[1]
        if _PACKED in stream[1]:
            unpacked = zlib.decompressobj()
            yield unpacked.decompress(stream[2], _MOST)
            if unpacked.unconsumed_tail:
                raise ValueError(f"a part of it has more than {_MOST:,} bytes")


def _word_links(source: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(source)) as archive:
        parts = {entry.filename: _part(archive, entry.filename) for entry in archive.infolist()}
    for name, text in parts.items():
        if found := _FIELD.search(text):
            raise ValueError(f"“{name}” holds “{found[0]}”, which can ask for something")
        if name.endswith(".rels"):
            yield from _outward(text)


def _part(archive: ZipFile, name: str) -> str:
    """Return a part of a Word document as text."""
    if not _PART.fullmatch(name):
        raise ValueError(f"it has a part “{name}”")
    if archive.getinfo(name).file_size > _MOST:
        raise ValueError(f"a part of it has more than {_MOST:,} bytes")
    return archive.read(name).decode()


def _outward(relations: str) -> Iterator[str]:
    """Yield where a Word document leads; only links may lead out of it."""
    for relation in _RELATION.findall(relations):
        if "TargetMode=" in relation:
            target = _TARGET.search(relation)
            if not target:
                raise ValueError("it fetches something from elsewhere")
            yield html.unescape(target[1])
